package org.caudal.register.border;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/**
 * Rewinds the crossings of the border to the end of every month: what was known then of each, and
 * what became of it.
 *
 * <p><b>Reads</b> {@link BorderCrossing} and, where they are there, {@link DocumentPair}, documents
 * that are paired there are one traveller, and {@link ImputedCrossing}. <b>Writes</b> {@link
 * BorderVintage}.
 *
 * <p><b>Method.</b> The answers of {@link DecideCrossings} at the end of each month, from that of
 * the crossing on until the window is over, each from the crossings until then alone. That is as
 * many months later as have {@code window} days whichever they are, 17 for 487 days; the answer of
 * that month is the final one. Where nothing will tell, as a crossing is missing, what is expected
 * is the probability of {@link ImputedCrossing}.
 *
 * <p><b>Known bias.</b> A crossing that was missed can show later than that, as the next one in the
 * same direction; the final answer is then wrong. Crossings without a probability add nothing to
 * what is expected. What is delivered late was not known when it is taken for known here. Pairs of
 * documents are made with all crossings: later ones make and undo them, and rates of renewal are
 * learnt from later months. Probabilities of {@link ImputedCrossing} are those of today, also for
 * months whose windows were over before: journeys of later months are in them, and later crossings.
 *
 * <p><b>Example.</b> {@code caudal run rewind-crossings --conf conf/border.yaml}
 */
public final class RewindCrossings implements Job<RewindCrossings.Params> {

  /** Parameters. */
  public record Params(
      @Doc(
              "Last day to look at, to which the records are complete; the day of the last crossing by default")
          @Example("2025-06-30")
          @Nullable LocalDate asOf,
      @Doc("First day of the records, as of decide-crossings") @Example("2021-01-01")
          @Nullable LocalDate recordsFrom,
      @Doc("Rules: threshold (365) and window (487)") @Default("[{}]")
          List<DecideCrossings.Rule> rules) {

    /** Keeps the rules. */
    public Params {
      rules = List.copyOf(rules);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("rewind-crossings", Params.class)
        .summary("Tells what was known of crossings at the end of every month.")
        .reads(BorderCrossing.class)
        .readsIfThere(DocumentPair.class)
        .readsIfThere(ImputedCrossing.class)
        .writesWhole(BorderVintage.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Journeys.of(Travellers.crossings(in), last -> p.asOf() == null ? last : lit(p.asOf()))
        .select(inline(Rewinds.of(p.rules(), p.recordsFrom())))
        .withColumn("month", date_from_unix_date(col("month")))
        .join(imputed(in), new String[] {"rule", "month", "crossing_id"}, "left")
        .groupBy("rule", "month", "lag", "seen", "final_lag", "direction", "nationality", "state")
        .agg(
            count(lit(1)).as("crossings"),
            count_if(col("is_first")).as("travellers"),
            sum(was("migration").cast("bigint")).as("migrations"),
            sum(not(was("none")).cast("bigint")).as("possible_migrations"),
            sum(expected()).cast("decimal(24,6)").as("expected_migrations"))
        .withColumn("seen_on", date_from_unix_date(col("seen")));
  }

  private static Dataset<Row> imputed(Inputs in) {
    return in.table(ImputedCrossing.class)
        .select(
            col("rule"),
            col("crossing_month").as("month"),
            col("crossing_id"),
            col("migration_probability"));
  }

  private static Column was(String answer) {
    return col("last_answer").equalTo(answer);
  }

  /** Migrations expected of a crossing when it was seen for the last time; null before. */
  private static Column expected() {
    return when(was("migration"), lit(1))
        .when(was("crossing_missing"), coalesce(col("migration_probability"), lit(0)))
        .when(col("last_answer").isNotNull(), lit(0))
        .cast("decimal(7,6)");
  }
}
