package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.functions.Periods;
import org.caudal.functions.PoissonBootstrap;
import org.caudal.job.Daily;
import org.caudal.job.Days;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.SummedVariance;
import org.caudal.statistics.WeekdayNormal;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/**
 * Counts the devices that an event displaced, day by day, above what is normal for the weekday.
 *
 * <p><b>Reads</b> {@link DeviceWhereabouts}. <b>Writes</b> {@link Displacement}, for days of the
 * baseline too.
 *
 * <p><b>Method.</b> Of the devices of the panel that were seen on the day, those are away that were
 * seen neither at home nor in their profile ({@link FollowDevices}). The panel has all devices at
 * home in the area in the baseline; with {@code seen-from} or {@code seen-to} only those seen again
 * from {@code seen-from} to {@code seen-to} days after the event, without the latter to the last
 * day ({@link SeenAgain}). Without both a day is told from those seen on that day, which is all
 * that is known on the day after. Expected is the share away on the same weekday of the baseline
 * times the devices seen ({@link WeekdayNormal}); places have parts of it as in the whole baseline.
 * Above normal is away less expected, as Wilson and others (2016, PLoS Curr.) for flows out of the
 * Kathmandu valley.
 *
 * <p>The variance is that of the share away, by {@link PoissonBootstrap} with the device as unit,
 * no less than if of two more devices one were away (where all or none are away no replicate
 * differs), plus that of a day about its normal, by the median absolute deviation over the
 * baseline; a place has the latter by its part. Both hold some of the chance of normal absence. The
 * interval is Student's. The first has as many degrees of freedom as devices seen, less one, the
 * second as weeks of the baseline, less one, since the days of a week go together, and their sum
 * those of Satterthwaite ({@link SummedVariance}). Rows of places add up to that of {@code all} in
 * all but errors; origins do not, since a sum of medians is not the median of a sum.
 *
 * <p>With {@code --days} only the days asked for are written, and with the baseline they suffice,
 * unless {@code seen-from} or {@code seen-to} is set. A struck area without a day of the baseline
 * ends the run.
 *
 * <p><b>Known bias.</b> Those seen stand for those who are silent. Where phones fall silent in some
 * areas more than in others, and the areas differ in what is normal, expected of {@code all} is
 * that of other devices than were seen: read the areas, or {@link EstimateDisplaced}. Families flee
 * together, so that the errors are too small by the root of the devices of a family. See
 * docs/explanation/displacement.md.
 *
 * <p><b>Example.</b> {@code caudal run measure-displacement --days 2023-11-17 --conf
 * conf/displacement.yaml}
 */
public final class MeasureDisplacement implements Job<MeasureDisplacement.Params> {
  private static final List<String> ORIGIN = AwayPlaces.ORIGIN;
  private static final List<String> DAY = AwayPlaces.DAY;
  private static final String ALL = AwayPlaces.ALL;

  /** Parameters. */
  public record Params(
      @Doc("Days to compute; all by default") @Nullable Days days,
      @Doc(
              "Days after the event from which a device of the panel must be seen again; 0 without seen-to is no such condition")
          @Default("0")
          int seenFrom,
      @Doc("Days after the event until which it must be seen again; the last day by default")
          @Example("60")
          @Nullable Integer seenTo,
      @Doc("Replicates of the bootstrap, 50 to 2000") @Default("100") int replicates,
      @Doc("Seed of the bootstrap") @Default("1") long seed,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level)
      implements Daily {

    /** Refuses too few replicates, impossible levels and spans. */
    public Params {
      SeenAgain.requireSound(seenFrom, seenTo);
      PoissonBootstrap.requireSound(replicates, level);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("measure-displacement", Params.class)
        .summary("Counts the devices that an event displaced, above what is normal.")
        .reads(DeviceWhereabouts.class)
        .writesDays(Displacement.class, "day");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> days =
        days(SeenAgain.panel(in.table(DeviceWhereabouts.class), p.seenFrom(), p.seenTo()), p);
    Dataset<Row> counted =
        AwayPlaces.withAll(
                days.groupBy(Columns.named(DAY, "days_since", "place"))
                    .agg(count(lit(1)).as("devices")))
            .groupBy(Columns.named(DAY, "days_since", "place"))
            .agg(sum("devices").as("devices"));
    Dataset<Row> totals =
        counted
            .groupBy(Columns.named(DAY, "days_since"))
            .agg(
                sum("devices").as("devices_seen"),
                coalesce(sum(when(col("place").isNotNull(), col("devices"))), lit(0L)).as("away"));
    return AwayPlaces.of(counted, totals)
        .join(AwayNormal.of(totals).drop("away", "days_since"), AwayPlaces.names(DAY))
        .join(errors(days.filter(asked(p)), p), AwayPlaces.names(DAY, "place"), "left_outer")
        .join(
            AwayPlaces.withAll(days.filter(col("days_since").lt(0)))
                .groupBy(Columns.named(ORIGIN))
                .agg(count_distinct(col("unit")).as("devices_panel")),
            AwayPlaces.names(ORIGIN),
            "left_outer") // an area without a baseline must not go without a word
        .filter(asked(p))
        .withColumns(figures())
        .withColumns(interval(p));
  }

  /** One row a device and day; {@code place} is null where expected. */
  private static Dataset<Row> days(Dataset<Row> whereabouts, Params p) {
    return whereabouts
        .filter(col("days_since").lt(0).or(asked(p)))
        .select(
            col("event_id"),
            col("level"),
            col("day"),
            col("days_since"),
            xxhash64(col("operator_id"), col("device_id")).as("unit"),
            when(not(col("is_expected")), col("place")).as("place"),
            col("origin"));
  }

  private static Column asked(Params p) {
    return Periods.during("day", p.days());
  }

  /** Standard error of the share of those seen who are away at a place. */
  private static Dataset<Row> errors(Dataset<Row> days, Params p) {
    Dataset<Row> drawn =
        PoissonBootstrap.replicated(
                days.select(Columns.named(DAY, "place", "unit")), "unit", p.replicates(), p.seed())
            .groupBy(Columns.named(DAY, "place", PoissonBootstrap.REPLICATE))
            .agg(sum(PoissonBootstrap.WEIGHT).as("weight"));
    Column seen =
        sum("weight").over(Window.partitionBy(Columns.named(DAY, PoissonBootstrap.REPLICATE)));
    return PoissonBootstrap.estimates(
            AwayPlaces.withAll(drawn)
                .withColumn("share", col("weight").divide(seen))
                .filter(col("place").isNotNull())
                .withColumn("place", explode(array(col("place"), lit(ALL))))
                .groupBy(Columns.named(DAY, "place", PoissonBootstrap.REPLICATE))
                .agg(sum(col("share").cast("decimal(20,15)")).as("share")),
            List.of(Columns.named(DAY, "place")),
            "share",
            lit(p.replicates()))
        .withColumnRenamed(PoissonBootstrap.ERROR, "chance")
        .drop(PoissonBootstrap.ESTIMATE);
  }

  private static Map<String, Column> figures() {
    Column seen = col("devices_seen");
    Column expected = col("usual_share").multiply(seen).multiply(col("part"));
    return Map.of(
        "expected_away",
        Decimals.rounded(expected, 24, 9),
        "above_normal",
        Decimals.rounded(col("devices_away").minus(expected), 24, 9),
        "standard_error",
        Decimals.rounded(sqrt(ofChance().plus(ofNormal())), 24, 9));
  }

  /** Variance of the devices away on a normal day about those expected. */
  private static Column ofNormal() {
    Column usual = col("deviation").multiply(col("devices_seen"));
    return usual.multiply(usual).multiply(col("part"));
  }

  /**
   * Variance of the devices away by the chance of who is seen: of the replicates, or of two more
   * devices seen, one of them away, where that is larger. No replicate differs where all or none
   * are away.
   */
  private static Column ofChance() {
    Column seen = col("devices_seen");
    Column share = col("devices_away").plus(1).divide(seen.plus(2));
    Column least = sqrt(share.multiply(lit(1).minus(share)).divide(seen));
    Column chance = greatest(coalesce(col("chance"), lit(0.0)), least).multiply(seen);
    return chance.multiply(chance);
  }

  private static Map<String, Column> interval(Params p) {
    Column half =
        AwayInterval.half(
                ofChance(),
                col("devices_seen"),
                ofNormal(),
                col("usual_weeks"),
                p.level().doubleValue())
            .cast("decimal(24,9)");
    return Map.of(
        "interval_low",
        Decimals.rounded(col("above_normal").minus(half), 24, 9),
        "interval_high",
        Decimals.rounded(col("above_normal").plus(half), 24, 9),
        "interval_level",
        lit(p.level()).cast("decimal(7,6)"));
  }
}
