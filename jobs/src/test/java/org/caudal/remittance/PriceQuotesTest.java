package org.caudal.remittance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** A survey from its file to its averages. */
@SparkTest
class PriceQuotesTest {
  private static final String SURVEY =
      """
      source_code,destination_code,period,amount_usd,provider,instrument,access_point,fee_pct,fx_margin_pct,total_cost_pct,transparent
      DEU,KSV,2025_3Q,200,alba,Cash,Agent,1,0,1,yes
      DEU,XKX,2025Q3,200,alba,Cash,Agent,1,0,1,Yes
      DEU,XKX,2025_3Q,200,brisa,Cash,Agent,2,0,2,
      DEU,XKX,2025_3Q,200,cima,Cash,Agent,5,1,6,yes
      DEU,XKX,2025_3Q,200,cima,Cash,Agent,0.5,0,0.5,No
      DEU,XKX,2025_3Q,500,cima,Cash,Agent,3,1,4.5,yes
      DEU,XKX,2025_4Q,200,alba,Cash,Agent,4.18,0,4.18,yes
      DEU,XKX,2025_4Q,200,brisa,Cash,Agent,4.19,0,4.19,yes
      DEU,XKX,2025_5Q,200,alba,Cash,Agent,1,0,1,yes
      DEU,ZZZ,2025_3Q,200,alba,Cash,Agent,1,0,1,yes
      DEU,XKX,2025_3Q,0,alba,Cash,Agent,1,0,1,yes
      """;

  @Test
  void aSurveyIsLoadedAndAveragedWithoutItsIntransparentQuotes(SparkSession spark) {
    JudgedSheet survey =
        JudgedSheet.of(spark, new LoadPriceQuotes(), SURVEY, "{extract: {paths: [survey.csv]}}");
    assertThat(survey.rejectedByRule())
        .isEqualTo(Map.of("period-is-quarter", 1L, "country-known", 1L, "amount-positive", 1L));
    assertThat(survey.warnings()).isEqualTo(Map.of("total-adds-up", 1L)); // 3 + 1 is not 4.5
    Dataset<Row> quotes = survey.loaded(spark);
    assertThat(quotes.collectAsList().stream().map(row -> row.getAs("receiver_country")))
        .hasSize(8)
        .containsOnly("XKX");

    AverageQuotes job = new AverageQuotes();
    TestInputs inputs = new TestInputs(spark).with(PriceQuote.class, quotes);
    Map<String, Row> averages =
        job.transform(inputs, JobParams.of(job, "{}")).collectAsList().stream()
            .collect(
                Collectors.toMap(
                    row ->
                        row.getAs("quarter")
                            + " "
                            + row.<BigDecimal>getAs("amount_usd").intValue()
                            + " "
                            + row.getAs("measure"),
                    row -> row));
    assertThat(averages)
        .containsOnlyKeys(
            "2025-07-01 200 simple_average",
            "2025-07-01 200 median",
            "2025-07-01 500 simple_average",
            "2025-07-01 500 median",
            "2025-10-01 200 simple_average",
            "2025-10-01 200 median");
    // 1, 1, 2, 6: mean 2.5, median 1.5; cima's 0.5 is not transparent.
    Row simple = Objects.requireNonNull(averages.get("2025-07-01 200 simple_average"));
    assertThat(estimate(simple)).isEqualByComparingTo("2.5");
    assertThat(estimate(averages.get("2025-07-01 200 median"))).isEqualByComparingTo("1.5");
    assertThat(simple.<Long>getAs("quote_count")).isEqualTo(4);
    assertThat(simple.<Long>getAs("provider_count")).isEqualTo(3);
    assertThat(simple.<Long>getAs("excluded_count")).isEqualTo(1);
    // Standard error over all weights of the three providers, two degrees of freedom: t 4.303.
    BigDecimal half = simple.<BigDecimal>getAs("interval_high").subtract(estimate(simple));
    assertThat(half.doubleValue() / (4.303 * errorOverAllWeights())).isBetween(0.75, 1.25);
    // All of three hold the median with 1 − 2/2³ = 0.75.
    Row median = Objects.requireNonNull(averages.get("2025-07-01 200 median"));
    assertThat(median.<BigDecimal>getAs("interval_level")).isEqualByComparingTo("0.75");
    // One provider says nothing about others.
    for (String measure : List.of("simple_average", "median")) {
      Row one = Objects.requireNonNull(averages.get("2025-07-01 500 " + measure));
      assertThat(estimate(one)).isEqualByComparingTo("4.5");
      assertThat(one.<BigDecimal>getAs("interval_low")).isNull();
      assertThat(one.<BigDecimal>getAs("interval_high")).isNull();
    }

    // (4.18 + 4.19) / 2 = 4.185 is published as 4.19.
    BigDecimal fourth = estimate(averages.get("2025-10-01 200 simple_average"));
    assertThat(fourth.setScale(2, RoundingMode.HALF_UP)).isEqualTo(new BigDecimal("4.19"));
  }

  @Test
  void aCountryThatIsNoneIsNamedWithItsColumn(SparkSession spark) {
    JudgedSheet survey =
        JudgedSheet.of(
            spark,
            new LoadPriceQuotes(),
            SURVEY.lines().findFirst().orElseThrow()
                + "\nZZZ,XKX,2025_3Q,200,alba,Cash,Agent,1,0,1,yes"
                + "\nDEU,ZZY,2025_3Q,200,alba,Cash,Agent,1,0,1,yes",
            "{extract: {paths: [survey.csv]}}");
    assertThat(survey.lines())
        .extracting(line -> line.getAs("load_column") + " " + line.getAs("load_value"))
        .containsExactly("source_code ZZZ", "destination_code ZZY");
  }

  @Test
  void whetherAPriceIsTransparentIsYesOrNoInAnyOfTheirWords(SparkSession spark) {
    String line = "\nDEU,XKX,2025_3Q,200,alba,Cash,Agent,1,0,1,";
    String header = SURVEY.lines().findFirst().orElseThrow();
    JudgedSheet survey =
        JudgedSheet.of(
            spark,
            new LoadPriceQuotes(),
            header + line + String.join(line, "true", "YES", "", "False", "no", "y", "1", "sí"),
            "{extract: {paths: [survey.csv]}}");
    assertThat(survey.rejectedByRule()).isEqualTo(Map.of("transparent-known", 3L));
    assertThat(survey.loaded(spark).orderBy("source_position").collectAsList())
        .extracting(row -> row.<Boolean>getAs("is_transparent"))
        .containsExactly(true, true, true, false, false);
  }

  /** Of (2·1·a + 2·b + 6·c) / (2·a + b + c), the weights a, b and c being Poisson(1). */
  private static double errorOverAllWeights() {
    double chance = 0;
    double sum = 0;
    double squares = 0;
    for (int a = 0; a < 12; a++) {
      for (int b = 0; b < 12; b++) {
        for (int c = 0; c < 12; c++) {
          if (a + b + c > 0) {
            double p = poisson(a) * poisson(b) * poisson(c);
            double mean = (2.0 * a + 2 * b + 6 * c) / (2 * a + b + c);
            chance += p;
            sum += p * mean;
            squares += p * mean * mean;
          }
        }
      }
    }
    double expected = sum / chance;
    return Math.sqrt(squares / chance - expected * expected);
  }

  private static double poisson(int k) {
    double factorial = 1;
    for (int i = 2; i <= k; i++) {
      factorial *= i;
    }
    return Math.exp(-1) / factorial;
  }

  private static BigDecimal estimate(@org.jspecify.annotations.Nullable Row row) {
    return Objects.requireNonNull(row).getAs("estimate");
  }
}
