package org.caudal.phone.presence;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;
import org.caudal.functions.PoissonBootstrap;
import org.caudal.job.Daily;
import org.caudal.job.Days;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.CellZone;
import org.caudal.phone.person.DeviceWeight;
import org.caudal.phone.person.PersonFigures;
import org.caudal.statistics.presence.AreaAllocation;
import org.caudal.statistics.presence.PresenceReplicates;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how many devices and residents are present in each area, hour by hour.
 *
 * <p><b>Reads</b> {@link DeviceDay}, {@link CellZone}, and {@link DeviceWeight} if it is there.
 * <b>Writes</b> {@link PresentPopulation}.
 *
 * <p><b>Method.</b> A device counts once in an hour: in the cells of the hour itself, or else of
 * the nearest hour with an event, at most {@code reach} away; several cells, or two hours equally
 * near, have equal parts of it. Machines do not count ({@link
 * org.caudal.phone.place.DeviceBehaviour}). The counts of the cells of an operator are spread over
 * areas so that they are most likely ({@link AreaAllocation}); the total is kept.
 *
 * <p>Persons are residents. The devices seen in the hour stand for all residents of the month:
 * their weights are raked to the residents of each area of home, also by sex and age where it is
 * known who registered the cards, and to the weight of each operator and activity class ({@link
 * PresenceReplicates}), so that an hour in which few use the phone has as many residents as any
 * other. Those seen abroad are counted in no area.
 *
 * <p>Standard errors are of replicates in which each group of devices counts a Poisson distributed
 * number of times; all is estimated again in each. To that of persons the variance of one more
 * device of each area of home is added, anywhere: that nobody of few is seen away does not mean
 * that nobody is. To that of devices is added one more device, in the areas of its cell by their
 * shares. Intervals of devices are estimate ± t·SE, those of persons as in {@link
 * org.caudal.phone.person.EstimatePersonFlows}, rounded outwards.
 *
 * <p><b>Cost.</b> The groups of an hour and level, devices alike in cell, home and stratum, are
 * together in one executor. A day needs its neighbours and, to tell machines, the devices' month.
 *
 * <p><b>Known bias.</b> Who is silent is taken to be where those of the same home and stratum are
 * who use the phone: on the road and at work it is used more. Residents abroad who do not roam are
 * counted inside. Residents of an area from which no device was seen in the hour are missing. An
 * interval holds the chance of which devices were seen and where the cells leave it open, not what
 * these sentences say.
 *
 * <p><b>Example.</b> {@code caudal run estimate-presence --days 2025-06-02 --conf conf/phone.yaml}
 */
public final class EstimatePresence implements Job<EstimatePresence.Params> {
  private static final int LAST_HOUR = 23;
  private static final int FARTHEST = 6;

  /** Which weights are used. */
  public record Weights(
      @Doc("Level of the weights; any level of presence may use them") @Default("province")
          String level,
      @Doc("Definition of home of the weights") @Default("night_days") String definition) {}

  /** When the search for the most likely amounts ends. */
  public record Search(
      @Doc("Most steps, 1 to 10000") @Default("200") int steps,
      @Doc("Least change of a step, as a share of the devices, above 0") @Default("0.000001")
          BigDecimal tolerance) {

    /** Refuses searches that end nowhere. */
    public Search {
      if (steps < 1 || steps > 10_000 || tolerance.signum() <= 0) {
        throw new IllegalArgumentException(
            "steps must be 1 to 10000 and tolerance above 0, were " + steps + ", " + tolerance);
      }
    }
  }

  /** Parameters. */
  public record Params(
      @Doc("Days to estimate; all by default") @Nullable Days days,
      @Doc("Local hours to estimate, 0 to 23; all by default") @Example("[3, 14]") @Default("[]")
          List<Integer> hours,
      @Doc("Hours before and after in which a device is looked for, 0 to 6") @Default("1")
          int reach,
      @Doc("Which weights are used") @Default("{}") Weights weights,
      @Doc("When the search ends") @Default("{}") Search search,
      @Doc("Replicates for standard errors, 50 to 2000") @Default("100") int replicates,
      @Doc("Seed of the replicates") @Default("1") long seed,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level)
      implements Daily {

    /** Refuses hours that are none, and unsound replicates. */
    public Params {
      hours = hours.isEmpty() ? IntStream.rangeClosed(0, LAST_HOUR).boxed().toList() : hours;
      hours = List.copyOf(hours);
      if (hours.stream().anyMatch(hour -> hour < 0 || hour > LAST_HOUR)) {
        throw new IllegalArgumentException("hours must be 0 to 23, were " + hours);
      }
      if (reach < 0 || reach > FARTHEST) {
        throw new IllegalArgumentException("reach must be 0 to 6, was " + reach);
      }
      PoissonBootstrap.requireSound(replicates, level);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("estimate-presence", Params.class)
        .summary("Estimates how many devices and residents are present in each area by hour.")
        .reads(DeviceDay.class, CellZone.class)
        .readsIfThere(DeviceWeight.class)
        .writesDays(PresentPopulation.class, "day");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> spots = in.kept(DevicesByHour.of(in, p));
    Dataset<Row> figures =
        PresenceFigures.of(spots, in, p)
            .join(
                counted(spots, in, p),
                new String[] {"day", "hour", "level", "zone_id"},
                "left_outer")
            .withColumn("devices", coalesce(col("devices"), lit(0L)))
            .withColumn(
                "devices_resident",
                least(
                    coalesce(col("devices_resident"), lit(0L)), floor(round(col("residents"), 6))));
    return rounded(
        withIntervals(figures, p.level().doubleValue())
            .withColumn("persons_counted", personsCounted()),
        p);
  }

  /** Of the devices of residents that are counted, which may be fewer than those estimated. */
  private static Column personsCounted() {
    Column each = col("persons_counted").divide(col("residents"));
    return when(col("devices_resident").gt(0), col("devices_resident").multiply(each))
        .otherwise(0.0);
  }

  /** Distinct devices in cells of which an area is the main one, and those of residents. */
  private static Dataset<Row> counted(Dataset<Row> spots, Inputs in, Params p) {
    String[] device = {"month", "operator_id", "device_id"};
    Dataset<Row> residents =
        PresenceFigures.weights(in, p)
            .filter(col("weight").gt(0))
            .select(device[0], device[1], device[2])
            .distinct()
            .withColumn("is_resident", lit(true));
    Dataset<Row> mains =
        in.table(CellZone.class)
            .filter(col("is_main"))
            .select("level", "operator_id", "cell_id", "valid_from", "zone_id");
    return spots
        .join(mains, new String[] {"operator_id", "cell_id", "valid_from"})
        .withColumn("month", trunc(col("day"), "month"))
        .join(residents, device, "left_outer")
        .withColumn("unit", xxhash64(col("operator_id"), col("device_id")))
        .groupBy("day", "hour", "level", "zone_id")
        .agg(
            count_distinct(col("unit")).as("devices"),
            count_distinct(when(col("is_resident"), col("unit"))).as("devices_resident"));
  }

  private static Dataset<Row> withIntervals(Dataset<Row> figures, double level) {
    Column half = PoissonBootstrap.halfWidth(col("devices_error"), col("devices"), level);
    Dataset<Row> devices =
        figures
            .withColumn("devices_low", greatest(col("devices_estimate").minus(half), lit(0.0)))
            .withColumn("devices_high", col("devices_estimate").plus(half))
            .withColumn("counted", col("devices"))
            .withColumn("devices", greatest(col("devices_resident"), lit(1L)))
            .withColumnRenamed("persons", "estimate")
            .withColumnRenamed("persons_error", "standard_error");
    return PersonFigures.withInterval(devices, level)
        .withColumns(
            Map.of(
                "devices",
                col("counted"),
                "persons_low",
                floor(col("interval_low")),
                "persons_high",
                ceil(col("interval_high"))))
        .withColumnRenamed("estimate", "persons")
        .withColumnRenamed("standard_error", "persons_error");
  }

  private static Dataset<Row> rounded(Dataset<Row> figures, Params p) {
    Dataset<Row> rows = figures.withColumn("interval_level", lit(p.level()).cast("decimal(7,6)"));
    for (String number : PresenceFigures.NUMBERS) {
      rows = rows.withColumn(number, Decimals.rounded(col(number), 24, 9));
    }
    return rows;
  }
}
