package org.caudal.register.border;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.inline;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.border.OutcomeRule;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/**
 * Decides which crossings of the border are migrations, and which are not known to be yet.
 *
 * <p><b>Reads</b> {@link BorderCrossing} and, where it is there, {@link DocumentPair}: documents
 * that are paired there are one traveller. <b>Writes</b> {@link CrossingOutcome}.
 *
 * <p><b>Method.</b> {@link OutcomeRule}, by default the rule of 12 of 16 months: an entry of who
 * does not live in the country is an immigration if 365 of the 487 days after it are spent there,
 * an exit of who does an emigration if as many are spent abroad. Crossings after {@code as-of} are
 * not looked at, so that what was known on a day can be computed again. An answer does not change
 * with what comes later, unless a crossing is missing, those at the first moment of a traveller
 * turn, or documents are paired: pairs are made with all crossings, whatever {@code as-of}, and
 * later ones make and undo them. A pair that no longer agrees with the crossings is left out.
 *
 * <p>Two crossings in one direction say that one between them is missing. Of the stay before it
 * nothing more is known, nor where the traveller lived after it: answers that hang on that are
 * {@code crossing_missing}, and those after it are asked for both cases; once the window is over,
 * so are these. Of crossings at one moment that comes first which is opposite to the one before;
 * those at the first moment of a traveller end opposite to what follows, and where nothing does the
 * entry comes first.
 *
 * <p><b>Known bias.</b> Without {@code records-from} who is first seen entering did not live in the
 * country: residents who come back in the first months of the records are immigrants, and visitors
 * who leave in them emigrants. A traveller who is never seen again stays on that side for ever:
 * exits that nobody recorded are immigrations after a year. Documents that change end a journey
 * where they are not paired; of an earlier day, pairs that later sightings undid are missing, and
 * those of today rest on rates of renewal that were learnt from later months.
 *
 * <p><b>Example.</b> {@code caudal run decide-crossings --conf conf/border.yaml}
 */
public final class DecideCrossings implements Job<DecideCrossings.Params> {

  /** A rule. */
  public record Rule(
      @Doc("Days on the far side that make a migration, more than half of the window")
          @Default("365")
          int threshold,
      @Doc("Days after a crossing that are looked at") @Default("487") int window) {

    /** Refuses thresholds that both sides could reach. */
    public Rule {
      new OutcomeRule(window, threshold);
    }
  }

  /** Parameters. */
  public record Params(
      @Doc("Last day to look at; the day of the last crossing by default, and at the latest")
          @Example("2025-06-30")
          @Nullable LocalDate asOf,
      @Doc(
              "First day of the records: of who is first seen within the window after it residence is not known; by default it is as if everybody had been seen before")
          @Example("2021-01-01")
          @Nullable LocalDate recordsFrom,
      @Doc("Rules: threshold (365) and window (487)") @Default("[{}]") List<Rule> rules) {

    /** Keeps the rules. */
    public Params {
      rules = List.copyOf(rules);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("decide-crossings", Params.class)
        .summary("Decides which crossings of the border are migrations, as far as is known.")
        .reads(BorderCrossing.class)
        .readsIfThere(DocumentPair.class)
        .writesWhole(CrossingOutcome.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Journeys.of(Travellers.crossings(in), Journeys.until(p.asOf()))
        .select(
            col("traveller_id"),
            col("as_of"),
            inline(Journeys.outcomes(p.rules(), p.recordsFrom())))
        .withColumn("answered_on", date_from_unix_date(col("answered")))
        .withColumn("next_date", date_from_unix_date(col("next")));
  }
}
