package org.caudal.register.border;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;

/**
 * Measures how far provisional figures were from the final ones, and whether intervals held them.
 *
 * <p><b>Reads</b> {@link ProvisionalMigration}. <b>Writes</b> {@link ProvisionalAccuracy}.
 *
 * <p><b>Method.</b> A back-test: estimates of the past were made from what was known then, so that
 * each can be held to the final figure of its month, where that is known by now.
 *
 * <p><b>Known bias.</b> States, and how closely they are told, were chosen with such data at hand;
 * on another border intervals may hold less. Nothing is said of crossings that no post recorded.
 *
 * <p><b>Example.</b> {@code caudal run measure-provisional-migrations --conf conf/border.yaml}
 */
public final class MeasureProvisionalMigrations
    implements Job<MeasureProvisionalMigrations.Params> {

  /** Nothing to choose. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("measure-provisional-migrations", Params.class)
        .summary("Measures how far provisional figures were from the final ones.")
        .reads(ProvisionalMigration.class)
        .writesWhole(ProvisionalAccuracy.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Column error = col("migrations").minus(col("final_migrations"));
    return in.table(ProvisionalMigration.class)
        .filter(col("training_months").isNotNull().and(col("final_migrations").isNotNull()))
        .groupBy("rule", "direction", "nationality", "lag")
        .agg(
            count(lit(1)).as("months"),
            count_if(col("final_migrations").between(col("interval_low"), col("interval_high")))
                .as("covered"),
            count_if(
                    col("interval_low")
                        .leq(col("least"))
                        .and(col("interval_high").geq(col("most"))))
                .as("uninformative"),
            mean(col("final_migrations")).as("mean_migrations"),
            mean(error).as("mean_error"),
            mean(abs(error)).as("mean_absolute_error"),
            mean(col("interval_high").minus(col("interval_low"))).as("mean_width"));
  }

  private static Column mean(Column of) {
    return Decimals.rounded(avg(of.cast("decimal(28,6)")), 24, 6);
  }
}
