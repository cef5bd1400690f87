package org.caudal.synthetic;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Months;
import org.caudal.synthetic.ExpectedCost.Outcome;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Computes what estimates from a synthetic transfer log should find: flows by month and costs by
 * quarter of every corridor.
 *
 * <p><b>Reads</b> nothing: the truth follows from the generator's parameters. <b>Writes</b> {@link
 * PlantedCorridor}.
 *
 * <p><b>Method.</b> Expectations over all draws, in exact decimal arithmetic rounded half up to six
 * decimals. Transfers = senders x share of the corridor x 4 occasions x mean over classes of
 * activity of (rate x season); value = transfers x mean principal; senders = senders x share x mean
 * over classes of (1 - (1 - rate x season)^4). Costs sum over every service, principal and level of
 * noise with its probability: each transfer weighing as much as its principal, or the same; the
 * median is the lowest cost that at least half of the transfers do not exceed; the simple average
 * gives every service of the corridor the same weight, over all its transfers or at a principal of
 * USD 200. Defects change none of these.
 *
 * <p><b>Known bias.</b> Amounts are rounded to the minor unit of their currency in the log but not
 * here: at most USD 0.006 on an amount. A simple average from a log in which a service has no
 * transfer has another expectation.
 *
 * <p><b>Example.</b> {@code caudal run plant-corridors --conf conf/demo.yaml}
 */
public final class PlantCorridors implements Job<PlantCorridors.Params> {

  /** Size of the synthetic log. */
  public record Params(
      @Doc("As given to synthesize-transfers") Months months,
      @Doc("As given to synthesize-transfers") @Default("3000") int senders) {

    /** Refuses sizes that make no log. */
    public Params {
      LogParams.check(months, senders);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("plant-corridors", Params.class)
        .summary("Computes what estimates from a synthetic transfer log should find")
        .writesWhole(PlantedCorridor.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    List<Column> rows = new ArrayList<>();
    for (Corridor corridor : Corridor.ALL) {
      BigDecimal senders =
          ExpectedFlow.of(corridor, params.months().first().getMonth(), params.senders()).senders();
      LogParams.all(params.months()).forEach(month -> rows.addAll(flows(corridor, month, params)));
      LogParams.quarters(params.months())
          .forEach(quarter -> rows.addAll(costs(corridor, quarter.atDay(1), senders)));
    }
    return inputs.sequence(1).select(inline(array(rows.toArray(Column[]::new))));
  }

  private static List<Column> flows(Corridor corridor, YearMonth month, Params params) {
    ExpectedFlow flow = ExpectedFlow.of(corridor, month.getMonth(), params.senders());
    Truth truth = new Truth("M", month.atDay(1), corridor, flow.senders());
    return List.of(
        truth.row("value", "", flow.valueUsd(), "USD"),
        truth.row("transfers", "", flow.transfers(), "transfers"),
        truth.row("senders", "", flow.activeSenders(), "persons"),
        truth.row("average", "", flow.averageUsd(), "USD per transfer"));
  }

  private static List<Column> costs(Corridor corridor, LocalDate quarter, BigDecimal senders) {
    Truth truth = new Truth("Q", quarter, corridor, senders);
    ExpectedCost expected = ExpectedCost.of(corridor);
    List<Column> rows = new ArrayList<>();
    rows.addAll(costs(truth, expected, "headline", Outcome::headlinePct));
    rows.addAll(costs(truth, expected, "exact", Outcome::exactPct));
    for (int usd : SynthesizePriceQuotes.AMOUNTS_USD) {
      BigDecimal mean = SynthesizePriceQuotes.meanPct(corridor, usd);
      rows.add(truth.row("quote_average_" + usd, "", mean, "percent"));
    }
    return rows;
  }

  private static List<Column> costs(
      Truth truth, ExpectedCost expected, String variant, Function<Outcome, BigDecimal> cost) {
    return List.of(
        truth.row("simple_average", variant, expected.simple(cost), "percent"),
        truth.row("simple_average_at_200", variant, expected.simpleAt(200, cost), "percent"),
        truth.row("volume_weighted_average", variant, expected.volumeWeighted(cost), "percent"),
        truth.row("count_weighted_average", variant, expected.countWeighted(cost), "percent"),
        truth.row("median", variant, expected.median(cost), "percent"));
  }

  /** What the rows of one period and corridor have in common. */
  private record Truth(
      String frequency, LocalDate periodStart, Corridor corridor, BigDecimal senders) {

    Column row(String measure, String variant, BigDecimal truth, String unit) {
      return struct(
          lit(frequency).as("frequency"),
          lit(periodStart).as("period_start"),
          lit(corridor.from().code()).as("sender_country"),
          lit(corridor.to().code()).as("receiver_country"),
          lit(measure).as("measure"),
          lit(variant).as("variant"),
          decimal(truth).as("truth"),
          lit(unit).as("unit"),
          decimal(senders).as("expected_senders"));
    }

    private static Column decimal(BigDecimal number) {
      return lit(number.setScale(6, RoundingMode.HALF_UP)).cast("decimal(24,6)");
    }
  }
}
