package org.caudal.phone.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Days;
import org.caudal.load.LoadedFile;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Five weeks of an operator with five devices in three cells: on weekdays each has an event in
 * every hour, 120 in all; at weekends three have, 72 in all. Faults are in the last week.
 */
@SparkTest
class AssessPhoneQualityTest {
  private static final LocalDate MONDAY = LocalDate.of(2025, 3, 3);
  private static final int FEW = 29; // 1 April
  private static final int MISSING = 30;
  private static final int SPIKE = 31;
  private static final int REBUILT = 32;
  private static final int ABROAD = 28; // all but one, until 8 o'clock in a network of no country
  private static final int ALL_ABROAD = 34; // a Sunday

  @SuppressWarnings("NullAway.Init")
  private static List<CleanEvent> events;

  @SuppressWarnings("NullAway.Init")
  private static List<Row> all;

  @BeforeAll
  static void assess(SparkSession spark) {
    events = new ArrayList<>();
    for (int day = 0; day < 35; day++) {
      int devices = day % 7 > 4 || day == FEW ? 3 : 5;
      for (int hour = 0; hour < 24 && day != MISSING; hour++) {
        for (int device = 0; device < devices; device++) {
          String cell = day == REBUILT && device % 3 == 2 ? "new" : "c" + device % 3;
          add(day, device, hour * 3600, cell);
        }
      }
    }
    for (int second = 1; second <= 40; second++) {
      add(SPIKE, 0, 12 * 3600 + second, "c0");
    }
    all = rows(spark, 1, null, 3);
  }

  private static void add(int day, int device, int second, String cell) {
    boolean isAbroad = day == ALL_ABROAD || (day == ABROAD && device > 0);
    boolean isNowhere = day == ABROAD && second < 8 * 3600;
    int network = isNowhere ? 99901 : 36251;
    events.add(event(day, device, second, day == ALL_ABROAD ? "" : cell, isAbroad ? network : 0));
  }

  /** An event in a network abroad, or in that of the operator, 0. */
  private static CleanEvent event(int day, int device, int second, String cell, int network) {
    LocalDate date = MONDAY.plusDays(day);
    return new CleanEvent(
        date,
        "01",
        device,
        date.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(second),
        second,
        network > 0 ? "outbound" : "domestic",
        cell,
        799,
        network,
        null,
        null,
        0,
        0,
        0);
  }

  /** A file of the day of the spike, with positions in kilometres, and late lines of another. */
  private static PhoneEvent line(String file, int device) {
    return line(SPIKE, file, device, 0.25);
  }

  private static PhoneEvent line(int after, String file, int device, double error) {
    LocalDate day = MONDAY.plusDays(after);
    return new PhoneEvent(
        day,
        "01",
        device,
        day.atStartOfDay(ZoneOffset.UTC).toInstant(),
        "data",
        "domestic",
        "c0",
        799,
        "01",
        0,
        1.0,
        1.0,
        error,
        file,
        device);
  }

  private static LoadedFile ledger(String file, long in, long loaded, long rejected) {
    return ledger(file, "loaded", in, loaded, rejected);
  }

  private static LoadedFile ledger(
      String file, String status, long in, long loaded, long rejected) {
    return new LoadedFile(
        "phone_event",
        file,
        file,
        "",
        "",
        1,
        status,
        in,
        loaded,
        rejected,
        in - loaded - rejected,
        "r",
        Instant.EPOCH);
  }

  private static List<Row> rows(
      SparkSession spark, int partitions, @Nullable Days days, int leastWeeks) {
    return rows(spark, partitions, days, leastWeeks, ledger("own", 10, 3, 6));
  }

  private static List<Row> rows(
      SparkSession spark, int partitions, @Nullable Days days, int leastWeeks, LoadedFile own) {
    Dataset<Row> clean = Rows.of(spark, events);
    TestInputs inputs =
        new TestInputs(spark)
            .with(CleanEvent.class, clean.repartition(partitions))
            .with(
                line("own", 1),
                line("own", 2),
                line("own", 3),
                line("late", 4),
                line(SPIKE, "own", 5, 1e18)) // no error of a position: left out
            .with(own, ledger("late", 99, 90, 9));
    return new AssessPhoneQuality()
        .transform(
            inputs,
            new AssessPhoneQuality.Params(
                days, 4, leastWeeks, 3, 0.3, 0.05, 0.1, 0.2, 1, /* leastEvents= */ 50, 3, 2))
        .select(
            org.caudal.table.TableSchema.of(PhoneQuality.class).columnNames().stream()
                .map(org.apache.spark.sql.functions::col)
                .toArray(org.apache.spark.sql.Column[]::new))
        .orderBy("event_date", "measure")
        .collectAsList();
  }

  private static Row row(int day, String measure) {
    return all.stream()
        .filter(row -> row.get(0).toString().equals(MONDAY.plusDays(day).toString()))
        .filter(row -> row.getString(2).equals(measure))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsUnusualIsFoundAndNothingElse() {
    assertThat(
            all.stream()
                .filter(row -> !row.getAs("status").equals("ok"))
                .map(row -> row.get(0) + " " + row.get(2) + " " + row.getAs("status")))
        .containsExactly(
            "2025-03-31 silent_cell_share critical", // one device of the three cells is at home
            "2025-03-31 unknown_country_share critical", // 8 of 24 hours, limit 0.1
            "2025-04-01 events warning", // 72 for 120
            "2025-04-02 events critical", // none
            "2025-04-03 busiest_hour_share critical", // 45 of 160 for 5 of 120
            "2025-04-03 events warning", // 160 for 120
            "2025-04-03 events_a_device warning", // 32 for 24
            "2025-04-03 position_error_m critical",
            "2025-04-03 rejected_share critical",
            "2025-04-04 new_cell_share critical",
            "2025-04-04 silent_cell_share critical",
            "2025-04-06 silent_cell_share critical"); // all of three, and no share of new ones
  }

  @Test
  void aDayIsHeldAgainstTheMedianOfItsWeekday() {
    Row few = row(FEW, "events");
    assertThat(few.<Double>getAs("value")).isEqualTo(72);
    assertThat(few.<Double>getAs("expected")).isEqualTo(120);
    assertThat(few.<Double>getAs("spread")).isZero();
    // 0.3 of 120 is 36, more than three times the root of 120, 32.9
    assertThat(few.<Double>getAs("low")).isEqualTo(84);
    assertThat(few.<Double>getAs("high")).isEqualTo(156);
    assertThat(row(33, "events").<Double>getAs("expected")).as("a Saturday").isEqualTo(72);
    assertThat(row(14, "events").<Double>getAs("expected")).as("two weeks before").isNull();
    assertThat(row(14, "events").<Double>getAs("low")).as("no limit yet").isNull();
    assertThat(row(14, "events").<Double>getAs("high")).as("no limit yet").isNull();
    assertThat(row(21, "events").<Double>getAs("expected")).as("three").isEqualTo(120);
    assertThat(row(SPIKE, "hours_without_events").<Double>getAs("value")).isZero();
  }

  @Test
  void aDayWithoutAnyEventHasOneRow() {
    assertThat(all.stream().filter(row -> row.get(0).toString().equals("2025-04-02")))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.<Double>getAs("value")).isZero();
              assertThat(row.<Double>getAs("expected")).isEqualTo(120);
            });
  }

  @Test
  void filesAndCellsAreThoseOfTheDay() {
    assertThat(row(SPIKE, "lines").<Double>getAs("value")).isEqualTo(10); // not the late file
    assertThat(row(SPIKE, "rejected_share").<Double>getAs("value")).isEqualTo(0.6);
    assertThat(row(SPIKE, "duplicate_share").<Double>getAs("value")).isEqualTo(0.1);
    assertThat(row(SPIKE, "position_error_m").<Double>getAs("value")).isEqualTo(0.25);
    assertThat(row(REBUILT, "new_cell_share").<Double>getAs("value")).isEqualTo(1 / 3.0);
    assertThat(row(REBUILT, "silent_cell_share").<Double>getAs("value")).isEqualTo(1 / 3.0);
    assertThat(row(ABROAD, "unknown_country_share").<Double>getAs("value")).isEqualTo(8 / 24.0);
  }

  /** Its account is that of the load before, or of none. */
  @Test
  void whereALoadIsNotFinishedNobodyKnowsTheLines(SparkSession spark) {
    LoadedFile own = ledger("own", "loading", 10, 3, 6);
    Days day = Days.parse("2025-04-03");
    assertThat(rows(spark, 1, day, 3, own))
        .extracting(row -> row.<String>getAs("measure"))
        .contains("events", "position_error_m")
        .doesNotContain("lines", "rejected_share", "duplicate_share");
  }

  /**
   * On four Mondays the one event is abroad, where there is no cell, and the positions of the file
   * have no error, until on the last they have one of 5 metres. On Tuesdays there is a cell, so
   * that on Mondays none is expected of those known.
   */
  @Test
  void whereNothingIsExpectedAnythingIsCriticalAndNothingIsNot(SparkSession spark) {
    List<CleanEvent> few = new ArrayList<>();
    List<PhoneEvent> lines = new ArrayList<>();
    for (int monday = 7; monday <= 28; monday += 7) {
      few.add(event(monday - 6, 1, 0, "c0", 0));
      few.add(event(monday, 1, 0, "", 36251));
      lines.add(line(monday, "own", 1, monday == 28 ? 5 : 0));
    }
    Days last = Days.parse("2025-03-31");
    assertThat(
            new AssessPhoneQuality()
                .transform(
                    new TestInputs(spark)
                        .with(CleanEvent.class, Rows.of(spark, few))
                        .with(PhoneEvent.class, Rows.of(spark, lines))
                        .with(ledger("own", 9, 9, 0)),
                    new AssessPhoneQuality.Params(
                        last, 4, 3, 3, 0.3, 0.05, 0.1, 0.2, 1, /* leastEvents= */ 1, 3, 2))
                .filter("measure IN ('cells', 'position_error_m')")
                .orderBy("measure")
                .selectExpr("concat_ws(' ', measure, value, expected, status)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("cells 0.0 0.0 ok", "position_error_m 5.0 0.0 critical");
  }

  /** Cells abroad are of other networks: each day another, beside the one cell of the operator. */
  @Test
  void cellsOfNetworksAbroadAreNoneOfTheOperator(SparkSession spark) {
    List<CleanEvent> fewAbroad = new ArrayList<>();
    for (int day = 0; day < 8; day++) {
      fewAbroad.add(event(day, 1, 0, "c0", 0));
      fewAbroad.add(event(day, 2, 0, day < 7 ? "abroad" : "abroad too", 36251));
    }
    assertThat(
            new AssessPhoneQuality()
                .transform(
                    new TestInputs(spark)
                        .with(CleanEvent.class, Rows.of(spark, fewAbroad).repartition(3))
                        .with(line("own", 1))
                        .with(ledger("own", 9, 9, 0)),
                    new AssessPhoneQuality.Params(
                        Days.parse("2025-03-10"),
                        4,
                        3,
                        3,
                        0.3,
                        0.05,
                        0.1,
                        0.2,
                        1,
                        /* leastEvents= */ 1,
                        3,
                        2))
                .filter("measure IN ('cells', 'new_cell_share', 'silent_cell_share')")
                .orderBy("measure")
                .selectExpr("concat_ws(' ', measure, value)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("cells 1.0", "new_cell_share 0.0", "silent_cell_share 0.0");
  }

  @Test
  void aSpanOfDaysReadsOnlyTheWeeksBeforeIt(SparkSession spark) {
    Days span = Days.parse("2025-04-01..2025-04-02");
    // four weeks are asked for: those of cells need the week before the first of them
    List<Row> whole = rows(spark, 1, null, 4);
    assertThat(rows(spark, 3, span, 4))
        .isEqualTo(
            whole.stream().filter(row -> row.get(0).toString().matches("2025-04-0[12]")).toList())
        .hasSizeGreaterThan(10)
        .anySatisfy(
            row -> {
              assertThat(row.<String>getAs("measure")).isEqualTo("new_cell_share");
              assertThat(row.<Double>getAs("expected")).isZero();
            });
  }
}
