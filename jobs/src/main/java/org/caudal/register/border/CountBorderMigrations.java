package org.caudal.register.border;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;

/**
 * Counts immigrations and emigrations by month, between what is certain and what is possible.
 *
 * <p><b>Reads</b> {@link CrossingOutcome} and, where it is there, {@link ImputedCrossing}.
 * <b>Writes</b> {@link BorderMigration}.
 *
 * <p><b>Method.</b> {@code least} are crossings that are migrations whatever comes, {@code most}
 * all but those that are none whatever comes. Run for an earlier {@code as-of} of {@link
 * DecideCrossings}, the later counts lie between the bounds of the earlier: what was published is
 * revised, never contradicted, unless a crossing was missed in between. Of the crossings of which
 * nothing will tell {@code imputed} have a probability; its sum is expected among them.
 *
 * <p><b>Known bias.</b> Crossings that no post recorded are in neither bound, nor among what is
 * imputed: an emigration whose exit was missed is in no month. In recent months {@code most} is far
 * too high: most visitors leave.
 *
 * <p><b>Example.</b> {@code caudal run count-border-migrations --conf conf/border.yaml}
 */
public final class CountBorderMigrations implements Job<CountBorderMigrations.Params> {

  /** Nothing to choose. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-border-migrations", Params.class)
        .summary("Counts immigrations and emigrations by month, certain and possible.")
        .reads(CrossingOutcome.class)
        .readsIfThere(ImputedCrossing.class)
        .writesWhole(BorderMigration.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Column probability = col("migration_probability");
    return ImputedOutcomes.of(in)
        .withColumn("nationality", explode(array(col("nationality"), lit("all"))))
        .groupBy(
            col("rule"), col("crossing_month").as("month"), col("direction"), col("nationality"))
        .agg(
            count_distinct(col("traveller_id")).as("travellers"),
            count(lit(1)).as("crossings"),
            answers("migration").as("least"),
            answers("none").as("not_migrations"),
            answers("not_yet_known").as("not_yet_known"),
            answers("crossing_missing").as("crossing_missing"),
            count(probability).as("imputed"),
            coalesce(sum(probability), lit(BigDecimal.ZERO)).as("imputed_probability"),
            max("as_of").as("as_of"))
        .withColumn("imputed_migrations", Decimals.rounded(col("imputed_probability"), 18, 3))
        .withColumn("most", col("crossings").minus(col("not_migrations")));
  }

  private static Column answers(String answer) {
    return count_if(col("answer").equalTo(answer));
  }
}
