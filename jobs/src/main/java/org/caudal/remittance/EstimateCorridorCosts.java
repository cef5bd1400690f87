package org.caudal.remittance;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.ClusteredMedian;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.functions.Periods;
import org.caudal.functions.PoissonBootstrap;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Monthly;
import org.caudal.job.Months;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * Estimates quarterly costs by corridor from transfer logs, each average under its own name.
 *
 * <p><b>Reads</b> {@link TransferCost}. <b>Writes</b> {@link CorridorCost}.
 *
 * <p><b>Method.</b> Transfers with {@code cost_status = ok} and a value in USD. A service is a
 * provider with a funding and a pay-out instrument. {@code simple_average}: mean over services of
 * the mean cost of a service, as a price survey weights them; {@code volume_weighted_average}:
 * costs weighted by principal in USD; {@code count_weighted_average}: mean over transfers; {@code
 * median} over transfers. Each for the headline and the exact cost. Three services at 1, 4 and 10 %
 * with volumes 800, 150, 50 and counts 2, 1, 1 give 5.0, 1.9 and 4.0 %. Intervals: {@link
 * PoissonBootstrap} with the sender as unit; the median has that of {@link ClusteredMedian}, of few
 * senders at the level that it reaches. Of the simple average, services of fewer than five senders
 * have the variance of all services, or their own where that is greater, and a sender is as far off
 * in all services ({@link ServiceSpread}); where no service shows one there is no interval. Where
 * all principals round to USD 0 there is no average by volume.
 *
 * <p><b>Known bias.</b> Costs under review are left out and counted in {@code excluded_count}. The
 * simple average jumps when a rare service comes or goes; its interval is too narrow where the
 * costs of a service of few senders vary more than those of the others, and too wide where its
 * senders use other services too and their costs there are not alike. The level of a median of few
 * senders is too high where those of many transfers pay otherwise than those of few.
 *
 * <p><b>Example.</b> {@code caudal run estimate-corridor-costs --month 2025-01..2025-03}
 */
public final class EstimateCorridorCosts implements Job<EstimateCorridorCosts.Params> {
  private static final String[] CELL = {"quarter", "sender_country", "receiver_country"};
  private static final String SERVICE = "service";
  private static final Column IS_SIMPLE = col("measure").equalTo("simple_average");

  /** Parameters. */
  public record Params(
      @Doc("Months to compute, widened to whole quarters; all by default") @Nullable Months months,
      @Doc("Replicates of the bootstrap") @Default("200") int replicates,
      @Doc("Seed of the bootstrap") @Default("1") long seed,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level)
      implements Monthly {

    /** Refuses too few replicates and impossible levels. */
    public Params {
      PoissonBootstrap.requireSound(replicates, level);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("estimate-corridor-costs", Params.class)
        .summary("Estimates quarterly costs by corridor: simple, weighted averages and median.")
        .reads(TransferCost.class)
        .writesQuarters(CorridorCost.class, "quarter");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Months months = p.months() == null ? null : p.months().wholeQuarters();
    Dataset<Row> all =
        Periods.within(in.table(TransferCost.class), "execution_month", months)
            .withColumn("quarter", trunc(col("execution_month"), "quarter"))
            .withColumn(
                SERVICE,
                org.apache.spark.sql.functions.concat_ws(
                    "|", col("provider_id"), col("funding_instrument"), col("payout_instrument")))
            .withColumn(
                "is_used", col("cost_status").equalTo("ok").and(col("amount_usd").isNotNull()));
    Dataset<Row> used = variants(all.filter("is_used"));
    return averages(used, p)
        .withColumn("interval_level", lit(p.level()).cast("decimal(7,6)"))
        .unionByName(medians(used, p))
        .join(counts(all), CELL)
        .select(Columns.named(TableSchema.of(CorridorCost.class).columnNames()));
  }

  /** Each transfer twice: with its headline and with its exact cost. */
  private static Dataset<Row> variants(Dataset<Row> transfers) {
    return transfers.select(
        col("*"), expr("stack(2, 'headline', total_pct, 'exact', exact_pct) AS (variant, cost)"));
  }

  private static Dataset<Row> averages(Dataset<Row> used, Params p) {
    Dataset<Row> bySender =
        used.groupBy(columns("variant", SERVICE, "sender_id"))
            .agg(
                count(lit(1)).as("n"),
                sum("cost").as("cost"),
                sum("amount_usd").as("usd"),
                sum(Decimals.rounded(col("amount_usd").multiply(col("cost")), 28, 6))
                    .as("usd_cost"));
    Dataset<Row> senders =
        bySender.groupBy(columns("variant")).agg(countDistinct("sender_id").as("units"));
    ServiceSpread spread = ServiceSpread.of(bySender, SERVICE, names("variant"));
    Column weight = col(PoissonBootstrap.WEIGHT);
    Dataset<Row> byService =
        PoissonBootstrap.replicated(bySender, "sender_id", p.replicates(), p.seed())
            .groupBy(columns("variant", PoissonBootstrap.REPLICATE, SERVICE))
            .agg(
                sum(col("n").multiply(weight)).as("n"),
                sum(col("cost").cast("decimal(28,6)").multiply(weight)).as("cost"),
                sum(col("usd").cast("decimal(24,4)").multiply(weight)).as("usd"),
                sum(col("usd_cost").cast("decimal(28,6)").multiply(weight)).as("usd_cost"))
            .withColumn("mean", Decimals.rounded(Decimals.ratio(col("cost"), col("n")), 24, 12))
            .join(
                spread
                    .services()
                    .select(columns("variant", SERVICE, "service_mean", "is_few", "services")),
                names("variant", SERVICE));
    Dataset<Row> replicates =
        byService
            .groupBy(columns("variant", PoissonBootstrap.REPLICATE))
            .agg(
                simpleAverage(),
                Decimals.ratio(sum("usd_cost"), nullif(sum("usd"), lit(0)))
                    .as("volume_weighted_average"),
                Decimals.ratio(sum("cost"), sum("n")).as("count_weighted_average"))
            .select(
                col("*"),
                expr(
                    "stack(3,"
                        + " 'simple_average', CAST(simple_average AS DECIMAL(24,12)),"
                        + " 'volume_weighted_average', CAST(volume_weighted_average AS DECIMAL(24,12)),"
                        + " 'count_weighted_average', CAST(count_weighted_average AS DECIMAL(24,12)))"
                        + " AS (measure, value)"))
            .filter(col("value").isNotNull());
    return PoissonBootstrap.estimates(replicates, List.of(columns("variant", "measure")), "value")
        .filter(col(PoissonBootstrap.ESTIMATE).isNotNull())
        .join(senders, names("variant"))
        .join(spread.ofMeans(bySender, SERVICE, "sender_id"), names("variant"))
        .withColumn(
            "units",
            when(IS_SIMPLE, least(col("free").plus(1), col("units"))).otherwise(col("units")))
        .withColumn(
            PoissonBootstrap.ERROR,
            when(
                    IS_SIMPLE,
                    sqrt(
                        col(PoissonBootstrap.ERROR)
                            .multiply(col(PoissonBootstrap.ERROR))
                            .plus(col("few_variance"))))
                .otherwise(col(PoissonBootstrap.ERROR)))
        .withColumns(Estimation.interval(p.level(), "units", 22, Estimation.AVERAGE_SCALE))
        .select(columns("variant", "measure", "estimate", "interval_low", "interval_high"));
  }

  /**
   * The sample has the mean of its services; a replicate how far those of enough senders that are
   * in it lie from their means, which is all that the error needs.
   */
  private static Column simpleAverage() {
    Column off = when(not(col("is_few")), col("mean").minus(col("service_mean")));
    return when(max(col(PoissonBootstrap.REPLICATE)).equalTo(0), avg("mean"))
        .otherwise(Decimals.ratio(sum(off), max("services")))
        .as("simple_average");
  }

  private static Dataset<Row> medians(Dataset<Row> used, Params p) {
    return ClusteredMedian.of(used, List.of(names("variant")), "sender_id", "cost", p.level())
        .withColumn("measure", lit("median"));
  }

  private static Dataset<Row> counts(Dataset<Row> all) {
    return all.groupBy(columns())
        .agg(
            sum(when(col("is_used"), 1L).otherwise(0L)).as("transfer_count"),
            countDistinct(when(col("is_used"), col("sender_id"))).as("sender_count"),
            countDistinct(when(col("is_used"), col(SERVICE))).as("service_count"),
            sum(when(col("is_used"), 0L).otherwise(1L)).as("excluded_count"),
            when(min("rate_kind").equalTo(max("rate_kind")), max("rate_kind"))
                .otherwise(raise_error(mixed()))
                .as("rate_kind"))
        .join(Estimation.largestProviderShares(all.filter("is_used"), CELL), CELL);
  }

  private static Column mixed() {
    return concat(
        lit("Costs of the quarter of "),
        col("quarter"),
        lit(
            " are to official mid rates in one month and to parallel ones in another: run"
                + " cost-transfers for all its months with one rate-kind"));
  }

  private static String[] names(String... more) {
    String[] names = java.util.Arrays.copyOf(CELL, CELL.length + more.length);
    System.arraycopy(more, 0, names, CELL.length, more.length);
    return names;
  }

  private static Column[] columns(String... more) {
    return java.util.Arrays.stream(names(more))
        .map(org.apache.spark.sql.functions::col)
        .toArray(Column[]::new);
  }
}
