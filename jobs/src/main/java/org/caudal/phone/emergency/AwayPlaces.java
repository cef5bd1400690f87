package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.functions.Columns;

/** Devices away by place, and the part that each place has of all normal absences. */
final class AwayPlaces {
  /** Columns of a struck area of an event. */
  static final List<String> ORIGIN = List.of("event_id", "level", "origin");

  /** Columns of a day of it. */
  static final List<String> DAY = List.of("event_id", "level", "origin", "day");

  /** All areas of an event, or all places. */
  static final String ALL = "all";

  private AwayPlaces() {}

  /**
   * One row a day and place, with {@code devices_away} and {@code part}: for {@link #ALL}, for
   * places away at in the baseline, and for those of the day.
   *
   * @param counted {@code devices} by day and place, null for those where expected
   * @param totals {@code away} by day
   */
  static Dataset<Row> of(Dataset<Row> counted, Dataset<Row> totals) {
    Dataset<Row> away = counted.filter(col("place").isNotNull());
    return rows(away, col("devices"), lit(0.0))
        .unionByName(rows(totals.join(usual(away), names(ORIGIN)), lit(0L), col("part")))
        .unionByName(rows(totals.withColumn("place", lit(ALL)), col("away"), lit(1.0)))
        .groupBy(Columns.named(DAY, "place"))
        .agg(sum("devices_away").as("devices_away"), max("part").as("part"));
  }

  private static Dataset<Row> usual(Dataset<Row> away) {
    Column all = sum("devices").over(Window.partitionBy(Columns.named(ORIGIN)));
    return away.filter(col("days_since").lt(0))
        .groupBy(Columns.named(ORIGIN, "place"))
        .agg(sum("devices").as("devices"))
        .withColumn("part", col("devices").divide(all));
  }

  private static Dataset<Row> rows(Dataset<Row> days, Column devices, Column part) {
    return days.withColumn("devices_away", devices)
        .withColumn("part", part)
        .select(Columns.named(DAY, "place", "devices_away", "part"));
  }

  /** Names of columns, to join by. */
  static String[] names(List<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more)).toArray(String[]::new);
  }

  /** Each row for its origin, and once more for all of them. */
  static Dataset<Row> withAll(Dataset<Row> rows) {
    return rows.withColumn("origin", explode(array(col("origin"), lit(ALL))));
  }
}
