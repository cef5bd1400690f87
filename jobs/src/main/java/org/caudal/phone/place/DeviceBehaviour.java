package org.caudal.phone.place;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.day;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.caudal.job.Months;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.event.Spans;
import org.jspecify.annotations.Nullable;

/** How often devices of the country are seen in a month, and which of them are machines. */
public final class DeviceBehaviour {
  private static final double LOW = 0.4; // of the days of the month
  private static final double HIGH = 0.8;
  private static final int MACHINE_DAYS = 10; // fewer say nothing
  private static final int MACHINE_EVENTS = 8; // a day

  /** Square of the largest coefficient of variation of a machine's events a day, 1/5. */
  private static final int MACHINE_EVENNESS = 25;

  private DeviceBehaviour() {}

  /**
   * One row a span, operator and device that is a machine.
   *
   * <p>A machine is a device that used one cell on ten days or more, with eight events a day or
   * more, the numbers of which differ by a fifth or less (coefficient of variation): meters and
   * terminals report at fixed times, people do not. Abroad no cell is known, and nothing is told.
   *
   * @param days rows of {@link DeviceDay}, of which each group of {@code span} is judged by itself
   * @param span columns, such as the month
   */
  public static Dataset<Row> machines(Dataset<Row> days, String... span) {
    Column[] device = Columns.named(List.of(span), "operator_id", "device_id");
    return days.groupBy(device).agg(tally()).filter(isMachine()).select(device);
  }

  /**
   * What tells machines, {@code tally}, of rows of days and cells: a device that used one cell has
   * one row a day.
   */
  static Column tally() {
    return tally(col("event_count").cast("long"), cell(), cell());
  }

  /** A cell as a number: least and largest texts of a group would have to be sorted for. */
  private static Column cell() {
    return xxhash64(col("cell_id"));
  }

  private static Column tally(Column events, Column firstCell, Column lastCell) {
    return struct(
            count(lit(1)).as("days"),
            sum(events).as("total"),
            sum(events.multiply(events)).as("squares"),
            min(firstCell).as("first_cell"),
            max(lastCell).as("last_cell"))
        .as("tally");
  }

  /** The {@code tally} of parts of a device's days, each with its own. */
  static Column tallies() {
    return struct(
            sum("tally.days").as("days"),
            sum("tally.total").as("total"),
            sum("tally.squares").as("squares"),
            min("tally.first_cell").as("first_cell"),
            max("tally.last_cell").as("last_cell"))
        .as("tally");
  }

  /** Whether the {@code tally} is that of a person. */
  static Column isPerson() {
    return not(isMachine());
  }

  /** One row a month, operator and device of a person: {@code activity_class}. */
  public static Dataset<Row> ofPersons(Inputs in, @Nullable Months months) {
    return ofPersons(Visits.ofTheCountry(in, months));
  }

  /** The same of all SIM cards, those from abroad too. */
  public static Dataset<Row> ofPersonsAndVisitors(Inputs in, @Nullable Months months) {
    return ofPersons(
        Spans.within(in.table(DeviceDay.class), months)
            .withColumn("month", trunc(col("event_date"), "month")));
  }

  private static Dataset<Row> ofPersons(Dataset<Row> days) {
    Column share = col("tally.days").divide(day(last_day(col("month"))));
    return days.groupBy("month", "operator_id", "device_id", "event_date")
        .agg(
            sum("event_count").as("events"),
            min(cell()).as("first_cell"),
            max(cell()).as("last_cell"))
        .groupBy("month", "operator_id", "device_id")
        .agg(tally(col("events"), col("first_cell"), col("last_cell")))
        .filter(isPerson())
        .select(col("month"), col("operator_id"), col("device_id"), activityClass(share));
  }

  /**
   * One row an operator and device of a person, whatever its card: {@code span} of days from its
   * first to its last in the records, {@code share} of them on which it was seen in hours that
   * count, {@code activity_class} by all hours. Machines are told over the whole span.
   *
   * @param hours the hours that count, as bits
   */
  public static Dataset<Row> overSpans(Inputs in, int hours) {
    Column counts = bit_or(col("hour_bits")).bitwiseAND(lit(hours)).notEqual(0);
    Column span = datediff(max("event_date"), min("event_date")).plus(1);
    return in.table(DeviceDay.class)
        .groupBy("operator_id", "device_id", "event_date")
        .agg(
            sum("event_count").as("events"),
            min(cell()).as("first_cell"),
            max(cell()).as("last_cell"),
            counts.as("counts"))
        .groupBy("operator_id", "device_id")
        .agg(
            tally(col("events"), col("first_cell"), col("last_cell")),
            count_if(col("counts")).as("counted_days"),
            span.as("span"))
        .filter(isPerson())
        .select(
            col("operator_id"),
            col("device_id"),
            col("span"),
            col("counted_days").divide(col("span")).as("share"),
            activityClass(col("tally.days").divide(col("span"))));
  }

  /** How often a device is seen, by the share of days. */
  private static Column activityClass(Column share) {
    return when(share.lt(LOW), "low")
        .when(share.lt(HIGH), "middle")
        .otherwise("high")
        .as("activity_class");
  }

  /** In whole numbers: n Σe² − (Σe)² ≤ (Σe)² / 25. */
  private static Column isMachine() {
    Column days = col("tally.days");
    Column total = col("tally.total");
    Column cell = col("tally.first_cell");
    Column square = total.multiply(total);
    Column spread = days.multiply(col("tally.squares")).minus(square);
    return cell.equalTo(col("tally.last_cell"))
        .and(cell.notEqual(xxhash64(lit(""))))
        .and(days.geq(MACHINE_DAYS))
        .and(total.geq(days.multiply(MACHINE_EVENTS)))
        .and(spread.multiply(MACHINE_EVENNESS).leq(square));
  }
}
