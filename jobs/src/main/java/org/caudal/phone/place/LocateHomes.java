package org.caudal.phone.place;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bit_count;
import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.caudal.phone.place.LocationDefinitions.best;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Monthly;
import org.caudal.job.Months;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.CellZone;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.jspecify.annotations.Nullable;

/**
 * Finds where each device lives, month by month.
 *
 * <p><b>Reads</b> {@link DeviceDay}, {@link CellZone}. <b>Writes</b> {@link HomeZone}.
 *
 * <p><b>Method.</b> On a day a device is in the main areas of its cells, or in the country whose
 * network it visits. The home is one of these places, by the definitions of Flowminder's FlowKit or
 * by nights (Vanhoof et al. 2018): {@code night_days} has most nights, from {@code night-from} to
 * {@code night-to} o'clock, that begin in the month or end on its first day; {@code last} is that
 * of the last event of the month; {@code most_frequent} has most events; {@code modal} has most
 * days, each day counting for the place of its last event; {@code majority} has more than half of
 * these days and of {@code least-days}, else there is none; {@code most_days} has most days on
 * which the device was seen there at all.
 *
 * <p>Equal places are told apart by the latest day, night or event, or by the events for {@code
 * most_days}, then by the smallest code, areas before countries. At the level {@code country} an
 * area whose code has three capital letters is that country, whether it is seen there by a cell or
 * abroad. With {@code fractional} the home keeps to the place found, but its weight is spread over
 * areas by the footprints of the cells used there, each day counting one. SIM cards from abroad and
 * machines of the month ({@link DeviceBehaviour}) have no home here.
 *
 * <p><b>Known bias.</b> Who works at night lives at work; machines that report seldom, unevenly or
 * in several cells live where they stand; who calls seldom is left out, and those are more often
 * poor, rural, women or old. A night at the end of a month counts in both months.
 *
 * <p><b>Example.</b> {@code caudal run locate-homes --month 2025-06 --conf conf/phone.yaml}
 */
public final class LocateHomes implements Job<LocateHomes.Params> {
  private static final List<String> KNOWN =
      List.of("last", "most_frequent", "modal", "majority", "most_days", "night_days");
  private static final int NOON = 12;
  private static final int LAST_HOUR = 23;

  /** Parameters. */
  public record Params(
      @Doc("Months to compute; all by default") @Nullable Months months,
      @Doc("Levels of the division; all by default") @Default("[]") List<String> levels,
      @Doc("Definitions: last, most_frequent, modal, majority, most_days or night_days")
          @Default("[night_days]")
          List<String> definitions,
      @Doc("Days of the month on which a device must be seen, 1 to 28") @Default("5") int leastDays,
      @Doc("Hour at which nights begin, 12 to 23") @Default("20") int nightFrom,
      @Doc("Hour at which nights are over, 1 to 12") @Default("7") int nightTo,
      @Doc("Whether homes are spread over areas by the footprints of cells") @Default("false")
          boolean fractional)
      implements Monthly {

    /** Refuses unknown definitions and nights that are none. */
    public Params {
      levels = List.copyOf(levels);
      definitions = List.copyOf(definitions);
      if (definitions.isEmpty() || !KNOWN.containsAll(definitions)) {
        throw new IllegalArgumentException(
            "definitions must be of " + String.join(", ", KNOWN) + ", were " + definitions);
      }
      if (leastDays < 1 || leastDays > 28) {
        throw new IllegalArgumentException("least-days must be 1 to 28, was " + leastDays);
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
    return JobSpec.named("locate-homes", Params.class)
        .summary("Finds where each device lives, month by month.")
        .reads(DeviceDay.class, CellZone.class)
        .writesMonths(HomeZone.class, "month");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> cellZones = in.table(CellZone.class);
    if (!p.levels().isEmpty()) {
      cellZones = cellZones.filter(col("level").isin(p.levels().toArray()));
    }
    PlaceCodes codes = PlaceCodes.of(cellZones);
    Dataset<Row> zones = codes.numbered(cellZones);
    Dataset<Row> located = Visits.numbered(Visits.ofTheCountry(in, p.months()), zones);
    List<String> byPlace =
        p.definitions().stream()
            .distinct()
            .filter(name -> LocationDefinitions.isByPlace(name) && !p.fractional())
            .toList();
    List<String> others =
        p.definitions().stream().distinct().filter(name -> !byPlace.contains(name)).toList();
    return Stream.of(byPlace(byPlace, located, p), byVisit(others, located, zones, p))
        .flatMap(Optional::stream)
        .reduce(Dataset::unionByName)
        .map(homes -> codes.named(homes, "zone_id"))
        .orElseThrow();
  }

  /** Definitions that need a row a place only: in one pass over the days. */
  private static Optional<Dataset<Row>> byPlace(
      List<String> definitions, Dataset<Row> located, Params p) {
    if (definitions.isEmpty()) {
      return Optional.empty();
    }
    Column homes =
        array(
            definitions.stream()
                .map(name -> struct(lit(name).as("definition"), best(name).as("best")))
                .toArray(Column[]::new));
    return Optional.of(
        Visits.byPlaceOfMonth(
                located.repartition(col("device_id")), // brought together once for both groups
                p.nightFrom(),
                p.nightTo())
            .groupBy(Columns.named(Visits.DEVICE))
            .agg(
                bit_count(bit_or(col("days"))).as("days_seen"),
                DeviceBehaviour.tallies(),
                homes.as("homes"))
            .filter(col("days_seen").geq(p.leastDays()).and(DeviceBehaviour.isPerson()))
            .withColumn("home", explode(col("homes")))
            .filter(col("home.best.place").isNotNull())
            .select(
                Columns.named(
                    Visits.DEVICE,
                    "days_seen",
                    "home.definition",
                    "home.best.place",
                    "home.best.days"))
            .withColumn("days_here", bit_count(col("days")))
            .drop("days")
            .transform(LocateHomes::whole));
  }

  private static Optional<Dataset<Row>> byVisit(
      List<String> definitions, Dataset<Row> located, Dataset<Row> cellZones, Params p) {
    if (definitions.isEmpty()) {
      return Optional.empty();
    }
    Dataset<Row> visits = Visits.byPlace(located, p.nightFrom(), p.nightTo());
    Dataset<Row> homes = homes(definitions, visits.filter(col("place").isNotNull()), p);
    Dataset<Row> days = days(located);
    return Optional.of(
        counted(p.fractional() ? spread(homes, located, cellZones, days) : whole(homes), days, p));
  }

  private static Dataset<Row> homes(List<String> names, Dataset<Row> visits, Params p) {
    LocationDefinitions definitions = new LocationDefinitions(Visits.DEVICE);
    return names.stream()
        .map(
            name -> definitions.by(name, visits, p.leastDays()).withColumn("definition", lit(name)))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  private static Dataset<Row> whole(Dataset<Row> homes) {
    return homes.withColumnRenamed("place", "zone_id").withColumn("weight", lit(1.0));
  }

  private static Dataset<Row> spread(
      Dataset<Row> homes, Dataset<Row> located, Dataset<Row> cellZones, Dataset<Row> days) {
    String[] place = named("place");
    return homes
        .join(Visits.spread(located.filter(col("place").isNotNull()), cellZones), place)
        .join(days, place)
        .withColumn("weight", col("days_spread").cast("double").divide(bit_count(col("days"))))
        .drop("days", "tally");
  }

  private static Dataset<Row> counted(Dataset<Row> weighted, Dataset<Row> days, Params p) {
    Dataset<Row> seen =
        days.groupBy(Columns.named(Visits.DEVICE))
            .agg(bit_count(bit_or(col("days"))).as("days_seen"), DeviceBehaviour.tallies())
            .filter(col("days_seen").geq(p.leastDays()).and(DeviceBehaviour.isPerson()));
    return weighted
        .join(seen, named())
        .join(days.withColumnRenamed("place", "zone_id"), named("zone_id"), "left_outer")
        .withColumn("days_here", coalesce(bit_count(col("days")), lit(0)))
        .drop("days", "tally");
  }

  /** Days at each place as bits; so a device's days are counted from them too. */
  private static Dataset<Row> days(Dataset<Row> located) {
    return located
        .groupBy(Columns.named(Visits.DEVICE, "place"))
        .agg(Visits.dayBits().as("days"), DeviceBehaviour.tally());
  }

  private static String[] named(String... more) {
    return Stream.concat(Visits.DEVICE.stream(), Stream.of(more)).toArray(String[]::new);
  }
}
