package org.caudal.publication;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.weekday;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.phone.network.Zone;
import org.caudal.phone.presence.PresentPopulation;

/**
 * Residents present in each area at an hour of the night and, on working days, of the day: means of
 * the days of a month, at one level. Days by themselves are not published: from one to the next few
 * devices change.
 *
 * <p>Devices behind a figure: those of residents on the day with most of them, {@code
 * devices_resident}. No distinct device is counted twice, visitors not at all. The minimum is that
 * of {@link FlowRelease#leastDevices}, of persons too. The ends of the interval are means of those
 * of the days, as if all days erred together.
 *
 * <p>A day on which no device was placed in the area counts 0: on other days those few who are
 * there are counted many times, and a mean of these alone would be too high. That nobody is there
 * is not known, so that the upper end is the mean of the other days. Where they are fewer than
 * {@code least-days} of the days of the month, or of its working days, the area is not shown. A
 * month with fewer days in the table has no row. How many days are without a device is told of
 * shown areas only: it would tell few from none.
 *
 * <p><b>Disclosure.</b> {@link AreaSuppression}: all areas add up to the residents, who may be
 * known. Devices are told in full steps of the minimum, rounded down: at night they are nearly
 * those that live in the area, whose number may be hidden. The interval of a day is that of all
 * numbers of devices of the same step ({@link SteppedInterval}).
 */
final class PresenceIndicators {
  private static final String[] PERIOD = {"month", "measure"};
  private static final int FRIDAY = 4; // Monday is 0

  private PresenceIndicators() {}

  /** One row an area, month and time of day, shown or suppressed. */
  static Dataset<Row> of(Inputs in, PublishIndicators.Params p) {
    Dataset<Row> present =
        Chosen.of(in, PresentPopulation.class, "level", p.presence().level(), "presence.level");
    Dataset<Row> least = FlowRelease.leastDevices(in, p);
    Dataset<Row> hours =
        hours(present, p.presence())
            .crossJoin(least)
            .withColumn("ends", SteppedInterval.of("persons", "persons_error", "devices_resident"));
    Dataset<Row> periods =
        hours
            .groupBy(PERIOD[0], PERIOD[1])
            .agg(
                count_distinct(col("day")).as("days"),
                min("hour").as("hour"),
                max("interval_level").as("interval_level"))
            .withColumn("month_days", daysOfMonth())
            .filter(not(isSeldom("days", p.presence())));
    Dataset<Row> areas =
        Chosen.of(in, Zone.class, "level", p.presence().level(), "presence.level")
            .select("zone_id");
    Dataset<Row> figures =
        periods
            .crossJoin(broadcast(areas))
            .join(sums(hours), new String[] {PERIOD[0], PERIOD[1], "zone_id"}, "left_outer")
            .withColumn("devices", coalesce(col("devices"), lit(0L)))
            .withColumn("days_seen", coalesce(col("days_seen"), lit(0L)))
            .withColumn("estimate", mean("persons", col("days")))
            .withColumn("interval_low", mean("low", col("days")))
            .withColumn("interval_high", mean("high", greatest(col("days_seen"), lit(1L))));
    Dataset<Row> decided =
        AreaSuppression.decided(figures.crossJoin(least), List.of(PERIOD), col("least_devices"));
    return PublishedRows.of(described(seldomHidden(decided, p.presence()), p), p.vintage());
  }

  /** Hides what could be shown, but is of too few days. */
  private static Dataset<Row> seldomHidden(
      Dataset<Row> decided, PublicationRules.Presence presence) {
    return decided
        .withColumn("seldom", isSeldom("days_seen", presence).and(Suppression.isShown()))
        .withColumn(
            Suppression.STATUS,
            when(col("seldom"), Suppression.PRIMARY).otherwise(col(Suppression.STATUS)))
        .withColumn(
            Suppression.RULE,
            when(
                    col("seldom"),
                    "devices on fewer than " + presence.leastDays() + " of the days of the month")
                .otherwise(col(Suppression.RULE)));
  }

  /** Whether days are too few of those of the month, or of its working days. */
  private static Column isSeldom(String days, PublicationRules.Presence presence) {
    return col(days)
        .cast("decimal(10,0)")
        .lt(lit(presence.leastDays()).multiply(col("month_days")));
  }

  /** All days of the month, or its working days. */
  private static Column daysOfMonth() {
    Column all = sequence(col("month"), last_day(col("month")));
    return size(filter(all, day -> isNight().or(isWorkingDay(day))));
  }

  private static Column isNight() {
    return col("measure").equalTo("present_night");
  }

  private static Column isWorkingDay(Column day) {
    return weekday(day).leq(FRIDAY);
  }

  /** The hours that are published, with month and measure. */
  private static Dataset<Row> hours(Dataset<Row> present, PublicationRules.Presence presence) {
    Column night = col("hour").equalTo(presence.nightHour());
    Column day = col("hour").equalTo(presence.dayHour()).and(isWorkingDay(col("day")));
    return present
        .filter(col("persons").isNotNull().and(night.or(day)))
        .withColumn("month", trunc(col("day"), "month"))
        .withColumn("measure", when(night, "present_night").otherwise("present_day"));
  }

  private static Dataset<Row> sums(Dataset<Row> hours) {
    return hours
        .groupBy("month", "measure", "zone_id")
        .agg(
            max("devices_resident").as("devices"),
            count_distinct(col("day")).as("days_seen"),
            sum("persons").as("persons"),
            sum(floor(col("ends.low"))).as("low"),
            sum(ceil(col("ends.high"))).as("high"));
  }

  private static Column mean(String sum, Column days) {
    return coalesce(col(sum), lit(0)).cast("decimal(24,9)").divide(days);
  }

  private static Dataset<Row> described(Dataset<Row> rows, PublishIndicators.Params p) {
    Column days =
        concat(
            when(col("days").equalTo(col("month_days")), "all")
                .otherwise(format_string("%d of %d", col("days"), col("month_days"))),
            when(isNight(), " days").otherwise(" working days"));
    return rows.withColumn("variant", lit("presence"))
        .withColumn("frequency", lit("M"))
        .withColumn("period_start", col("month"))
        .withColumn("area_level", lit(p.presence().level()))
        .withColumn("origin_area", lit(PublishedRows.NONE))
        .withColumn("destination_area", col("zone_id"))
        .withColumn("unit", lit("persons"))
        .withColumn("observations", PublishedRows.inSteps(col("devices"), col("least_devices")))
        .withColumn("observation_unit", lit("devices"))
        .withColumn("source", lit(p.phoneSource()))
        .withColumn(
            "method",
            concat(
                lit("mean of "),
                days,
                format_string(" at %02d:00", col("hour")),
                lit("; devices seen, in full steps of "),
                col("least_devices"),
                lit(", raked to residents"),
                when(
                        Suppression.isShown().and(col("days_seen").lt(col("days"))),
                        format_string(
                            "; without devices on %d of %d days",
                            col("days").minus(col("days_seen")), col("days")))
                    .otherwise("")));
  }
}
