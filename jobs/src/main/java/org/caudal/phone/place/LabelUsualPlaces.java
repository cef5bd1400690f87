package org.caudal.phone.place;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Periods;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Monthly;
import org.caudal.job.Months;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.Cell;
import org.caudal.phone.network.CellZone;
import org.caudal.statistics.MeaningfulPlaces;
import org.caudal.statistics.SlotTally;
import org.caudal.statistics.UsualEnvironment;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * Labels the places where each device usually is, lives and works, over periods of months.
 *
 * <p><b>Reads</b> {@link DeviceDay}, {@link CellZone}, {@link Cell}. <b>Writes</b> {@link
 * UsualPlace}.
 *
 * <p><b>Method.</b> A period is {@code period-months} whole months; there is one for each last
 * month. A device is, in an hour of a day, at each place where it had an event. {@code permanence}:
 * {@link UsualEnvironment}, the rules of multimno 1.0, over areas of the given levels, or over
 * single cells with the level {@code cell}; abroad the place is the country. {@code meaningful}:
 * {@link MeaningfulPlaces}, FlowKit's clusters of cells; the place of a cell is that of its last
 * period. Night and working hours are those of the local clock, on days on which clocks change
 * counted from midnight; working days are Monday to Friday but for holidays. The labels of a device
 * depend on no other device.
 *
 * <p><b>Known bias.</b> Hours with an event, not hours of presence: places where the phone is used
 * count more. The gap for home and work, one hour unless set otherwise, leaves only the place with
 * most hours: who is seen most at work has no home then. Who works at night lives at work. Machines
 * have usual places.
 *
 * <p><b>Example.</b> {@code caudal run label-usual-places --month 2025-06 --conf conf/phone.yaml}
 */
public final class LabelUsualPlaces implements Job<LabelUsualPlaces.Params> {
  private static final int NOON = 12;
  private static final String[] DEVICE = {"month", "level", "operator_id", "device_id"};

  /** How places are labelled. */
  public enum Method {
    /** By the share of hours and days. */
    PERMANENCE,
    /** By clusters of cells and the hours of their use. */
    MEANINGFUL
  }

  /** Parameters. */
  public record Params(
      @Doc("Last months of the periods; all by default") @Nullable Months months,
      @Doc("Months of a period, 1 to 24") @Default("3") int periodMonths,
      @Doc("permanence, meaningful or both") @Default("[permanence]") List<Method> methods,
      @Doc("Levels of areas for permanence; cell for single cells") @Default("[municipality]")
          List<String> levels,
      @Doc("Hours in which a device must be seen in the period") @Default("60") int leastSlots,
      @Doc("Days on which a device must be seen in the period") @Default("20") int leastDays,
      @Doc("Share of hours or days that makes a place usual") @Default("0.7") double usualShare,
      @Doc("Share of hours or nights that makes a usual place home") @Default("0.8")
          double homeShare,
      @Doc("Share of working hours or days that makes a usual place one of work") @Default("0.8")
          double workShare,
      @Doc("Gap below which places are not usual, as a share of the most hours") @Default("0.2")
          double gapShare,
      @Doc("Gap, in hours, below which places are neither home nor work") @Default("1")
          int gapSlots,
      @Doc("Hour at which nights begin, 12 to 24") @Default("18") int nightFrom,
      @Doc("Hour at which nights are over, 0 to 12") @Default("8") int nightTo,
      @Doc("First hour of work") @Default("8") int workFrom,
      @Doc("Hour at which work is over") @Default("17") int workTo,
      @Doc("Days that are no working days, besides weekends") @Default("[]")
          List<LocalDate> holidays,
      @Doc("Radius of a cluster of cells, km (meaningful)") @Default("1") double radiusKm,
      @Doc("Fewest days of cells of a cluster (meaningful)") @Default("5") int leastClusterDays)
      implements Monthly {

    /** Refuses periods that are none; the methods check their own. */
    public Params {
      methods = List.copyOf(methods);
      levels = List.copyOf(levels);
      holidays = List.copyOf(holidays);
      if (periodMonths < 1 || periodMonths > 24 || methods.isEmpty() || !(radiusKm > 0)) {
        throw new IllegalArgumentException(
            "period-months must be 1 to 24, methods not empty and radius-km above 0");
      }
      if (nightFrom < NOON || nightTo > NOON) {
        throw new IllegalArgumentException(
            "night-from must be 12 to 24 and night-to 0 to 12, were " + nightFrom + ", " + nightTo);
      }
      clock(nightFrom, nightTo, workFrom, workTo, holidays);
      new UsualEnvironment.Thresholds(
          leastSlots, leastDays, gapShare, gapSlots, usualShare, homeShare, workShare);
    }

    private static SlotTally.Clock clock(
        int nightFrom, int nightTo, int workFrom, int workTo, List<LocalDate> holidays) {
      return new SlotTally.Clock(
          nightFrom,
          nightTo,
          workFrom,
          workTo,
          holidays.stream().map(day -> (int) day.toEpochDay()).collect(Collectors.toSet()));
    }

    private UsualPlaceFinder finder(Method method) {
      SlotTally.Clock clock = clock(nightFrom, nightTo, workFrom, workTo, holidays);
      return method == Method.MEANINGFUL
          ? UsualPlaceFinder.meaningful(clock, radiusKm, leastClusterDays)
          : UsualPlaceFinder.permanence(
              clock,
              new UsualEnvironment.Thresholds(
                  leastSlots, leastDays, gapShare, gapSlots, usualShare, homeShare, workShare));
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("label-usual-places", Params.class)
        .summary("Labels the places where each device usually is, lives and works.")
        .reads(DeviceDay.class, CellZone.class, Cell.class)
        .writesMonths(UsualPlace.class, "month");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> days = Visits.ofTheCountry(in, span(p));
    return p.methods().stream()
        .distinct()
        .map(
            method ->
                labelled(
                    method == Method.MEANINGFUL
                        ? PlacedDays.positioned(in, days)
                        : PlacedDays.placed(in, days, p.levels()),
                    method,
                    p))
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .join(broadcast(complete(days, p)), new String[] {"month"}, "left_semi");
  }

  private static @Nullable Months span(Params p) {
    Months asked = p.months();
    return asked == null
        ? null
        : new Months(asked.first().minusMonths(p.periodMonths() - 1), asked.last());
  }

  /** Last months of periods of which the first month and the last have days. */
  private static Dataset<Row> complete(Dataset<Row> days, Params p) {
    Dataset<Row> months = days.select("month").distinct();
    Column last = add_months(col("month"), p.periodMonths() - 1);
    Dataset<Row> complete = months.join(months.select(last.as("month")), "month");
    return Periods.within(complete, "month", p.months());
  }

  private static Dataset<Row> labelled(Dataset<Row> placed, Method method, Params p) {
    Column later = sequence(lit(0), lit(p.periodMonths() - 1));
    Column record =
        struct(
            unix_date(col("event_date")),
            col("place"),
            col("hour_bits"),
            col("latitude"),
            col("longitude"));
    Column start = add_months(col("month"), 1 - p.periodMonths());
    return placed
        .withColumn("later", explode(later))
        .withColumn("month", add_months(col("month"), col("later")))
        .groupBy(Columns.named(List.of(DEVICE)))
        .agg(collect_list(record).as("records"))
        .withColumn("found", explode(p.finder(method).apply(col("records"))))
        .withColumn("method", lit(method.name().toLowerCase(java.util.Locale.ROOT)))
        .withColumn("period_start", start)
        .select(
            TableSchema.of(UsualPlace.class).columnNames().stream()
                .map(
                    name ->
                        UsualPlaceFinder.COLUMNS.contains(name)
                            ? col("found." + name).as(name)
                            : col(name))
                .toArray(Column[]::new));
  }
}
