package org.caudal.phone.flow;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.crc32;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.place.FlowKitLocations;
import org.caudal.phone.place.HomeZone;
import org.caudal.phone.place.LocationDefinitions;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

@SparkTest
class CountPhoneFlowsTest {
  private static final LocalDate MAY = LocalDate.of(2025, 5, 1);
  private static final LocalDate JUNE = LocalDate.of(2025, 6, 1);
  private static final CountPhoneFlows.Params MONTHLY =
      new CountPhoneFlows.Params(null, 1, BigDecimal.ZERO, 50, 1, new BigDecimal("0.95"));

  private static HomeZone home(LocalDate month, long device, String zone, double weight) {
    return new HomeZone(month, "m", "night_days", "01", device, zone, weight, 20, 20);
  }

  private static DeviceDay seen(LocalDate month, long device) {
    return new DeviceDay(month, "01", device, "domestic", "c", "XCA", 799, 1, 1, 0, 0, 0, 0);
  }

  private static TestInputs inputs(
      SparkSession spark, int partitions, List<HomeZone> homes, List<DeviceDay> days) {
    return new TestInputs(spark)
        .with(HomeZone.class, Rows.of(spark, homes).repartition(partitions))
        .with(DeviceDay.class, Rows.of(spark, days).repartition(partitions));
  }

  /** Estimate and devices by kind, origin and destination. */
  private static Map<String, String> flows(Dataset<Row> rows) {
    Map<String, String> flows = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      flows.put(
          row.getAs("kind") + " " + row.getAs("origin") + ">" + row.getAs("destination"),
          row.<BigDecimal>getAs("estimate").stripTrailingZeros().toPlainString()
              + " of "
              + row.getAs("devices"));
    }
    return flows;
  }

  @Test
  void everyDeviceHasOneKindAndCommonOnesAreThoseWithTwoHomes(SparkSession spark) {
    Dataset<Row> flows =
        new CountPhoneFlows()
            .transform(
                inputs(
                    spark,
                    1,
                    List.of(
                        home(MAY, 1, "A", 1), // stays
                        home(JUNE, 1, "A", 1),
                        home(MAY, 2, "A", 1), // moves
                        home(JUNE, 2, "B", 1),
                        home(MAY, 3, "A", 1), // is gone
                        home(JUNE, 4, "B", 1), // is new
                        home(MAY, 5, "B", 1), // is seen too seldom in June
                        home(JUNE, 6, "A", 1)), // was seen too seldom in May
                    List.of(seen(JUNE, 5), seen(MAY, 6), seen(MAY, 3), seen(JUNE, 4))),
                MONTHLY);
    assertThat(flows(flows))
        .isEqualTo(
            Map.of(
                "stayer A>A", "1 of 1",
                "mover A>B", "1 of 1",
                "disappeared A>", "1 of 1",
                "appeared >B", "1 of 1",
                "unlocatable B>", "1 of 1",
                "unlocatable >A", "1 of 1"));
    // multimno 1.0 counts {1, 2, 3} and {1, 2, 4} as four in common
    assertThat(flows.filter("kind IN ('stayer', 'mover')").agg(sum("devices")).collectAsList())
        .allMatch(row -> row.getLong(0) == 2);
  }

  /**
   * Device 2 is told to be a meter in June, and was not yet in May, when it was put up; device 3 in
   * May, and is taken down in June. Neither stays, is gone or cannot be located.
   */
  @Test
  void aMeterOfEitherMonthIsInNoFlow(SparkSession spark) {
    List<DeviceDay> days = new ArrayList<>(List.of(seen(MAY, 1), seen(JUNE, 1)));
    for (int day = 0; day < 20; day++) {
      days.add(reported(JUNE.plusDays(day), 2));
      days.add(reported(MAY.plusDays(day), 3));
    }
    for (int day = 0; day < 6; day++) {
      days.add(reported(MAY.plusDays(day), 2));
      days.add(reported(JUNE.plusDays(day), 3));
    }
    Dataset<Row> flows =
        new CountPhoneFlows()
            .transform(
                inputs(
                    spark,
                    2,
                    List.of(
                        home(MAY, 1, "A", 1),
                        home(JUNE, 1, "A", 1),
                        home(MAY, 2, "A", 1), // in June without a home
                        home(JUNE, 3, "A", 1)), // in May without one
                    days),
                MONTHLY);
    assertThat(flows(flows)).isEqualTo(Map.of("stayer A>A", "1 of 1"));
  }

  private static DeviceDay reported(LocalDate day, long device) {
    return new DeviceDay(day, "01", device, "domestic", "c", "XCA", 799, 12, 1, 0, 0, 0, 0);
  }

  @Test
  void aHomeSpreadOverAreasMovesOnlyAsFarAsItChanged(SparkSession spark) {
    Dataset<Row> flows =
        new CountPhoneFlows()
            .transform(
                inputs(
                    spark,
                    1,
                    List.of(
                        home(MAY, 1, "A", 0.6), // unchanged: independent coupling moves 0.48
                        home(MAY, 1, "B", 0.4),
                        home(JUNE, 1, "A", 0.6),
                        home(JUNE, 1, "B", 0.4),
                        home(MAY, 2, "A", 0.6), // a new antenna moves a tenth
                        home(MAY, 2, "B", 0.4),
                        home(JUNE, 2, "A", 0.5),
                        home(JUNE, 2, "B", 0.5)),
                    List.of(seen(MAY, 1))),
                MONTHLY);
    assertThat(flows(flows))
        .isEqualTo(
            Map.of(
                "stayer A>A", "1.1 of 2", // 0.6 + 0.5
                "stayer B>B", "0.8 of 2",
                "mover A>B", "0.1 of 1"));
  }

  @Test
  void rowsAddUpToBothStocksWhateverTheWeightsAndPartitions(SparkSession spark) {
    String[] zones = {"A", "B", "C", "USA"};
    List<HomeZone> homes = new ArrayList<>();
    List<DeviceDay> days = new ArrayList<>();
    for (int device = 0; device < 120; device++) {
      int kind = device % 5;
      if (kind != 3) {
        homes.add(home(MAY, device, zones[device % 4], 0.625));
        homes.add(home(MAY, device, zones[(device + 1) % 4], 0.375));
      }
      if (kind != 4) {
        homes.add(home(JUNE, device, zones[device % 3], 0.25));
        homes.add(home(JUNE, device, zones[(device + kind) % 3 + 1 - device % 3 % 2], 0.75));
      }
      days.add(seen(device % 2 == 0 ? MAY : JUNE, device));
    }
    List<HomeZone> merged = merged(homes);
    Dataset<Row> flows = new CountPhoneFlows().transform(inputs(spark, 1, merged, days), MONTHLY);
    assertThat(stock(flows, "origin")).isEqualTo(stock(merged, MAY));
    assertThat(stock(flows, "destination")).isEqualTo(stock(merged, JUNE));
    assertThat(texts(new CountPhoneFlows().transform(inputs(spark, 7, merged, days), MONTHLY)))
        .isEqualTo(texts(flows));
  }

  /** One row a device, month and zone. */
  private static List<HomeZone> merged(List<HomeZone> homes) {
    Map<String, HomeZone> merged = new TreeMap<>();
    homes.forEach(
        h ->
            merged.merge(
                h.month() + " " + h.deviceId() + " " + h.zoneId(),
                h,
                (a, b) -> home(a.month(), a.deviceId(), a.zoneId(), a.weight() + b.weight())));
    return List.copyOf(merged.values());
  }

  private static Map<String, BigDecimal> stock(List<HomeZone> homes, LocalDate month) {
    Map<String, BigDecimal> stock = new TreeMap<>();
    homes.stream()
        .filter(home -> home.month().equals(month))
        .forEach(h -> stock.merge(h.zoneId(), BigDecimal.valueOf(h.weight()), BigDecimal::add));
    stock.replaceAll((zone, weight) -> weight.stripTrailingZeros());
    return stock;
  }

  private static Map<String, BigDecimal> stock(Dataset<Row> flows, String side) {
    Map<String, BigDecimal> stock = new TreeMap<>();
    for (Row row :
        flows.filter(col(side).notEqual("")).groupBy(side).agg(sum("estimate")).collectAsList()) {
      stock.put(row.getString(0), row.getDecimal(1).stripTrailingZeros());
    }
    return stock;
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  @Test
  void aMonthIsComparedWithTheOneAskedForAndOnlyWhereBothAreThere(SparkSession spark) {
    TestInputs inputs =
        inputs(
            spark,
            1,
            List.of(
                home(MAY.minusMonths(1), 1, "A", 1), home(MAY, 1, "B", 1), home(JUNE, 1, "C", 1)),
            List.of(seen(MAY, 1)));
    Dataset<Row> two =
        new CountPhoneFlows()
            .transform(
                inputs,
                new CountPhoneFlows.Params(
                    null, 2, BigDecimal.ZERO, 50, 1, new BigDecimal("0.95")));
    assertThat(flows(two)).isEqualTo(Map.of("mover A>C", "1 of 1"));
    assertThat(flows(new CountPhoneFlows().transform(inputs, MONTHLY)))
        .isEqualTo(Map.of("mover A>B", "1 of 1", "mover B>C", "1 of 1"));
  }

  /** Homes by one more definition in June only, and at one more level in May only. */
  @Test
  void aDefinitionOrLevelOfOneOfTheMonthsOnlyHasNoRow(SparkSession spark) {
    Dataset<Row> flows =
        new CountPhoneFlows()
            .transform(
                inputs(
                    spark,
                    1,
                    List.of(
                        home(MAY, 1, "A", 1),
                        home(JUNE, 1, "B", 1),
                        new HomeZone(JUNE, "m", "modal", "01", 1, "B", 1, 20, 20),
                        new HomeZone(JUNE, "m", "modal", "01", 2, "B", 1, 20, 20),
                        new HomeZone(MAY, "p", "night_days", "01", 1, "P", 1, 20, 20)),
                    List.of(seen(MAY, 1), seen(JUNE, 1))),
                MONTHLY);
    assertThat(flows.select("level", "definition").distinct().collectAsList().toString())
        .isEqualTo("[[m,night_days]]");
    assertThat(flows(flows)).isEqualTo(Map.of("mover A>B", "1 of 1"));
  }

  /**
   * 02 has records on 23 of 30 days of June, 0.77, and 03 on none of May: nobody is gone or new.
   */
  @Test
  void anOperatorWithTooFewDaysIsLeftOutAndNamed(SparkSession spark) {
    List<DeviceDay> days = new ArrayList<>();
    days(days, "01", MAY, 25); // of 31: 0.81
    days(days, "01", JUNE, 24); // of 30: 0.8
    days(days, "02", MAY, 31);
    days(days, "02", JUNE, 23);
    days(days, "03", JUNE, 30);
    List<HomeZone> homes =
        List.of(
            home(MAY, 1, "A", 1),
            home(JUNE, 1, "B", 1),
            new HomeZone(MAY, "m", "night_days", "02", 2, "A", 1, 20, 20),
            new HomeZone(JUNE, "m", "night_days", "03", 3, "A", 1, 20, 20));
    Dataset<Row> flows =
        new CountPhoneFlows()
            .transform(
                inputs(spark, 1, homes, days),
                new CountPhoneFlows.Params(
                    null, 1, new BigDecimal("0.8"), 50, 1, new BigDecimal("0.95")));
    assertThat(flows(flows)).isEqualTo(Map.of("mover A>B", "1 of 1"));
    assertThat(flows.select("operators_left_out").collectAsList().toString())
        .isEqualTo("[[02,03]]");
  }

  private static void days(List<DeviceDay> days, String operator, LocalDate month, int number) {
    for (int day = 0; day < number; day++) {
      days.add(
          new DeviceDay(
              month.plusDays(day), operator, 9, "inbound", "c", "XCA", 310, 1, 1, 0, 0, 0, 0));
    }
  }

  @Test
  void theErrorOfACountIsItsRoot(SparkSession spark) {
    List<HomeZone> homes = new ArrayList<>();
    for (int device = 0; device < 150; device++) {
      homes.add(home(MAY, device, "A", 1));
      homes.add(home(JUNE, device, device < 100 ? "B" : "A", 1));
    }
    List<Row> movers =
        new CountPhoneFlows()
            .transform(
                inputs(spark, 1, homes, List.of(seen(MAY, 1))),
                new CountPhoneFlows.Params(
                    null, 1, BigDecimal.ZERO, 200, 1, new BigDecimal("0.95")))
            .filter("kind = 'mover'")
            .collectAsList();
    // a sum of 100 Poisson(1): 10; of 200 replicates within 4 x 10 / sqrt(400) = 2
    assertThat(movers).hasSize(1);
    assertThat(movers.get(0).<BigDecimal>getAs("standard_error").doubleValue())
        .isBetween(8.0, 12.0);
    assertThat(movers.get(0).<BigDecimal>getAs("interval_low").doubleValue()).isBetween(76.0, 84.5);
  }

  @Test
  void flowsOfFlowKitComeOutAgain(SparkSession spark) throws IOException {
    LocationDefinitions subscriber = new LocationDefinitions(List.of("subscriber"));
    Dataset<Row> daily = subscriber.lastOfDay(FlowKitLocations.visits(spark, 1));
    Dataset<Row> homes =
        homes(subscriber.modal(daily.filter(col("day").lt(FlowKitLocations.HALF))), MAY)
            .unionByName(
                homes(subscriber.modal(daily.filter(col("day").geq(FlowKitLocations.HALF))), JUNE));
    Dataset<Row> common =
        new CountPhoneFlows()
            .transform(new TestInputs(spark).with(HomeZone.class, homes), MONTHLY)
            .filter("kind IN ('stayer', 'mover')");
    assertThat(FlowKitLocations.lines(common, "origin", "destination", "devices"))
        .isEqualTo(FlowKitLocations.lines("flows.csv"));
    assertThat(
            FlowKitLocations.lines(
                common.filter("devices > 15"), "origin", "destination", "devices"))
        .isEqualTo(FlowKitLocations.lines("flows_redacted_gt15.csv"));
    assertThat(
            FlowKitLocations.lines(
                common.groupBy("destination").agg(sum("devices").as("devices")),
                "destination",
                "devices"))
        .isEqualTo(FlowKitLocations.lines("inflows_incl_diagonal.csv"));
  }

  private static Dataset<Row> homes(Dataset<Row> places, LocalDate month) {
    return places.select(
        lit(month).as("month"),
        lit("m").as("level"),
        lit("modal").as("definition"),
        lit("01").as("operator_id"),
        crc32(col("subscriber").cast("binary")).as("device_id"),
        col("place").as("zone_id"),
        lit(1.0).as("weight"),
        lit(1).as("days_seen"),
        lit(1).as("days_here"));
  }
}
