package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.synthetic.Draw;

/**
 * The true events, typed, before any defect.
 *
 * <p>An event is keyed by SIM, day and number, so that a longer window adds events and changes
 * none. Columns: {@code sim_id}, {@code person_id}, {@code sim_key}, {@code msisdn}, {@code
 * user_id}, {@code operator}, {@code home_mcc}, {@code home_mnc}, {@code plmn}, {@code day}, {@code
 * number}, {@code second} of the day, {@code type} (call, message or data), {@code cell_id} and
 * {@code other_cell}, null abroad, {@code latitude}, {@code longitude} and {@code loc_error}, null
 * where not measured.
 */
final class CleanEvents {
  /** Seconds of an hour. */
  static final int HOUR = 3600;

  /** Share of each type; invented. */
  static final List<Integer> TYPES = List.of(200_000, 100_000, 700_000);

  /** First hour after the night; until then all is at home. */
  static final int DAWN = 7;

  /** First hour of the night. */
  static final int DUSK = 20;

  /** So many events of a device on a day cannot fall on one second. */
  static final int SLOTS = 60;

  private static final int DAY = 24 * HOUR;
  private static final int WORK_FROM = 8;
  private static final int WORK_TO = 18;
  private static final int AT_WORK = 800_000;
  private static final int AWAY = 50_000;
  private static final int AWAY_AT_WEEKENDS = 120_000;
  private static final double SCATTER = 0.01; // degrees around the cell
  private static final int LEAST_ERROR_M = 20;
  private static final int ERROR_SPAN_M = 480;

  /** Share of the events in each hour of local time; invented, of the usual two humps. */
  static final List<Integer> HOURS =
      List.of(
          12_000, 8_000, 5_000, 4_000, 5_000, 12_000, 26_000, 42_000, 52_000, 55_000, 57_000,
          60_000, 64_000, 58_000, 54_000, 53_000, 56_000, 63_000, 72_000, 74_000, 66_000, 50_000,
          33_000, 19_000);

  private CleanEvents() {}

  /** The events of the window. */
  static Dataset<Row> of(Inputs inputs, PhoneWindow window) {
    return placed(timed(DeviceDays.of(inputs, window)));
  }

  private static Dataset<Row> timed(Dataset<Row> deviceDays) {
    Column step = lit(DAY).divide(col("events")).cast("int");
    Column regular =
        col("number")
            .minus(1)
            .multiply(step)
            .plus(Draw.evenly(Draw.keyed(col("sim_key"), "beat"), step));
    Column drawn =
        Draw.classOf(draw("hour"), HOURS)
            .multiply(HOUR)
            .plus(Draw.evenly(draw("second"), lit(HOUR / SLOTS)).multiply(SLOTS))
            .plus(col("number").mod(SLOTS));
    return deviceDays
        .select(
            col("sim_id"),
            col("person_id"),
            col("sim_key"),
            col("msisdn"),
            col("user_id"),
            col("operator"),
            col("home_mcc"),
            col("home_mnc"),
            col("plmn"),
            col("kind").equalTo("machine").as("is_machine"),
            col("day"),
            col("is_weekend"),
            col("home"),
            col("work"),
            col("away"),
            col("events"),
            explode(sequence(lit(1), col("events"))).as("number"))
        .select(
            col("*"),
            when(col("is_machine"), regular).otherwise(drawn).as("second"),
            when(col("is_machine"), lit("data"))
                .otherwise(
                    Draw.at(Draw.classOf(draw("type"), TYPES), List.of("call", "message", "data")))
                .as("type"))
        .withColumn("hour", col("second").divide(HOUR).cast("int"));
  }

  private static Dataset<Row> placed(Dataset<Row> timed) {
    Column fixed = col("is_machine").or(col("hour").lt(DAWN)).or(col("hour").geq(DUSK));
    Column goesAway =
        draw("away").lt(when(col("is_weekend"), lit(AWAY_AT_WEEKENDS)).otherwise(lit(AWAY)));
    Column atWork =
        not(col("is_weekend"))
            .and(col("hour").geq(WORK_FROM))
            .and(col("hour").lt(WORK_TO))
            .and(draw("work").lt(AT_WORK));
    Column measured =
        col("type").equalTo("data").and(not(col("is_machine"))).and(col("cell").isNotNull());
    Column other =
        when(id("cell").notEqual(id("away")), id("away"))
            .when(id("cell").notEqual(id("home")), id("home"))
            .otherwise(id("work"));
    return timed
        .withColumn(
            "cell",
            when(fixed, col("home"))
                .when(goesAway, col("away"))
                .when(atWork, col("work"))
                .otherwise(col("home")))
        .filter(col("cell").isNotNull().or(col("plmn").notEqual(""))) // else no coverage
        .select(
            col("*"),
            id("cell").as("cell_id"),
            other.as("other_cell"),
            when(measured, scattered("latitude")).as("latitude"),
            when(measured, scattered("longitude")).as("longitude"),
            when(measured, Draw.evenly(draw("error"), lit(ERROR_SPAN_M)).plus(LEAST_ERROR_M))
                .as("loc_error"))
        .drop("cell", "home", "work", "away", "events", "hour", "is_weekend", "is_machine");
  }

  private static Column id(String cell) {
    return col(cell).getField("cell_id");
  }

  private static Column scattered(String axis) {
    Column offset = draw(axis).divide(lit(Draw.ONE)).minus(lit(0.5)).multiply(lit(SCATTER));
    return round(col("cell").getField(axis).plus(offset), 6);
  }

  private static Column draw(String stream) {
    return Draw.keyed(col("sim_key"), stream, col("day"), col("number"));
  }
}
