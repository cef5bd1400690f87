package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Days;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.CellZone;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class WatchBordersTest {
  private static final LocalDate FIRST = LocalDate.of(2024, 3, 4); // a Monday
  private static final Days BASELINE = new Days(FIRST, FIRST.plusDays(20));
  private static final LocalDate DAY = FIRST.plusDays(21);

  private static DeviceDay seen(int day, long device, String domain, String cell) {
    return new DeviceDay(
        FIRST.plusDays(day), "01", device, domain, cell, "XCA", 799, 1, 1, 0, 0, 0, 0);
  }

  private static CellZone zone(String cell) {
    String area = cell.substring(0, 1).toUpperCase(java.util.Locale.ROOT);
    return new CellZone("m", "01", cell, LocalDate.of(2020, 1, 1), null, area, 1, true, false);
  }

  /** One resident who is always in A; on the day after the baseline twelve visitors come. */
  private static List<DeviceDay> lives() {
    List<DeviceDay> days = new ArrayList<>();
    for (int day = -1; day <= 22; day++) {
      days.add(seen(day, 1, "domestic", "a"));
      days.add(seen(day, 1, "domestic", "a2")); // two cells of one area
      days.add(seen(day, 2, "inbound", "c")); // not of the corridor
    }
    for (long device = 10; device < 22; device++) {
      days.add(seen(21, device, "inbound", "a"));
      days.add(seen(22, device, "inbound", "b"));
    }
    return days;
  }

  private static Dataset<Row> watched(SparkSession spark, int partitions, @Nullable Days days) {
    return watched(spark, lives(), partitions, days);
  }

  private static Dataset<Row> watched(
      SparkSession spark, List<DeviceDay> lives, int partitions, @Nullable Days days) {
    return new WatchBorders()
        .transform(
            new TestInputs(spark)
                .with(zone("a"), zone("a2"), zone("b"), zone("c"))
                .with(DeviceDay.class, Rows.of(spark, lives).repartition(partitions)),
            new WatchBorders.Params(
                days, BASELINE, List.of("A", "B"), "m", new BigDecimal("0.95")));
  }

  /** Group, area, measure and days since the first: devices and whether outside. */
  private static Map<String, String> figures(Dataset<Row> rows) {
    Map<String, String> figures = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      long day = row.<java.sql.Date>getAs("day").toLocalDate().toEpochDay() - FIRST.toEpochDay();
      figures.put(
          String.join(" ", row.getAs("device_group"), row.getAs("zone_id"), row.getAs("measure"))
              + " "
              + day,
          row.getAs("devices") + (row.<Boolean>getAs("is_outside") ? " outside" : ""));
    }
    return figures;
  }

  @Test
  void whoComesEntersAndWhoGoesOnLeavesTheAreaButNotTheCorridor(SparkSession spark) {
    Map<String, String> all = figures(watched(spark, 3, null));
    assertThat(all)
        .hasSize(23 * 3 * 2 * 3) // days, areas and corridor, groups, measures
        .containsEntry("visitors A entering 21", "12 outside")
        .containsEntry("visitors A present 21", "12 outside")
        .containsEntry("visitors A leaving 21", "0")
        .containsEntry("visitors A leaving 22", "12 outside")
        .containsEntry("visitors A present 22", "0")
        .containsEntry("visitors B entering 22", "12 outside")
        .containsEntry("visitors all present 22", "12 outside")
        .containsEntry("visitors all entering 22", "0")
        .containsEntry("visitors all leaving 22", "0")
        .containsEntry("residents A present 5", "1") // once, though in two cells
        .containsEntry("residents A entering 0", "0") // was there on the day before
        .containsEntry("residents B present 21", "0");
    // the day after by itself has the same rows
    Dataset<Row> day = watched(spark, 1, new Days(DAY, DAY));
    Map<String, String> one = figures(day);
    assertThat(one).hasSize(18);
    assertThat(all).containsAllEntriesOf(one);
    Row entering =
        day.filter(
                col("zone_id")
                    .equalTo("A")
                    .and(col("measure").equalTo("entering"))
                    .and(col("device_group").equalTo("visitors")))
            .collectAsList()
            .get(0);
    // none expected: the error is the root of (0 + 1) (1 + 1.5708 / 3) = 1.2343
    assertThat(entering.<BigDecimal>getAs("excess")).isEqualByComparingTo("12");
    assertThat(entering.<BigDecimal>getAs("standard_error").doubleValue())
        .isBetween(1.2343, 1.2344);
    // t of 7 degrees of freedom: 12 - (2.3646 x 1.2343 + 0.5) = 8.581
    assertThat(entering.<BigDecimal>getAs("interval_low").doubleValue()).isBetween(8.58, 8.585);
  }

  private static DeviceDay ofOperator(String operator, int day) {
    return new DeviceDay(
        FIRST.plusDays(day), operator, 1, "domestic", "o", "XCA", 799, 1, 1, 0, 0, 0, 0);
  }

  @Test
  void aDayWithoutRecordsOfAnOperatorHasNoRowAndOneThatCameLaterDoesNotCount(SparkSession spark) {
    Map<String, String> whole = figures(watched(spark, lives(), 1, null));
    List<DeviceDay> lives = new ArrayList<>(lives());
    lives.removeIf(day -> day.eventDate().equals(FIRST.plusDays(9))); // nothing is known of it
    for (int day = -1; day <= 22; day++) {
      if (day != 5 && day != 9) {
        lives.add(ofOperator("02", day));
      }
    }
    lives.add(ofOperator("03", 21));
    lives.add(ofOperator("04", 20)); // on one day of the baseline
    Map<String, String> gaps = figures(watched(spark, lives, 2, null));
    whole.keySet().removeIf(key -> key.matches(".* (5|6|9|10)"));
    assertThat(gaps).isEqualTo(whole).hasSize(19 * 18);

    lives.removeIf(day -> day.eventDate().isBefore(FIRST.plusDays(7)) && day.deviceId() == 1);
    assertThat(figures(watched(spark, lives, 1, null))).isEmpty(); // 12 days of a baseline
  }

  /** Zeros of an area that no cell serves would look like a border at which nothing happens. */
  @Test
  void aLevelOrAnAreaWithoutCellsEndsTheRun(SparkSession spark) {
    assertThatThrownBy(() -> watched(spark, "municipio", "A").collectAsList())
        .hasMessageContaining(
            "cell_zone has no level municipio, but m: give area-level of watch-borders one that is"
                + " there");
    assertThatThrownBy(() -> watched(spark, "m", "A", "D", "E").collectAsList())
        .hasMessageContaining(
            "No cell is mainly in D, E of level m: give zones of watch-borders areas of that level"
                + " with cells");
    assertThatThrownBy(() -> watched(spark, "m", "A", "D").select("day").collectAsList())
        .hasMessageContaining("No cell is mainly in D of level m");
  }

  @Test
  void withoutCellsInAreasTheRunTellsWhatMakesThem(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(CellZone.class, Rows.none(spark, CellZone.class))
            .with(DeviceDay.class, Rows.of(spark, lives()));
    WatchBorders.Params params =
        new WatchBorders.Params(null, BASELINE, List.of("A"), "m", new BigDecimal("0.95"));
    assertThatThrownBy(() -> new WatchBorders().transform(inputs, params).collectAsList())
        .hasMessageContaining("cell_zone is empty: run map-cells-to-zones before watch-borders");
  }

  private static Dataset<Row> watched(SparkSession spark, String level, String... zones) {
    return new WatchBorders()
        .transform(
            new TestInputs(spark)
                .with(
                    zone("a"),
                    zone("a2"),
                    zone("b"),
                    zone("c"),
                    new CellZone(
                        "m", "01", "b", LocalDate.of(2020, 1, 1), null, "E", 0.1, false, false))
                .with(lives()),
            new WatchBorders.Params(null, BASELINE, List.of(zones), level, new BigDecimal("0.95")));
  }

  @Test
  void aShortBaselineIsRefused() {
    assertThatThrownBy(
            () ->
                new WatchBorders.Params(
                    null, new Days(FIRST, DAY.minusDays(2)), List.of("A"), "m", BigDecimal.ONE))
        .hasMessageContaining("21 days or more");
  }

  @Test
  void anAreaTwiceIsRefused() {
    assertThatThrownBy(
            () ->
                new WatchBorders.Params(
                    null, BASELINE, List.of("A", "B", "A"), "m", new BigDecimal("0.95")))
        .hasMessage("zones must differ, were [A, B, A]");
  }
}
