package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Columns;
import org.caudal.functions.UnitErrors;
import org.caudal.table.TableSchema;

/** Rates of detection from what was made and what was counted of it. */
final class DetectionRates {
  private static final List<String> CLASS = TableSchema.of(DetectionRate.class).key();
  private static final WindowSpec KIND = Window.partitionBy(Columns.named(before("least_days")));
  private static final WindowSpec LENGTH =
      Window.partitionBy(Columns.named(before("activity_class")));

  private DetectionRates() {}

  private static List<String> before(String column) {
    return CLASS.subList(0, CLASS.indexOf(column));
  }

  /**
   * One row a class, kind and length.
   *
   * @param replayed one row a replay: kind, {@code least_days}, {@code made} and {@code counted}
   * @param classes devices of the classes
   * @param leastMade fewest stays made of a length that has its own rate, over all replays
   * @param leastRate below it others stand for the class
   */
  static Dataset<Row> of(
      Dataset<Row> replayed, Dataset<Row> classes, long leastMade, double leastRate) {
    Column error = UnitErrors.ofRatio(col("counted"), col("made"));
    Dataset<Row> rates =
        replayed
            .groupBy(Columns.named(CLASS, "operator_id", "device_id"))
            .agg(count(lit(1)).as("replays"), sum("made").as("made"), sum("counted").as("counted"))
            .groupBy(Columns.named(CLASS))
            .agg(
                sum("replays").as("replayed"),
                when(sum("made").gt(0), sum("counted").divide(sum("made"))).as("rate"),
                when(sum("made").gt(0), error).as("standard_error"),
                sum("made").as("made"),
                sum("counted").as("counted"))
            .join(
                classes
                    .select(col("definition"), col("least_span"), inline(col("classes")))
                    .drop("shares"),
                new String[] {"definition", "activity_class"});
    Column isRated = col("rate").geq(lit(leastRate));
    Column standing = sum(when(isRated, col("devices"))).over(LENGTH);
    Column all = sum("devices").over(LENGTH).divide(standing);
    return byLength(rates, leastMade)
        .withColumn(
            "factor", when(isRated, all.divide(col("rate"))).when(standing.isNotNull(), lit(0.0)));
  }

  /** Rates by length of the kinds that have enough of each, of all lengths of the others. */
  private static Dataset<Row> byLength(Dataset<Row> rates, long leastMade) {
    Column isOfAll = col("least_days").isNull();
    Column fewest = min(when(not(isOfAll), col("made"))).over(KIND);
    Column shortest = min("least_days").over(KIND);
    Column isByLength = fewest.geq(leastMade).and(shortest.lt(max("least_days").over(KIND)));
    return rates
        .filter(isOfAll.or(col("made").plus(col("counted")).gt(0)))
        .withColumn("is_by_length", coalesce(isByLength, lit(false)))
        .withColumn("is_shortest", isOfAll.or(col("least_days").equalTo(shortest)))
        .filter(isOfAll.notEqual(col("is_by_length")))
        .withColumn("least_days", when(not(col("is_shortest")), col("least_days")).otherwise(0));
  }
}
