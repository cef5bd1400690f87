package org.caudal.register.border;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.zip_with;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/**
 * Computes how probable it is that crossings are migrations of which a missing crossing would tell.
 *
 * <p><b>Reads</b> {@link BorderCrossing}, {@link CrossingOutcome}, {@link JourneyLength} and, where
 * it is there, {@link DocumentPair}. <b>Writes</b> {@link ImputedCrossing}.
 *
 * <p><b>Method.</b> Two crossings of a traveller in one direction have one between them that is
 * missing. It may have been on any day between: the first of the two journeys lasted so many days,
 * the second the rest. How probable each day is follows from how many journeys last as long, by
 * nationality, direction and what was before ({@link org.caudal.statistics.border.JourneyLengths});
 * the rule is asked for each ({@link org.caudal.statistics.border.MissingCrossings}). Written are
 * crossings that are {@code crossing_missing} in {@link CrossingOutcome} and of which every day
 * tells. Where only some days do, as what is to come decides or nobody knows where the traveller
 * lived at the start, those without a migration tell more often: no probability is written.
 * Nationality is that of the first crossing. The parameters are those of {@link DecideCrossings}.
 *
 * <p><b>Known bias.</b> Whether a crossing is missed is taken to have nothing to do with how long
 * the journeys last. Whether the missing crossing is a migration itself is not written: emigrations
 * whose exit was missed are in no month. Of three missing in a row one is imputed. A wrong
 * direction in the middle of the crossings is taken for two that are missing. Where documents are
 * travellers a crossing with another document is missing too.
 *
 * <p><b>Example.</b> {@code caudal run impute-crossings --conf conf/border.yaml}
 */
public final class ImputeCrossings implements Job<ImputeCrossings.Params> {
  /** Parameters. */
  public record Params(
      @Doc("Last day to look at, as of decide-crossings") @Example("2025-06-30")
          @Nullable LocalDate asOf,
      @Doc("First day of the records, as of decide-crossings") @Example("2021-01-01")
          @Nullable LocalDate recordsFrom,
      @Doc("Rules: threshold (365) and window (487)") @Default("[{}]")
          List<DecideCrossings.Rule> rules,
      @Doc(
              "Crossings that are written the other way round for each that no post recorded, 0 to 1; from checks of the posts")
          @Default("0.05")
          BigDecimal wrongPerMissed) {

    /** Keeps the rules; refuses a share that is none. */
    public Params {
      if (wrongPerMissed.signum() < 0 || wrongPerMissed.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException(
            "wrong-per-missed must be from 0 to 1, was " + wrongPerMissed);
      }
      rules = List.copyOf(rules);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("impute-crossings", Params.class)
        .summary("Computes how probable migrations are of which a missing crossing would tell.")
        .reads(BorderCrossing.class, CrossingOutcome.class, JourneyLength.class)
        .readsIfThere(DocumentPair.class)
        .writesWhole(ImputedCrossing.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> lengths = lengths(in.table(JourneyLength.class));
    Dataset<Row> ofAll =
        lengths.filter(col("nationality").equalTo("all")).select(col("lengths").as("all_lengths"));
    Dataset<Row> imputed =
        Journeys.of(Travellers.crossings(in), Journeys.until(p.asOf()))
            .filter(isMissing(col("crossings")))
            .withColumn("nationality", element_at(col("crossings"), 1).getField("nationality"))
            .join(broadcast(lengths), new String[] {"nationality"}, "left")
            .crossJoin(broadcast(ofAll))
            .select(col("as_of"), inline(Imputations.of(p)))
            .withColumn("migration_probability", Decimals.rounded(col("probability"), 7, 6));
    Dataset<Row> missing =
        in.table(CrossingOutcome.class)
            .filter(col("answer").equalTo("crossing_missing"))
            .select("crossing_month", "rule", "crossing_id");
    return imputed.join(
        missing, new String[] {"crossing_month", "rule", "crossing_id"}, "left_semi");
  }

  private static Dataset<Row> lengths(Dataset<Row> lengths) {
    return lengths
        .groupBy("nationality")
        .agg(
            array_sort(
                    collect_list(struct("direction", "before", "from_days", "ended", "going_on")))
                .as("lengths"));
  }

  /** Whether two crossings in a row are in one direction. */
  private static Column isMissing(Column crossings) {
    Column others = size(crossings).minus(1);
    return exists(
        zip_with(
            slice(crossings, lit(1), others),
            slice(crossings, lit(2), others),
            (one, next) -> one.getField("direction").equalTo(next.getField("direction"))),
        isSame -> isSame);
  }
}
