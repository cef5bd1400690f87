package org.caudal.remittance;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.ClusteredMedian;
import org.caudal.functions.Decimals;
import org.caudal.functions.PoissonBootstrap;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Averages surveyed prices by quarter, corridor and amount.
 *
 * <p><b>Reads</b> {@link PriceQuote}. <b>Writes</b> {@link QuoteCost}.
 *
 * <p><b>Method.</b> World Bank, Remittance Prices Worldwide, corridor average: the simple mean of
 * the total cost over all transparent services, and beside it the median. Decimal throughout: 46
 * quotes USA→MEX of the third quarter of 2025 for USD 200 give 4.537 %. Intervals take the provider
 * as unit ({@link PoissonBootstrap}, {@link ClusteredMedian}): they say how much the average
 * depends on which providers were surveyed. Where there is one provider nothing tells that, and
 * there is no interval; of fewer than six providers that of the median has the level that it
 * reaches. Quotes that are not transparent are counted, not averaged.
 *
 * <p><b>Known bias.</b> Services count alike, whatever their use; the interval does not cover that.
 * The level of a median of few providers is too high where providers of many services ask other
 * prices than those of few: down to 0.65 for 0.9375 in the case of {@link ClusteredMedian}.
 *
 * <p><b>Example.</b> {@code caudal run average-quotes --conf conf/demo.yaml}
 */
public final class AverageQuotes implements Job<AverageQuotes.Params> {
  private static final String[] CELL = {
    "quarter", "sender_country", "receiver_country", "amount_usd"
  };
  private static final Column[] CELL_COLUMNS = {
    col("quarter"), col("sender_country"), col("receiver_country"), col("amount_usd")
  };

  /** Parameters. */
  public record Params(
      @Doc("Replicates of the bootstrap") @Default("200") int replicates,
      @Doc("Seed of the bootstrap") @Default("1") long seed,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level) {

    /** Refuses too few replicates and impossible levels. */
    public Params {
      PoissonBootstrap.requireSound(replicates, level);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("average-quotes", Params.class)
        .summary("Averages surveyed prices by quarter, corridor and amount.")
        .reads(PriceQuote.class)
        .writesWhole(QuoteCost.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> quotes = in.table(PriceQuote.class);
    Dataset<Row> transparent = quotes.filter(col("is_transparent"));
    Dataset<Row> counts = counts(quotes);
    Dataset<Row> means =
        means(transparent, p)
            .join(counts, CELL)
            .withColumns(
                Estimation.interval(p.level(), "provider_count", 22, Estimation.AVERAGE_SCALE))
            .drop(PoissonBootstrap.ERROR);
    Dataset<Row> medians =
        ClusteredMedian.of(transparent, List.of(CELL), "provider", "total_pct", p.level())
            .join(counts, CELL);
    Column isOfSeveral = col("provider_count").gt(1);
    return means
        .withColumn("measure", lit("simple_average"))
        .unionByName(medians.withColumn("measure", lit("median")))
        .withColumn("interval_low", when(isOfSeveral, col("interval_low")))
        .withColumn("interval_high", when(isOfSeveral, col("interval_high")));
  }

  private static Dataset<Row> means(Dataset<Row> transparent, Params p) {
    Column weight = col(PoissonBootstrap.WEIGHT);
    Dataset<Row> byProvider =
        transparent
            .groupBy(
                CELL_COLUMNS[0], CELL_COLUMNS[1], CELL_COLUMNS[2], CELL_COLUMNS[3], col("provider"))
            .agg(count(lit(1)).as("n"), sum("total_pct").as("total"));
    Dataset<Row> replicates =
        PoissonBootstrap.replicated(byProvider, "provider", p.replicates(), p.seed())
            .groupBy(
                CELL_COLUMNS[0],
                CELL_COLUMNS[1],
                CELL_COLUMNS[2],
                CELL_COLUMNS[3],
                col(PoissonBootstrap.REPLICATE))
            .agg(
                Decimals.rounded(
                        Decimals.ratio(
                            sum(col("total").multiply(weight)), sum(col("n").multiply(weight))),
                        24,
                        12)
                    .as("value"));
    return PoissonBootstrap.estimates(replicates, List.of(CELL_COLUMNS), "value");
  }

  private static Dataset<Row> counts(Dataset<Row> quotes) {
    return quotes
        .groupBy(CELL_COLUMNS)
        .agg(
            sum(when(col("is_transparent"), 1L).otherwise(0L)).as("quote_count"),
            countDistinct(when(col("is_transparent"), col("provider"))).as("provider_count"),
            sum(when(col("is_transparent"), 0L).otherwise(1L)).as("excluded_count"));
  }
}
