package org.caudal.synthetic.remittance;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataType;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Months;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.remittance.ExpectedCost.Outcome;
import org.caudal.table.Doc;

/**
 * Computes what estimates from a synthetic transfer log should find: flows by month and costs by
 * quarter of every corridor.
 *
 * <p><b>Reads</b> {@link SyntheticPerson} and {@link SyntheticResidence}, to count who may send.
 * <b>Writes</b> {@link PlantedCorridor}.
 *
 * <p><b>Method.</b> Expectations over all draws given the senders of the month, in exact decimal
 * arithmetic rounded half up to six decimals. Transfers = senders x 4 occasions x mean over classes
 * of activity of (rate x season); value = transfers x mean principal of the women and men among
 * them; active senders = senders x mean over classes of (1 - (1 - rate x season)^4). Costs sum over
 * every service, principal and level of noise with its probability: each transfer weighing as much
 * as its principal, or the same; the median is the lowest cost that at least half of the transfers
 * do not exceed; the simple average gives every service of the corridor the same weight, over all
 * its transfers or at a principal of USD 200. Defects change none of these.
 *
 * <p><b>Known bias.</b> Amounts are rounded to the minor unit of their currency in the log but not
 * here: at most USD 0.006 on an amount. A simple average from a log in which a service has no
 * transfer has another expectation.
 *
 * <p><b>Example.</b> {@code caudal run plant-corridors --conf conf/demo.yaml}
 */
public final class PlantCorridors implements Job<PlantCorridors.Params> {
  private static final DataType ROWS =
      DataType.fromDDL(
          "array<struct<measure: string, variant: string, truth: decimal(24,6), unit: string>>");

  /** Span of the synthetic log. */
  public record Params(@Doc("As given to synthesize-transfers") Months months) {

    /** Refuses months without transfers. */
    public Params {
      LogParams.check(months);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("plant-corridors", Params.class)
        .summary("Computes what estimates from a synthetic transfer log should find")
        .reads(SyntheticPerson.class, SyntheticResidence.class)
        .writesWhole(PlantedCorridor.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Dataset<Row> senders = Senders.of(inputs, params.months());
    UDF3<Integer, Long, Long, List<Row>> flows = PlantCorridors::flows;
    UDF3<Integer, Long, Long, List<Row>> costs = PlantCorridors::costs;
    Dataset<Row> monthly =
        counted(senders, "M", col("month"), lit(1L))
            .withColumn(
                "rows",
                udf(flows, ROWS).apply(month(col("period_start")), col("women"), col("men")));
    Column season = Draw.at(month(col("month")).minus(1), Habits.SEASON).cast("long");
    Dataset<Row> quarterly =
        counted(senders, "Q", trunc(col("month"), "quarter"), season)
            .withColumn("rows", udf(costs, ROWS).apply(col("corridor"), col("women"), col("men")));
    return monthly
        .unionByName(quarterly)
        .select(
            col("frequency"),
            col("period_start"),
            code(c -> c.from().code()).as("sender_country"),
            code(c -> c.to().code()).as("receiver_country"),
            col("senders").cast("decimal(24,6)").as("expected_senders"),
            inline(col("rows")));
  }

  /** Senders of each corridor and period: persons, and women and men by weight. */
  private static Dataset<Row> counted(
      Dataset<Row> senders, String frequency, Column period, Column weight) {
    return senders
        .groupBy(col("corridor"), period.as("period_start"))
        .agg(
            countDistinct("sender").as("senders"),
            sum(when(col("is_woman"), weight).otherwise(0L)).as("women"),
            sum(when(col("is_woman"), 0L).otherwise(weight)).as("men"))
        .withColumn("frequency", lit(frequency));
  }

  private static List<Row> flows(int month, long women, long men) {
    ExpectedFlow flow = ExpectedFlow.of(Month.of(month), women, men);
    return List.of(
        row("value", "", flow.valueUsd(), "USD"),
        row("transfers", "", flow.transfers(), "transfers"),
        row("senders", "", flow.activeSenders(), "persons"),
        row("average", "", flow.averageUsd(), "USD per transfer"));
  }

  private static List<Row> costs(int index, long women, long men) {
    Corridor corridor = Corridor.ALL.get(index);
    ExpectedCost expected = ExpectedCost.of(corridor, ExpectedFlow.share(women, women + men));
    List<Row> rows = new ArrayList<>();
    rows.addAll(costs(expected, "headline", Outcome::headlinePct));
    rows.addAll(costs(expected, "exact", Outcome::exactPct));
    for (int usd : SynthesizePriceQuotes.AMOUNTS_USD) {
      BigDecimal mean = SynthesizePriceQuotes.meanPct(corridor, usd);
      rows.add(row("quote_average_" + usd, "", mean, "percent"));
    }
    return rows;
  }

  private static List<Row> costs(
      ExpectedCost expected, String variant, Function<Outcome, BigDecimal> cost) {
    return List.of(
        row("simple_average", variant, expected.simple(cost), "percent"),
        row("simple_average_at_200", variant, expected.simpleAt(200, cost), "percent"),
        row("volume_weighted_average", variant, expected.volumeWeighted(cost), "percent"),
        row("count_weighted_average", variant, expected.countWeighted(cost), "percent"),
        row("median", variant, expected.median(cost), "percent"));
  }

  private static Row row(String measure, String variant, BigDecimal truth, String unit) {
    return RowFactory.create(measure, variant, truth.setScale(6, RoundingMode.HALF_UP), unit);
  }

  private static Column code(Function<Corridor, String> end) {
    return Draw.at(col("corridor"), Corridor.ALL.stream().map(end).toList());
  }
}
