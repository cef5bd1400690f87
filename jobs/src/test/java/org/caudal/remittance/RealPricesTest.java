package org.caudal.remittance;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.problem.ExitCode;
import org.caudal.reference.ExchangeRate;
import org.caudal.reference.LoadEcbRates;
import org.caudal.run.JobOutcome;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.run.RunResult;
import org.caudal.testing.Platform;
import org.caudal.testing.SharedData;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real extracts through the real runner, against published figures. */
@SparkTest(compiled = true)
class RealPricesTest {

  @Test
  void corridorAveragesOfTheThirdQuarterOf2025AreThePublishedOnes(
      SparkSession spark, @TempDir Path folder) {
    Path quotes = SharedData.require("remittances/rpw_2025q3_quotes.csv");
    Platform platform =
        new Platform(spark, folder, List.of(new LoadPriceQuotes(), new AverageQuotes()));

    RunResult run =
        platform.run(
            "load-price-quotes: {extract: {paths: [" + quotes + "]}}",
            "load-price-quotes",
            "average-quotes");

    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.outcomes().get(0).counts()).isEqualTo(new Counts(64, 64, 0, 0));
    List<Row> costs = ofTwoHundred(platform, QuoteCost.class);
    List<Row> prices = ofTwoHundred(platform, PriceQuote.class);
    // World Bank, Remittance Prices Worldwide, Q3 2025, USD 200.
    assertThat(average(costs, "USA", "simple_average")).isEqualByComparingTo("4.537");
    assertThat(average(costs, "CRI", "simple_average")).isEqualByComparingTo("6.861");
    assertThat(average(costs, "USA", "median")).isEqualByComparingTo("4.485");
    assertThat(average(costs, "CRI", "median")).isEqualByComparingTo("2.75");
    assertThat(quoteCount(costs, "USA")).isEqualTo(46);
    assertThat(quoteCount(costs, "CRI")).isEqualTo(9);
    // As published, two digits.
    assertThat(average(costs, "USA", "simple_average").setScale(2, RoundingMode.HALF_UP))
        .isEqualTo(new BigDecimal("4.54"));
    assertThat(average(costs, "CRI", "simple_average").setScale(2, RoundingMode.HALF_UP))
        .isEqualTo(new BigDecimal("6.86"));
    // Negative margins are kept: means of the three cheapest quotes, and of those of three firms.
    assertThat(cheapest(prices, "USA", "source_position")).isEqualTo(new BigDecimal("-0.763"));
    assertThat(cheapest(prices, "USA", "provider")).isEqualTo(new BigDecimal("-0.473"));
    assertThat(cheapest(prices, "CRI", "source_position")).isEqualTo(new BigDecimal("2.750"));
    assertThat(cheapest(prices, "CRI", "provider")).isEqualTo(new BigDecimal("2.833"));
    // Fee and margin add up to the total in every quote.
    assertThat(run.outcomes().get(0).warnings()).isEmpty();
  }

  private static List<Row> ofTwoHundred(Platform platform, Class<? extends Record> table) {
    return platform.table(table).filter(col("amount_usd").equalTo(200)).collectAsList();
  }

  private static Stream<Row> from(List<Row> rows, String country) {
    return rows.stream().filter(row -> row.getAs("sender_country").equals(country));
  }

  private static long quoteCount(List<Row> costs, String from) {
    return from(costs, from).findFirst().orElseThrow().getAs("quote_count");
  }

  /** The mean of the three cheapest, one of each {@code unit}. */
  private static BigDecimal cheapest(List<Row> quotes, String from, String unit) {
    Map<Object, BigDecimal> lowest =
        from(quotes, from)
            .collect(
                Collectors.toMap(
                    quote -> quote.getAs(unit),
                    quote -> quote.<BigDecimal>getAs("total_pct"),
                    BigDecimal::min));
    return lowest.values().stream()
        .sorted()
        .limit(3)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(3), 3, RoundingMode.HALF_UP);
  }

  private static BigDecimal average(List<Row> costs, String from, String measure) {
    Row row =
        from(costs, from)
            .filter(cost -> cost.getAs("measure").equals(measure))
            .findFirst()
            .orElseThrow();
    BigDecimal estimate = row.getAs("estimate");
    assertThat((BigDecimal) row.getAs("interval_low")).isLessThanOrEqualTo(estimate);
    assertThat((BigDecimal) row.getAs("interval_high")).isGreaterThanOrEqualTo(estimate);
    return estimate.setScale(3, RoundingMode.HALF_UP);
  }

  @Test
  void theHistoryOfTheEuropeanCentralBankIsLoadedWhole(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path history = SharedData.require("remittances/eurofxref-hist.csv");
    Platform platform = new Platform(spark, folder, List.of(new LoadEcbRates()));

    JobOutcome outcome =
        platform.runOne(
            "load-ecb-rates: {extract: {paths: [" + history + "], columns: {date: Date}}}",
            "load-ecb-rates");

    List<String> lines = Files.readAllLines(history);
    // Every line ends with a comma: cell 0 is the day, the last one is nameless.
    long cells = lines.stream().skip(1).mapToLong(line -> line.split(",", -1).length - 2L).sum();
    long notQuoted =
        lines.stream()
            .skip(1)
            .flatMap(line -> Arrays.stream(line.split(",", -1)).skip(1))
            .filter("N/A"::equals)
            .count();
    assertThat(cells).isEqualTo(7126L * 41);
    assertThat(outcome.counts()).isEqualTo(new Counts(cells, cells - notQuoted, notQuoted, 0));
    assertThat(platform.table(ExchangeRate.class).count()).isEqualTo(cells - notQuoted);
    assertThat(
            platform
                .table(ExchangeRate.class)
                .filter("currency = 'MXN' AND rate_date = DATE'2026-10-30'")
                .select("units_per_base")
                .collectAsList()
                .get(0)
                .getDecimal(0))
        .isEqualByComparingTo("21.1237");
  }
}
