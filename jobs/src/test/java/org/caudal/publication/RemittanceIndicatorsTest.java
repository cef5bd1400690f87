package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.remittance.CorridorCost;
import org.caudal.remittance.CorridorFlow;
import org.caudal.remittance.QuoteCost;
import org.caudal.testing.JobParams;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said beside the figures of a corridor. */
@SparkTest
class RemittanceIndicatorsTest {
  private static final LocalDate JANUARY = LocalDate.of(2025, 1, 1);
  private static final BigDecimal LEVEL = new BigDecimal("0.95");
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private static Map<String, Row> rows = Map.of();

  @BeforeAll
  static void publish(SparkSession spark) {
    List<CorridorFlow> flows =
        Stream.of("value", "average", "transfers", "senders")
            .flatMap(
                measure ->
                    Stream.of(
                        flow("MEX", measure, 35, 12),
                        flow("BOL", measure, 35, 2),
                        flow("PER", measure, 0, 40),
                        flow("CUB", measure, 1, 40),
                        flow("HTI", measure, 9, 40),
                        flow("GTM", measure, 0, 40),
                        flow("HND", measure, 0, 40),
                        flow("COL", measure, 0, 40),
                        ofThree("GTM", measure),
                        ofThree("HND", measure)))
            .toList();
    TestInputs inputs =
        new TestInputs(spark)
            .with(flows)
            .with(
                cost("MEX", 15, 35),
                cost("PER", 50, 0),
                cost("CUB", 30, 1),
                cost("HTI", 22, 9),
                cost("NIC", 30, 10),
                cost("VEN", 12, 16),
                cost("GTM", 50, 3),
                cost("HND", 48, 5),
                untold("COL", "simple_average"))
            .with(price("MEX", 2, BigDecimal.ONE), price("BOL", 1, null));
    String section =
        "{vintage: 2025-07-01, source: the logs, price-source: the survey, minimum-senders: 10}";
    rows =
        new PublishIndicators()
                .transform(inputs, JobParams.of(new PublishIndicators(), section))
                .filter("period_start = DATE'2025-01-01'")
                .collectAsList()
                .stream()
                .collect(
                    Collectors.toMap(
                        row -> row.getAs("indicator_id") + " " + row.getAs("destination_area"),
                        row -> row));
  }

  /** 50 transfers of 40 senders. */
  private static CorridorFlow flow(
      String receiver, String measure, long unconverted, long converted) {
    return flow(JANUARY, receiver, measure, 50, 40, unconverted, converted);
  }

  /** In February 3 transfers of 3 senders, of which none could be converted. */
  private static CorridorFlow ofThree(String receiver, String measure) {
    return flow(JANUARY.plusMonths(1), receiver, measure, 3, 3, 3, 0);
  }

  private static CorridorFlow flow(
      LocalDate month,
      String receiver,
      String measure,
      long transfers,
      long senders,
      long unconverted,
      long converted) {
    BigDecimal one = BigDecimal.ONE;
    return new CorridorFlow(
        month,
        "USA",
        receiver,
        measure,
        one,
        measure,
        one,
        one,
        LEVEL,
        transfers,
        senders,
        unconverted,
        converted,
        "parallel",
        HALF,
        HALF);
  }

  private static CorridorCost cost(String receiver, long transfers, long excluded) {
    return cost(receiver, "median", BigDecimal.ONE, transfers, excluded);
  }

  private static CorridorCost untold(String receiver, String measure) {
    return cost(receiver, measure, null, 50, 0);
  }

  private static CorridorCost cost(
      String receiver, String measure, @Nullable BigDecimal end, long transfers, long excluded) {
    return new CorridorCost(
        JANUARY,
        "USA",
        receiver,
        measure,
        "headline",
        BigDecimal.ONE,
        end,
        end,
        LEVEL,
        transfers,
        12,
        3,
        excluded,
        "official",
        HALF,
        HALF);
  }

  private static QuoteCost price(String receiver, long providers, @Nullable BigDecimal end) {
    return new QuoteCost(
        JANUARY,
        "USA",
        receiver,
        new BigDecimal("200"),
        "simple_average",
        BigDecimal.ONE,
        end,
        end,
        LEVEL,
        3,
        providers,
        0);
  }

  private static String text(String figure, String column) {
    return String.valueOf(java.util.Objects.requireNonNull(rows.get(figure)).<Object>getAs(column));
  }

  @Test
  void howManyTransfersCouldNotBeConvertedIsNotTold() {
    // 50 - 39, as the 35 may be of few
    assertThat(text("remittance_value MEX", "observations")).isEqualTo("11");
    assertThat(text("remittance_cost_median MEX", "observations")).isEqualTo("11");
    // 50 - 9, of 1 as of 9: 49 in full tens would be 40, and 31 less 30 would tell of 1
    assertThat(text("remittance_value CUB", "observations")).isEqualTo("41");
    assertThat(text("remittance_value HTI", "observations")).isEqualTo("41");
    assertThat(text("remittance_cost_median CUB", "observations")).isEqualTo("22"); // 31 - 9
    assertThat(text("remittance_cost_median HTI", "observations")).isEqualTo("22");
    assertThat(text("remittance_cost_median NIC", "observations")).isEqualTo("21"); // 40 - 19
    assertThat(text("remittance_cost_median VEN", "observations")).isEqualTo("9"); // 28 - 19
    // value over average would be 15
    assertThat(text("remittance_average MEX", "disclosure_status"))
        .isEqualTo("suppressed_secondary");
    assertThat(text("remittance_average MEX", "disclosure_rule"))
        .isEqualTo("value over average would tell how many transfers could not be converted");
    assertThat(text("remittance_average MEX", "value")).isEqualTo("null");
    assertThat(text("remittance_average PER", "value")).isEqualTo("1.000000");
    assertThat(text("remittance_average PER", "observations")).isEqualTo("50");
    assertThat(text("remittance_cost_median PER", "observations")).isEqualTo("50");
    assertThat(text("remittance_transfers MEX", "observations")).isEqualTo("50");
    assertThat(text("remittance_senders MEX", "observations")).isEqualTo("50");
  }

  @Test
  void transfersOfAHiddenMonthThatIsInNoCostAreNotTold() {
    // 50 in January; 53 − 9 = 44 would tell the 3 of February, which are in no other figure
    assertThat(text("remittance_cost_median GTM", "observations")).isEqualTo("50");
    assertThat(text("remittance_cost_median GTM", "method")).doesNotContain("at least");
    // two of January are under review: 50 − 9
    assertThat(text("remittance_cost_median HND", "observations")).isEqualTo("41");
  }

  @Test
  void aCorridorOfWhichFewSendersCouldBeConvertedIsHidden() {
    for (String measure : List.of("value", "average", "transfers", "senders")) {
      String figure = "remittance_" + measure + " BOL";
      assertThat(text(figure, "disclosure_status")).as(measure).isEqualTo("suppressed_primary");
      assertThat(text(figure, "value")).as(measure).isEqualTo("null");
    }
  }

  @Test
  void theMethodSaysWhichRatesWereTaken() {
    assertThat(text("remittance_value MEX", "method"))
        .isEqualTo(
            "principals of converted transfers at the daily mid rate, parallel where a currency has"
                + " one; at least so many transfers; sender-clustered Poisson bootstrap");
    assertThat(text("remittance_average PER", "method"))
        .startsWith("value over converted transfers, at the daily mid rate, parallel where");
    assertThat(text("remittance_cost_median PER", "method"))
        .isEqualTo(
            "fee, margin and deduction to the official daily mid rate; Woodruff interval, clustered by sender");
    assertThat(text("remittance_cost_median MEX", "method"))
        .isEqualTo(
            "fee, margin and deduction to the official daily mid rate; at least so many transfers; Woodruff"
                + " interval, clustered by sender");
    assertThat(text("remittance_value BOL", "method")).doesNotContain("at least"); // hidden
  }

  @Test
  void pricesOfOneProviderAreNotPublished() {
    assertThat(text("remittance_price_simple MEX", "disclosure_status")).isEqualTo("published");
    assertThat(text("remittance_price_simple BOL", "disclosure_status"))
        .isEqualTo("suppressed_primary");
    assertThat(text("remittance_price_simple BOL", "disclosure_rule"))
        .isEqualTo("one provider: how far the figure may be off is not known");
  }

  @Test
  void costsWithoutAnIntervalAreNotPublished() {
    assertThat(text("remittance_cost_simple COL", "disclosure_status"))
        .isEqualTo("suppressed_primary");
    assertThat(text("remittance_cost_simple COL", "value")).isEqualTo("null");
    assertThat(text("remittance_cost_simple COL", "disclosure_rule"))
        .isEqualTo("no service shows how costs vary: how far the figure may be off is not known");
  }
}
