package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;

/** Shares of the areas of an event, weighted by their residents. */
final class ResidentWeights {
  private ResidentWeights() {}

  /**
   * One row an event, level and week: {@code weighted_away}, the share away; {@code
   * usual_by_residents}, the usual share; {@code usual_by_devices}, the same with areas weighted by
   * the devices seen in the week; {@code weighted_variance}, of the share away; {@code
   * weighted_units}, devices less the areas but one.
   *
   * @param weeks one row an event, level, week and {@code origin} with {@code residents}, the sums
   *     {@code seen}, {@code away} and {@code expected}, {@code variance} and {@code as_many} of
   *     {@link DeviceWeeks}, and {@code usual}, the share away before the event; where that is
   *     null, expected is taken
   */
  static Dataset<Row> of(Dataset<Row> weeks) {
    Column residents = col("residents").cast("double");
    Column usual = coalesce(col("usual"), col("expected").divide(col("seen")));
    return weeks
        .filter(col("origin").notEqual(AwayPlaces.ALL))
        .withColumn("part_away", residents.multiply(col("away")).divide(col("seen")))
        .withColumn("part_variance", residents.multiply(residents).multiply(col("variance")))
        .withColumn("usual_residents", residents.multiply(usual))
        .withColumn("usual_devices", col("seen").multiply(usual))
        .groupBy("event_id", "level", "week")
        .agg(
            Decimals.total(col("residents")).as("all_residents"),
            Decimals.total(col("seen")).as("all_seen"),
            Decimals.total(col("part_away")).as("all_away"),
            Decimals.total(col("part_variance")).as("all_variance"),
            floor(Decimals.total(col("as_many"))).minus(count(lit(1))).plus(1).as("weighted_units"),
            Decimals.total(col("usual_residents")).as("residents_away"),
            Decimals.total(col("usual_devices")).as("devices_away"))
        .select(
            col("event_id"),
            col("level"),
            col("week"),
            col("all_away").divide(col("all_residents")).as("weighted_away"),
            col("residents_away").divide(col("all_residents")).as("usual_by_residents"),
            col("devices_away").divide(col("all_seen")).as("usual_by_devices"),
            col("all_variance")
                .divide(col("all_residents"))
                .divide(col("all_residents"))
                .as("weighted_variance"),
            col("weighted_units"));
  }

  /**
   * How many times larger the usual share of an event is in a week, with its areas weighted as they
   * are there, than in the days before the event, of which {@code usual} is; 1 for an area.
   *
   * @param weighs whether areas are weighted by residents, not by devices
   */
  static Column unlike(Column weighs) {
    Column weighted = when(weighs, col("usual_by_residents")).otherwise(col("usual_by_devices"));
    return when(
            col("origin").equalTo(AwayPlaces.ALL).and(col("usual").gt(0)),
            coalesce(weighted.divide(col("usual")), lit(1.0)))
        .otherwise(lit(1.0));
  }
}
