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
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
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
   * @param cells sorted array of number of the month, state, nationality, crossings and of how many
   *     were certain, possible and expected to be migrations in the end
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
            of(
                    CollectionConverters.asJava(rows).stream()
                        .map(ProvisionalEstimates::ending)
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

  /**
   * Estimates of what is expected in the end; the interval begins with that of what will be certain
   * and ends with that of what will be possible.
   */
  static List<Estimate> of(List<Ending> endings, int lag, Settings settings) {
    List<Estimate> expected = estimates(endings, Ending::expected, lag, settings);
    if (endings.stream().allMatch(Ending::isCertain)) {
      return expected;
    }
    List<Estimate> certain = estimates(endings, Ending::certain, lag, settings);
    List<Estimate> possible = estimates(endings, Ending::possible, lag, settings);
    return IntStream.range(0, expected.size())
        .mapToObj(i -> between(certain.get(i).low(), expected.get(i), possible.get(i).high()))
        .toList();
  }

  private static List<Estimate> estimates(
      List<Ending> endings, ToDoubleFunction<Ending> migrations, int lag, Settings settings) {
    return ProvisionalCounts.of(
        endings.stream().map(ending -> ending.cell(migrations)).toList(), lag, settings);
  }

  private static Estimate between(long low, Estimate estimate, long high) {
    return new Estimate(
        estimate.month(),
        estimate.group(),
        estimate.migrations(),
        low,
        high,
        estimate.dispersion(),
        estimate.trainingMonths());
  }

  /**
   * What became of crossings that were alike.
   *
   * @param certain those that were migrations
   * @param expected with the probabilities of those of which nothing will tell
   * @param possible with all of those
   */
  record Ending(
      int month,
      String state,
      String group,
      long crossings,
      double certain,
      double expected,
      double possible) {

    private boolean isCertain() {
      return certain == possible;
    }

    private Cell cell(ToDoubleFunction<Ending> migrations) {
      return new Cell(
          month, Arrays.asList(state.split(" ")), group, crossings, migrations.applyAsDouble(this));
    }
  }

  private static Ending ending(Row row) {
    return new Ending(
        row.getInt(0),
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.isNullAt(4) ? 0 : row.getLong(4),
        row.isNullAt(5) ? 0 : row.getDecimal(5).doubleValue(),
        row.isNullAt(6) ? 0 : row.getLong(6));
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
