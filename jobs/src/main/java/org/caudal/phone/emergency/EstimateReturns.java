package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;
import org.caudal.functions.UnitErrors;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.FirstReturn;
import org.caudal.statistics.KaplanMeier;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how long the devices that left after an event stay away.
 *
 * <p><b>Reads</b> {@link DeviceWhereabouts}. <b>Writes</b> {@link ReturnCurve}.
 *
 * <p><b>Method.</b> A device has left if it is away on {@code run} days seen in a row, of which the
 * first is within {@code leaving-days} days from the event; it is back on the first of {@code run}
 * days seen in a row where it is expected ({@link FirstReturn}). One that is not back is lost from
 * sight on the first of the last {@code run} days seen: a later return could not be told. {@link
 * KaplanMeier} gives the share still away, Greenwood's error and the interval of log(-log). {@code
 * until} gives the curve as it was known on a day.
 *
 * <p><b>Known bias.</b> Whoever travels when the event strikes is among those who left, and comes
 * home soon: the curve falls too fast in the first days, by the share of {@code expected_away} in
 * {@link Displacement}. Between the last day away and the first day back a phone may have been
 * silent: returns are late by that. Who gives the SIM card up in the place of shelter is lost from
 * sight, more often than those who go home. Families return together: intervals are too narrow.
 *
 * <p><b>Example.</b> {@code caudal run estimate-returns --conf conf/displacement.yaml}
 */
public final class EstimateReturns implements Job<EstimateReturns.Params> {
  private static final String ALL = "all";

  /** Parameters. */
  public record Params(
      @Doc("Last day to look at; the last there is by default") @Nullable LocalDate until,
      @Doc("Days from the event within which an absence must begin, 1 to 60") @Default("7")
          int leavingDays,
      @Doc("Days seen in a row that make an absence or a return, 1 to 14") @Default("3") int run,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level) {

    /** Refuses runs, spans and levels that make no sense. */
    public Params {
      if (leavingDays < 1 || leavingDays > 60 || run < 1 || run > 14) {
        throw new IllegalArgumentException(
            "leaving-days must be 1 to 60 and run 1 to 14, were " + leavingDays + " and " + run);
      }
      UnitErrors.requireSound(level);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("estimate-returns", Params.class)
        .summary("Estimates how long the devices that left after an event stay away.")
        .reads(DeviceWhereabouts.class)
        .writesWhole(ReturnCurve.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> after = in.table(DeviceWhereabouts.class).filter(col("days_since").geq(0));
    Column sights = array_sort(collect_list(struct(col("days_since"), col("is_expected"))));
    Dataset<Row> absences =
        (p.until() == null ? after : after.filter(col("day").leq(lit(p.until()))))
            .groupBy("event_id", "level", "operator_id", "device_id", "origin")
            .agg(sights.as("sights"))
            .withColumn("absence", Absences.of(col("sights"), p.leavingDays() - 1, p.run()))
            .filter(col("absence").isNotNull());
    Dataset<Row> counts =
        absences
            .select(
                col("event_id"),
                col("level"),
                explode(array(col("origin"), lit(ALL))).as("origin"),
                col("absence.days").as("days"),
                col("absence.returned").as("returned"))
            .groupBy("event_id", "level", "origin", "days")
            .agg(
                count_if(col("returned")).as("returned"),
                count_if(not(col("returned"))).as("lost"));
    return counts
        .groupBy("event_id", "level", "origin")
        .agg(array_sort(collect_list(struct("days", "returned", "lost"))).as("counts"))
        .select(
            col("event_id"),
            col("level"),
            col("origin"),
            inline(Absences.curve(col("counts"), p.level().doubleValue())))
        .select(
            col("event_id"),
            col("level"),
            col("origin"),
            col("days"),
            col("at_risk"),
            col("returned"),
            col("lost"),
            share("away_share"),
            share("standard_error"),
            share("interval_low"),
            share("interval_high"),
            lit(p.level()).cast("decimal(7,6)").as("interval_level"));
  }

  private static Column share(String name) {
    return Decimals.rounded(col(name), 10, 9).as(name);
  }
}
