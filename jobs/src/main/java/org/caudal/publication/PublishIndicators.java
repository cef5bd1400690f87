package org.caudal.publication;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.remittance.CorridorCost;
import org.caudal.remittance.CorridorFlow;
import org.caudal.remittance.QuoteCost;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.TableSchema;

/**
 * Publishes estimates as indicators, each with interval, observations, method, source, vintage and
 * disclosure status.
 *
 * <p><b>Reads</b> {@link CorridorFlow}, {@link CorridorCost}, {@link QuoteCost}. <b>Writes</b>
 * {@link Indicator}.
 *
 * <p><b>Method.</b> Every estimate becomes one row; a suppressed one keeps its row with empty
 * value, interval and observations, and the rule that hid it ({@link Suppression}). All measures of
 * a cell share its status. Values are rounded half up: USD and averages to cents, counts of the
 * sample to whole numbers, costs to three digits. Surveyed prices concern no person and are
 * published.
 *
 * <p><b>Known bias.</b> Suppression removes small corridors, so sums over published rows are too
 * low. See docs/explanation/disclosure.md for what can still be learnt.
 *
 * <p><b>Example.</b> {@code caudal run publish-indicators --set
 * jobs.publish-indicators.vintage=2025-07-01}
 */
public final class PublishIndicators implements Job<PublishIndicators.Params> {
  private static final String BOOTSTRAP = "sender-clustered Poisson bootstrap";

  /** Parameters. */
  public record Params(
      @Doc("Day the estimates were made; it is shown with every figure") LocalDate vintage,
      @Doc("Where the transfers come from; shown with every figure")
          @Default("remittance transfer logs of reporting providers")
          String source,
      @Doc("Where the prices come from; shown with every figure")
          @Default("remittance price survey")
          String priceSource,
      @Doc("Fewest distinct senders of a published cell") @Default("10") int minimumSenders,
      @Doc("Largest share of one provider in the transfers, and in the value, of a published cell")
          @Default("0.80")
          BigDecimal largestProviderShare) {

    /** Refuses rules that protect nobody. */
    public Params {
      if (minimumSenders < 3) {
        throw new IllegalArgumentException(
            "minimum-senders must be 3 or more, was " + minimumSenders);
      }
      if (largestProviderShare.signum() <= 0
          || largestProviderShare.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException(
            "largest-provider-share must be above 0 and at most 1, was " + largestProviderShare);
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("publish-indicators", Params.class)
        .summary("Publishes estimates as indicators under the rules of disclosure control.")
        .readsWhatIsThere(CorridorFlow.class, CorridorCost.class, QuoteCost.class)
        .writesWhole(Indicator.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> flows = in.table(CorridorFlow.class);
    Dataset<Row> costs = in.table(CorridorCost.class);
    Suppression rules = new Suppression(p.minimumSenders(), p.largestProviderShare());
    return flows(flows, rules.ofMonths(flows, costs), p)
        .unionByName(costs(costs, rules.ofQuarters(flows, costs), p))
        .unionByName(prices(in.table(QuoteCost.class), p));
  }

  private static Dataset<Row> flows(Dataset<Row> flows, Dataset<Row> statuses, Params p) {
    Dataset<Row> rows =
        flows
            .join(statuses, new String[] {"month", "sender_country", "receiver_country"})
            .withColumn("variant", lit(""))
            .withColumn("frequency", lit("M"))
            .withColumn("period_start", col("month"))
            .withColumn("observations", col("transfer_count"))
            .withColumn("observation_unit", lit("transfers"))
            .withColumn("source", lit(p.source()))
            .withColumn(
                "method",
                concat(
                    when(col("measure").equalTo("value"), "principals at the daily mid rate; ")
                        .when(col("measure").equalTo("average"), "value over transfers; ")
                        .when(col("measure").equalTo("senders"), "distinct pseudonyms; ")
                        .otherwise("count of transfers; "),
                    lit(BOOTSTRAP)));
    return published(rows, p);
  }

  private static Dataset<Row> costs(Dataset<Row> costs, Dataset<Row> statuses, Params p) {
    Dataset<Row> rows =
        costs
            .join(statuses, new String[] {"quarter", "sender_country", "receiver_country"})
            .withColumn("frequency", lit("Q"))
            .withColumn("period_start", col("quarter"))
            .withColumn("unit", lit("percent of the principal"))
            .withColumn("observations", col("transfer_count"))
            .withColumn("observation_unit", lit("transfers"))
            .withColumn("source", lit(p.source()))
            .withColumn(
                "method",
                concat(
                    when(col("variant").equalTo("headline"), "fee and margin to the mid rate; ")
                        .otherwise("loss on the money paid; "),
                    when(col("measure").equalTo("median"), "Woodruff interval, clustered by sender")
                        .otherwise(BOOTSTRAP)));
    return published(rows, p);
  }

  private static Dataset<Row> prices(Dataset<Row> prices, Params p) {
    Dataset<Row> rows =
        prices
            .withColumn("variant", lit("price"))
            .withColumn("frequency", lit("Q"))
            .withColumn("period_start", col("quarter"))
            .withColumn(
                "unit",
                concat(lit("percent of USD "), col("amount_usd").cast("int").cast("string")))
            .withColumn("observations", col("quote_count"))
            .withColumn("observation_unit", lit("quotes"))
            .withColumn("source", lit(p.priceSource()))
            .withColumn(
                "method", lit("all transparent services alike; intervals clustered by provider"))
            .withColumn(Suppression.STATUS, lit("published"))
            .withColumn(Suppression.RULE, lit("public price survey"));
    return published(rows, p);
  }

  /** The columns of the table, empty where the cell is suppressed. */
  private static Dataset<Row> published(Dataset<Row> rows, Params p) {
    return rows.withColumn("indicator_id", code())
        .withColumn("origin_area", col("sender_country"))
        .withColumn("destination_area", col("receiver_country"))
        .withColumn("value", shown(rounded("estimate")))
        .withColumn("interval_low", shown(rounded("interval_low")))
        .withColumn("interval_high", shown(rounded("interval_high")))
        .withColumn("observations", shown(col("observations")))
        .withColumn("vintage", lit(p.vintage()))
        .select(
            TableSchema.of(Indicator.class).columnNames().stream()
                .map(functions::col)
                .toArray(Column[]::new));
  }

  private static Column shown(Column value) {
    return when(Suppression.isShown(), value);
  }

  private static Column rounded(String column) {
    Column cents = round(col(column), 2);
    return when(col("measure").isin("value", "average"), cents)
        .when(col("measure").isin("transfers", "senders"), round(col(column), 0))
        .otherwise(round(col(column), 3))
        .cast("decimal(24,6)");
  }

  /** The indicator of a measure and variant. */
  private static Column code() {
    Column[] cases =
        Arrays.stream(IndicatorCode.values())
            .map(
                code ->
                    when(
                        col("measure")
                            .equalTo(code.measure())
                            .and(col("variant").equalTo(code.variant())),
                        code.code()))
            .toArray(Column[]::new);
    return functions.get(functions.array_compact(array(cases)), lit(0));
  }
}
