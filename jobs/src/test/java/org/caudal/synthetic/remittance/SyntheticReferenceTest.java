package org.caudal.synthetic.remittance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Months;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.table.TableSchema;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class SyntheticReferenceTest {

  private static Dataset<Row> rates(SparkSession spark, int partitions, long seed) {
    return new SynthesizeExchangeRates()
        .transform(
            SyntheticInputs.of(spark).in(partitions),
            new SynthesizeExchangeRates.Params(Months.parse("2025-03..2025-04"), seed));
  }

  @Test
  void everyCurrencyHasARateOnEveryWeekdayNearItsLevel(SparkSession spark) {
    List<Row> rates = rates(spark, 3, 1).collectAsList();
    // 22 February to 30 April 2025: 48 days from Monday to Friday, 11 currencies
    assertThat(rates).hasSize(48 * 11);
    Set<String> days = new HashSet<>();
    for (Row rate : rates) {
      LocalDate day = rate.getDate(1).toLocalDate();
      assertThat(day.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      assertThat(rate.getString(0)).isEqualTo("rates_" + day.toString().substring(0, 7) + ".csv");
      BigDecimal level = RatePath.CURRENCIES.get(RatePath.indexOf(rate.getString(2))).level();
      assertThat(rate.getDecimal(3))
          .isBetween(
              level.multiply(new BigDecimal("0.983")), level.multiply(new BigDecimal("1.017")));
      days.add(day + rate.getString(2));
    }
    assertThat(days).hasSameSizeAs(rates);
  }

  @Test
  void ratesDependOnTheSeedAndNotOnPartitions(SparkSession spark) {
    Set<Row> one = Set.copyOf(rates(spark, 1, 1).collectAsList());
    assertThat(Set.copyOf(rates(spark, 7, 1).collectAsList())).isEqualTo(one);
    assertThat(Set.copyOf(rates(spark, 1, 2).collectAsList())).isNotEqualTo(one).hasSameSizeAs(one);
  }

  private static Dataset<Row> quotes(SparkSession spark) {
    return new SynthesizePriceQuotes()
        .transform(
            SyntheticInputs.of(spark), new SynthesizePriceQuotes.Params(Months.parse("2025-09")));
  }

  private static QuoteSheet quote(
      int usd, String provider, String instrument, String place, String fee, String margin) {
    return new QuoteSheet(
        "quotes_2025_3Q.csv",
        "XCA",
        "HTI",
        "2025_3Q",
        usd,
        provider,
        instrument,
        place,
        new BigDecimal(fee),
        new BigDecimal(margin),
        new BigDecimal(fee).add(new BigDecimal(margin)));
  }

  @Test
  void quotesAreThePriceListsInPerCent(SparkSession spark) {
    // surcharge 1.00; rio-azul 4.00 (7.00 above 300), 0.99 (1.99); banco-ceiba 12.00 (20.00)
    assertThatTable(quotes(spark).filter("destination_code = 'HTI'"))
        .hasRows(
            quote(200, "rio-azul", "Cash", "Agent", "2.00", "2.80"),
            quote(500, "rio-azul", "Cash", "Agent", "1.40", "2.80"),
            quote(200, "rio-azul", "Debit card", "Internet", "0.50", "2.40"),
            quote(500, "rio-azul", "Debit card", "Internet", "0.40", "2.40"),
            quote(200, "banco-ceiba", "Bank account transfer", "Internet", "6.00", "3.40"),
            quote(500, "banco-ceiba", "Bank account transfer", "Internet", "4.00", "3.40"));
  }

  @Test
  void noTwoQuotesShareAKey(SparkSession spark) {
    // 3 corridors with 10 services, 8 with 4 and 1 with 3, two amounts
    TableSchema schema = TableSchema.of(QuoteSheet.class);
    assertThat(quotes(spark).dropDuplicates(schema.key().toArray(String[]::new)).count())
        .isEqualTo(2 * (3 * 10 + 8 * 4 + 3));
  }

  @Test
  void plantedTruthHasFlowsByMonthAndCostsByQuarter(SparkSession spark) {
    SyntheticInputs inputs = SyntheticInputs.of(spark);
    Months months = Months.parse("2025-06..2025-07");
    List<Row> truth =
        new PlantCorridors()
            .transform(inputs, new PlantCorridors.Params(months))
            .filter("sender_country = 'USA'")
            .collectAsList();
    // 2 months of 4 flows, 2 quarters of 2 x 5 costs and 2 means of quotes
    assertThat(truth).hasSize(2 * 4 + 2 * (10 + 2));
    Row senders =
        Senders.of(inputs, months)
            .filter("corridor = 0 AND month = '2025-07-01'")
            .selectExpr("COUNT(*)", "COUNT_IF(is_woman)")
            .head();
    assertThat(senders.getLong(0)).isGreaterThan(30);
    // July: 2.9574 transfers each, see ExpectedTruthTest
    double transfers = senders.getLong(0) * 2.9574;
    double women = (double) senders.getLong(1) / senders.getLong(0);
    double average = women * 380 + (1 - women) * 464;
    assertThat(truth(truth, "2025-07-01", "transfers")).isCloseTo(transfers, within(1e-6));
    assertThat(truth(truth, "2025-07-01", "average")).isCloseTo(average, within(1e-6));
    assertThat(truth(truth, "2025-07-01", "value")).isCloseTo(transfers * average, within(1e-3));
    // Quotes at 200: fees in per cent 2, 1.5, .5 (.495), 3, 1.15, 6, 3.85, 1.45, 1 (.995), 2.5,
    // margins 1.8, 1.6, 1.4, 1.2, .9, 2.4, .7, .6, -.4, .5: (22.95 + 10.7) / 10
    assertThat(truth(truth, "2025-04-01", "quote_average_200")).isEqualTo(3.365);
  }

  private static double truth(List<Row> truth, String day, String measure) {
    return truth.stream()
        .filter(row -> row.getAs("period_start").toString().equals(day))
        .filter(row -> row.getAs("measure").equals(measure))
        .mapToDouble(row -> row.<BigDecimal>getAs("truth").doubleValue())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void outputsHaveTheDeclaredTypes(SparkSession spark) {
    assertTypes(rates(spark, 1, 1), RateSheet.class);
    assertTypes(quotes(spark), QuoteSheet.class);
    SyntheticInputs inputs = SyntheticInputs.of(spark);
    Months month = Months.parse("2025-03");
    assertTypes(
        new SynthesizeTransfers()
            .transform(inputs, new SynthesizeTransfers.Params(month, 1, Defects.FEW)),
        TransferLog.class);
    assertTypes(
        new PlantDefects().transform(inputs, new PlantDefects.Params(month, 1, Defects.FEW)),
        PlantedDefect.class);
    assertTypes(
        new PlantCorridors().transform(inputs, new PlantCorridors.Params(month)),
        PlantedCorridor.class);
  }

  private static void assertTypes(Dataset<Row> rows, Class<? extends Record> table) {
    TableSchema.of(table)
        .columns()
        .forEach(
            column ->
                assertThat(rows.schema().apply(column.name()).dataType())
                    .as(column.name())
                    .isEqualTo(column.type()));
  }
}
