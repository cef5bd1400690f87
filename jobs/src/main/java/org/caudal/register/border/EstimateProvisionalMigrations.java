package org.caudal.register.border;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;
import org.caudal.functions.UnitErrors;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.border.ProvisionalCounts;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Estimates how many crossings of recent months will turn out to be migrations, as could be done at
 * the end of every month so far.
 *
 * <p><b>Reads</b> {@link BorderVintage}. <b>Writes</b> {@link ProvisionalMigration}: the rows of
 * the last {@code seen_on} are the figures of today, those of one month in the order of {@code lag}
 * its revisions.
 *
 * <p><b>Method.</b> Of crossings in the same state, so many months after theirs, the share that
 * became migrations in earlier months whose windows were over ({@link ProvisionalCounts}); nothing
 * that came later is used, but pairs of documents and the probabilities of missing crossings, which
 * are those of today ({@link RewindCrossings}). Intervals have chance, what is learnt from few
 * crossings, and how much more months differ than by chance. Crossings that are migrations by then
 * count as such, but for the share of them that a missing crossing undid later; of those that are
 * none the share counts that one made possible later. A final month has its count: what is certain,
 * and what is expected of crossings of which nothing will tell, as another is missing. Its interval
 * goes from what is certain to what is possible. That of an estimate begins with the interval of
 * what will be certain, and ends with that of what will be possible.
 *
 * <p><b>Known bias.</b> What changes migration of a sudden, a new law or a closed border, is learnt
 * a window too late: the newest training month is as old as that. So is a steady trend, which
 * shifts all estimates the same way and is not in the interval. Seasons are learnt from three years
 * at most. How good it was is told by {@link MeasureProvisionalMigrations}.
 *
 * <p><b>Example.</b> {@code caudal run estimate-provisional-migrations --conf conf/border.yaml}
 */
public final class EstimateProvisionalMigrations
    implements Job<EstimateProvisionalMigrations.Params> {
  private static final String[] FIGURE = {"rule", "month", "lag", "direction", "nationality"};

  /** Parameters. */
  public record Params(
      @Doc("Fewest months to learn from, 4 or more") @Default("12") int leastTrainingMonths,
      @Doc("Most months to learn from, the latest that are final") @Default("36")
          int mostTrainingMonths,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level) {

    /** Refuses too few months and impossible levels. */
    public Params {
      new ProvisionalCounts.Settings(
          0, leastTrainingMonths, mostTrainingMonths, level.doubleValue());
      UnitErrors.requireSound(level);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("estimate-provisional-migrations", Params.class)
        .summary("Estimates how many recent crossings will turn out to be migrations.")
        .reads(BorderVintage.class)
        .writesWhole(ProvisionalMigration.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> vintages = in.table(BorderVintage.class);
    Column isFinal = col("lag").equalTo(col("final_lag"));
    Column count = when(isFinal, col("final_migrations"));
    return counts(vintages)
        .join(estimates(vintages, p), FIGURE, "left")
        .withColumn("is_final", isFinal)
        .withColumn(
            "migrations",
            coalesce(Decimals.rounded(col("estimate"), 24, 6), count.cast("decimal(24,6)")))
        .withColumn("interval_low", coalesce(col("low"), when(isFinal, col("least"))))
        .withColumn("interval_high", coalesce(col("high"), when(isFinal, col("most"))))
        .withColumn("interval_level", lit(p.level()).cast("decimal(7,6)"))
        .withColumn("dispersion", Decimals.rounded(col("dispersion"), 24, 6));
  }

  private static Dataset<Row> counts(Dataset<Row> vintages) {
    return vintages
        .withColumn("nationality", explode(array(col("nationality"), lit(ProvisionalCounts.ALL))))
        .groupBy("rule", "month", "lag", "direction", "nationality")
        .agg(
            max("seen_on").as("seen_on"),
            max("final_lag").as("final_lag"),
            sum("crossings").as("crossings"),
            sum("travellers").as("travellers"),
            sum(when(col("state").equalTo(ProvisionalCounts.MIGRATION), col("crossings"))
                    .otherwise(0))
                .as("least"),
            sum(when(col("state").equalTo(ProvisionalCounts.NO_MIGRATION), 0)
                    .otherwise(col("crossings")))
                .as("most"),
            sum("expected_migrations").cast("decimal(24,6)").as("final_migrations"));
  }

  private static Dataset<Row> estimates(Dataset<Row> vintages, Params p) {
    return vintages
        .filter(col("lag").lt(col("final_lag")))
        .groupBy("rule", "lag", "direction", "final_lag")
        .agg(
            array_sort(
                    collect_list(
                        struct(
                            ProvisionalEstimates.number(col("month")).as("month"),
                            col("state"),
                            col("nationality"),
                            col("crossings"),
                            col("migrations"),
                            col("expected_migrations"),
                            col("possible_migrations"))))
                .as("cells"))
        .select(
            col("rule"),
            col("lag"),
            col("direction"),
            inline(ProvisionalEstimates.of(col("cells"), col("lag"), col("final_lag"), p)))
        .withColumn("month", ProvisionalEstimates.firstDay(col("number")));
  }
}
