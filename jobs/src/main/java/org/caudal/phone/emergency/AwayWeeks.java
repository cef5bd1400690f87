package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.floor;
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
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;

/** Weeks of the devices of struck areas, before an event and after it. */
final class AwayWeeks {
  /** Columns of a week: {@code number} is 0 for the one that begins with the event. */
  static final List<String> WEEK = List.of("event_id", "level", "origin", "number");

  /** Days of a week. */
  static final int DAYS = 7;

  private static final int LEAST_DAYS = 4;
  private static final List<String> ORIGIN = AwayPlaces.ORIGIN;

  private AwayWeeks() {}

  /**
   * Sums of the days of each week, with those before the event: its first day {@code week}, {@code
   * days}, {@code devices_seen} of a mean day, {@code devices_away} and {@code devices_home} of the
   * day with most, the sums {@code seen}, {@code away} and {@code expected}.
   *
   * @param rows one row a device and day with the {@code number} of the week, below 0 before
   */
  static Dataset<Row> of(Dataset<Row> rows) {
    Dataset<Row> days =
        rows.groupBy(Columns.named(WEEK, "day", "days_since"))
            .agg(
                count(lit(1)).as("devices_seen"),
                count(when(not(col("is_expected")), true)).as("away"));
    return AwayNormal.of(days)
        .groupBy(Columns.named(WEEK))
        .agg(
            min(expr("date_sub(day, pmod(days_since, 7))")).as("week"),
            count(lit(1)).cast("int").as("days"),
            floor(sum("devices_seen").divide(count(lit(1)))).as("devices_seen"),
            max("away").as("devices_away"),
            max(col("devices_seen").minus(col("away"))).as("devices_home"),
            sum("devices_seen").cast("double").as("seen"),
            sum("away").cast("double").as("away"),
            Decimals.total(col("usual_share").multiply(col("devices_seen"))).as("expected"));
  }

  /** Those after the event that are over and have records on four days. */
  static Dataset<Row> over(Dataset<Row> weeks, Dataset<Row> rows) {
    return weeks
        .filter(col("number").geq(0).and(col("days").geq(LEAST_DAYS)))
        .join(
            rows.groupBy("event_id", "level").agg(max("day").as("last")),
            new String[] {"event_id", "level"})
        .filter(date_add(col("week"), 6).leq(col("last")));
  }

  /**
   * Of the weeks before the event {@code usual}, the share away of those seen; of those with
   * records on four days {@code of_normal}, the mean square of their distances from normal, and
   * {@code usual_weeks}, how many they are.
   */
  static Dataset<Row> normal(Dataset<Row> weeks) {
    Column distance = col("away").minus(col("expected")).divide(col("seen"));
    Column square =
        when(col("days").geq(LEAST_DAYS), distance.multiply(distance)).cast("decimal(20,18)");
    return weeks
        .filter(col("number").lt(0))
        .groupBy(Columns.named(ORIGIN))
        .agg(
            sum("away").divide(sum("seen")).as("usual"),
            sum(square).cast("double").divide(count(square)).as("of_normal"),
            count(square).as("usual_weeks"));
  }
}
