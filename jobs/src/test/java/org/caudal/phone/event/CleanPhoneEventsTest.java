package org.caudal.phone.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Days;
import org.caudal.load.RejectedRow;
import org.caudal.phone.network.Cell;
import org.caudal.run.JobOutcome;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.testing.Platform;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flags of events, and where multimno 1.0.0 is at fault: D1, D8 and D9. */
@SparkTest
class CleanPhoneEventsTest {
  private static final Cell WEST = cell("west", 40.4, -3.7, "2025-01-01", null);
  private static final Cell EAST = cell("east", 40.4, -1.3, "2025-01-01", null); // 203 km
  private static final Cell CLOSED = cell("closed", 40.4, -3.7, "2025-01-01", "2025-06-01");
  private static final Cell REOPENED = cell("closed", 40.4, -3.7, "2025-06-03", null);

  private static final KnownTime KNOWN = new KnownTime(900, 7200, 28_800, 450, 23, 9);

  private static Cell cell(
      String id, double latitude, double longitude, String from, @Nullable String to) {
    return new Cell(
        "op",
        id,
        LocalDate.parse(from),
        to == null ? null : LocalDate.parse(to),
        latitude,
        longitude,
        "LTE",
        "macrocell",
        null,
        null,
        null,
        "cells.csv",
        2);
  }

  private static PhoneEvent at(String time, String cell) {
    return event(time, cell, "domestic", 0);
  }

  private static PhoneEvent event(String time, String cell, String domain, int plmn) {
    Instant instant = Instant.parse("2025-" + time + "Z");
    return new PhoneEvent(
        LocalDate.parse("2025-" + time.substring(0, 5)),
        "op",
        7,
        instant,
        "call",
        domain,
        cell,
        214,
        "01",
        plmn,
        null,
        null,
        null,
        "events.csv",
        2);
  }

  private static Map<String, Integer> flags(
      SparkSession spark,
      @Nullable Days days,
      int partitions,
      PhoneEvent first,
      PhoneEvent... others) {
    Dataset<Row> rows = Rows.of(spark, first, others).repartition(partitions);
    TestInputs inputs =
        new TestInputs(spark).with(PhoneEvent.class, rows).with(WEST, EAST, CLOSED, REOPENED);
    return new CleanPhoneEvents()
            .transform(
                inputs, new CleanPhoneEvents.Params(days, ZoneId.of("UTC"), 55, 10_000, KNOWN))
            .selectExpr("date_format(event_ts, 'MM-dd HH:mm:ss ') || cell_id", "error_flag")
            .collectAsList()
            .stream()
            .collect(Collectors.toMap(row -> row.getString(0), row -> row.getInt(1)));
  }

  /** Fault D1: with the latitude in place of the longitude the way is 0 m. */
  @Test
  void theLongitudeCounts(SparkSession spark) {
    assertThat(
            flags(
                spark,
                null,
                1,
                at("06-02T10:00:00", "west"),
                at("06-02T10:10:00", "east"), // 203 km in 600 s: 338 m/s there and back
                at("06-02T10:20:00", "west"),
                at("06-02T12:20:00", "west")))
        .isEqualTo(
            Map.of(
                "06-02 10:00:00 west", 4,
                "06-02 10:10:00 east", 3,
                "06-02 10:20:00 west", 4,
                "06-02 12:20:00 west", 0));
    // 203 km in 3,700 s are 54.9 m/s, in 3,690 s 55.1 m/s: haversine gives 203,221 m
    assertThat(flags(spark, null, 1, at("06-02T10:00:00", "west"), at("06-02T11:01:40", "east")))
        .containsValues(0)
        .doesNotContainValue(4);
    assertThat(flags(spark, null, 1, at("06-02T10:00:00", "west"), at("06-02T11:01:30", "east")))
        .containsValues(4)
        .doesNotContainValue(0);
  }

  /**
   * Along a meridian 10 km are 10,000 / 6,371,008.8 of a radian, 0.089932 degrees; at 60 degrees
   * north 0.12 degrees of longitude are half as many of a meridian's, 6.67 km, and all its 0.12 are
   * 13.3 km.
   */
  @Test
  void onlyWaysLongerThanTheLimitAreTooFast(SparkSession spark) {
    List<PhoneEvent> events =
        List.of(
            placed("01:00:00", 60, 20),
            placed("02:00:00", 60.0899, 20),
            placed("02:00:01", 60, 20), // 9,996 m
            placed("03:00:00", 60.0900, 20),
            placed("03:00:01", 60, 20), // 10,008 m
            placed("05:00:00", 60, 20),
            placed("05:00:01", 60, 20.12), // 6.67 km
            placed("06:00:00", 60, 20),
            placed("06:00:01", 60.12, 20)); // 13.3 km
    assertThat(
            flags(
                spark,
                null,
                1,
                events.get(0),
                events.subList(1, events.size()).toArray(PhoneEvent[]::new)))
        .isEqualTo(
            Map.of(
                "06-02 01:00:00 ", 0,
                "06-02 02:00:00 ", 0,
                "06-02 02:00:01 ", 0,
                "06-02 03:00:00 ", 4,
                "06-02 03:00:01 ", 4,
                "06-02 05:00:00 ", 0,
                "06-02 05:00:01 ", 0,
                "06-02 06:00:00 ", 4,
                "06-02 06:00:01 ", 4));
  }

  private static PhoneEvent placed(String time, double latitude, double longitude) {
    return measured(at("06-02T" + time, ""), latitude, longitude);
  }

  private static PhoneEvent measured(PhoneEvent event, double latitude, double longitude) {
    return new PhoneEvent(
        event.eventDate(),
        event.operatorId(),
        event.deviceId(),
        event.eventTs(),
        event.eventKind(),
        event.domain(),
        event.cellId(),
        event.mcc(),
        event.mnc(),
        event.plmn(),
        latitude,
        longitude,
        null,
        event.sourceFile(),
        event.sourcePosition());
  }

  @Test
  void theFirstRuleCountsAndTheSameMomentBeforeAll(SparkSession spark) {
    assertThat(
            flags(
                spark,
                null,
                2,
                event("06-02T08:00:00", "", "outbound", 31026),
                at("06-02T10:00:00", "nowhere"),
                at("06-02T11:00:00", "closed"),
                at("06-02T12:00:00", "closed"),
                at("06-02T12:00:00", "nowhere"),
                at("06-02T13:00:00", "east"),
                at("06-03T13:00:00", "closed")))
        .isEqualTo(
            Map.of(
                "06-02 08:00:00 ", 0,
                "06-02 10:00:00 nowhere", 1,
                "06-02 11:00:00 closed", 2,
                "06-02 12:00:00 closed", 5,
                "06-02 12:00:00 nowhere", 5,
                "06-02 13:00:00 east", 0,
                "06-03 13:00:00 closed", 0));
  }

  /**
   * A row without a position beside one with that of the cell, at 10 o'clock, with another in the
   * cell at 11, in another cell at 12, in one network abroad at 14, and beside two at 16, of which
   * one is elsewhere.
   */
  @Test
  void anEventWithoutAPositionIsThatWithOneInTheSameCellAndMoment(SparkSession spark) {
    List<PhoneEvent> events =
        List.of(
            at("06-02T10:00:00", "west"),
            measured(at("06-02T10:00:00", "west"), 40.4, -3.7),
            at("06-02T11:00:00", "west"),
            measured(at("06-02T11:00:00", "west"), 40.41, -3.7),
            at("06-02T12:00:00", "west"),
            measured(at("06-02T12:00:00", "east"), 40.4, -1.3),
            event("06-02T14:00:00", "", "outbound", 31026),
            measured(event("06-02T14:00:00", "", "outbound", 31026), 30, -97),
            at("06-02T16:00:00", "west"),
            measured(at("06-02T16:00:00", "west"), 40.4, -3.7),
            measured(at("06-02T16:00:00", "west"), 40.5, -3.7));
    for (int partitions : List.of(1, 7)) {
      List<Row> rows =
          new CleanPhoneEvents()
              .transform(
                  new TestInputs(spark)
                      .with(PhoneEvent.class, Rows.of(spark, events).repartition(partitions))
                      .with(WEST, EAST),
                  new CleanPhoneEvents.Params(null, ZoneId.of("UTC"), 55, 10_000, KNOWN))
              .selectExpr(
                  "concat_ws(' ', hour(event_ts), cell_id, latitude, longitude, error_flag)")
              .collectAsList();
      // eleven rows are seven and the four without a position that have another beside them
      assertThat(rows)
          .extracting(row -> row.getString(0))
          .containsExactlyInAnyOrder(
              "10 west 40.4 -3.7 0",
              "11 west 40.41 -3.7 0",
              "12 west 40.4 -3.7 5",
              "12 east 40.4 -1.3 5",
              "14  30.0 -97.0 0",
              "16 west 40.4 -3.7 5",
              "16 west 40.5 -3.7 5");
    }
  }

  /**
   * From the Gulf of Guinea to Mexico in 37 hours are 80 m/s, but the day between has no event: a
   * run of the second day alone would not see the first.
   */
  @Test
  void neighboursAreOfTheSameDayOrTheNext(SparkSession spark) {
    PhoneEvent first = measured(at("06-02T23:00:00", ""), 0, 0);
    PhoneEvent second = measured(at("06-04T12:00:00", ""), 19.4, -99.1);
    Map<String, Integer> all = flags(spark, null, 1, first, second);
    assertThat(all).isEqualTo(Map.of("06-02 23:00:00 ", 0, "06-04 12:00:00 ", 0));
    Map<String, Integer> byDays = new TreeMap<>();
    for (String day : List.of("2025-06-02", "2025-06-03", "2025-06-04")) {
      byDays.putAll(flags(spark, Days.parse(day), 2, first, second));
    }
    assertThat(byDays).isEqualTo(all);
    // a day later it is a neighbour: the way is 10,700 km, in 13 hours 229 m/s
    assertThat(flags(spark, null, 1, first, measured(at("06-03T12:00:00", ""), 19.4, -99.1)))
        .isEqualTo(Map.of("06-02 23:00:00 ", 4, "06-03 12:00:00 ", 4));
  }

  /** Fault D8: which event is the last of a day is left to chance where two share a moment. */
  @Test
  void neighboursAreFoundAcrossMidnightWhateverThePartitions(SparkSession spark) {
    PhoneEvent first = at("06-01T23:50:00", "east");
    PhoneEvent[] others = {
      at("06-01T23:55:00", "west"), // both at one moment: neither is a neighbour
      at("06-01T23:55:00", "east"),
      at("06-02T00:05:00", "west"),
      at("06-02T23:55:00", "west"),
      at("06-03T00:05:00", "east"),
      at("06-04T00:00:00", "west")
    };
    Map<String, Integer> all = flags(spark, null, 1, first, others);
    assertThat(all)
        .containsEntry("06-01 23:50:00 east", 4)
        .containsEntry("06-01 23:55:00 west", 5)
        .containsEntry("06-02 00:05:00 west", 4)
        .containsEntry("06-02 23:55:00 west", 4)
        .containsEntry("06-03 00:05:00 east", 4);
    assertThat(flags(spark, null, 7, first, others)).isEqualTo(all);
    // one day alone has the flags that it has among all
    Map<String, Integer> day = flags(spark, Days.parse("2025-06-02"), 7, first, others);
    assertThat(day)
        .isEqualTo(
            all.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("06-02"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Test
  void aLateLineTellsWhereTheWholeListIsOfWhatRestsOnItsDay() {
    String remedy =
        PhoneEventPlan.of(PhoneEventLimits.USUAL).rules().stream()
            .filter(rule -> rule.name().equals("late-line"))
            .findFirst()
            .orElseThrow()
            .remedy();
    assertThat(remedy)
        .contains(
            "docs/how-to/phone-records.md",
            "without days where it is in a baseline",
            "estimate-presence for its month and the days before and after",
            "label-usual-places for those whose period has it too");
  }

  /** Fault D9: multimno accepts 00:00:00 of the next day in both days. */
  @Test
  void midnightBelongsToTheDayItBegins(SparkSession spark, @TempDir Path folder)
      throws IOException {
    String header = "user_id,timestamp,cell_id,mcc,mnc,year,month,day\n";
    String midnight = "a,2025-06-03 00:00:00,west,214,01,2025,6,";
    Path files = Files.createDirectories(folder.resolve("events"));
    Files.writeString(
        files.resolve("day2.csv"),
        header
            + "a,2025-06-02 00:00:00,west,214,01,2025,6,2\n"
            + "a,2025-06-01 23:00:00,west,214,01,2025,6,2\n" // late
            + "a,2025-04-01 23:00:00,west,214,01,2025,6,2\n" // too late
            + "b,2025-06-02 10:00:00,west,99999999999999,012345,2025,6,2\n"
            + midnight
            + "2\n");
    Files.writeString(files.resolve("day3.csv"), header + midnight + "3\n" + midnight + "3\n");
    Platform platform = new Platform(spark, folder, List.of(new LoadPhoneEvents()));

    JobOutcome load =
        platform.runOne(
            "load-phone-events: {home-mcc: 214, extract: {paths: ["
                + files
                + "], constants: {operator_id: op}}}",
            "load-phone-events");

    assertThat(load.counts()).isEqualTo(new Counts(7, 3, 3, 1));
    assertThat(load.rejectedByRule())
        .isEqualTo(Map.of("day-after-file", 1L, "too-late", 1L, "out-of-range-mcc", 1L));
    assertThat(load.warnings())
        .isEqualTo(
            Map.of(
                "late-line",
                1L,
                "most-of-file-rejected (day2.csv)",
                3L,
                "time-zone-not-given",
                4L));
    assertThat(
            platform
                .table(RejectedRow.class)
                .filter("rule = 'out-of-range-mcc'")
                .first()
                .<String>getAs("rules"))
        .isEqualTo("out-of-range-mcc,out-of-range-mnc");
    assertThat(
            platform
                .table(RejectedRow.class)
                .filter("rule = 'too-late'")
                .first()
                .<String>getAs("value"))
        .isEqualTo("2025-04-01 23:00:00"); // how late it is
    assertThat(
            platform
                .table(PhoneEvent.class)
                .select("event_date")
                .distinct()
                .collectAsList()
                .stream()
                .map(row -> row.getDate(0).toString())
                .sorted())
        .isEqualTo(Stream.of("2025-06-01", "2025-06-02", "2025-06-03").toList());
  }

  /**
   * Clocks of Chile go back at midnight after 5 April 2025, from -03:00 to -04:00: the day begins
   * at 03:00 UTC and ends 25 hours later. A second later is the next day, and not of this one.
   */
  @Test
  void anEventOfAnotherDayInTheTimeZoneEndsTheRun(SparkSession spark) {
    ZoneId santiago = ZoneId.of("America/Santiago");
    // between them 89,999 s: 44,999 to the middle, 45,000 from it, and a last one; 90,000 in all
    assertThat(seconds(spark, santiago, "2025-04-05T03:00:00Z", "2025-04-06T03:59:59Z"))
        .containsExactly("0 450 " + (44_999 - 450), "89999 451 " + (45_000 - 450));
    assertThatThrownBy(() -> seconds(spark, santiago, "2025-04-06T04:00:00Z"))
        .hasMessageContaining(
            "An event loaded into 2025-04-05 is of another day in time-zone America/Santiago of"
                + " clean-phone-events: give it the time zone of extract.values.time-zone of"
                + " load-phone-events");
    assertThatThrownBy(() -> seconds(spark, ZoneId.of("-04:00"), "2025-04-05T03:00:00Z"))
        .hasMessageContaining("time-zone -04:00");
  }

  /** Where clocks go forward at midnight the day begins at 1 o'clock and has 82,800 seconds. */
  @Test
  void aDayOf23HoursHasOneHourLessThatIsNotKnown(SparkSession spark) {
    assertThat(
            seconds(
                spark,
                List.of(loaded("2025-09-07", Instant.parse("2025-09-07T05:00:00Z"))),
                ZoneId.of("America/Santiago")))
        .containsExactly("3600 900 81900");
  }

  /**
   * Limits of 15 minutes between cells, 2 hours in one and 8 in a night; beyond them 450 s are
   * known on each side. The cells west and closed stand in one place.
   */
  @Test
  void anEventTellsUpToTheMiddleBetweenItAndANeighbourThatIsNear(SparkSession spark) {
    List<PhoneEvent> events =
        List.of(
            at("06-02T23:59:00", "west"), // of another day
            at("06-03T00:05:00", "west"), // 300 to midnight; 600 to a cell near in time: 300
            at("06-03T00:15:00", "closed"), // 300; 21,600 in the night: 10,800
            at("06-03T06:15:00", "closed"), // 10,800; 14,400, no more a night: 450 of 7,200
            at("06-03T10:15:00", "closed"), // 450 of 7,200; 7,200 by day: 3,600
            at("06-03T12:15:00", "closed"), // 3,600; 1,021 to another cell: 450 of 510
            at("06-03T12:32:01", "west"), // 450 of 511; 8,879: 450 of 4,439
            at("06-03T13:00:00", "nowhere"), // flagged: no neighbour
            event("06-03T15:00:00", "", "outbound", 31026), // 450 of 4,440; 5,400: 2,700
            event("06-03T16:30:00", "", "outbound", 310410), // 2,700; 1,800: 450 of 900
            event("06-03T17:00:00", "", "outbound", 33403), // 450 of 900; 24,600: 450 of 12,300
            at("06-03T23:50:00", "west"), // 450 of 12,300; 600 to midnight: 450
            at("06-04T00:01:00", "west")); // of another day
    assertThat(seconds(spark, events, ZoneId.of("UTC")))
        .containsExactly(
            "86340 510 " + (86_400 - 510),
            "300 600 0",
            "900 11100 0",
            "22500 11250 6750",
            "36900 4050 6750",
            "44100 4050 60",
            "45121 900 " + (61 + 3989),
            "46800 0 0",
            "54000 3150 3990",
            "59400 3150 450",
            "61200 900 " + (450 + 11_850),
            "85800 900 " + (11_850 + 150),
            "60 510 " + (86_400 - 510));
  }

  private static List<String> seconds(SparkSession spark, ZoneId zone, String... times) {
    return seconds(
        spark,
        Stream.of(times).map(time -> loaded("2025-04-05", Instant.parse(time))).toList(),
        zone);
  }

  /** Local, known and unknown seconds in the order of events. */
  private static List<String> seconds(SparkSession spark, List<PhoneEvent> events, ZoneId zone) {
    return new CleanPhoneEvents()
            .transform(
                new TestInputs(spark)
                    .with(PhoneEvent.class, Rows.of(spark, events))
                    .with(WEST, CLOSED, REOPENED),
                new CleanPhoneEvents.Params(null, zone, 55, 10_000, KNOWN))
            .orderBy("event_ts")
            .selectExpr("concat_ws(' ', local_second, known_seconds, unknown_seconds)")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
  }

  private static PhoneEvent loaded(String day, Instant time) {
    return new PhoneEvent(
        LocalDate.parse(day),
        "op",
        7,
        time,
        "call",
        "domestic",
        "west",
        214,
        "01",
        0,
        null,
        null,
        null,
        "events.csv",
        2);
  }
}
