package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.bit_count;
import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.bitwise_not;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Columns;
import org.caudal.functions.Periods;
import org.caudal.job.Daily;
import org.caudal.job.Days;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.CellZone;
import org.caudal.phone.place.DeviceBehaviour;
import org.caudal.phone.place.LocateHomes;
import org.caudal.phone.place.LocationDefinitions;
import org.caudal.phone.place.Visits;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.jspecify.annotations.Nullable;

/**
 * Follows the devices that lived where an event struck, and says on which days they were not where
 * they usually are.
 *
 * <p><b>Reads</b> {@link CrisisEvent}, {@link DeviceDay}, {@link CellZone}. <b>Writes</b> {@link
 * DeviceWhereabouts}, for the baseline and for {@code days-after} days from the end of the event.
 *
 * <p><b>Method.</b> The home is the struck area with most nights of the baseline, as {@code
 * night_days} of {@link LocateHomes}, of devices seen on {@code least-days} days of it. Machines
 * ({@link DeviceBehaviour}), told by the days of the baseline alone, are not followed. The profile
 * of a device has, for each weekday and for night and day apart, the areas in which it was seen in
 * the baseline. A device is where expected if it is seen in its home, or in an area of the profile
 * of that weekday and part of day; so a commuter at work is not away. One week of the baseline is
 * left out of the profile: for a day of the baseline its own, for later days each week in turn, so
 * that before and after are judged by equally many weeks. Profiles by weekday and hour: DISHA,
 * arXiv 2604.21457.
 *
 * <p>With {@code --days} only the days asked for are written. A day that arrives late changes its
 * own rows only; one of the baseline, a new event and an area added to one change all: run the job
 * without {@code --days} then.
 *
 * <p><b>Known bias.</b> Silence is nothing: who has no power, no network or no phone any more, or
 * is dead, is not seen and not away. Who sleeps elsewhere but comes to work where expected is not
 * away. Who lost the home and stays in the area is not away. A machine that reports seldom,
 * unevenly or in several cells is taken for a person who stays.
 *
 * <p><b>Example.</b> {@code caudal run follow-devices --days 2023-11-17 --conf
 * conf/displacement.yaml}
 */
public final class FollowDevices implements Job<FollowDevices.Params> {
  private static final List<String> DEVICE =
      List.of("event_id", "level", "operator_id", "device_id");

  private static final int NOON = 12;
  private static final int LAST_HOUR = 23;

  /** Parameters. */
  public record Params(
      @Doc("Days to compute; all by default") @Nullable Days days,
      @Doc("Days of the baseline on which a device must be seen, 1 to 56") @Default("10")
          int leastDays,
      @Doc("Hour at which nights begin, 12 to 23") @Default("20") int nightFrom,
      @Doc("Hour at which nights are over, 1 to 12") @Default("7") int nightTo,
      @Doc("Days to follow after the end of the event, 0 to 3660") @Default("180") int daysAfter)
      implements Daily {

    /** Refuses nights that are none and spans without days. */
    public Params {
      if (leastDays < 1 || leastDays > 56 || daysAfter < 0 || daysAfter > 3660) {
        throw new IllegalArgumentException(
            "least-days must be 1 to 56 and days-after 0 to 3660, were "
                + leastDays
                + " and "
                + daysAfter);
      }
      if (nightFrom < NOON || nightFrom > LAST_HOUR || nightTo < 1 || nightTo > NOON) {
        throw new IllegalArgumentException(
            "a night must begin at 12 to 23 and be over at 1 to 12, was "
                + nightFrom
                + " to "
                + nightTo);
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("follow-devices", Params.class)
        .summary("Says on which days devices of struck areas were not where they usually are.")
        .reads(CrisisEvent.class, DeviceDay.class, CellZone.class)
        .writesDays(DeviceWhereabouts.class, "day");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> events = in.table(CrisisEvent.class);
    Dataset<Row> calendar = calendar(events, p);
    Dataset<Row> sightings = sightings(in, calendar, p);
    String[] device = DEVICE.toArray(String[]::new);
    Dataset<Row> persons =
        homes(sightings, events, p).join(machines(in, calendar), device, "left_anti");
    return Periods.within(judged(sightings.join(persons, device)), "day", p.days());
  }

  /** Machines of each event and level, by the days of its baseline. */
  private static Dataset<Row> machines(Inputs in, Dataset<Row> calendar) {
    Dataset<Row> baseline =
        calendar
            .filter(col("days_since").lt(0))
            .select(col("event_id"), col("level"), col("day").as("event_date"));
    return DeviceBehaviour.machines(
        Visits.ofTheCountry(in, null).join(broadcast(baseline), "event_date"), "event_id", "level");
  }

  /** Days of each event that count: the baseline, and those asked for. */
  private static Dataset<Row> calendar(Dataset<Row> events, Params p) {
    Dataset<Row> days =
        events
            .groupBy("event_id", "level")
            .agg(
                min("start_date").as("start"),
                max(coalesce(col("end_date"), col("start_date"))).as("end"),
                max("baseline_days").as("baseline_days"))
            .withColumn(
                "day",
                explode(
                    sequence(
                        date_sub(col("start"), col("baseline_days")),
                        date_add(col("end"), p.daysAfter()))))
            .withColumn("days_since", datediff(col("day"), col("start")))
            .drop("start", "end");
    Days span = p.days();
    return span == null
        ? days
        : days.filter(
            col("days_since").lt(0).or(col("day").between(span.firstDay(), span.lastDay())));
  }

  /** One row an event, level, device, day and area, foreign country or unknown network. */
  private static Dataset<Row> sightings(Inputs in, Dataset<Row> calendar, Params p) {
    Dataset<Row> days =
        in.table(DeviceDay.class)
            .filter(col("domain").isin("domestic", "outbound"))
            .join(
                broadcast(calendar.select(col("day").as("event_date")).distinct()),
                new String[] {"event_date"},
                "left_semi");
    Column night = lit((1 << 24) - (1 << p.nightFrom()) + (1 << p.nightTo()) - 1);
    Column unknown = when(col("domain").equalTo("outbound"), "");
    return Visits.located(days, in.table(CellZone.class))
        .join(broadcast(calendar), new String[] {"level", "day"})
        .withColumn("place", coalesce(col("place"), unknown))
        .filter(col("place").isNotNull())
        .groupBy(Columns.named(DEVICE, "day", "days_since", "baseline_days", "place"))
        .agg(max("last_second").as("last"), bit_or(col("hour_bits")).as("hours"))
        .withColumn("by_night", col("hours").bitwiseAND(night).notEqual(0))
        .withColumn("by_day", col("hours").bitwiseAND(bitwise_not(night)).notEqual(0))
        .withColumn("evening", expr("hours >= shiftleft(1, " + p.nightFrom() + ")"))
        .withColumn("morning", expr("hours & (shiftleft(1, " + p.nightTo() + ") - 1) != 0"));
  }

  /** The struck area in which each device lived, in {@code origin}. */
  private static Dataset<Row> homes(Dataset<Row> sightings, Dataset<Row> events, Params p) {
    String index = "days_since + baseline_days";
    Dataset<Row> before =
        sightings
            .filter(col("days_since").lt(0))
            .withColumn(
                "nights",
                expr("IF(evening, shiftleft(1L, " + index + " + 1), 0L)")
                    .bitwiseOR(expr("IF(morning, shiftleft(1L, " + index + "), 0L)")));
    Dataset<Row> often =
        before
            .groupBy(Columns.named(DEVICE))
            .agg(bit_count(bit_or(expr("shiftleft(1L, " + index + ")"))).as("days"))
            .filter(col("days").geq(p.leastDays()))
            .drop("days");
    Dataset<Row> struck = events.select(col("event_id"), col("level"), col("zone_id").as("place"));
    return new LocationDefinitions(DEVICE)
        .nightDays(before)
        .join(often, DEVICE.toArray(String[]::new))
        .join(broadcast(struck), new String[] {"event_id", "level", "place"}, "left_semi")
        .withColumnRenamed("place", "origin");
  }

  private static Dataset<Row> judged(Dataset<Row> residents) {
    WindowSpec habit = Window.partitionBy(Columns.named(DEVICE, "weekday", "place"));
    Column others = bitwise_not(col("week"));
    Column known =
        col("place")
            .equalTo(col("origin"))
            .or(col("by_night").and(usual("by_night", habit).bitwiseAND(others).notEqual(0)))
            .or(col("by_day").and(usual("by_day", habit).bitwiseAND(others).notEqual(0)));
    return residents
        .withColumn("weekday", expr("pmod(days_since, 7)"))
        .withColumn(
            "week",
            expr(
                "shiftleft(1, CAST((days_since + baseline_days) DIV 7 AS INT)"
                    + " % CAST(baseline_days DIV 7 AS INT))"))
        .withColumn("known", known)
        .groupBy(Columns.named(DEVICE, "day", "days_since", "baseline_days", "origin"))
        .agg(
            bool_or(col("known")).as("is_expected"),
            min(struct(negate(col("last")), col("place"))).as("latest"))
        .withColumn("place", col("latest.place"));
  }

  /** Weeks of the baseline, as bits, in which the device was seen there in this part of the day. */
  private static Column usual(String part, WindowSpec habit) {
    return bit_or(when(col("days_since").lt(0).and(col(part)), col("week")).otherwise(0))
        .over(habit);
  }
}
