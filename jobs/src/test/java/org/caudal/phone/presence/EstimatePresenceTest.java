package org.caudal.phone.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import org.caudal.job.Days;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.CellZone;
import org.caudal.phone.person.DeviceWeight;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Operator 01 has cells a and b over the areas A and B, and one that stands no more; operator 02
 * has c in B and d in C.
 */
@SparkTest
class EstimatePresenceTest {
  private static final LocalDate DAY = LocalDate.of(2025, 6, 2);
  private static final LocalDate JUNE = LocalDate.of(2025, 6, 1);
  private static final LocalDate BUILT = LocalDate.of(2020, 1, 1);
  private static final int NOON = 12;

  private final List<DeviceDay> days = new ArrayList<>();
  private final List<DeviceWeight> weights = new ArrayList<>();

  private void seen(LocalDate day, long device, String domain, String cell, int... hours) {
    int bits = 0;
    for (int hour : hours) {
      bits |= 1 << hour;
    }
    days.add(
        new DeviceDay(
            day,
            device <= 30 ? "01" : "02",
            device,
            domain,
            cell,
            cell.isEmpty() ? "USA" : "XCA",
            domain.equals("inbound") ? 310 : 799,
            NOON,
            bits,
            0,
            0,
            0,
            0));
  }

  private static CellZone cell(
      String operator, String cell, String zone, double share, boolean isMain) {
    LocalDate closed = cell.equals("old") ? LocalDate.of(2025, 1, 1) : null;
    return new CellZone("m", operator, cell, BUILT, closed, zone, share, isMain, false);
  }

  private void weigh(long device, String home, double share) {
    weights.add(
        new DeviceWeight(
            JUNE,
            "m",
            "night_days",
            "01",
            device,
            home,
            "high",
            0,
            "",
            "01/high",
            share,
            1,
            1,
            10 * share));
  }

  /** At 14: twelve devices in a and eight in b, and what the comments say. */
  private TestInputs inputs(SparkSession spark, int partitions) {
    days.clear();
    weights.clear();
    for (long device = 1; device <= 20; device++) {
      seen(DAY, device, "domestic", device <= 12 ? "a" : "b", 14);
      weigh(device, device <= 12 ? "A" : "B", device == 20 ? 0.5 : 1); // 20: half abroad
    }
    weigh(21, "A", 1);
    seen(DAY, 21, "domestic", "b", NOON, 17); // out of reach
    weigh(22, "B", 1);
    seen(DAY, 22, "outbound", "", 14); // abroad
    for (int d = 0; d < 10; d++) { // a machine
      seen(DAY.plusDays(d), 23, "domestic", "a", 13, 14);
      seen(DAY.plusDays(d), 39, "inbound", "c", 13, 14); // one with a card from abroad
    }
    seen(DAY, 31, "domestic", "c", 13); // equally near in two cells
    seen(DAY, 31, "domestic", "d", 15);
    seen(DAY, 32, "domestic", "c", 14); // in the hour itself
    seen(DAY, 32, "domestic", "d", 15);
    seen(DAY, 33, "inbound", "c", 14, 15);
    seen(DAY, 34, "domestic", "nowhere", 14);
    seen(DAY.plusDays(30), 36, "domestic", "d", 14); // in July
    seen(DAY.minusDays(1), 35, "domestic", "d", 23); // an hour before midnight
    seen(DAY.minusDays(1), 37, "domestic", "turned", 23); // on this day it served A, then C
    seen(DAY, 38, "domestic", "turned", 0);
    return new TestInputs(spark)
        .with(
            cell("01", "a", "A", 0.75, true),
            cell("01", "a", "B", 0.25, false),
            cell("01", "b", "A", 0.25, false),
            cell("01", "b", "B", 0.75, true),
            cell("01", "old", "A", 1, true),
            new CellZone("m", "02", "turned", BUILT, DAY.minusDays(1), "A", 1, true, false),
            new CellZone("m", "02", "turned", DAY, null, "C", 1, true, false),
            cell("02", "c", "B", 1, true),
            cell("02", "d", "C", 1, true))
        .with(DeviceDay.class, rows(spark, days, partitions))
        .with(DeviceWeight.class, rows(spark, weights, partitions));
  }

  private static Dataset<Row> rows(SparkSession spark, List<? extends Record> of, int partitions) {
    return Rows.of(spark, of).repartition(partitions);
  }

  private static EstimatePresence.Params params(@Nullable Days days) {
    return new EstimatePresence.Params(
        days,
        List.of(0, 14),
        1,
        new EstimatePresence.Weights("m", "night_days"),
        new EstimatePresence.Search(10_000, new BigDecimal("1e-13")),
        50,
        1,
        new BigDecimal("0.95"));
  }

  private static Map<String, Row> found(TestInputs inputs, @Nullable Days days) {
    Map<String, Row> rows = new TreeMap<>();
    for (Row row : new EstimatePresence().transform(inputs, params(days)).collectAsList()) {
      rows.put(row.getAs("day") + " " + row.getAs("hour") + " " + row.getAs("zone_id"), row);
    }
    return rows;
  }

  private static double number(Row row, String column) {
    return row.<BigDecimal>getAs(column).doubleValue();
  }

  @Test
  void whoIsSeenStandsForTheSameSexAndAgeOfTheSameHome(SparkSession spark) {
    days.clear();
    weights.clear();
    for (long device = 41; device <= 90; device++) { // 25 women and 25 men, ten residents each
      boolean isWoman = device <= 65;
      weights.add(
          new DeviceWeight(
              JUNE,
              "m",
              "night_days",
              "02",
              device,
              "A",
              "high",
              isWoman ? 2 : 1,
              "",
              isWoman ? "02/high/2/" : "02/high/1/",
              1,
              0.87,
              1,
              10));
      if (device > 45) { // twenty women in B, all men in C
        seen(DAY, device, "domestic", isWoman ? "c" : "d", 14);
      }
    }
    Map<String, Row> rows =
        found(
            new TestInputs(spark)
                .with(cell("02", "c", "B", 1, true), cell("02", "d", "C", 1, true))
                .with(days)
                .with(weights),
            null);
    // 250 residents are women and all of them in B; by area alone it would be 500 x 20 / 45
    Row b = Objects.requireNonNull(rows.get("2025-06-02 14 B"));
    assertThat(number(b, "persons")).isCloseTo(250, within(1e-6));
    assertThat(b.<BigDecimal>getAs("persons_counted")).isEqualByComparingTo("17.4"); // 20 x 0.87
    assertThat(number(Objects.requireNonNull(rows.get("2025-06-02 14 C")), "persons"))
        .isCloseTo(250, within(1e-6));
  }

  @Test
  void eachDeviceCountsOnceAndThoseSeenStandForAllResidents(SparkSession spark) {
    Map<String, Row> rows = found(inputs(spark, 1), null);
    assertThat(rows.keySet())
        .containsExactly(
            "2025-06-02 0 A",
            "2025-06-02 0 C",
            "2025-06-02 14 A",
            "2025-06-02 14 B",
            "2025-06-02 14 C",
            "2025-07-02 14 C");
    Row a = Objects.requireNonNull(rows.get("2025-06-02 14 A"));
    Row b = Objects.requireNonNull(rows.get("2025-06-02 14 B"));
    Row c = Objects.requireNonNull(rows.get("2025-06-02 14 C"));
    // main areas: a has 12; b 8, c 31, 32 and 33; d half of 31, which is one distinct device
    assertThat(a.<Long>getAs("devices")).isEqualTo(12);
    assertThat(b.<Long>getAs("devices")).isEqualTo(11);
    assertThat(c.<Long>getAs("devices")).isEqualTo(1);
    // of residents: 12 in a; 8 in b, but 12 * 0.125 + 7.5 * 0.5625 = 5.7 estimated there, see below
    assertThat(a.<Long>getAs("devices_resident")).isEqualTo(12);
    assertThat(b.<Long>getAs("devices_resident")).isEqualTo(5);
    assertThat(c.<Long>getAs("devices_resident")).isZero();
    assertThat(number(b, "persons_counted")).isEqualTo(5); // one to a device
    assertThat(number(c, "persons_counted")).isZero();
    // by shares: 12 * 0.75 + 8 * 0.25 = 11 in A, 9 in B, and of operator 02 2.5 in B
    assertThat(number(a, "devices_direct")).isCloseTo(11, within(1e-8));
    assertThat(number(b, "devices_direct")).isCloseTo(11.5, within(1e-8));
    assertThat(number(c, "devices_direct")).isCloseTo(0.5, within(1e-8));
    // most likely: 0.75 x + 0.25 (20 - x) = 12, x = 14
    assertThat(number(a, "devices_estimate")).isCloseTo(14, within(1e-5));
    assertThat(number(b, "devices_estimate")).isCloseTo(6 + 2.5, within(1e-5));
    // 130 residents of A by twelve devices; 85 of B by 8.5, of which one is abroad. Of cell a
    // 0.75 * 14 / 12 = 0.875 is in A, of b 0.25 * 14 / 8 = 0.4375.
    assertThat(number(a, "persons")).isCloseTo(130 * 0.875 + 75 * 0.4375, within(1e-4));
    assertThat(number(b, "persons")).isCloseTo(130 * 0.125 + 75 * 0.5625, within(1e-4));
    assertThat(number(c, "persons")).isZero(); // no weight is known of operator 02
    // 215 residents by 21.5 devices with a home
    assertThat(number(a, "persons_naive")).isCloseTo(110, within(1e-6));
    assertThat(number(a, "persons_low")).isBetween(40.0, 130.0);
    assertThat(number(a, "persons_high")).isBetween(165.0, 260.0);
    assertThat(number(a, "persons_error")).isPositive();
    Row midnight = Objects.requireNonNull(rows.get("2025-06-02 0 C"));
    assertThat(midnight.<Long>getAs("devices")).isEqualTo(2);
    assertThat(number(midnight, "devices_estimate")).isEqualTo(2);
    Row before = Objects.requireNonNull(rows.get("2025-06-02 0 A"));
    assertThat(number(before, "devices_estimate")).isEqualTo(1);
    assertThat(number(midnight, "persons")).isZero();
    // no weights are known of July
    Row july = Objects.requireNonNull(rows.remove("2025-07-02 14 C"));
    assertThat(number(july, "devices_estimate")).isEqualTo(1);
    for (String column :
        List.of("persons_naive", "persons", "persons_error", "persons_low", "persons_high")) {
      assertThat(july.<@Nullable Object>getAs(column)).as(column).isNull();
    }
    // a day by itself, from other partitions
    assertThat(found(inputs(spark, 5), new Days(DAY, DAY))).isEqualTo(rows);
  }

  /**
   * A device with twelve events on each of nine days is none of a machine, as ten days are needed;
   * a late tenth day makes it one, and it was nowhere on any of them.
   */
  @Test
  void afterALateDayItsMonthIsRunAgainWithTheDaysBesideIt(SparkSession spark) {
    days.clear();
    weights.clear();
    for (int d = 0; d < 9; d++) {
      seen(DAY.plusDays(d), 40, "domestic", "d", 14);
      seen(DAY.plusDays(d), 31, "domestic", d % 2 == 0 ? "c" : "d", 14);
    }
    Map<String, Row> before = found(few(spark), null);
    LocalDate late = DAY.plusDays(20);
    seen(late, 40, "domestic", "d", 14);
    TestInputs whole = few(spark);
    Map<String, Row> all = found(whole, null);
    assertThat(again(before, whole, new Days(late.minusDays(1), late.plusDays(1))))
        .isNotEqualTo(all);
    assertThat(again(before, whole, new Days(LocalDate.of(2025, 5, 31), LocalDate.of(2025, 7, 1))))
        .isEqualTo(all);
  }

  private TestInputs few(SparkSession spark) {
    return new TestInputs(spark)
        .with(cell("02", "c", "B", 1, true), cell("02", "d", "C", 1, true))
        .with(DeviceDay.class, rows(spark, days, 2));
  }

  /** The rows after a run of these days alone. */
  private static Map<String, Row> again(Map<String, Row> before, TestInputs inputs, Days days) {
    Map<String, Row> rows = new TreeMap<>(before);
    rows.values()
        .removeIf(
            row -> {
              LocalDate day = row.<java.sql.Date>getAs("day").toLocalDate();
              return !day.isBefore(days.firstDay()) && !day.isAfter(days.lastDay());
            });
    rows.putAll(found(inputs, days));
    return rows;
  }

  @Test
  void hoursAreThoseOfADay() {
    assertThatThrownBy(
            () ->
                new EstimatePresence.Params(
                    null,
                    List.of(24),
                    1,
                    new EstimatePresence.Weights("m", "modal"),
                    new EstimatePresence.Search(1, BigDecimal.ONE),
                    50,
                    1,
                    new BigDecimal("0.95")))
        .hasMessageContaining("hours must be 0 to 23");
  }
}
