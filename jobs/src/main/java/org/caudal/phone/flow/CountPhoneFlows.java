package org.caudal.phone.flow;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.functions.Periods;
import org.caudal.functions.PoissonBootstrap;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Monthly;
import org.caudal.job.Months;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.place.DeviceBehaviour;
import org.caudal.phone.place.HomeZone;
import org.caudal.phone.place.Visits;
import org.caudal.statistics.MinimalMovement;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.jspecify.annotations.Nullable;

/**
 * Counts the moves of devices between two months, and what became of those that did not move.
 *
 * <p><b>Reads</b> {@link HomeZone}, {@link DeviceDay}. <b>Writes</b> {@link PhoneFlow}.
 *
 * <p><b>Method.</b> The homes of each device in a month and in the one {@code months-apart} before,
 * level by level. A device with homes in both stays or moves; a home that is spread over areas
 * moves as little as it can ({@link MinimalMovement}), so that weights which did not change give no
 * flow. What is told to be a machine in either month ({@link DeviceBehaviour}) is in no flow. A
 * device with a home in one month only has appeared or disappeared if it was not seen at all in the
 * other, else it is unlocatable. So the rows of an origin add up to its stock before, those of a
 * destination to its stock after, both without such machines, exactly to nine digits. A level and
 * definition of which one of the months has no home at all has no row. Devices are compared of
 * operators with records, of whatever device, on {@code least-days} of the days of both months, so
 * that a file that did not come is no disappearance; the others are named in each row of the month,
 * and where none is left the month has no row.
 *
 * <p>Intervals: {@link PoissonBootstrap} with the device as unit, for the flow that devices like
 * these would make; the ends are not below zero. Devices are counted as pseudonyms before anything
 * is scaled.
 *
 * <p><b>Known bias.</b> A new SIM card disappears here and appears there: moves are too few. A
 * month between two homes is one home or the other: moves within the month are not seen.
 *
 * <p><b>Example.</b> {@code caudal run count-phone-flows --month 2025-06 --conf conf/phone.yaml}
 */
public final class CountPhoneFlows implements Job<CountPhoneFlows.Params> {
  private static final String[] CELL = {
    "month", "before", "level", "definition", "kind", "origin", "destination"
  };
  private static final String[] DEVICE = {
    "month", "level", "definition", "operator_id", "device_id"
  };
  private static final String[] SEEN = {"month", "operator_id", "device_id"};

  /** Parameters. */
  public record Params(
      @Doc("Later months to compute; all by default") @Nullable Months months,
      @Doc("Months from the earlier month to the later, 1 to 60") @Default("1") int monthsApart,
      @Doc("Share of the days of each month that an operator must have records of, 0 to 1")
          @Default("0.8")
          BigDecimal leastDays,
      @Doc("Replicates of the bootstrap, 50 to 2000") @Default("100") int replicates,
      @Doc("Seed of the bootstrap") @Default("1") long seed,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level)
      implements Monthly {

    /** Refuses too few replicates, impossible levels and spans. */
    public Params {
      PairedOperators.requireSound(monthsApart, leastDays);
      PoissonBootstrap.requireSound(replicates, level);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-phone-flows", Params.class)
        .summary("Counts the moves of devices between two months.")
        .reads(HomeZone.class, DeviceDay.class)
        .writesMonths(PhoneFlow.class, "month");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> moves = in.kept(moves(in, p));
    Dataset<Row> counted =
        moves
            .groupBy(columns(CELL))
            .agg(count(lit(1)).as("devices"), max("operators_left_out").as("operators_left_out"));
    return weighed(moves, p).join(counted, CELL).withColumns(interval(p));
  }

  /** One row a device and cell of the table, with the part of the device that is in it. */
  private static Dataset<Row> moves(Inputs in, Params p) {
    return DeviceMoves.between(pairs(in, p))
        .withColumn("before", add_months(col("month"), -p.monthsApart()))
        .withColumn("kind", kind())
        .select(col("*"), xxhash64(col("operator_id"), col("device_id")).as("unit"));
  }

  /** Homes of both months beside each other, and whether the device was seen in each. */
  private static Dataset<Row> pairs(Inputs in, Params p) {
    @Nullable Months span = span(p);
    Dataset<Row> homes = Periods.within(in.table(HomeZone.class), "month", span);
    Dataset<Row> paired = PairedOperators.of(in, p.months(), p.monthsApart(), p.leastDays());
    Dataset<Row> gathered = DeviceMoves.gathered(homes, columns(DEVICE));
    Dataset<Row> before =
        gathered
            .withColumn("month", later(p))
            .withColumnRenamed("zones", "before_zones")
            .withColumnRenamed("weights", "before_weights");
    Dataset<Row> after =
        gathered
            .withColumnRenamed("zones", "after_zones")
            .withColumnRenamed("weights", "after_weights");
    Dataset<Row> days = Visits.ofTheCountry(in, span);
    Dataset<Row> seen = days.select(columns(SEEN)).distinct();
    Dataset<Row> machines = DeviceBehaviour.machines(days, "month");
    return before
        .join(after, DEVICE, "full_outer")
        .join(machines.unionByName(machines.withColumn("month", later(p))), SEEN, "left_anti")
        .join(broadcast(paired), new String[] {"month", "level", "definition", "operator_id"})
        .join(
            seen.withColumn("month", later(p)).withColumn("seen_before", lit(true)),
            SEEN,
            "left_outer")
        .join(seen.withColumn("seen_after", lit(true)), SEEN, "left_outer");
  }

  /** The months asked for, and those with which they are compared. */
  private static @Nullable Months span(Params p) {
    Months asked = p.months();
    return asked == null
        ? null
        : new Months(asked.first().minusMonths(p.monthsApart()), asked.last());
  }

  private static Column later(Params p) {
    return add_months(col("month"), p.monthsApart());
  }

  private static Column kind() {
    return when(
            col("before_zones").isNull(),
            when(col("seen_before"), "unlocatable").otherwise("appeared"))
        .when(
            col("after_zones").isNull(),
            when(col("seen_after"), "unlocatable").otherwise("disappeared"))
        .when(col("origin").equalTo(col("destination")), "stayer")
        .otherwise("mover");
  }

  private static Dataset<Row> weighed(Dataset<Row> moves, Params p) {
    Dataset<Row> drawn =
        PoissonBootstrap.replicated(
            moves.select(columns(CELL, "unit", "part")), "unit", p.replicates(), p.seed());
    return PoissonBootstrap.estimates(
        drawn
            .groupBy(columns(CELL, PoissonBootstrap.REPLICATE))
            .agg(sum(col("part").multiply(col(PoissonBootstrap.WEIGHT))).as("value")),
        List.of(columns(CELL)),
        "value",
        lit(p.replicates()));
  }

  private static Map<String, Column> interval(Params p) {
    Column error = col(PoissonBootstrap.ERROR);
    Column estimate = col(PoissonBootstrap.ESTIMATE);
    Column half =
        PoissonBootstrap.halfWidth(error, col("devices"), p.level().doubleValue())
            .cast("decimal(24,9)");
    return Map.of(
        "estimate",
        Decimals.rounded(estimate, 24, 9),
        "standard_error",
        Decimals.rounded(error, 24, 9),
        "interval_low",
        Decimals.rounded(greatest(estimate.minus(half), lit(BigDecimal.ZERO)), 24, 9),
        "interval_high",
        Decimals.rounded(estimate.plus(half), 24, 9),
        "interval_level",
        lit(p.level()).cast("decimal(7,6)"));
  }

  private static Column[] columns(String[] names, String... more) {
    return Columns.named(List.of(names), more);
  }
}
