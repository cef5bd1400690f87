package org.caudal.publication;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.caudal.reference.RateKind;
import org.caudal.remittance.CorridorCost;
import org.caudal.remittance.CorridorFlow;
import org.caudal.remittance.QuoteCost;

/**
 * Flows and costs of corridors, under the rules of {@link Suppression}, and surveyed prices.
 *
 * <p>Transfers that could not be converted, or are in no cost, may be of few senders, and all
 * transfers are published. Where there are such, those behind a value or a cost are told as at
 * least so many: all less the rest, of which 1 to 9 count as 9, 10 to 19 as 19. Of a cost all are
 * those of months of which some could be converted: others may be hidden, and are in no cost. The
 * average is hidden: value over average would tell them.
 */
final class RemittanceIndicators {
  /** Zeros behind the point of an amount, with the point where nothing else stands behind it. */
  private static final String TRAILING_ZEROS = "\\.?0+$";

  private static final int STEP = 10;
  private static final String AT_LEAST = "at least so many transfers; ";
  private static final String TELLS_REST =
      "value over average would tell how many transfers could not be converted";
  private static final String NO_SPREAD =
      "no service shows how costs vary: how far the figure may be off is not known";
  private static final String BOOTSTRAP = "sender-clustered Poisson bootstrap";

  private RemittanceIndicators() {}

  /** One row a figure, shown or suppressed. */
  static Dataset<Row> of(Inputs in, PublishIndicators.Params p) {
    Dataset<Row> flows = in.table(CorridorFlow.class);
    Dataset<Row> costs = in.table(CorridorCost.class);
    Suppression rules = new Suppression(p.minimumSenders(), p.largestProviderShare());
    return flows(flows, rules.ofMonths(flows, costs), p)
        .unionByName(costs(withRest(costs, flows), rules.ofQuarters(flows, costs), p))
        .unionByName(prices(in.table(QuoteCost.class), p));
  }

  private static Dataset<Row> flows(
      Dataset<Row> flows, Dataset<Row> statuses, PublishIndicators.Params p) {
    Dataset<Row> rows =
        flows
            .join(statuses, new String[] {"month", "sender_country", "receiver_country"})
            .withColumn("variant", lit(""))
            .withColumn("frequency", lit("M"))
            .withColumn("period_start", col("month"))
            .withColumn(
                "observations",
                when(
                        col("measure").equalTo("value").and(isPartial()),
                        atLeast(col("transfer_count"), col("unconverted_count")))
                    .otherwise(col("transfer_count")))
            .withColumn("observation_unit", lit("transfers"))
            .withColumn("source", lit(p.source()))
            .withColumn(
                Suppression.RULE, when(tells(), TELLS_REST).otherwise(col(Suppression.RULE)))
            .withColumn(
                Suppression.STATUS,
                when(tells(), Suppression.SECONDARY).otherwise(col(Suppression.STATUS)))
            .withColumn(
                "method",
                concat(
                    when(
                            col("measure").equalTo("value"),
                            concat(
                                lit("principals of converted transfers at "),
                                rate(),
                                when(isPartial(), AT_LEAST).otherwise("")))
                        .when(
                            col("measure").equalTo("average"),
                            concat(lit("value over converted transfers, at "), rate()))
                        .when(col("measure").equalTo("senders"), "distinct pseudonyms; ")
                        .otherwise("count of transfers; "),
                    lit(BOOTSTRAP)));
    return PublishedRows.of(corridors(rows), p.vintage());
  }

  /** Costs with {@code rest}: transfers left out, of months of which some could be converted. */
  private static Dataset<Row> withRest(Dataset<Row> costs, Dataset<Row> flows) {
    Dataset<Row> inNoCost =
        flows
            .filter(
                col("measure").equalTo("transfers").and(col("converted_sender_count").equalTo(0)))
            .groupBy(
                trunc(col("month"), "quarter").as("quarter"),
                col("sender_country"),
                col("receiver_country"))
            .agg(sum("transfer_count").as("in_no_cost"));
    return costs
        .join(inNoCost, Suppression.CORRIDOR, "left")
        .withColumn("rest", col("excluded_count").minus(coalesce(col("in_no_cost"), lit(0L))));
  }

  private static Dataset<Row> costs(
      Dataset<Row> costs, Dataset<Row> statuses, PublishIndicators.Params p) {
    // those not converted are among them; of a hidden cell it is not told
    Column hasRest = Suppression.isShown().and(col("rest").gt(0));
    Column isUntold = Suppression.isShown().and(not(isKnown()));
    Column level = col("interval_level");
    // that of a hidden median would tell how few the senders are
    Column nominal =
        max(level).over(Window.partitionBy(Columns.named(List.of(Suppression.CORRIDOR))));
    Dataset<Row> rows =
        costs
            .join(statuses, Suppression.CORRIDOR)
            .withColumn(
                Suppression.RULE, when(isUntold, NO_SPREAD).otherwise(col(Suppression.RULE)))
            .withColumn(
                Suppression.STATUS,
                when(isUntold, Suppression.PRIMARY).otherwise(col(Suppression.STATUS)))
            .withColumn("interval_level", when(Suppression.isShown(), level).otherwise(nominal))
            .withColumn("frequency", lit("Q"))
            .withColumn("period_start", col("quarter"))
            .withColumn("unit", lit("percent of the principal"))
            .withColumn(
                "observations",
                when(hasRest, atLeast(col("transfer_count").plus(col("rest")), col("rest")))
                    .otherwise(col("transfer_count")))
            .withColumn("observation_unit", lit("transfers"))
            .withColumn("source", lit(p.source()))
            .withColumn(
                "method",
                concat(
                    when(col("variant").equalTo("headline"), "fee, margin and deduction to ")
                        .otherwise("loss on the money paid, to "),
                    rate(),
                    when(hasRest, AT_LEAST).otherwise(""),
                    when(col("measure").equalTo("median"), "Woodruff interval, clustered by sender")
                        .when(
                            col("measure").equalTo("simple_average"),
                            BOOTSTRAP + ", pooled variance of services of few senders")
                        .otherwise(BOOTSTRAP)));
    return PublishedRows.of(corridors(rows), p.vintage());
  }

  /** All transfers less a rest, of which no more is told than in which step of ten it ends. */
  private static Column atLeast(Column all, Column rest) {
    return greatest(all.minus(BorderIndicators.inFullSteps(lit(0L), rest, STEP)), lit(0L));
  }

  /** Whether a shown average would tell how many transfers the value is of. */
  private static Column tells() {
    return col("measure").equalTo("average").and(isPartial());
  }

  /** Whether the cell is shown, and not all of its transfers could be converted. */
  private static Column isPartial() {
    return Suppression.isShown().and(col("unconverted_count").gt(0));
  }

  /** Which mid rate, as a part of the method. */
  private static Column rate() {
    return when(
            col("rate_kind").equalTo(RateKind.PARALLEL.code()),
            "the daily mid rate, parallel where a currency has one; ")
        .otherwise("the official daily mid rate; ");
  }

  private static Dataset<Row> prices(Dataset<Row> prices, PublishIndicators.Params p) {
    Dataset<Row> rows =
        prices
            .withColumn("variant", lit("price"))
            .withColumn("frequency", lit("Q"))
            .withColumn("period_start", col("quarter"))
            .withColumn(
                "unit",
                concat(
                    lit("percent of USD "),
                    regexp_replace(col("amount_usd").cast("string"), TRAILING_ZEROS, "")))
            .withColumn("observations", col("quote_count"))
            .withColumn("observation_unit", lit("quotes"))
            .withColumn("source", lit(p.priceSource()))
            .withColumn(
                "method", lit("all transparent services alike; intervals clustered by provider"))
            .withColumn(
                Suppression.STATUS,
                when(isKnown(), PublishedRows.SHOWN).otherwise(Suppression.PRIMARY))
            .withColumn(
                Suppression.RULE,
                when(isKnown(), "public price survey")
                    .otherwise("one provider: how far the figure may be off is not known"));
    return PublishedRows.of(corridors(rows), p.vintage());
  }

  /** Whether the estimate has an interval. */
  private static Column isKnown() {
    return col("interval_low").isNotNull();
  }

  private static Dataset<Row> corridors(Dataset<Row> rows) {
    return rows.withColumn("area_level", lit("country"))
        .withColumn("origin_area", col("sender_country"))
        .withColumn("destination_area", col("receiver_country"));
  }
}
