package org.caudal.remittance;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class EstimateCorridorFlowsTest {

  private static Dataset<Row> transfers(SparkSession spark) {
    return Rows.of(
        spark,
        known("2025-03", "t1", "ana", "alba", "100", "2"),
        known("2025-03", "t2", "ana", "brisa", "300", "2"),
        known("2025-03", "t3", "eva", "alba", "150", "2"),
        underReview("2025-03", "t4", "luis", "alba", "50"),
        withoutRate("2025-03", "t5", "rosa", "alba"),
        withoutRate("2025-04", "t6", "ana", "alba"),
        known("2025-05", "t7", "ana", "alba", "80", "2"));
  }

  private static List<Row> estimated(
      SparkSession spark, Dataset<Row> transfers, @Nullable Months months) {
    return new EstimateCorridorFlows()
        .transform(
            new TestInputs(spark).with(TransferCost.class, transfers),
            new EstimateCorridorFlows.Params(months, 400, 1, new BigDecimal("0.95")))
        .select(
            "month",
            "measure",
            "estimate",
            "interval_low",
            "interval_high",
            "transfer_count",
            "sender_count",
            "unconverted_count",
            "largest_provider_share",
            "largest_provider_value_share",
            "unit",
            "converted_sender_count",
            "rate_kind")
        .collectAsList();
  }

  private static Row of(Map<String, Row> rows, String key) {
    return Objects.requireNonNull(rows.get(key), key);
  }

  private static BigDecimal number(Row row, String column) {
    return row.getAs(column);
  }

  @Test
  void flowsAreSumsOverTransfersWithTheirSendersCountedOnce(SparkSession spark) {
    List<Row> all = estimated(spark, transfers(spark), null);
    Map<String, Row> rows =
        all.stream().collect(Collectors.toMap(row -> row.get(0) + " " + row.get(1), row -> row));
    // In April no transfer has a rate: its value is not known, so it is not said to be 0.
    assertThat(rows)
        .containsOnlyKeys(
            "2025-03-01 value",
            "2025-03-01 transfers",
            "2025-03-01 senders",
            "2025-03-01 average",
            "2025-04-01 transfers",
            "2025-04-01 senders",
            "2025-05-01 value",
            "2025-05-01 transfers",
            "2025-05-01 senders",
            "2025-05-01 average");
    Row value = of(rows, "2025-03-01 value");
    assertThat(number(value, "estimate")).isEqualByComparingTo("600"); // 100 + 300 + 150 + 50
    assertThat(number(of(rows, "2025-03-01 transfers"), "estimate")).isEqualByComparingTo("5");
    assertThat(number(of(rows, "2025-03-01 senders"), "estimate")).isEqualByComparingTo("4");
    assertThat(number(of(rows, "2025-03-01 average"), "estimate")).isEqualByComparingTo("150");
    assertThat(value.<Long>getAs("transfer_count")).isEqualTo(5);
    assertThat(value.<Long>getAs("sender_count")).isEqualTo(4);
    assertThat(value.<Long>getAs("unconverted_count")).isEqualTo(1);
    assertThat(number(value, "largest_provider_share")).isEqualByComparingTo("0.8"); // 4 of 5
    assertThat(number(value, "largest_provider_value_share"))
        .isEqualByComparingTo("0.5"); // 300 of 600, each
    assertThat(of(rows, "2025-04-01 senders").isNullAt(9)).isTrue();

    // Of the value there are three senders, with 400, 150 and 50: t(2) = 4.303.
    assertThat(value.<Long>getAs("converted_sender_count")).isEqualTo(3);
    assertThat(of(rows, "2025-04-01 senders").<Long>getAs("converted_sender_count")).isEqualTo(0);
    assertThat(value.<String>getAs("rate_kind")).isEqualTo("official");
    double halfOfValue = 4.303 * Math.sqrt(400 * 400 + 150 * 150 + 50 * 50);
    assertThat(number(value, "interval_high").doubleValue())
        .isBetween(600 + 0.85 * halfOfValue, 600 + 1.15 * halfOfValue);

    // Four senders with 2, 1, 1, 1 transfers: error √(4 + 1 + 1 + 1) = 2.646, t(3) = 3.182.
    double half = 3.182 * Math.sqrt(7);
    Row count = of(rows, "2025-03-01 transfers");
    assertThat(number(count, "interval_high").doubleValue())
        .isBetween(5 + 0.85 * half, 5 + 1.15 * half);
    assertThat(number(count, "interval_low")).isEqualByComparingTo("0"); // 5 − 8.4 is no count
    // One sender: a total that is 0 in many replicates has error 80; an average cannot vary.
    assertThat(number(of(rows, "2025-05-01 value"), "interval_high").doubleValue())
        .isBetween(80 * (1 + 0.8 * 12.706), 80 * (1 + 1.2 * 12.706));
    assertThat(number(of(rows, "2025-05-01 average"), "interval_high")).isEqualByComparingTo("80");

    assertThat(Set.copyOf(estimated(spark, transfers(spark).repartition(7), null)))
        .isEqualTo(Set.copyOf(all));
  }

  @Test
  void onlyTheMonthsAskedForAreEstimated(SparkSession spark) {
    assertThat(estimated(spark, transfers(spark), Months.parse("2025-04")))
        .extracting(row -> row.get(0) + " " + row.get(1))
        .containsExactlyInAnyOrder("2025-04-01 transfers", "2025-04-01 senders");
  }

  @Test
  void anAverageBelowTheMiddleOfTwoCentsIsNotLiftedToIt(SparkSession spark) {
    List<TransferCost> transfers = new ArrayList<>();
    for (int i = 0; i < 299; i++) {
      transfers.add(known("2025-03", "t" + i, "s" + i % 20, "alba", "100.0050", "2"));
    }
    transfers.add(known("2025-03", "t299", "ana", "alba", "100.0049", "2"));
    // 30,001.4999 / 300
    assertThat(estimated(spark, Rows.of(spark, transfers), null))
        .filteredOn(row -> row.getAs("measure").equals("average"))
        .extracting(row -> row.<BigDecimal>getAs("estimate"))
        .containsExactly(new BigDecimal("100.0049996667"));
  }

  @Test
  void theShareOfAProviderAboveALimitIsNotRoundedOntoIt(SparkSession spark) {
    // 800,000.40 of 1,000,000: 0.8000004
    List<Row> rows =
        estimated(
            spark,
            Rows.of(
                spark,
                known("2025-03", "t1", "ana", "alba", "800000.40", "2"),
                known("2025-03", "t2", "eva", "brisa", "199999.60", "2")),
            null);
    assertThat(rows)
        .extracting(row -> row.<BigDecimal>getAs("largest_provider_value_share"))
        .containsOnly(new BigDecimal("0.800001"));
    assertThat(rows)
        .extracting(row -> row.<BigDecimal>getAs("largest_provider_share"))
        .containsOnly(new BigDecimal("0.500000"));
  }

  @Test
  void levelsAndReplicatesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(
            () -> new EstimateCorridorFlows.Params(null, 200, 1, new BigDecimal("0.999999")))
        .hasMessage("level must be 0.5 to 0.99999, was 0.999999");
    assertThatThrownBy(() -> new EstimateCorridorFlows.Params(null, 49, 1, new BigDecimal("0.95")))
        .hasMessage("replicates must be 50 to 2000, was 49");
  }
}
