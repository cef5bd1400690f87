package org.caudal.phone.event;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Daily;
import org.caudal.job.Days;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.load.LoadedFile;
import org.caudal.phone.event.PhoneMeasure.Kind;
import org.caudal.statistics.WeekdayNormal;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.jspecify.annotations.Nullable;

/**
 * Assesses the phone records of each day and operator, and says what is unusual.
 *
 * <p><b>Reads</b> {@link CleanEvent} and {@link PhoneEvent} of the days asked for and of the weeks
 * before them, {@link LoadedFile}. <b>Writes</b> {@link PhoneQuality}.
 *
 * <p><b>Method.</b> Measures of a day are held against the same weekday of the {@code weeks}
 * before: their median, give or take the larger of {@code deviations} robust standard deviations
 * (1.4826 times the median absolute deviation; Hampel 1974) and the least change that matters,
 * {@code least-change} of the median for counts and means, {@code least-points} for shares. Counts
 * may also differ by chance: their standard deviation is at least the square root of the median.
 * Where a median of 0 leaves no width, any other value is critical. multimno 1.0 uses mean and
 * standard deviation of all days, which one bad day widens and weekends blur. For most shares only
 * more than usual is a fault. Whatever was usual, shares of errors, of the busiest hour and the
 * mean error of positions have limits of their own. Outside is a warning, at {@code critical-fold}
 * the distance or multiple it is critical. An operator that had events in these weeks and has none
 * on the day has one row, critical.
 *
 * <p>Cells, without those of networks abroad, are held against the seven days before: active cells
 * were seen on {@code active-days} of them. Lines of a file are those of the day that more than
 * half of its loaded lines are of; a day with a file whose load is not finished has none. Days with
 * fewer than {@code least-events} events have counts and hours only.
 *
 * <p><b>Known bias.</b> Holidays are unusual. With few weeks the deviation is often too small; the
 * least change then decides. A fault that begins slowly is not seen. A file of which no row stays,
 * as all are rejected or duplicates, is of no day: its lines are in no share, but in {@link
 * LoadedFile}.
 *
 * <p><b>Example.</b> {@code caudal run assess-phone-quality --days 2025-06-02 --conf
 * conf/phone.yaml}
 */
public final class AssessPhoneQuality implements Job<AssessPhoneQuality.Params> {
  private static final String[] CELL = {"event_date", "operator_id", "measure"};
  private static final int WEEK = 7;
  private static final double TINY = 1e-9;

  /** Parameters. */
  public record Params(
      @Doc("Days to assess; all by default") @Nullable Days days,
      @Doc("Weeks to look back, 1 to 26") @Default("4") int weeks,
      @Doc("Fewest of them with the weekday to compare with") @Default("3") int leastWeeks,
      @Doc("Robust standard deviations that are usual") @Default("3") double deviations,
      @Doc("Share of the expected count or mean by which a day may differ") @Default("0.3")
          double leastChange,
      @Doc("Points, as a share, by which a share may differ") @Default("0.05") double leastPoints,
      @Doc("Largest share of each kind of error") @Default("0.1") double largestErrorShare,
      @Doc("Largest share of one hour in the events of a day") @Default("0.2")
          double largestHourShare,
      @Doc("Smallest mean error of positions, metres; below it may be in kilometres") @Default("1")
          double leastErrorM,
      @Doc("Fewest events of a day of which shares and means are given") @Default("100")
          int leastEvents,
      @Doc("Days of the seven before on which an active cell had events, 1 to 7") @Default("3")
          int activeDays,
      @Doc("Times the distance of a warning that is critical") @Default("2") double criticalFold)
      implements Daily {

    /** Refuses limits that say nothing. */
    public Params {
      if (weeks < 1 || weeks > 26 || leastWeeks < 1 || activeDays < 1 || activeDays > WEEK) {
        throw new IllegalArgumentException(
            "weeks must be 1 to 26, least-weeks 1 or more and active-days 1 to 7");
      }
      if (!(deviations > 0 && leastChange > 0 && leastPoints > 0 && criticalFold >= 1)) {
        throw new IllegalArgumentException(
            "deviations, least-change and least-points must be above 0, critical-fold 1 or more");
      }
      if (!(largestErrorShare > 0 && largestHourShare > 0 && leastErrorM > 0)) {
        throw new IllegalArgumentException(
            "largest-error-share, largest-hour-share and least-error-m must be above 0");
      }
    }

    private int daysBack() {
      return weeks * WEEK;
    }

    /** The weeks, and one more with which the cells of the first are compared. */
    private @Nullable Days read() {
      return days == null
          ? null
          : new Days(days.firstDay().minusDays(daysBack() + WEEK), days.lastDay());
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("assess-phone-quality", Params.class)
        .summary("Assesses the phone records of each day and operator.")
        .reads(CleanEvent.class, PhoneEvent.class, LoadedFile.class)
        .writesDays(PhoneQuality.class, "event_date");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> days = PhoneDays.of(in, p.read(), p.activeDays());
    Dataset<Row> measures =
        days.select(
                col("event_date"), col("operator_id"), expr(PhoneMeasure.stacked(p.leastEvents())))
            .filter(col("value").isNotNull())
            .withColumn("is_missing", lit(false));
    Dataset<Row> all = measures.unionByName(missing(in, days, p));
    return Spans.within(all, p.days())
        .join(usual(measures, p), CELL, "left_outer")
        .withColumn("width", width(p))
        .withColumn("most", limit(p))
        .withColumn(
            "fewest",
            when(col("measure").equalTo(PhoneMeasure.POSITION_ERROR_M.code()), p.leastErrorM()))
        .withColumn("low", low())
        .withColumn("high", least(col("expected").plus(col("width")), col("most")))
        .withColumn("status", status(p));
  }

  /** Days without any event of an operator that had some in the weeks before. */
  private static Dataset<Row> missing(Inputs in, Dataset<Row> days, Params p) {
    Column weeks = sequence(col("event_date"), date_add(col("event_date"), p.daysBack()));
    Dataset<Row> due = days.select(col("operator_id"), explode(weeks).as("event_date")).distinct();
    if (p.days() == null) {
      Dataset<Row> last = in.table(CleanEvent.class).agg(max("event_date").as("last_day"));
      due = due.join(broadcast(last), col("event_date").leq(col("last_day")));
    }
    return due.join(days, new String[] {"event_date", "operator_id"}, "left_anti")
        .select(
            col("event_date"),
            col("operator_id"),
            lit(PhoneMeasure.EVENTS.code()).as("measure"),
            lit(Kind.COUNT.name()).as("kind"),
            lit(false).as("up_only"),
            lit(0.0).as("value"),
            lit(true).as("is_missing"));
  }

  /** Median and spread of the same weekday in the weeks before. */
  private static Dataset<Row> usual(Dataset<Row> measures, Params p) {
    return measures
        .withColumn("later", explode(sequence(lit(1), lit(p.weeks()))))
        .withColumn("event_date", expr("date_add(event_date, later * 7)"))
        .groupBy(CELL[0], CELL[1], CELL[2])
        .agg(sort_array(collect_list("value")).as("usual"))
        .filter("size(usual) >= " + p.leastWeeks())
        .withColumn("expected", median("usual"))
        .withColumn("far", expr("array_sort(transform(usual, x -> abs(x - expected)))"))
        .withColumn("spread", median("far").multiply(WeekdayNormal.OF_NORMAL))
        .drop("usual", "far");
  }

  private static Column median(String sorted) {
    return expr("(%1$s[(size(%1$s) - 1) DIV 2] + %1$s[size(%1$s) DIV 2]) / 2".formatted(sorted));
  }

  /** How far from the expected value a day may be. */
  private static Column width(Params p) {
    Column usual = col("spread").multiply(p.deviations());
    Column share = col("expected").multiply(p.leastChange());
    Column chance = sqrt(col("expected")).multiply(p.deviations());
    return when(is(Kind.COUNT), greatest(usual, share, chance))
        .when(is(Kind.RATE), greatest(usual, share))
        .when(is(Kind.HOURS), greatest(usual, lit(24 * p.leastPoints())))
        .otherwise(greatest(usual, lit(p.leastPoints())));
  }

  /** The smallest value without a warning; none for what is a fault upwards only. */
  private static Column low() {
    Column hasLow = not(col("up_only")).and(col("expected").isNotNull());
    Column usual = when(hasLow, greatest(col("expected").minus(col("width")), lit(0.0)));
    return greatest(usual, col("fewest"));
  }

  private static Column status(Params p) {
    Column change = col("value").minus(col("expected"));
    Column distance = when(col("up_only"), change).otherwise(abs(change));
    Column far = distance.divide(greatest(col("width"), lit(TINY))); // usual is 1
    Column beyond = col("value").divide(col("most"));
    Column below = col("fewest").divide(greatest(col("value"), lit(TINY)));
    Column severity = greatest(far, beyond, below); // nulls are left out
    return when(col("is_missing").or(severity.gt(p.criticalFold())), "critical")
        .when(severity.gt(1), "warning")
        .otherwise("ok");
  }

  private static Column limit(Params p) {
    return when(is(Kind.ERROR), p.largestErrorShare()).when(is(Kind.PEAK), p.largestHourShare());
  }

  private static Column is(Kind kind) {
    return col("kind").equalTo(kind.name());
  }
}
