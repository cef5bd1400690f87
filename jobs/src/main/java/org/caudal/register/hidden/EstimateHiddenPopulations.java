package org.caudal.register.hidden;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.format_number;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;
import org.caudal.functions.PoissonBootstrap;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.capture.HiddenPersons;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Estimates how many persons a hidden population has, from how many are on which lists: victims of
 * trafficking (SDG 16.2.2), missing persons.
 *
 * <p><b>Reads</b> {@link CaptureHistory}. <b>Writes</b> {@link HiddenPopulation}.
 *
 * <p><b>Method.</b> Multiple systems estimation with log-linear models of lists and of pairs of
 * lists ({@link HiddenPersons}). A model is used only if its likelihood has a maximum and it is the
 * only one; what is refused keeps its row and the reason. {@code stepwise} is that of Chan,
 * Silverman and Vincent (2021), as in the estimates of the United Kingdom (Bales, Hesketh and
 * Silverman 2015), with an interval that chooses the model anew in each replicate. {@code averaged}
 * is the median of the lognormal distributions of all models within {@code window} of the lowest
 * BIC, mixed by their weights; of more than six lists there is none.
 *
 * <p>Every row carries a warning: how far the models lie apart that fit about as well as the best.
 * Of two lists there is one model only, that they do not depend on each other, which nothing tests:
 * such an estimate is called unstable.
 *
 * <p><b>Known bias.</b> Models cannot tell who no list could have: a group that all lists miss is
 * not in the figure. Dependence of three lists is not modelled. Persons counted twice, and matches
 * that were missed, change the figure in ways that no interval has (Whitehead and others 2019,
 * Jackson and others). Where persons on a list are few, so is what can be known.
 *
 * <p><b>Example.</b> {@code caudal run estimate-hidden-populations --conf conf/hidden.yaml}
 */
public final class EstimateHiddenPopulations implements Job<EstimateHiddenPopulations.Params> {
  /** Lists of which models can tell whether two depend on each other. */
  private static final int LEAST_LISTS = 3;

  private static final List<String> NUMBERS =
      List.of(
          "persons",
          "standard_error",
          "interval_low",
          "interval_high",
          "deviance",
          "aic",
          "bic",
          "models_lowest",
          "models_highest");

  /** Parameters. */
  public record Params(
      @Doc("Probability of an overlap below which its pair enters the stepwise model")
          @Default("0.02")
          BigDecimal threshold,
      @Doc("Largest difference of BIC from the lowest of a model that counts, 0 to 20")
          @Default("6")
          BigDecimal window,
      @Doc("Factor between such models above which the estimate is called unstable, 1 or more")
          @Default("1.5")
          BigDecimal unstableFactor,
      @Doc("Replicates of the bootstrap, 50 to 2000") @Default("1000") int replicates,
      @Doc("Seed of the bootstrap") @Default("1") long seed,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level) {

    /** Refuses impossible probabilities, windows, factors, replicates and levels. */
    public Params {
      if (threshold.signum() <= 0 || threshold.compareTo(new BigDecimal("0.5")) > 0) {
        throw new IllegalArgumentException("threshold must be within (0, 0.5], was " + threshold);
      }
      if (window.signum() < 0 || window.compareTo(BigDecimal.valueOf(20)) > 0) {
        throw new IllegalArgumentException("window must be 0 to 20, was " + window);
      }
      if (unstableFactor.compareTo(BigDecimal.ONE) < 0) {
        throw new IllegalArgumentException(
            "unstable-factor must be 1 or more, was " + unstableFactor);
      }
      PoissonBootstrap.requireSound(replicates, level);
    }

    private HiddenPersons.Settings settings() {
      return new HiddenPersons.Settings(
          threshold.doubleValue(), window.doubleValue(), replicates, seed, level.doubleValue());
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("estimate-hidden-populations", Params.class)
        .summary("Estimates how many persons a hidden population has, from lists that overlap.")
        .reads(CaptureHistory.class)
        .writesWhole(HiddenPopulation.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Column isSeen = col("persons").gt(0); // nulls are not collected
    Dataset<Row> estimated =
        in.table(CaptureHistory.class)
            .groupBy("population_id", "area_id", "period_start")
            .agg(
                sum("persons").as("observed"),
                array_sort(collect_list(when(isSeen, struct("lists", "persons")))).as("histories"))
            .select(
                col("population_id"),
                col("area_id"),
                col("period_start"),
                col("observed"),
                inline(HiddenEstimates.of(col("histories"), p.settings())));
    return rounded(warned(estimated, p), p);
  }

  private static Dataset<Row> warned(Dataset<Row> rows, Params p) {
    Column factor = col("models_highest").divide(col("models_lowest"));
    return rows.withColumn(
            "is_unstable",
            coalesce(
                factor
                    .gt(p.unstableFactor().doubleValue())
                    .or(col("lists").gt(HiddenPersons.MOST_COMPARED))
                    .or(col("lists").lt(LEAST_LISTS)),
                lit(true)))
        .withColumn(
            "warning",
            when(col("models_lowest").isNull(), "No model has an estimate.")
                .when(
                    col("lists").lt(LEAST_LISTS),
                    "Two lists cannot tell whether they depend on each other; the figure holds if they do not: unstable.")
                .when(
                    col("lists").gt(HiddenPersons.MOST_COMPARED),
                    format_string(
                        "Too many lists to compare all models; %d stepwise models go from %s to %s.",
                        col("models"),
                        format_number(col("models_lowest"), 0),
                        format_number(col("models_highest"), 0)))
                .otherwise(
                    format_string(
                        "%d models fit about as well as the best; their estimates go from %s to %s, a factor of %.2f%s.",
                        col("models"),
                        format_number(col("models_lowest"), 0),
                        format_number(col("models_highest"), 0),
                        factor,
                        when(col("is_unstable"), ": unstable").otherwise(""))));
  }

  private static Dataset<Row> rounded(Dataset<Row> rows, Params p) {
    Dataset<Row> rounded =
        rows.withColumns(Map.of("interval_level", lit(p.level()).cast("decimal(7,6)")));
    for (String number : NUMBERS) {
      rounded = rounded.withColumn(number, Decimals.rounded(col(number), 24, 9));
    }
    return rounded;
  }
}
