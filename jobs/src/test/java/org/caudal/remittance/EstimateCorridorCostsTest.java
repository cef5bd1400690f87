package org.caudal.remittance;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.caudal.remittance.TransferCosts.known;
import static org.caudal.remittance.TransferCosts.underReview;
import static org.caudal.remittance.TransferCosts.withoutRate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Months;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

@SparkTest
class EstimateCorridorCostsTest {

  /** Three services at 1, 4 and 10 % with volumes 800, 150 and 50 and 2, 1 and 1 transfers. */
  private static Dataset<Row> transfers(SparkSession spark) {
    return Rows.of(
        spark,
        known("2025-01", "t1", "ana", "alba", "600", "1"),
        known("2025-02", "t2", "eva", "alba", "200", "1"),
        known("2025-02", "t3", "ana", "brisa", "150", "4"),
        known("2025-03", "t4", "luis", "cima", "50", "10"),
        underReview("2025-02", "t5", "rosa", "cima", "70"),
        withoutRate("2025-02", "t6", "rosa", "brisa"),
        known("2025-04", "t7", "ana", "alba", "100", "7"));
  }

  private static List<Row> estimated(SparkSession spark, Dataset<Row> transfers, String months) {
    return new EstimateCorridorCosts()
        .transform(
            new TestInputs(spark).with(TransferCost.class, transfers),
            new EstimateCorridorCosts.Params(Months.parse(months), 100, 1, new BigDecimal("0.95")))
        .collectAsList();
  }

  @Test
  void eachAverageWeightsTheWorkedCaseAsItsNameSays(SparkSession spark) {
    // February is widened to the first quarter.
    List<Row> all = estimated(spark, transfers(spark), "2025-02");
    Map<String, Row> rows =
        all.stream()
            .collect(
                Collectors.toMap(
                    row -> row.getAs("measure") + " " + row.getAs("variant"), row -> row));
    Map<String, String> expected =
        Map.of(
            "simple_average headline", "5", // (1 + 4 + 10) / 3
            "volume_weighted_average headline", "1.9", // (8 + 6 + 5) / 1000
            "count_weighted_average headline", "4", // (1 + 1 + 4 + 10) / 4
            "median headline", "2.5", // (1 + 4) / 2
            "simple_average exact", "2.5", // exact costs are half the headline here
            "volume_weighted_average exact", "0.95",
            "count_weighted_average exact", "2",
            "median exact", "1.25");
    assertThat(rows).hasSize(8);
    expected.forEach(
        (key, estimate) -> {
          Row row = Objects.requireNonNull(rows.get(key), key);
          assertThat(row.<BigDecimal>getAs("estimate")).as(key).isEqualByComparingTo(estimate);
          assertThat(row.get(0)).hasToString("2025-01-01");
          // all of three senders hold the median with 1 − 2/2³
          assertThat(row.<BigDecimal>getAs("interval_level"))
              .isEqualByComparingTo(key.startsWith("median") ? "0.75" : "0.95");
          if (key.startsWith("simple")) { // services of one sender tell no spread
            assertThat(row.<BigDecimal>getAs("interval_low")).as(key).isNull();
            assertThat(row.<BigDecimal>getAs("interval_high")).as(key).isNull();
          } else {
            assertThat(row.<BigDecimal>getAs("interval_low")).isLessThan(new BigDecimal(estimate));
            assertThat(row.<BigDecimal>getAs("interval_high"))
                .isGreaterThan(new BigDecimal(estimate));
          }
          assertThat(row.<Long>getAs("transfer_count")).isEqualTo(4);
          assertThat(row.<Long>getAs("sender_count")).isEqualTo(3); // not rosa
          assertThat(row.<Long>getAs("service_count")).isEqualTo(3);
          assertThat(row.<Long>getAs("excluded_count")).isEqualTo(2);
          assertThat(row.<BigDecimal>getAs("largest_provider_share")).isEqualByComparingTo("0.5");
          assertThat(row.<BigDecimal>getAs("largest_provider_value_share"))
              .isEqualByComparingTo("0.8");
        });
    assertThat(Set.copyOf(estimated(spark, transfers(spark).repartition(7), "2025-02")))
        .isEqualTo(Set.copyOf(all));
  }

  @Test
  void aQuarterIsCostedAtMidRatesOfOneKind(SparkSession spark) {
    Dataset<Row> mixed =
        transfers(spark)
            .withColumn("rate_kind", expr("if(transfer_id = 't4', 'parallel', 'official')"));
    assertThatThrownBy(() -> estimated(spark, mixed, "2025-02"))
        .hasStackTraceContaining(
            "Costs of the quarter of 2025-01-01 are to official mid rates in one")
        .hasStackTraceContaining("run cost-transfers for all its months with one rate-kind");
    // each quarter by itself may have its own
    Dataset<Row> apart =
        transfers(spark)
            .withColumn("rate_kind", expr("if(transfer_id = 't7', 'parallel', 'official')"));
    assertThat(estimated(spark, apart, "2025-01..2025-04"))
        .extracting(row -> row.get(0) + " " + row.getAs("rate_kind"))
        .containsOnly("2025-01-01 official", "2025-04-01 parallel");
  }

  @Test
  void transfersOfNothingHaveNoAverageByVolume(SparkSession spark) {
    List<Row> rows =
        estimated(
            spark,
            Rows.of(
                spark,
                known("2025-01", "t1", "ana", "alba", "0.0000", "2"),
                known("2025-02", "t2", "eva", "alba", "0.0000", "4")),
            "2025-01");
    assertThat(rows)
        .extracting(row -> row.getAs("measure") + " " + row.getAs("variant"))
        .containsExactlyInAnyOrder(
            "simple_average headline",
            "count_weighted_average headline",
            "median headline",
            "simple_average exact",
            "count_weighted_average exact",
            "median exact");
    for (Row row : rows) {
      assertThat(row.<BigDecimal>getAs("largest_provider_share")).isEqualByComparingTo("1");
      assertThat(row.<BigDecimal>getAs("largest_provider_value_share")).isNull();
    }
    // One sender of three dollars: only replicates that have her have an average by volume.
    List<Row> one =
        estimated(
            spark,
            Rows.of(
                spark,
                known("2025-01", "t1", "ana", "alba", "0.0000", "2"),
                known("2025-02", "t2", "eva", "alba", "3", "4")),
            "2025-01");
    assertThat(one)
        .filteredOn(row -> row.getAs("measure").equals("volume_weighted_average"))
        .extracting(row -> row.<BigDecimal>getAs("estimate").stripTrailingZeros().toPlainString())
        .containsExactlyInAnyOrder("4", "2");
  }

  @Test
  void aCostBelowTheMiddleOfTwoFiguresIsNotLiftedToItBeforeItIsRounded(SparkSession spark) {
    // 4.184, 4.1845 and 4.184999 make 12.553499, a third of which is 4.18449967.
    List<Row> rows =
        estimated(
            spark,
            Rows.of(
                spark,
                known("2025-01", "t1", "ana", "alba", "100", "4.184000"),
                known("2025-01", "t2", "eva", "alba", "100", "4.184500"),
                known("2025-01", "t3", "luis", "alba", "100", "4.184999"),
                known("2025-04", "t4", "ana", "alba", "100", "4.184000"),
                known("2025-04", "t5", "eva", "alba", "100", "4.184999")),
            "2025-01..2025-04");
    for (String measure :
        List.of("simple_average", "volume_weighted_average", "count_weighted_average")) {
      assertThat(headline(rows, "2025-01-01", measure))
          .as(measure)
          .isEqualByComparingTo("4.1844996667");
    }
    // Two middle values of (4.184 + 4.184999) / 2 have seven digits.
    assertThat(headline(rows, "2025-04-01", "median")).isEqualByComparingTo("4.1844995");
  }

  @Test
  void servicesOfFewSendersHaveTheVarianceOfAllServicesOrTheirOwn(SparkSession spark) {
    Dataset<Row> transfers =
        Rows.of(
            spark,
            known("2025-01", "t1", "ana", "alba", "100", "2"),
            known("2025-01", "t2", "eva", "alba", "100", "4"),
            known("2025-02", "t3", "luis", "brisa", "100", "5"),
            known("2025-02", "t4", "rosa", "brisa", "100", "5"),
            known("2025-03", "t5", "juan", "cima", "100", "10"),
            known("2025-04", "t6", "ana", "alba", "100", "2"),
            known("2025-04", "t7", "eva", "alba", "100", "4"),
            known("2025-05", "t8", "luis", "brisa", "100", "5"),
            known("2025-05", "t9", "rosa", "brisa", "100", "5"),
            known("2025-06", "t10", "ana", "cima", "100", "10"));
    List<Row> rows = estimated(spark, transfers, "2025-01..2025-06");
    // Variances 2 and 0 with one degree of freedom each: pooled 1, so alba has 2, the others 1.
    // Of the mean of three: (2/2 + 1/2 + 1/1) / 9; t(2) = 4.302653: half 2.267697 of 6.
    assertThat(ends(rows, "2025-01-01")).isEqualTo("3.732303 8.267697");
    // Ana in two services: ((√2/2 + 1)² + 1/2 + 1/4 + 1/4) / 9 = 3.914214 / 9, half 2.837509.
    assertThat(ends(rows, "2025-04-01")).isEqualTo("3.162491 8.837509");
    assertThat(Set.copyOf(estimated(spark, transfers.repartition(5), "2025-01..2025-06")))
        .isEqualTo(Set.copyOf(rows));
  }

  @Test
  void aServiceOfOneSenderDoesNotMakeTheIntervalNarrow(SparkSession spark) {
    List<TransferCost> transfers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      transfers.add(known("2025-01", "a" + i, "s" + i, "alba", "100", i % 2 == 0 ? "4" : "6"));
      transfers.add(known("2025-04", "b" + i, "s" + i, "alba", "100", "5"));
    }
    transfers.add(known("2025-01", "c", "luis", "brisa", "100", "5.2"));
    transfers.add(known("2025-04", "d", "luis", "brisa", "100", "5.2"));
    List<Row> rows = estimated(spark, Rows.of(spark, transfers), "2025-01..2025-06");
    // Variance 100/99 of a sender in both, so √(100/99 · (1/100 + 1)) / 2 = 0.50504; t(100), of 101
    // senders, is 1.9840, half 1.0020. The hundredth is from replicates, to a tenth of itself.
    String[] ends = ends(rows, "2025-01-01").split(" ");
    assertThat(Double.parseDouble(ends[0])).isBetween(5.1 - 1.004, 5.1 - 1.0);
    assertThat(Double.parseDouble(ends[1])).isBetween(5.1 + 1.0, 5.1 + 1.004);
    // Where all costs of the one service are the same, nothing tells how those of the other vary.
    assertThat(ends(rows, "2025-04-01")).isEqualTo("null null");
  }

  @Test
  void aSenderOfALargeAndASmallServiceIsAsFarOffInBoth(SparkSession spark) {
    List<TransferCost> transfers = new ArrayList<>();
    List<String> costs = List.of("2", "8", "3", "7", "4", "6", "2", "8", "4", "6");
    for (int i = 0; i < costs.size(); i++) {
      transfers.add(known("2025-01", "a" + i, "s" + i, "alba", "100", costs.get(i)));
    }
    for (int i = 0; i < 4; i++) {
      transfers.add(known("2025-01", "b" + i, "s" + i, "brisa", "100", costs.get(i)));
    }
    List<Row> rows = estimated(spark, Rows.of(spark, transfers), "2025-01..2025-03");
    // Squares 48 and 26: variances 10/9 · 48/10 = 16/3 and, more than the pooled (48 + 26) / 12,
    // 4/3 · 26/4 = 26/3. Each of four senders is off by F = √(26/3)/4 in brisa and E = √(16/3)/10
    // in alba: 4 · (F² + 2·F·E) / 2² = (2.1667 + 1.3597) / 4 = 0.8816. Alba alone has 48/100/4 =
    // 0.12 from replicates, here 0.08 to 0.16. Ten senders, so nine degrees of freedom: t 2.2622,
    // half 2.2622 · √0.9616 = 2.218 to 2.2622 · √1.0416 = 2.309. Without 2·F·E it is below 1.9.
    Row row = row(rows, "2025-01-01", "simple_average");
    assertThat(row.<BigDecimal>getAs("estimate")).isEqualByComparingTo("5");
    assertThat(row.<BigDecimal>getAs("interval_high").doubleValue() - 5).isBetween(2.218, 2.309);
    assertThat(row.<BigDecimal>getAs("interval_low").doubleValue() - 5).isBetween(-2.309, -2.218);
  }

  @Test
  void fewSendersOfManyServicesHaveNoMoreDegreesOfFreedomThanThey(SparkSession spark) {
    List<TransferCost> transfers = new ArrayList<>();
    List<String> costs = List.of("3", "4", "6", "7");
    for (String service : List.of("alba", "brisa", "cima", "dalia")) {
      for (int i = 0; i < costs.size(); i++) {
        transfers.add(known("2025-01", service + i, "s" + i, service, "100", costs.get(i)));
      }
    }
    List<Row> rows = estimated(spark, Rows.of(spark, transfers), "2025-01..2025-03");
    // The same four in all: each service has variance 10/3, a sender is off by √(10/3)/4 in each,
    // so 4 · (4 · √(10/3)/4)² / 4² = 10/12 as of one service. t(3) 3.182446: half 2.905163 of 5.
    assertThat(ends(rows, "2025-01-01")).isEqualTo("2.094837 7.905163");
  }

  private static String ends(List<Row> rows, String quarter) {
    Row row = row(rows, quarter, "simple_average");
    return row.getAs("interval_low") + " " + row.getAs("interval_high");
  }

  private static BigDecimal headline(List<Row> rows, String quarter, String measure) {
    return row(rows, quarter, measure).getAs("estimate");
  }

  private static Row row(List<Row> rows, String quarter, String measure) {
    return rows.stream()
        .filter(
            row ->
                row.get(0).toString().equals(quarter)
                    && row.getAs("measure").equals(measure)
                    && row.getAs("variant").equals("headline"))
        .findFirst()
        .orElseThrow();
  }
}
