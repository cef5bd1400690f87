package org.caudal.register.border;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.register.TrueCrossing;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Measures the probabilities of crossings whose answer hangs on a missing one against the truth.
 *
 * <p><b>Reads</b> {@link ImputedCrossing} and the truth, {@link TrueCrossing}. <b>Writes</b> {@link
 * ImputationAccuracy}.
 *
 * <p><b>Method.</b> The rule is asked for all true crossings of a person, those that posts missed
 * and those by no post with them, until the last. A migration is one in the direction that is
 * written down. Crossings whose true answer is to come are left out.
 *
 * <p><b>Known bias.</b> Where documents are travellers, a crossing with another document counts as
 * missing, and is imputed as if a post had missed it.
 *
 * <p><b>Example.</b> {@code caudal run measure-imputations --conf conf/border.yaml}
 */
public final class MeasureImputations implements Job<MeasureImputations.Params> {
  /** Parameters. */
  public record Params(
      @Doc("Rules of impute-crossings: threshold (365) and window (487)") @Default("[{}]")
          List<DecideCrossings.Rule> rules) {

    /** Keeps the rules. */
    public Params {
      rules = List.copyOf(rules);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("measure-imputations", Params.class)
        .summary("Measures probabilities of migrations with a missing crossing against the truth.")
        .reads(ImputedCrossing.class, TrueCrossing.class)
        .usesPseudonyms()
        .writesWhole(ImputationAccuracy.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> truth =
        Journeys.of(persons(in), Journeys.until(null))
            .select(inline(Journeys.outcomes(p.rules(), null)))
            .filter(col("answer").isin("migration", "none"))
            .select(
                col("rule"),
                in.pseudonym(col("crossing_id"), LoadBorderCrossings.CROSSINGS).as("crossing_id"),
                col("direction").as("true_direction"),
                col("answer"));
    Column probability = col("migration_probability");
    Column band =
        when(probability.lt(0.2), "0.0 to 0.2")
            .when(probability.lt(0.8), "0.2 to 0.8")
            .otherwise("0.8 to 1.0");
    return in.table(ImputedCrossing.class)
        .join(truth, new String[] {"rule", "crossing_id"})
        .withColumn("band", explode(array(band, lit("all"))))
        .groupBy("rule", "direction", "band")
        .agg(
            count(lit(1)).as("crossings"),
            Decimals.rounded(sum(probability), 18, 3).as("expected"),
            count_if(
                    col("answer")
                        .equalTo("migration")
                        .and(col("direction").equalTo(col("true_direction"))))
                .as("migrations"));
  }

  /** True crossings as of border_crossing, in the order of the stays that they begin. */
  private static Dataset<Row> persons(Inputs in) {
    return in.table(TrueCrossing.class)
        .select(
            col("person_id").as("traveller_id"),
            col("crossed_on").as("crossing_date"),
            trunc(col("crossed_on"), "month").as("crossing_month"),
            lpad(col("stay_number").cast("string"), 10, "0").as("crossed_at"),
            col("crossing_id"),
            col("direction"),
            lit("").as("nationality"),
            lit(0).as("sex"));
  }
}
