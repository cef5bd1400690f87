package org.caudal.register.missing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.register.missing.ReportTriangle.Past;
import org.caudal.register.missing.ReportTriangle.Seen;
import org.caudal.statistics.ChainLadder.Estimate;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** {@link ReportTriangle} as columns. */
final class MissingEstimates {
  private static final StructType COUNT =
      new StructType()
          .add("number", DataTypes.IntegerType, false)
          .add("reported", DataTypes.LongType, false)
          .add("found_alive", DataTypes.LongType, false)
          .add("found_dead", DataTypes.LongType, false)
          .add("status", DataTypes.StringType, false)
          .add("expected", DataTypes.DoubleType)
          .add("standard_error", DataTypes.DoubleType)
          .add("interval_low", DataTypes.LongType)
          .add("interval_high", DataTypes.LongType)
          .add("learnt_from", DataTypes.LongType, false);

  private static final StructType PAST =
      new StructType()
          .add("lag", DataTypes.IntegerType, false)
          .add("reported", DataTypes.LongType, false)
          .add("expected", DataTypes.DoubleType)
          .add("interval_low", DataTypes.LongType)
          .add("interval_high", DataTypes.LongType)
          .add("total", DataTypes.LongType, false);

  private MissingEstimates() {}

  /** What of the rows of {@link MissingReports} an array is made of. */
  private interface Rows extends Serializable {
    List<Row> of(Cells cells, int first, int last, boolean isOver);
  }

  /** Array of counts with estimates, one a period with reports or to come. */
  static Column counts(ReportingParams params) {
    return column(
        "missing_counts",
        COUNT,
        (cells, first, last, over) -> counts(cells, first, last, over, params));
  }

  /** Array of estimates of the past and what came of them. */
  static Column past(ReportingParams params) {
    return column(
        "missing_past",
        PAST,
        (cells, first, last, over) ->
            cells.triangle(first, last, params).past(over).stream()
                .map(MissingEstimates::past)
                .toList());
  }

  private static Column column(String name, StructType type, Rows rows) {
    UDF4<Seq<Row>, Integer, Integer, Boolean, List<Row>> function =
        (cells, first, last, over) ->
            rows.of(new Cells(CollectionConverters.asJava(cells)), first, last, over);
    return udf(function, DataTypes.createArrayType(type, false))
        .withName(name)
        .apply(col("cells"), col("first"), col("last"), col("is_over"));
  }

  /** Period, delay, reports, found alive, found dead. */
  private record Cells(List<Row> rows) {
    ReportTriangle triangle(int first, int last, ReportingParams params) {
      ReportTriangle triangle = new ReportTriangle(first, last, params);
      rows.forEach(row -> triangle.add(row.getInt(0), row.getInt(1), row.getLong(2)));
      return triangle;
    }

    /** Reports, found alive and found dead by period. */
    Map<Integer, long[]> counts() {
      Map<Integer, long[]> counts = new TreeMap<>();
      for (Row row : rows) {
        long[] count = counts.computeIfAbsent(row.getInt(0), period -> new long[3]);
        for (int i = 0; i < count.length; i++) {
          count[i] += row.getLong(2 + i);
        }
      }
      return counts;
    }
  }

  private static List<Row> counts(
      Cells cells, int first, int last, boolean isOver, ReportingParams params) {
    List<Seen> seen = cells.triangle(first, last, params).seenAt(last);
    Map<Integer, long[]> counts = cells.counts();
    int start = seen.get(0).period();
    long learnt = seen.get(0).learntFrom();
    List<Row> rows = new ArrayList<>();
    counts.forEach(
        (period, count) -> {
          if (period < start) {
            rows.add(complete(period, count, learnt));
          }
        });
    for (Seen one : seen) {
      long @Nullable [] count = counts.get(one.period());
      if (one.period() == last && !isOver) {
        rows.add(row(one.period(), count, "not_over", null, learnt));
      } else if (one.period() > last - params.delays()) {
        rows.add(
            row(
                one.period(),
                count,
                one.status(),
                one.hasEstimate() ? one.estimate() : null,
                learnt));
      } else if (count != null) {
        rows.add(complete(one.period(), count, learnt));
      }
    }
    return rows;
  }

  /** All delays are over: reports that came later count too. */
  private static Row complete(int period, long[] count, long learnt) {
    return RowFactory.create(
        period,
        count[0],
        count[1],
        count[2],
        "complete",
        (double) count[0],
        0.0,
        count[0],
        count[0],
        learnt);
  }

  private static Row row(
      int period,
      long @Nullable [] count,
      String status,
      @Nullable Estimate estimate,
      long learnt) {
    long[] known = count == null ? new long[3] : count;
    return RowFactory.create(
        period,
        known[0],
        known[1],
        known[2],
        status,
        estimate == null ? null : estimate.total(),
        estimate == null ? null : estimate.error(),
        estimate == null ? null : estimate.low(),
        estimate == null ? null : estimate.high(),
        learnt);
  }

  private static Row past(Past past) {
    Estimate estimate = past.seen().estimate();
    boolean has = past.seen().hasEstimate();
    return RowFactory.create(
        past.lag(),
        estimate.known(),
        has ? estimate.total() : null,
        has ? estimate.low() : null,
        has ? estimate.high() : null,
        past.total());
  }
}
