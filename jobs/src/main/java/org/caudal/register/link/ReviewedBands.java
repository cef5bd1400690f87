package org.caudal.register.link;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.Agreement;
import org.caudal.statistics.StratifiedShares;
import org.caudal.statistics.StratifiedShares.Interval;
import org.caudal.statistics.StratifiedShares.Stratum;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Precision and recall from each band on, from all bands in their order. */
final class ReviewedBands {
  private static final int DECISIONS = 3;

  private static final StructType QUALITY =
      new StructType()
          .add("band", DataTypes.IntegerType, false)
          .add("threshold", DataTypes.DoubleType, true)
          .add("pairs", DataTypes.LongType, false)
          .add("decided", DataTypes.LongType, false)
          .add("undecided", DataTypes.LongType, false)
          .add("matches", DataTypes.DoubleType, true)
          .add("precision", DataTypes.DoubleType, true)
          .add("precision_low", DataTypes.DoubleType, true)
          .add("precision_high", DataTypes.DoubleType, true)
          .add("recall", DataTypes.DoubleType, true)
          .add("recall_low", DataTypes.DoubleType, true)
          .add("recall_high", DataTypes.DoubleType, true)
          .add("false_positive_rate", DataTypes.DoubleType, true)
          .add("twice", DataTypes.LongType, false)
          .add("agreement", DataTypes.DoubleType, true)
          .add("kappa", DataTypes.DoubleType, true);

  private static final UserDefinedFunction QUALITIES =
      udf(
              (UDF3<Seq<Row>, Long, Double, List<Row>>)
                  (bands, possible, level) -> qualities(read(bands), possible, level),
              DataTypes.createArrayType(QUALITY, false))
          .withName("linkage_quality");

  private ReviewedBands() {}

  /**
   * What reviewers said of a band.
   *
   * @param low weight at which it begins
   * @param pairs it has
   * @param undecided drawn pairs without a decision
   * @param stratum pairs with a decision, and those of them that match
   * @param cells pairs by what the first, then by what the second reviewer said
   */
  private record Band(
      int number,
      @Nullable Double low,
      long pairs,
      long undecided,
      Stratum stratum,
      List<Long> cells) {}

  /**
   * An array of structs of {@link LinkageQuality} without the level.
   *
   * @param possible how many pairs of records there could be
   */
  static Column of(Column bands, Column possible, double level) {
    return QUALITIES.apply(bands, possible, lit(level));
  }

  private static List<Band> read(Seq<Row> rows) {
    List<Band> bands = new ArrayList<>();
    for (Row row : CollectionConverters.asJava(rows)) {
      long pairs = row.getLong(2);
      long matches = row.getLong(3);
      bands.add(
          new Band(
              row.getInt(0),
              row.isNullAt(1) ? null : (Double) row.getDouble(1),
              pairs,
              row.getLong(5),
              new Stratum(pairs, matches + row.getLong(4), matches),
              row.getList(6)));
    }
    return bands;
  }

  private static List<Row> qualities(List<Band> bands, long possible, double level) {
    List<Row> rows = new ArrayList<>();
    boolean isEachSeen = isSeen(bands);
    for (int from = 0; from < bands.size(); from++) {
      List<Band> taken = bands.subList(from, bands.size());
      Interval matches = isSeen(taken) ? StratifiedShares.total(strata(taken), level) : null;
      Interval others = StratifiedShares.total(strata(bands.subList(0, from)), level);
      Interval precision = matches == null ? null : StratifiedShares.share(strata(taken), level);
      Interval recall =
          !isEachSeen || matches == null || matches.estimate() + others.estimate() == 0
              ? null
              : StratifiedShares.part(matches, others);
      long pairs = taken.stream().mapToLong(Band::pairs).sum();
      Agreement agreement = Agreement.of(cells(taken));
      rows.add(
          RowFactory.create(
              bands.get(from).number(),
              bands.get(from).low(),
              pairs,
              taken.stream().mapToLong(band -> band.stratum().drawn()).sum(),
              taken.stream().mapToLong(Band::undecided).sum(),
              matches == null ? null : matches.estimate(),
              precision == null ? null : precision.estimate(),
              precision == null ? null : precision.low(),
              precision == null ? null : precision.high(),
              recall == null ? null : recall.estimate(),
              recall == null ? null : recall.low(),
              recall == null ? null : recall.high(),
              !isEachSeen || matches == null
                  ? null
                  : rate(
                      pairs - matches.estimate(),
                      possible - matches.estimate() - others.estimate()),
              agreement.cases(),
              agreement.observed(),
              agreement.kappa()));
    }
    return rows;
  }

  private static @Nullable Double rate(double falsePairs, double ofTwo) {
    return ofTwo > 0 ? (Double) (falsePairs / ofTwo) : null;
  }

  private static boolean isSeen(List<Band> bands) {
    return bands.stream().allMatch(band -> band.stratum().drawn() > 0);
  }

  private static List<Stratum> strata(List<Band> bands) {
    return bands.stream().map(Band::stratum).toList();
  }

  private static long[][] cells(List<Band> bands) {
    long[][] cells = new long[DECISIONS][DECISIONS];
    for (Band band : bands) {
      for (int i = 0; i < band.cells().size(); i++) {
        cells[i / DECISIONS][i % DECISIONS] += band.cells().get(i);
      }
    }
    return cells;
  }
}
