package org.caudal.publication;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.flow.PhoneFlow;
import org.caudal.testing.JobParams;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Flows between two provinces, one of which has too few movers. */
@SparkTest
class PhoneIndicatorsTest {
  private static final LocalDate MAY = LocalDate.of(2025, 5, 1);
  private static final LocalDate JUNE = LocalDate.of(2025, 6, 1);
  private static final PublishIndicators.Params TEN =
      JobParams.of(
          new PublishIndicators(),
          "{vintage: 2025-07-01, phone-source: operators, minimum-devices: 10}");

  private static Map<String, Row> indicators = Map.of();

  private static PhoneFlow flow(
      String definition, String kind, String origin, String destination, int devices) {
    BigDecimal estimate = new BigDecimal(devices);
    return new PhoneFlow(
        JUNE,
        MAY,
        "province",
        definition,
        kind,
        origin,
        destination,
        devices,
        estimate,
        new BigDecimal(3),
        estimate.subtract(new BigDecimal(6)).max(BigDecimal.ZERO),
        estimate.add(new BigDecimal(6)),
        new BigDecimal("0.95"),
        "07,08");
  }

  private static List<Row> publish(SparkSession spark, int partitions) {
    List<PhoneFlow> flows =
        List.of(
            flow("night_days", "stayer", "A", "A", 100),
            flow("night_days", "mover", "A", "B", 30),
            flow("night_days", "mover", "B", "A", 4),
            flow("night_days", "stayer", "B", "B", 60),
            flow("night_days", "appeared", "", "A", 20),
            flow("night_days", "appeared", "", "B", 25),
            flow("night_days", "disappeared", "B", "", 15),
            flow("modal", "stayer", "A", "A", 99)); // another definition: would differ by few
    Dataset<Row> rows = Rows.of(spark, flows);
    TestInputs inputs =
        new TestInputs(spark)
            .with(PhoneFlow.class, rows.repartition(partitions))
            .with(PhoneFigures.province("A"), PhoneFigures.province("B"));
    return new PublishIndicators().transform(inputs, TEN).collectAsList();
  }

  @BeforeAll
  static void publish(SparkSession spark) {
    indicators = new TreeMap<>();
    for (Row row : publish(spark, 1)) {
      indicators.put(
          row.getAs("indicator_id")
              + " "
              + row.getAs("period_start").toString().substring(5, 7)
              + " "
              + row.getAs("origin_area")
              + ">"
              + row.getAs("destination_area"),
          row);
    }
  }

  private static Row row(String name) {
    return Objects.requireNonNull(indicators.get(name), name);
  }

  private static String figure(String name) {
    Row row = row(name);
    return row.getAs("value") == null
        ? row.getAs("disclosure_status") + ": " + row.getAs("disclosure_rule")
        : row.<BigDecimal>getAs("value").intValueExact() + " of " + row.getAs("observations");
  }

  @Test
  void flowsAndSumsOfAtLeastTenDevicesAreIndicators() {
    assertThat(indicators.keySet())
        .containsExactlyInAnyOrder(
            "phone_stayers 06 A>A",
            "phone_stayers 06 B>B",
            "phone_movers 06 A>B",
            "phone_appeared 06 _X>A",
            "phone_appeared 06 _X>B",
            "phone_disappeared 06 B>_X",
            "phone_departures 06 A>_T",
            "phone_arrivals 06 _T>B",
            "phone_homes 05 _Z>A",
            "phone_homes 05 _Z>B",
            "phone_homes 06 _Z>A",
            "phone_homes 06 _Z>B");
    assertThat(figure("phone_homes 05 _Z>A")).isEqualTo("130 of 130"); // 100 + 30
    assertThat(figure("phone_homes 05 _Z>B")).isEqualTo("79 of 79"); // 4 + 60 + 15
    assertThat(figure("phone_homes 06 _Z>A")).isEqualTo("124 of 124"); // 100 + 4 + 20
    assertThat(figure("phone_homes 06 _Z>B")).isEqualTo("115 of 115"); // 30 + 60 + 25
    Row stock = row("phone_homes 06 _Z>B");
    // three flows with an error of 3: sqrt(27) = 5.196; t of 114 degrees of freedom: 1.981
    assertThat(stock.<BigDecimal>getAs("interval_low")).isEqualByComparingTo("105");
    assertThat(stock.<BigDecimal>getAs("interval_high")).isEqualByComparingTo("125");
    assertThat(stock.<String>getAs("area_level")).isEqualTo("province");
    assertThat(stock.<String>getAs("method"))
        .isEqualTo("homes of 2025-06; operators left out, of few days: 2");
  }

  @Test
  void whatIsFewHasNoRowAndWhatWouldGiveItAwayIsHidden() {
    String protects = "suppressed_secondary: protects a hidden flow";
    // A: 124 = 100 + 4 + 20, B: 79 = 60 + 4 + 15: each needs another hidden figure
    assertThat(List.of(figure("phone_stayers 06 A>A"), figure("phone_appeared 06 _X>A")))
        .contains(protects);
    assertThat(List.of(figure("phone_stayers 06 B>B"), figure("phone_disappeared 06 B>_X")))
        .contains(protects);
    assertThat(figure("phone_movers 06 A>B")).isEqualTo("30 of 30");
  }

  /** 11 live in A1 and A2: were it told that A2 has the minimum of 10, A1 would have 1 at most. */
  @Test
  void nothingTellsWhichAreasOfAPoolAreThoseOfFew(SparkSession spark) {
    Dataset<Row> figures =
        spark.sql(
            "SELECT DATE'2025-06-01' AS month, IF(id = 'A', 'province', 'municipality') AS level,"
                + " 'homes' AS kind, '' AS origin, id AS destination, devices, devices * 1.0BD AS"
                + " estimate, 0.0BD AS interval_low, 99.0BD AS interval_high, 0.95BD AS"
                + " interval_level, 'm' AS method FROM VALUES ('A', 121L), ('A1', 1L), ('A2', 10L),"
                + " ('A3', 50L), ('A4', 60L) AS t(id, devices)");
    Dataset<Row> zones =
        spark.sql(
            "SELECT level, zone_id, parent_id FROM VALUES ('province', 'A', ''), ('municipality',"
                + " 'A1', 'A'), ('municipality', 'A2', 'A'), ('municipality', 'A3', 'A'),"
                + " ('municipality', 'A4', 'A') AS t(level, zone_id, parent_id)");
    Dataset<Row> decided =
        FlowRelease.decided(figures, zones, spark.sql("SELECT 10 AS least_devices"));
    assertThat(decided.selectExpr("concat(destination, ' ', decision)").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("A shown", "A1 few", "A2 pooled", "A3 shown", "A4 shown");
    assertThat(
            FlowRelease.published(
                    decided.withColumn("variant", lit("phone")).withColumn("unit", lit("devices")),
                    TEN)
                .select("destination_area")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("A", "A3", "A4");
  }

  @Test
  void theSameRowsComeFromAnyPartitioning(SparkSession spark) {
    List<String> again = new ArrayList<>(publish(spark, 5).stream().map(Row::toString).toList());
    assertThat(again)
        .containsExactlyInAnyOrderElementsOf(
            indicators.values().stream().map(Row::toString).toList());
  }
}
