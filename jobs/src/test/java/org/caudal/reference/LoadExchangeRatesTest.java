package org.caudal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.caudal.run.JobOutcome;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class LoadExchangeRatesTest {

  @Test
  void ratesAreKeptAsPublishedAndDaysWithoutOneAreRejected(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("bolivia.csv");
    Files.writeString(
        file,
        """
        day,currency,rate
        2025-03-03,BOB,12.34567890125
        2025-03-04,BOB,0
        2025-03-05,XQQ,5
        2025-03-06,BOB,twelve
        2025-03-07,BOB,12.5
        2025-03-07,BOB,12.5
        """);
    Platform platform = new Platform(spark, folder, List.of(new LoadExchangeRates()));

    JobOutcome outcome =
        platform.runOne(
            "load-exchange-rates: {extract: {paths: ["
                + file
                + "], columns: {date: day, units_per_base: rate}}, publisher: street,"
                + " rate-kind: parallel}",
            "load-exchange-rates");

    assertThat(outcome.counts()).isEqualTo(new Counts(6, 2, 3, 1));
    assertThat(outcome.rejectedByRule())
        .isEqualTo(Map.of("rate-positive", 1L, "currency-known", 1L, "wrong-type", 1L));
    assertThatTable(platform.table(ExchangeRate.class))
        .hasRows(rate("2025-03-03", "12.3456789013", 2), rate("2025-03-07", "12.5000000000", 7));
  }

  private static ExchangeRate rate(String day, String units, long line) {
    return new ExchangeRate(
        "street",
        "parallel",
        "USD",
        "BOB",
        LocalDate.parse(day),
        new BigDecimal(units),
        "bolivia.csv",
        line);
  }
}
