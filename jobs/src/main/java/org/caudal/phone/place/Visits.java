package org.caudal.phone.place;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.caudal.job.Period;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.event.Spans;
import org.jspecify.annotations.Nullable;

/** In which area, or foreign country, each device was on each day, at every level. */
public final class Visits {
  /** Columns that name a device in a month at a level. */
  public static final List<String> DEVICE = List.of("month", "level", "operator_id", "device_id");

  private static final int LAST_HOUR = 24;

  private Visits() {}

  /**
   * Days of SIM cards of the country, wherever they were, with the month of each. Cards from abroad
   * are visitors' and have no home here.
   */
  public static Dataset<Row> ofTheCountry(Inputs in, @Nullable Period span) {
    return Spans.within(in.table(DeviceDay.class), span)
        .filter(col("domain").isin("domestic", "outbound"))
        .withColumn("month", trunc(col("event_date"), "month"));
  }

  /**
   * One row a level, device, day and cell: the columns of the days, {@code level}, {@code day}, the
   * period of the cell, and {@code place}: the main area of the cell, the country abroad, or null
   * where neither is known.
   */
  public static Dataset<Row> located(Dataset<Row> days, Dataset<Row> cellZones) {
    return located(days, cellZones, col("country"));
  }

  /** The rows of {@link #located} with places as numbers, from areas that are numbered. */
  public static Dataset<Row> numbered(Dataset<Row> days, Dataset<Row> numberedZones) {
    return located(days, numberedZones, PlaceCodes.ofCountry());
  }

  private static Dataset<Row> located(Dataset<Row> days, Dataset<Row> cellZones, Column country) {
    return zoned(days, cellZones)
        .withColumn("place", coalesce(col("zone_id"), when(abroad(), country)))
        .withColumnRenamed("event_date", "day");
  }

  /**
   * One row a level, device, day and cell: the columns of the days, {@code level}, the period of
   * the cell and its main area, {@code zone_id}, or null.
   */
  public static Dataset<Row> zoned(Dataset<Row> days, Dataset<Row> cellZones) {
    Dataset<Row> levels = cellZones.select("level").distinct();
    Dataset<Row> mains =
        cellZones
            .filter(col("is_main"))
            .select(
                col("level").as("zone_level"),
                col("operator_id").as("zone_operator"),
                col("cell_id").as("zone_cell"),
                col("valid_from"),
                col("valid_to"),
                col("zone_id"));
    Column serves =
        col("operator_id")
            .equalTo(col("zone_operator"))
            .and(col("cell_id").equalTo(col("zone_cell")))
            .and(col("level").equalTo(col("zone_level")))
            .and(stands("event_date"));
    return days.crossJoin(broadcast(levels)).join(broadcast(mains), serves, "left_outer");
  }

  /** Whether a card of the country was seen by a network of a country that is known, abroad. */
  public static Column abroad() {
    return col("domain").equalTo("outbound").and(col("country").notEqual(""));
  }

  /** Whether the day is in the period of the cell, {@code valid_from} to {@code valid_to}. */
  public static Column stands(String day) {
    return col(day)
        .geq(col("valid_from"))
        .and(col("valid_to").isNull().or(col(day).leq(col("valid_to"))));
  }

  /** One row a device, level, day and place, as {@link LocationDefinitions} takes them. */
  public static Dataset<Row> byPlace(Dataset<Row> located, int nightFrom, int nightTo) {
    return located
        .groupBy(Columns.named(DEVICE, "day", "place"))
        .agg(
            sum("event_count").as("events"),
            max("last_second").as("last"),
            bit_or(nights(nightFrom, nightTo)).as("nights"));
  }

  /**
   * One row a device, level and place, as {@link LocationDefinitions#best} takes them, with the
   * {@code tally} of {@link DeviceBehaviour}; a place may be null.
   */
  static Dataset<Row> byPlaceOfMonth(Dataset<Row> located, int nightFrom, int nightTo) {
    return located
        .withColumn("last", col("last_second"))
        .groupBy(Columns.named(DEVICE, "place"))
        .agg(
            dayBits().as("days"),
            bit_or(nights(nightFrom, nightTo)).as("nights"),
            sum("event_count").as("events"),
            max(LocationDefinitions.moment()).as("moment"),
            DeviceBehaviour.tally());
  }

  /**
   * The nights of a day as bits: d for the night that begins on the d-th of the month, 0 for the
   * one that ends on the first.
   */
  private static Column nights(int from, int to) {
    long evening = hours(from, LAST_HOUR);
    long morning = hours(0, to);
    Column begins = expr("shiftleft(1L, dayofmonth(day))");
    Column ends = expr("shiftleft(1L, dayofmonth(day) - 1)");
    return seenIn(evening, begins).bitwiseOR(seenIn(morning, ends));
  }

  private static Column seenIn(long hours, Column night) {
    return when(col("hour_bits").cast("long").bitwiseAND(lit(hours)).notEqual(0L), night)
        .otherwise(lit(0L));
  }

  private static long hours(int from, int to) {
    return (1L << to) - (1L << from);
  }

  /** Days of the month as bits. */
  public static Column dayBits() {
    return bit_or(expr("shiftleft(1L, dayofmonth(day))"));
  }

  /**
   * How each device's days at a place spread over areas: {@link #DEVICE}, {@code place}, {@code
   * zone_id}, {@code days_spread}. Each day counts 1, in equal parts for the cells of the day, and
   * each cell by its shares; abroad the country has all.
   */
  public static Dataset<Row> spread(Dataset<Row> located, Dataset<Row> cellZones) {
    Dataset<Row> perCell =
        located
            .groupBy(Columns.named(DEVICE, "day", "place"))
            .agg(collect_set(struct(col("cell_id"), col("valid_from"))).as("cells"))
            .withColumn("part", lit(1.0).divide(size(col("cells"))))
            .withColumn("cell", explode(col("cells")));
    Dataset<Row> shares =
        cellZones.select(
            col("level").as("share_level"),
            col("operator_id").as("share_operator"),
            struct(col("cell_id"), col("valid_from")).as("share_cell"),
            col("zone_id"),
            col("share"));
    Column same =
        col("level")
            .equalTo(col("share_level"))
            .and(col("operator_id").equalTo(col("share_operator")))
            .and(col("cell").equalTo(col("share_cell")));
    Column weight = col("part").multiply(coalesce(col("share"), lit(1.0)));
    return perCell
        .join(broadcast(shares), same, "left_outer")
        .withColumn("zone_id", coalesce(col("zone_id"), col("place")))
        .groupBy(Columns.named(DEVICE, "place", "zone_id"))
        .agg(sum(weight.cast("decimal(20,15)")).as("days_spread"));
  }
}
