package org.caudal.reference;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class MidRatesTest {
  private static final String THURSDAY = "2025-03-06";
  private static final String FRIDAY = "2025-03-07";

  private static ExchangeRate rate(
      String publisher, String kind, String base, String currency, String day, String units) {
    return new ExchangeRate(
        publisher, kind, base, currency, LocalDate.parse(day), new BigDecimal(units), "r.csv", 2);
  }

  private static Dataset<Row> rates(SparkSession spark) {
    return Rows.of(
        spark,
        rate("ECB", "official", "EUR", "USD", THURSDAY, "1.08"),
        rate("ECB", "official", "EUR", "MXN", THURSDAY, "22"),
        rate("ECB", "official", "EUR", "USD", FRIDAY, "1.10"),
        rate("banxico", "official", "USD", "MXN", THURSDAY, "20.5"),
        rate("banxico", "official", "USD", "MXN", FRIDAY, "20.6"),
        rate("zeta", "official", "USD", "MXN", FRIDAY, "21"),
        rate("banxico", "official", "USD", "COP", FRIDAY, "4000"),
        rate("banxico", "official", "USD", "COP", "2025-03-08", "4100"),
        rate("bcb", "official", "USD", "BOB", FRIDAY, "6.9"),
        rate("street", "parallel", "USD", "BOB", FRIDAY, "12"));
  }

  /** Rates by day, sent and paid currency, as "units age". */
  private static Map<String, String> joined(SparkSession spark, MidRates rates, String... queries) {
    Dataset<Row> rows =
        spark.sql(
            "SELECT * FROM VALUES "
                + List.of(queries).stream()
                    .map(q -> "('" + q.replace(" ", "', '") + "')")
                    .collect(Collectors.joining(", "))
                + " AS t(day, a, b)");
    return rates
        .join(
            rows.withColumn("execution_date", expr("CAST(day AS DATE)")).repartition(3),
            "a",
            "b",
            "mid",
            "age")
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.getAs("day") + " " + row.getAs("a") + " " + row.getAs("b"),
                row -> {
                  BigDecimal mid = row.getAs("mid");
                  return mid == null
                      ? "none"
                      : mid.stripTrailingZeros().toPlainString() + " " + row.getAs("age");
                }));
  }

  @Test
  void crossRatesGoThroughTheBaseWithTheFresherRates(SparkSession spark) {
    Map<String, String> mid =
        joined(
            spark,
            MidRates.of(rates(spark), "official", List.of(), 3),
            "2025-03-06 USD MXN",
            "2025-03-07 USD MXN",
            "2025-03-07 MXN USD",
            "2025-03-07 COP MXN",
            "2025-03-07 EUR MXN",
            "2025-03-07 USD USD",
            "2025-03-05 USD MXN",
            "2025-03-08 USD COP",
            "2025-03-09 USD COP",
            "2025-03-09 USD BOB",
            "2025-03-10 USD MXN",
            "2025-03-12 USD MXN",
            "2025-03-13 USD MXN");

    // Thursday: both bases are of the day, EUR is first by name: 22 / 1.08.
    assertThat(mid).containsEntry("2025-03-06 USD MXN", "20.3703703704 0");
    // Friday: EUR has no new peso rate, so the dollar's is fresher; banxico is before zeta.
    assertThat(mid).containsEntry("2025-03-07 USD MXN", "20.6 0");
    assertThat(mid).containsEntry("2025-03-07 MXN USD", "0.0485436893 0"); // 1 / 20.6
    assertThat(mid).containsEntry("2025-03-07 COP MXN", "0.00515 0"); // 20.6 / 4000
    assertThat(mid).containsEntry("2025-03-07 EUR MXN", "22 1"); // Thursday's
    assertThat(mid).containsEntry("2025-03-07 USD USD", "1 0");
    assertThat(mid)
        .containsEntry("2025-03-05 USD MXN", "none"); // a rate does not hold before its day
    // A rate published on a Saturday replaces Friday's; weekends do not age a rate.
    assertThat(mid).containsEntry("2025-03-08 USD COP", "4100 0");
    assertThat(mid).containsEntry("2025-03-09 USD COP", "4100 0");
    assertThat(mid).containsEntry("2025-03-09 USD BOB", "6.9 0");
    assertThat(mid).containsEntry("2025-03-10 USD MXN", "20.6 1");
    assertThat(mid).containsEntry("2025-03-12 USD MXN", "20.6 3");
    assertThat(mid).containsEntry("2025-03-13 USD MXN", "none");
  }

  @Test
  void thePreferredPublisherAndTheParallelKindAreTakenWhenAskedFor(SparkSession spark) {
    assertThat(
            joined(
                spark,
                MidRates.of(rates(spark), "official", List.of("zeta"), 0),
                "2025-03-07 USD MXN",
                "2025-03-07 USD BOB",
                "2025-03-10 USD MXN"))
        .containsEntry("2025-03-07 USD MXN", "21 0")
        .containsEntry("2025-03-07 USD BOB", "6.9 0")
        .containsEntry("2025-03-10 USD MXN", "none");
    assertThat(
            joined(
                spark,
                MidRates.of(rates(spark), "parallel", List.of(), 3),
                "2025-03-07 USD BOB",
                "2025-03-07 USD MXN"))
        .containsEntry("2025-03-07 USD BOB", "12 0")
        .containsEntry("2025-03-07 USD MXN", "none");
  }
}
