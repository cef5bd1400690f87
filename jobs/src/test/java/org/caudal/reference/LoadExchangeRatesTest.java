package org.caudal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class LoadExchangeRatesTest {

  @Test
  void ratesAreKeptAsPublishedAndDaysWithoutOneAreRejected(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadExchangeRates(),
            """
        day,currency,rate
        2025-03-03,BOB,12.34567890125
        2025-03-04,BOB,0
        2025-03-05,XQQ,5
        2025-03-06,BOB,twelve
        2025-03-07,BOB,12.5
        2025-03-07,BOB,12.5
        """,
            "{extract: {paths: [x], columns: {date: day, units_per_base: rate}},"
                + " publisher: street, rate-kind: parallel}");

    assertThat(sheet.rejectedByRule())
        .isEqualTo(Map.of("rate-positive", 1L, "currency-known", 1L, "wrong-type", 1L));
    assertThatTable(sheet.loaded(spark))
        .hasRows(rate("2025-03-03", "12.3456789013", 2), rate("2025-03-07", "12.5000000000", 7));
  }

  /** Dollars for one boliviano on the street: euros would be crossed into dollars through them. */
  @Test
  void aParallelRateOfTheCurrencyWithTheMarketIsWarnedAbout(SparkSession spark) {
    assertThat(warnings(spark, "BOB", "parallel"))
        .isEqualTo(Map.of("parallel-of-the-currency", 1L));
    assertThat(warnings(spark, "BOB", "official")).isEmpty();
    assertThat(warnings(spark, "EUR", "parallel")).isEmpty();
  }

  @Test
  void theBaseIsACurrencyOfTheList() {
    LoadExchangeRates job = new LoadExchangeRates();
    String section = "{extract: {paths: [x]}, publisher: street, base-currency: ";
    assertThat(JobParams.of(job, section + "XTS}").baseCurrency()).isEqualTo("XTS");
    assertThatThrownBy(() -> JobParams.of(job, section + "UDS}"))
        .hasMessageContaining("base-currency must be an ISO 4217 code such as USD, was UDS");
  }

  private static Map<String, Long> warnings(SparkSession spark, String base, String kind) {
    return JudgedSheet.of(
            spark,
            new LoadExchangeRates(),
            "day,currency,rate\n2025-03-03,USD,0.0833\n",
            "{extract: {paths: [x], columns: {date: day, units_per_base: rate}}, publisher: street,"
                + " base-currency: "
                + base
                + ", rate-kind: "
                + kind
                + "}")
        .warnings();
  }

  @Test
  void theHistoryOfTheCentralBankHasNoDecimalCommas() {
    assertThatThrownBy(
            () ->
                JobParams.of(
                    new LoadEcbRates(), "{extract: {paths: [x], values: {decimal-comma: true}}}"))
        .hasMessageContaining(
            "extract.values.decimal-comma must be false: the history file has decimal points");
  }

  private static ExchangeRate rate(String day, String units, long line) {
    return new ExchangeRate(
        "street",
        "parallel",
        "USD",
        "BOB",
        LocalDate.parse(day),
        new BigDecimal(units),
        JudgedSheet.NAME,
        line);
  }
}
