package org.caudal.remittance;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
import org.jspecify.annotations.Nullable;

/**
 * Estimates monthly flows by corridor: value, transfers, distinct senders and the average transfer.
 *
 * <p><b>Reads</b> {@link TransferCost}. <b>Writes</b> {@link CorridorFlow}.
 *
 * <p><b>Method.</b> All transfers count, also those whose cost is set aside. Values are principals
 * in USD at the mid rate of the day; transfers without one are in the counts and in {@code
 * unconverted_count}, not in value and average; without any conversion there is neither. Intervals:
 * {@link PoissonBootstrap} with the sender as unit, of value and average those of converted
 * transfers, for the flow that senders like these would make; the ends are not below zero. Senders
 * are counted as pseudonyms before anything is scaled.
 *
 * <p><b>Known bias.</b> A person who uses two providers under two numbers is two senders. Providers
 * that do not report are missing, and the interval does not cover that.
 *
 * <p><b>Example.</b> {@code caudal run estimate-corridor-flows --month 2025-03 --conf
 * conf/demo.yaml}
 */
public final class EstimateCorridorFlows implements Job<EstimateCorridorFlows.Params> {
  private static final List<Column> CELL =
      List.of(col("month"), col("sender_country"), col("receiver_country"));
  private static final String[] CELL_NAMES = {"month", "sender_country", "receiver_country"};

  /** Parameters. */
  public record Params(
      @Doc("Months to compute; all by default") @Nullable Months months,
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
    return JobSpec.named("estimate-corridor-flows", Params.class)
        .summary(
            "Estimates monthly flows by corridor: value, transfers, distinct senders, average.")
        .reads(TransferCost.class)
        .writesMonths(CorridorFlow.class, "month");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> transfers =
        Periods.within(in.table(TransferCost.class), "execution_month", p.months())
            .withColumnRenamed("execution_month", "month");
    Dataset<Row> senders = bySender(transfers);
    return PoissonBootstrap.estimates(
            measures(PoissonBootstrap.replicated(senders, "sender_id", p.replicates(), p.seed())),
            List.of(CELL.get(0), CELL.get(1), CELL.get(2), col("measure"), col("unit")),
            "value",
            when(col("measure").equalTo("average"), 0).otherwise(p.replicates()))
        .join(counts(transfers, senders), CELL_NAMES)
        .filter(
            col("measure").notEqual("value").or(col("unconverted_count").lt(col("transfer_count"))))
        .withColumn(
            "units",
            when(col("measure").isin("value", "average"), col("converted_sender_count"))
                .otherwise(col("sender_count")))
        .withColumns(Estimation.interval(p.level(), "units", 28, Estimation.AVERAGE_SCALE))
        .withColumn("interval_low", greatest(col("interval_low"), lit(BigDecimal.ZERO)))
        .drop("units");
  }

  private static Dataset<Row> bySender(Dataset<Row> transfers) {
    return transfers
        .groupBy(CELL.get(0), CELL.get(1), CELL.get(2), col("sender_id"))
        .agg(
            count(lit(1)).as("transfers"),
            count(col("amount_usd")).as("converted"),
            max("rate_kind").as("rate_kind"),
            coalesce(sum("amount_usd"), lit(BigDecimal.ZERO)).as("usd"));
  }

  private static Dataset<Row> measures(Dataset<Row> replicated) {
    Column weight = col(PoissonBootstrap.WEIGHT);
    return replicated
        .groupBy(CELL.get(0), CELL.get(1), CELL.get(2), col(PoissonBootstrap.REPLICATE))
        .agg(
            sum(col("usd").cast("decimal(24,4)").multiply(weight)).as("usd"),
            sum(col("transfers").multiply(weight)).as("transfers"),
            sum(col("converted").multiply(weight)).as("converted"),
            sum(weight).as("senders"))
        .withColumn(
            "average",
            when(
                col("converted").gt(0),
                Decimals.rounded(Decimals.ratio(col("usd"), col("converted")), 28, 10)))
        .select(
            col("*"),
            expr(
                "stack(4, 'value', 'USD', CAST(usd AS DECIMAL(28,10)),"
                    + " 'transfers', 'transfers', CAST(transfers AS DECIMAL(28,10)),"
                    + " 'senders', 'persons', CAST(senders AS DECIMAL(28,10)),"
                    + " 'average', 'USD per transfer', average) AS (measure, unit, value)"))
        .filter(col("value").isNotNull());
  }

  private static Dataset<Row> counts(Dataset<Row> transfers, Dataset<Row> senders) {
    return senders
        .groupBy(CELL.toArray(Column[]::new))
        .agg(
            sum("transfers").as("transfer_count"),
            count(lit(1)).as("sender_count"),
            sum(col("transfers").minus(col("converted"))).as("unconverted_count"),
            count_if(col("converted").gt(0)).as("converted_sender_count"),
            max("rate_kind").as("rate_kind"))
        .join(Estimation.largestProviderShares(transfers, CELL_NAMES), CELL_NAMES);
  }
}
