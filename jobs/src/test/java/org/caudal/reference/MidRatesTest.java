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
        rate("ECB", "official", "EUR", "COP", FRIDAY, "4400"),
        rate("banxico", "official", "USD", "MXN", THURSDAY, "20.5"),
        rate("banxico", "official", "USD", "MXN", FRIDAY, "20.6"),
        rate("zeta", "official", "USD", "MXN", FRIDAY, "21"),
        rate("banxico", "official", "USD", "COP", FRIDAY, "4000"),
        rate("banxico", "official", "USD", "COP", "2025-03-08", "4100"),
        rate("bcb", "official", "USD", "BOB", FRIDAY, "6.9"),
        rate("street", "parallel", "USD", "BOB", FRIDAY, "12"),
        rate("banrep", "official", "COP", "BRL", FRIDAY, "0.0014134567"),
        rate("banrep", "official", "COP", "PYG", FRIDAY, "1.8"),
        rate("banrep", "official", "COP", "IRR", FRIDAY, "70000000000"));
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
            MidRates.of(rates(spark), RateKind.OFFICIAL, List.of(), 3),
            "2025-03-06 USD MXN",
            "2025-03-07 USD MXN",
            "2025-03-07 MXN USD",
            "2025-03-07 COP MXN",
            "2025-03-07 EUR MXN",
            "2025-03-07 USD USD",
            "2025-03-05 USD MXN",
            "2025-03-08 USD COP",
            "2025-03-09 USD COP",
            "2025-03-10 USD COP",
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
    // A rate published on a Saturday replaces Friday's, that of another base too (4400 / 1.10 is
    // 4000); weekends do not age a rate.
    assertThat(mid).containsEntry("2025-03-08 USD COP", "4100 0");
    assertThat(mid).containsEntry("2025-03-09 USD COP", "4100 0");
    assertThat(mid).containsEntry("2025-03-10 USD COP", "4100 1");
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
                MidRates.of(rates(spark), RateKind.OFFICIAL, List.of("zeta"), 0),
                "2025-03-07 USD MXN",
                "2025-03-07 USD BOB",
                "2025-03-10 USD MXN"))
        .containsEntry("2025-03-07 USD MXN", "21 0")
        .containsEntry("2025-03-07 USD BOB", "6.9 0")
        .containsEntry("2025-03-10 USD MXN", "none");
    Dataset<Row> euros =
        Rows.of(
            spark,
            rate("bcb", "official", "EUR", "BOB", FRIDAY, "7.5"),
            rate("bcb", "official", "EUR", "PEN", FRIDAY, "4"));
    assertThat(
            joined(
                spark,
                MidRates.of(rates(spark).unionByName(euros), RateKind.PARALLEL, List.of(), 3),
                "2025-03-07 USD BOB",
                "2025-03-07 EUR BOB",
                "2025-03-07 BOB COP",
                "2025-03-08 USD BOB",
                "2025-03-07 BOB PEN",
                "2025-03-07 USD MXN"))
        .containsEntry("2025-03-07 USD BOB", "12 0") // not through EUR, which is before USD
        .containsEntry("2025-03-07 BOB COP", "333.3333333333 0") // 4000 / 12: COP has one kind only
        .containsEntry("2025-03-08 USD BOB", "12 0")
        .containsEntry("2025-03-07 EUR BOB", "7.5 0") // no parallel rate has this base
        .containsEntry("2025-03-07 BOB PEN", "0.5333333333 0") // 4 / 7.5
        .containsEntry("2025-03-07 USD MXN", "20.6 0");
  }

  @Test
  void ofBasesThatAreAsFreshThatOfThePreferredPublisherIsTaken(SparkSession spark) {
    // On Thursday both are of the day: EUR is before USD by name, ECB has 22 / 1.08.
    for (List<String> publishers : List.of(List.of("banxico"), List.of("banxico", "ECB"))) {
      assertThat(
              joined(
                  spark,
                  MidRates.of(rates(spark), RateKind.OFFICIAL, publishers, 3),
                  "2025-03-06 USD MXN",
                  "2025-03-07 EUR MXN"))
          .containsEntry("2025-03-06 USD MXN", "20.5 0")
          .containsEntry("2025-03-07 EUR MXN", "22 1"); // there is no other base
    }
    assertThat(
            joined(
                spark,
                MidRates.of(rates(spark), RateKind.OFFICIAL, List.of("ECB", "banxico"), 3),
                "2025-03-06 USD MXN",
                "2025-03-07 USD MXN"))
        .containsEntry("2025-03-06 USD MXN", "20.3703703704 0")
        .containsEntry("2025-03-07 USD MXN", "20.6 0"); // the fresher one, whoever is preferred
  }

  /** A unit of the base is little: rates have all their digits after the point in the quotient. */
  @Test
  void ratesOfAWeakBaseKeepTheirDigits(SparkSession spark) {
    assertThat(
            joined(
                spark,
                MidRates.of(rates(spark), RateKind.OFFICIAL, List.of(), 3),
                "2025-03-07 COP BRL",
                "2025-03-07 BRL COP",
                "2025-03-07 BRL PYG",
                "2025-03-07 IRR BRL"))
        .containsEntry("2025-03-07 COP BRL", "0.0014134567 0")
        .containsEntry("2025-03-07 BRL COP", "707.4854150113 0") // 1 / 0.0014134567
        .containsEntry("2025-03-07 BRL PYG", "1273.4737470203 0") // 1.8 / 0.0014134567
        // 0.0014134567 / 70,000,000,000 is 0 at ten digits.
        .containsEntry("2025-03-07 IRR BRL", "none");
  }
}
