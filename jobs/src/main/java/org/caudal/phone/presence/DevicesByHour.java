package org.caudal.phone.presence;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trunc;

import java.time.YearMonth;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Periods;
import org.caudal.job.Days;
import org.caudal.job.Inputs;
import org.caudal.job.Months;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.event.Spans;
import org.caudal.phone.network.CellZone;
import org.caudal.phone.place.DeviceBehaviour;
import org.caudal.phone.place.Visits;
import org.jspecify.annotations.Nullable;

/** In which cells each device was in each hour, once in all. */
final class DevicesByHour {
  private static final String[] CELL = {"operator_id", "cell_id"};

  private DevicesByHour() {}

  /**
   * One row a day, hour, operator, device and cell: {@code cell_id}, {@code valid_from} and {@code
   * part}, the parts of a device in an hour adding up to 1. Abroad the cell is empty.
   *
   * <p>A device is where it was in the hour itself, or else in the nearest hour with an event, at
   * most {@code reach} away; if that is two hours, in both. Several cells have equal parts.
   * Machines are left out, those with cards from abroad too. Events in cells that lie in no area
   * are no events here.
   */
  static Dataset<Row> of(Inputs in, EstimatePresence.Params p) {
    String[] device = {"day", "hour", "operator_id", "device_id"};
    Dataset<Row> nearest =
        asked(near(seen(in, p.days()), p), p)
            .groupBy("day", "hour", "operator_id", "device_id", "distance")
            .agg(collect_set(struct(col("cell_id"), col("valid_from"))).as("cells"))
            .groupBy(device[0], device[1], device[2], device[3])
            .agg(min_by(col("cells"), col("distance")).as("cells"));
    return nearest
        .withColumn("part", lit(1).divide(size(col("cells"))).cast("decimal(20,15)"))
        .withColumn("cell", explode(array_sort(col("cells"))))
        .select(
            col("day"),
            col("hour"),
            col("operator_id"),
            col("device_id"),
            col("cell.cell_id"),
            col("cell.valid_from"),
            col("part"));
  }

  /** Days of devices of persons and visitors at a known place, with the period of the cell. */
  private static Dataset<Row> seen(Inputs in, @Nullable Days days) {
    Dataset<Row> around = Spans.around(in.table(DeviceDay.class), days);
    Dataset<Row> cells =
        in.table(CellZone.class)
            .select(
                col("operator_id").as("zone_operator"),
                col("cell_id").as("zone_cell"),
                col("valid_from"),
                col("valid_to"))
            .distinct();
    Column serves =
        col(CELL[0])
            .equalTo(col("zone_operator"))
            .and(col(CELL[1]).equalTo(col("zone_cell")))
            .and(Visits.stands("event_date"));
    Dataset<Row> persons =
        DeviceBehaviour.ofPersonsAndVisitors(in, months(days))
            .select("month", CELL[0], "device_id");
    return around
        .join(broadcast(cells), serves, "left_outer")
        .filter(col("valid_from").isNotNull().or(col("domain").equalTo("outbound")))
        .withColumn("month", trunc(col("event_date"), "month"))
        .join(persons, new String[] {"month", CELL[0], "device_id"});
  }

  private static @Nullable Months months(@Nullable Days days) {
    return days == null
        ? null
        : new Months(
            YearMonth.from(days.firstDay().minusDays(1)),
            YearMonth.from(days.lastDay().plusDays(1)));
  }

  /** Each hour with an event for itself and for those within reach. */
  private static Dataset<Row> near(Dataset<Row> seen, EstimatePresence.Params p) {
    return seen.withColumn(
            "event_hour",
            explode(expr("filter(sequence(0, 23), h -> (shiftright(hour_bits, h) & 1) = 1)")))
        .withColumn("offset", explode(sequence(lit(-p.reach()), lit(p.reach()))))
        .withColumn("slot", expr("unix_date(event_date) * 24 + event_hour + offset"))
        .select(
            expr("date_from_unix_date(CAST(floor(slot / 24) AS INT))").as("day"),
            expr("CAST(pmod(slot, 24) AS INT)").as("hour"),
            col("operator_id"),
            col("device_id"),
            col("cell_id"),
            col("valid_from"),
            abs(col("offset")).as("distance"));
  }

  private static Dataset<Row> asked(Dataset<Row> near, EstimatePresence.Params p) {
    Dataset<Row> hours = near.filter(col("hour").isin(p.hours().toArray()));
    return Periods.within(hours, "day", p.days());
  }

  /** Days asked for of which there are records. */
  static Dataset<Row> days(Inputs in, EstimatePresence.Params p) {
    return Spans.within(in.table(DeviceDay.class), p.days())
        .select(col("event_date").as("day"))
        .distinct();
  }
}
