package org.caudal.register.border;

import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.year;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.border.ProvisionalCounts;
import org.caudal.statistics.border.ProvisionalCounts.Cell;
import org.caudal.statistics.border.ProvisionalCounts.Estimate;
import org.caudal.statistics.border.ProvisionalCounts.Settings;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** {@link ProvisionalCounts} as a column. */
final class ProvisionalEstimates {
  private static final int YEAR = 12;

  private static final StructType ESTIMATE =
      new StructType()
          .add("number", DataTypes.IntegerType, false)
          .add("nationality", DataTypes.StringType, false)
          .add("estimate", DataTypes.DoubleType, false)
          .add("low", DataTypes.LongType, false)
          .add("high", DataTypes.LongType, false)
          .add("dispersion", DataTypes.DoubleType, false)
          .add("training_months", DataTypes.IntegerType, false);

  private ProvisionalEstimates() {}

  /** Months in a row have numbers in a row. */
  static Column number(Column day) {
    return year(day).multiply(YEAR).plus(month(day)).minus(1);
  }

  /** The first day of the month of a number. */
  static Column firstDay(Column number) {
    return make_date(
        floor(number.divide(YEAR)).cast("int"), pmod(number, lit(YEAR)).plus(1), lit(1));
  }

  /**
   * Array of estimates, one a month and nationality.
   *
   * @param cells sorted array of number of the month, state, nationality, crossings, migrations
   * @param lag months after which they were seen
   * @param finalLag months after which all is known
   */
  static Column of(
      Column cells, Column lag, Column finalLag, EstimateProvisionalMigrations.Params p) {
    int least = p.leastTrainingMonths();
    int most = p.mostTrainingMonths();
    double level = p.level().doubleValue();
    UDF3<Seq<Row>, Integer, Integer, List<Row>> estimates =
        (rows, seen, all) ->
            ProvisionalCounts.of(
                    CollectionConverters.asJava(rows).stream()
                        .map(ProvisionalEstimates::cell)
                        .toList(),
                    seen,
                    new Settings(all, least, most, level))
                .stream()
                .map(ProvisionalEstimates::row)
                .toList();
    return udf(estimates, DataTypes.createArrayType(ESTIMATE, false))
        .withName("provisional_counts")
        .apply(cells, lag, finalLag);
  }

  private static Cell cell(Row row) {
    return new Cell(
        row.getInt(0),
        Arrays.asList(row.getString(1).split(" ")),
        row.getString(2),
        row.getLong(3),
        row.isNullAt(4) ? 0 : row.getLong(4));
  }

  private static Row row(Estimate estimate) {
    return RowFactory.create(
        estimate.month(),
        estimate.group(),
        estimate.migrations(),
        estimate.low(),
        estimate.high(),
        estimate.dispersion(),
        estimate.trainingMonths());
  }
}
