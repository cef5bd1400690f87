package org.caudal.phone.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.functions.Columns;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.CellZone;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class LocateHomesTest {
  private static final LocalDate JUNE = LocalDate.of(2025, 6, 1);
  private static final int MORNING = 1 << 6; // six o'clock
  private static final int DAY = 1 << 12;
  private static final int EVENING = 1 << 20;

  private static LocateHomes.Params params(
      List<String> definitions, int leastDays, boolean fractional) {
    return new LocateHomes.Params(
        null, List.of(), definitions, leastDays, 20, 7, /* fractional= */ fractional);
  }

  private static DeviceDay day(long device, int day, String cell, int events, int hours) {
    int hour = 31 - Integer.numberOfLeadingZeros(hours);
    return new DeviceDay(
        JUNE.plusDays(day - 1),
        "01",
        device,
        "domestic",
        cell,
        "XCA",
        799,
        events,
        hours,
        hour * 3600,
        hour * 3600 + 60,
        0,
        0);
  }

  private static DeviceDay abroad(long device, int day, String country) {
    return abroad(device, day, country, 3);
  }

  private static DeviceDay abroad(long device, int day, String country, int events) {
    return new DeviceDay(
        JUNE.plusDays(day - 1),
        "01",
        device,
        "outbound",
        "",
        country,
        799,
        events,
        EVENING,
        72_000,
        73_000,
        0,
        0);
  }

  private static CellZone zone(
      String level, String cell, @Nullable LocalDate to, String zone, double share) {
    return new CellZone(
        level,
        "01",
        cell,
        to == null ? JUNE.minusYears(1) : JUNE,
        to,
        zone,
        share,
        share > 0.5,
        false);
  }

  /** Cell a is in A, cell b in B, cell m seven tenths in A and the rest in B. */
  private static TestInputs inputs(SparkSession spark, int partitions, DeviceDay... days) {
    Dataset<Row> zones =
        Rows.of(
            spark,
            zone("m", "a", null, "A", 1),
            zone("m", "b", null, "B", 1),
            zone("m", "m", null, "A", 0.7),
            zone("m", "m", null, "B", 0.3));
    Dataset<Row> rows =
        Rows.of(spark, days[0], List.of(days).subList(1, days.length).toArray(DeviceDay[]::new));
    return new TestInputs(spark)
        .with(CellZone.class, zones.repartition(partitions))
        .with(DeviceDay.class, rows.repartition(partitions));
  }

  private static HomeZone home(
      String definition, long device, String zone, double weight, int seen, int here) {
    return new HomeZone(JUNE, "m", definition, "01", device, zone, weight, seen, here);
  }

  /**
   * Device 1 has twelve events on each of ten days in one cell: a meter. Device 2 as many, but once
   * of another cell; 3 on nine days, which say nothing; 4 seven a day; 5 between 9 and 15, with a
   * mean of 12 and a deviation of 3, more than a fifth of it; 6 twelve a day abroad, where no cell
   * is known.
   */
  @Test
  void metersLiveNowhere(SparkSession spark) {
    List<DeviceDay> days = new ArrayList<>();
    for (int day = 1; day <= 10; day++) {
      days.add(day(1, day, "a", 12, EVENING));
      days.add(day(2, day, day == 4 ? "m" : "a", 12, EVENING));
      if (day < 10) {
        days.add(day(3, day, "a", 12, EVENING));
      }
      days.add(day(4, day, "a", 7, EVENING));
      days.add(day(5, day, "a", day % 2 == 0 ? 9 : 15, EVENING));
      days.add(abroad(6, day, "USA", 12));
    }
    for (boolean fractional : new boolean[] {false, true}) {
      assertThat(
              new LocateHomes()
                  .transform(
                      inputs(spark, 2, days.toArray(DeviceDay[]::new)),
                      params(List.of("night_days"), 5, fractional))
                  .select("device_id")
                  .distinct()
                  .collectAsList())
          .extracting(row -> row.getLong(0))
          .containsExactlyInAnyOrder(2L, 3L, 4L, 5L, 6L);
    }
  }

  @Test
  void nightsCountOnceAcrossMidnight(SparkSession spark) {
    assertThatTable(
            new LocateHomes()
                .transform(
                    inputs(
                        spark,
                        1,
                        // A: one night, from the 1st to the 2nd, seen at both ends
                        day(1, 1, "a", 50, EVENING),
                        day(1, 2, "a", 50, MORNING | DAY),
                        // B: two nights, one that ended on the 1st
                        day(1, 1, "b", 1, MORNING),
                        day(1, 3, "b", 1, EVENING),
                        // at noon only: no night, no home
                        day(2, 1, "a", 1, DAY),
                        day(2, 2, "a", 1, DAY),
                        day(2, 3, "a", 1, DAY)),
                    params(List.of("night_days"), 3, false)))
        .hasRows(home("night_days", 1, "B", 1, 3, 2));
  }

  @Test
  void ofPlacesWithAsManyNightsTheOneOfTheLatestThenTheSmallest(SparkSession spark) {
    assertThatTable(
            new LocateHomes()
                .transform(
                    inputs(
                        spark,
                        1,
                        day(1, 1, "a", 1, EVENING),
                        day(1, 2, "b", 1, EVENING),
                        day(2, 1, "b", 1, EVENING),
                        day(2, 1, "a", 1, EVENING)),
                    params(List.of("night_days"), 1, false)))
        .hasRows(home("night_days", 1, "B", 1, 2, 1), home("night_days", 2, "A", 1, 1, 1));
  }

  /** Device 1: a day and night at A, the earlier with more events at B. Device 2: both at once. */
  @Test
  void ofPlacesWithAsManyDaysTheOneOfMostEventsThenAnAreaBeforeACountry(SparkSession spark) {
    DeviceDay[] days = {
      day(1, 1, "b", 9, EVENING),
      day(1, 2, "a", 1, EVENING),
      day(2, 1, "b", 3, EVENING),
      abroad(2, 1, "ABW")
    };
    assertThatTable(
            new LocateHomes()
                .transform(
                    inputs(spark, 1, days), params(List.of("most_days", "night_days"), 1, false)))
        .hasRows(
            home("most_days", 1, "B", 1, 2, 1),
            home("night_days", 1, "A", 1, 2, 1),
            home("most_days", 2, "B", 1, 1, 1),
            home("night_days", 2, "B", 1, 1, 1));
  }

  @Test
  void everyDefinitionSeesTheSameMonthInItsOwnWay(SparkSession spark) {
    DeviceDay[] month = {
      day(1, 1, "a", 1, EVENING),
      day(1, 2, "a", 1, EVENING),
      day(1, 3, "a", 1, DAY),
      day(1, 3, "b", 9, EVENING), // last of the day
      day(1, 4, "b", 1, DAY),
      abroad(1, 5, "USA")
    };
    List<String> all =
        List.of("last", "most_frequent", "modal", "majority", "most_days", "night_days");
    assertThatTable(new LocateHomes().transform(inputs(spark, 1, month), params(all, 5, false)))
        .hasRows(
            home("last", 1, "USA", 1, 5, 1),
            home("most_frequent", 1, "B", 1, 5, 2), // 10 of 16 events
            home("modal", 1, "B", 1, 5, 2), // A 1st, 2nd; B 3rd, 4th, the later ones
            // none has more than half of five days
            home("most_days", 1, "A", 1, 5, 3),
            home("night_days", 1, "A", 1, 5, 3)); // two nights to one
  }

  /** Three nights at home; two in a cell of B that the layer has, two in a network of it. */
  @Test
  void aCountryOfTheLayerIsTheSamePlaceAsTheCountryAbroad(SparkSession spark) {
    DeviceDay[] days = {
      day(1, 1, "a", 1, EVENING),
      day(1, 2, "a", 1, EVENING),
      day(1, 3, "a", 1, EVENING),
      day(1, 4, "b", 1, EVENING),
      day(1, 5, "b", 1, EVENING),
      abroad(1, 6, "XCB"),
      abroad(1, 7, "XCB")
    };
    TestInputs inputs =
        inputs(spark, 2, days)
            .with(
                zone("country", "a", null, "XCA", 1),
                zone("country", "b", null, "XCB", 1),
                zone("m", "a", null, "A", 1));
    LocateHomes.Params atCountry =
        new LocateHomes.Params(
            null, List.of("country"), List.of("most_days", "night_days"), 1, 20, 7, false);
    assertThatTable(new LocateHomes().transform(inputs, atCountry))
        .hasRows(
            new HomeZone(JUNE, "country", "most_days", "01", 1, "XCB", 1, 7, 4),
            new HomeZone(JUNE, "country", "night_days", "01", 1, "XCB", 1, 7, 4));
  }

  @Test
  void aDeviceSeenTooSeldomHasNoRowAndDaysWithoutAPlaceCountAsSeen(SparkSession spark) {
    assertThatTable(
            new LocateHomes()
                .transform(
                    inputs(
                        spark,
                        1,
                        day(1, 1, "a", 1, EVENING),
                        day(1, 2, "unmapped", 1, EVENING),
                        day(2, 1, "a", 1, EVENING)),
                    params(List.of("night_days"), 2, false)))
        .hasRows(home("night_days", 1, "A", 1, 2, 1));
  }

  @Test
  void homesAreSpreadByTheFootprintsOfTheDays(SparkSession spark) {
    List<Row> rows =
        new LocateHomes()
            .transform(
                inputs(
                    spark,
                    1,
                    day(1, 1, "a", 1, EVENING),
                    day(1, 2, "m", 1, EVENING),
                    day(1, 3, "a", 1, EVENING),
                    day(1, 3, "m", 5, EVENING),
                    day(1, 4, "b", 1, DAY)), // not at home
                params(List.of("night_days"), 1, true))
            .orderBy("zone_id")
            .collectAsList();
    // days 1, 2, 3 at home: A (1 + 0.7 + (1 + 0.7) / 2) / 3, B (0.3 + 0.15) / 3
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).<Double>getAs("weight")).isCloseTo(0.85, within(1e-12));
    assertThat(rows.get(1).<Double>getAs("weight")).isCloseTo(0.15, within(1e-12));
    assertThat(rows.get(1).<Integer>getAs("days_here")).isEqualTo(1);
  }

  @Test
  void aCellServesTheAreaOfItsPeriod(SparkSession spark) {
    TestInputs inputs =
        inputs(spark, 1, day(1, 1, "x", 1, EVENING), day(1, 2, "x", 1, EVENING))
            .with(zone("m", "x", JUNE, "A", 1), zone("m", "y", null, "B", 1));
    assertThatTable(new LocateHomes().transform(inputs, params(List.of("night_days"), 1, false)))
        .hasRows(home("night_days", 1, "A", 1, 2, 1)); // on the 2nd the cell does not stand
  }

  @Test
  void partitionsDoNotMatter(SparkSession spark) {
    List<DeviceDay> days = new ArrayList<>();
    String[] cells = {"a", "b", "m"};
    for (int device = 0; device < 40; device++) {
      for (int d = 1; d <= 12; d++) {
        int mixed = device * 7 + d * 5;
        days.add(day(device, d, cells[mixed % 3], 1 + mixed % 4, 1 << (mixed * 11 % 24)));
      }
    }
    DeviceDay[] rows = days.toArray(DeviceDay[]::new);
    LocateHomes.Params fractional = params(List.of("modal", "most_days", "night_days"), 2, true);
    assertThat(texts(new LocateHomes().transform(inputs(spark, 7, rows), fractional)))
        .isEqualTo(texts(new LocateHomes().transform(inputs(spark, 1, rows), fractional)))
        .hasSizeGreaterThan(120);
  }

  private static List<String> texts(Dataset<Row> homes) {
    return homes
        .select(Columns.named(Visits.DEVICE, "definition", "zone_id", "weight", "days_here"))
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }
}
