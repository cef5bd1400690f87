package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import org.caudal.reference.PopulationMargin;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class DisplacementTest {
  private static final LocalDate START = LocalDate.of(2024, 3, 4); // a Monday
  private static final int BASELINE = 21;
  private static final int NIGHT = 22;
  private static final int NOON = 12;
  private static final BigDecimal LEVEL = new BigDecimal("0.95");

  private static DeviceDay seen(int since, long device, String cell, int hour) {
    return seen(since, device, cell, hour, 1);
  }

  private static DeviceDay seen(int since, long device, String cell, int hour, int events) {
    String domain = cell.isEmpty() ? "outbound" : "domestic";
    return new DeviceDay(
        START.plusDays(since),
        "01",
        device,
        domain,
        cell,
        cell.isEmpty() ? "" : "XCA",
        799,
        events,
        1 << hour,
        hour * 3600,
        hour * 3600,
        0,
        0);
  }

  /** Cell a is in area A, and so on. */
  private static CellZone zone(String letter) {
    return new CellZone(
        "m",
        "01",
        letter,
        LocalDate.of(2020, 1, 1),
        null,
        letter.toUpperCase(java.util.Locale.ROOT),
        1,
        true,
        false);
  }

  private static List<DeviceDay> lives() {
    List<DeviceDay> days = new ArrayList<>();
    for (int since = -BASELINE; since < 0; since++) {
      boolean workday = Math.floorMod(since, 7) < 5;
      for (long device : new long[] {1, 2, 3, 5}) {
        if (device != 2 || since != -2) {
          days.add(seen(since, device, "a", NIGHT));
        }
      }
      days.add(seen(since, 2, workday || since == -2 ? "b" : "a", NOON)); // works in B
      days.add(seen(since, 4, "b", NIGHT)); // not of the area
      days.add(seen(since, 7, since == -21 ? "b" : "a", since == -21 ? NOON : NIGHT)); // in B once
      days.add(seen(since, 8, since == -21 ? "b" : "a", NIGHT)); // a night in B once
      if (since >= -5) {
        days.add(seen(since, 6, "a", NIGHT)); // seen too seldom
      }
    }
    days.add(seen(0, 1, "c", NOON)); // passes through C and sleeps at home
    days.add(seen(0, 1, "a", NIGHT));
    days.add(seen(0, 2, "b", NOON)); // at work as usual
    days.add(seen(0, 3, "c", NOON)); // fled
    days.add(seen(0, 5, "", NOON)); // roams in a network that nobody knows
    days.add(seen(1, 2, "b", NIGHT)); // never before at work by night
    days.add(seen(1, 3, "b", NOON));
    days.add(seen(1, 3, "c", NIGHT));
    days.add(seen(1, 4, "c", NIGHT));
    days.add(seen(6, 2, "b", NOON)); // on a Sunday
    days.add(seen(0, 7, "b", NOON)); // judged without the first week, in which it was in B
    days.add(seen(7, 7, "b", NOON)); // without the second
    days.add(seen(0, 8, "b", NIGHT)); // without the first
    return days;
  }

  private static TestInputs inputs(SparkSession spark, List<DeviceDay> days, int partitions) {
    return inputs(spark, days, partitions, null);
  }

  private static TestInputs inputs(
      SparkSession spark, List<DeviceDay> days, int partitions, @Nullable LocalDate end) {
    return new TestInputs(spark)
        .with(new CrisisEvent("E", "", "disaster", START, end, "m", "A", BASELINE, "", 2))
        .with(zone("a"), zone("b"), zone("c"))
        .with(DeviceDay.class, Rows.of(spark, days).repartition(partitions));
  }

  private static Dataset<Row> followed(TestInputs inputs, @Nullable String days) {
    return followed(inputs, days, 30);
  }

  private static Dataset<Row> followed(TestInputs inputs, @Nullable String days, int after) {
    return new FollowDevices()
        .transform(
            inputs,
            new FollowDevices.Params(days == null ? null : Days.parse(days), 10, 20, 7, after));
  }

  /** Days since the event and device: place, in brackets where it is expected. */
  private static Map<String, String> places(Dataset<Row> whereabouts) {
    Map<String, String> places = new TreeMap<>();
    for (Row row : whereabouts.collectAsList()) {
      String place = row.getAs("place");
      places.put(
          row.getAs("days_since") + " " + row.getAs("device_id"),
          row.<Boolean>getAs("is_expected") ? "(" + place + ")" : place);
    }
    return places;
  }

  @Test
  void whoIsInNoAreaOfTheOwnProfileOfTheWeekdayIsAway(SparkSession spark) {
    List<DeviceDay> lives = lives();
    Map<String, String> all = places(followed(inputs(spark, lives, 1), null));
    Map<String, String> after = new TreeMap<>(all);
    after.keySet().removeIf(key -> key.startsWith("-"));
    assertThat(after)
        .isEqualTo(
            Map.of(
                "0 1", "(A)", "0 2", "(B)", "0 3", "C", "0 5", "", "1 2", "B", "1 3", "C", "6 2",
                "B", "0 7", "B", "7 7", "(B)", "0 8", "B"));
    // a Saturday at the other place is not expected by itself
    assertThat(all).containsEntry("-2 2", "B").containsEntry("-3 2", "(A)").hasSize(6 * 21 + 10);

    // a day that comes late changes its own rows, and no others
    String late = START.plusDays(1).toString();
    List<DeviceDay> inTime =
        lives.stream().filter(day -> !day.eventDate().toString().equals(late)).toList();
    Map<String, String> before = places(followed(inputs(spark, inTime, 7), null));
    before.putAll(places(followed(inputs(spark, lives, 7), late)));
    assertThat(before).isEqualTo(all);
  }

  /** Twelve events a day in one cell until the event; then it is used as by a person. */
  private static List<DeviceDay> meter(long device, String cell) {
    List<DeviceDay> days = new ArrayList<>();
    for (int since = -BASELINE; since < 7; since++) {
      days.add(seen(since, device, since < 3 ? cell : "c", NIGHT, since < 0 ? 12 : 3 + since));
    }
    return days;
  }

  /** What tells machines is the baseline: later days put nobody in and nobody out. */
  @Test
  void metersAreInNoPanelWhateverTheyDoLater(SparkSession spark) {
    Map<String, String> persons = places(followed(inputs(spark, lives(), 1), null));
    List<DeviceDay> days = lives();
    days.addAll(meter(20, "a"));
    assertThat(places(followed(inputs(spark, days, 7), null))).isEqualTo(persons);
    assertThat(places(followed(inputs(spark, days, 7), START.toString())))
        .containsKey("0 1")
        .doesNotContainKey("0 20");

    // a person of the panel from whom only a machine is left after the event stays in it
    List<DeviceDay> left = lives();
    for (int since = 2; since < 28; since++) {
      left.add(seen(since, 1, "a", NIGHT, 12));
    }
    assertThat(places(followed(inputs(spark, left, 1), null))).containsEntry("27 1", "(A)");
  }

  /**
   * In A 70 phones, of which 21 are away from the event on, and 30 meters, in B 60 phones, of which
   * 58 are away, and 30 meters; 10 000 residents in A. With meters the share of A would be 21 of
   * 100 and 2 100 persons, and 32 devices of B would be home.
   */
  @Test
  void sharesAndDevicesAtHomeAreThoseOfPhones(SparkSession spark) {
    List<DeviceDay> days = new ArrayList<>();
    for (int phone = 0; phone < 130; phone++) {
      String home = phone < 70 ? "a" : "b";
      boolean flees = phone < 21 || phone >= 72;
      for (int since = -BASELINE; since < 7; since++) {
        days.add(seen(since, phone, since >= 0 && flees ? "c" : home, NIGHT, 1 + phone % 4));
      }
    }
    for (int meter = 0; meter < 60; meter++) {
      for (int since = -BASELINE; since < 7; since++) {
        days.add(seen(since, 1000 + meter, meter < 30 ? "a" : "b", NIGHT, 12));
      }
    }
    TestInputs inputs =
        inputs(spark, days, 2)
            .with(
                new CrisisEvent("E", "", "disaster", START, null, "m", "A", BASELINE, "", 2),
                new CrisisEvent("E", "", "disaster", START, null, "m", "B", BASELINE, "", 3))
            .with(new PopulationMargin("m", "A", 0, "", START, 10_000, "", 2));
    List<Row> weeks =
        new EstimateDisplaced()
            .transform(
                inputs.with(DeviceWhereabouts.class, followed(inputs, null)),
                new EstimateDisplaced.Params(0, null, BigDecimal.valueOf(2), LEVEL))
            .collectAsList();
    Map<String, String> figures = new TreeMap<>();
    for (Row row : weeks) {
      figures.put(
          row.getAs("origin"),
          plain(row, "displaced_share")
              + ", seen "
              + row.getAs("devices_seen")
              + ", home "
              + row.getAs("devices_home"));
    }
    assertThat(figures)
        .containsEntry("A", "0.3, seen 70, home 49")
        .containsEntry("B", "0.966666667, seen 60, home 2");
    assertThat(plain(ofArea(weeks, "A"), "persons")).isEqualTo("3000");
  }

  private static Row ofArea(List<Row> weeks, String area) {
    return weeks.stream().filter(row -> row.getAs("origin").equals(area)).findFirst().orElseThrow();
  }

  @Test
  void daysAfterCountFromTheEndOfTheEvent(SparkSession spark) {
    TestInputs inputs = inputs(spark, lives(), 1, START.plusDays(4));
    assertThat(places(followed(inputs, null, 2))).containsKeys("6 2").doesNotContainKeys("7 7");
    assertThat(places(followed(inputs, null, 3))).containsKeys("7 7");
  }

  /**
   * Eleven devices, all seen on each of 21 days; on the Mondays one, one and three of them are in
   * B. Of ten seen on the Monday of the event four are in C and one in B, nobody on the day after,
   * and all of nine on the next.
   */
  private static List<DeviceWhereabouts> elevenDevices() {
    List<DeviceWhereabouts> rows = new ArrayList<>();
    for (int since = -BASELINE; since <= 2; since++) {
      int seen = since < 0 ? 11 : since < 2 ? 10 : 9;
      int monday = since < 0 ? (since == -7 ? 3 : 1) : 5;
      int away = since == 2 ? seen : Math.floorMod(since, 7) > 0 ? 0 : monday;
      for (int device = 0; device < seen; device++) {
        rows.add(
            new DeviceWhereabouts(
                "E",
                "m",
                START.plusDays(since),
                since,
                BASELINE,
                "01",
                device,
                "A",
                device >= away ? "A" : since == 0 && device > 0 ? "C" : "B",
                device >= away));
      }
    }
    return rows;
  }

  private static Dataset<Row> measured(
      SparkSession spark, int partitions, @Nullable Days days, @Nullable Integer seenTo) {
    return measured(spark, partitions, days, 0, seenTo);
  }

  private static Dataset<Row> measured(
      SparkSession spark,
      int partitions,
      @Nullable Days days,
      int seenFrom,
      @Nullable Integer seenTo) {
    return new MeasureDisplacement()
        .transform(
            new TestInputs(spark)
                .with(
                    DeviceWhereabouts.class,
                    Rows.of(spark, elevenDevices()).repartition(partitions)),
            new MeasureDisplacement.Params(days, seenFrom, seenTo, 200, 1, LEVEL));
  }

  @Test
  void displacedIsAwayLessTheMedianOfTheWeekday(SparkSession spark) {
    List<Row> rows = measured(spark, 1, null, 0).filter(col("origin").equalTo("A")).collectAsList();
    Map<String, String> figures = new TreeMap<>();
    for (Row row : rows) {
      figures.put(
          row.getAs("day") + " " + row.getAs("place"),
          row.getAs("devices_panel")
              + " "
              + row.getAs("devices_seen")
              + " "
              + row.getAs("devices_away")
              + " "
              + plain(row, "expected_away")
              + " "
              + plain(row, "above_normal"));
    }
    assertThat(figures)
        .containsEntry("2024-03-04 all", "10 10 5 1 4") // median of 1, 1 and 3
        .containsEntry("2024-03-04 B", "10 10 1 1 0") // all who were ever away were in B
        .containsEntry("2024-03-04 C", "10 10 4 0 4")
        .containsEntry("2024-02-26 all", "10 10 3 1 2") // median of the others, 1 and 1
        .containsEntry("2024-02-12 all", "10 10 1 2 -1") // of 1 and 3
        .containsEntry("2024-03-05 all", "10 10 0 0 0")
        .containsEntry("2024-03-06 B", "10 9 9 0 9")
        .hasSize(24 * 2 + 1);
    // none of ten: as if one of twelve; all of nine: as if ten of eleven
    assertThat(error(rows, "2024-03-05", "all"))
        .isCloseTo(Math.sqrt(10 * 1 / 12.0 * 11 / 12.0), within(1e-9));
    assertThat(error(rows, "2024-03-06", "B"))
        .isCloseTo(Math.sqrt(9 * 1 / 11.0 * 10 / 11.0), within(1e-9));
    Row first = row(rows, "2024-03-04", "all");
    // the deviation is 0: 18 of 21 days are normal. Half of ten: sqrt(10 x 0.5 x 0.5) = 1.58
    assertThat(first.<BigDecimal>getAs("standard_error").doubleValue()).isBetween(1.25, 1.95);
    // t of nine degrees of freedom: 2.262
    assertThat(
            first.<BigDecimal>getAs("interval_high").doubleValue()
                - first.<BigDecimal>getAs("above_normal").doubleValue())
        .isCloseTo(2.262 * first.<BigDecimal>getAs("standard_error").doubleValue(), within(0.002));
  }

  /**
   * Of 300 devices 60, 120 and 60 are away on the days of three weeks: 30, 60 and 30 from the
   * median of the others, the median distance being 30. The chance of 60 of 300 is about 6.9, and
   * never more than 8.7: the weeks weigh 26 times as much or more.
   */
  @Test
  void daysOfAWeekGoTogether(SparkSession spark) {
    List<DeviceWhereabouts> rows = new ArrayList<>();
    for (int since = -BASELINE; since <= 0; since++) {
      int away = since >= -14 && since < -7 ? 120 : 60;
      for (int device = 0; device < 300; device++) {
        boolean isAway = device < away;
        rows.add(
            new DeviceWhereabouts(
                "E",
                "m",
                START.plusDays(since),
                since,
                BASELINE,
                "01",
                device,
                "A",
                isAway ? "B" : "A",
                !isAway));
      }
    }
    List<Row> measured =
        new MeasureDisplacement()
            .transform(
                new TestInputs(spark).with(DeviceWhereabouts.class, Rows.of(spark, rows)),
                new MeasureDisplacement.Params(new Days(START, START), 0, null, 200, 1, LEVEL))
            .filter(col("origin").equalTo("A"))
            .collectAsList();
    Row first = row(measured, START.toString(), "all");
    assertThat(plain(first, "above_normal")).isEqualTo("0");
    double error = first.<BigDecimal>getAs("standard_error").doubleValue();
    assertThat(error).isBetween(1.4826 * 30, Math.hypot(1.4826 * 30, 8.7));
    // (26 + 1)² / (1 / 299 + 26² / 2) = 2.2, and never 3: Student's t of 2, 4.30265
    assertThat(first.<BigDecimal>getAs("interval_high").doubleValue())
        .isCloseTo(4.30265 * error, within(0.002));
  }

  private static Row row(List<Row> rows, String day, String place) {
    return rows.stream()
        .filter(row -> row.getAs("day").toString().equals(day) && row.getAs("place").equals(place))
        .findFirst()
        .orElseThrow();
  }

  private static double error(List<Row> rows, String day, String place) {
    return row(rows, day, place).<BigDecimal>getAs("standard_error").doubleValue();
  }

  @Test
  void aClosedPanelHasThoseSeenAgainInItsDays(SparkSession spark) {
    Days day = new Days(START, START);
    assertThat(texts(measured(spark, 1, day, 1, 2))).allMatch(row -> row.contains(",10,10,"));
    assertThat(texts(measured(spark, 1, day, 2, 2))).allMatch(row -> row.contains(",9,9,"));
    // without an end until the last day, the second
    assertThat(texts(measured(spark, 1, day, 1, null)))
        .isNotEmpty()
        .allMatch(row -> row.contains(",10,10,"));
    assertThat(texts(measured(spark, 1, day, 2, null)))
        .isNotEmpty()
        .allMatch(row -> row.contains(",9,9,"));
  }

  @Test
  void aDayByItselfIsTheSameWhateverThePartitionsAndAllAreInThePanel(SparkSession spark) {
    List<String> one = texts(measured(spark, 1, null, null).filter(col("day").equalTo(START)));
    assertThat(one).hasSize(2 * 3).allMatch(row -> row.contains(",11,10,"));
    assertThat(texts(measured(spark, 7, new Days(START, START), null))).isEqualTo(one);
  }

  /** Only the day after the event was followed, of the whole event or of an area added to it. */
  @Test
  void areasWithoutADayBeforeTheEventEndTheRun(SparkSession spark) {
    List<DeviceWhereabouts> days = elevenDevices();
    List<DeviceWhereabouts> fresh = days.stream().filter(day -> day.daysSince() == 1).toList();
    assertThatThrownBy(() -> measured(spark, fresh).collectAsList())
        .hasMessageContaining("device_whereabouts has no day before event E of area A of level m")
        .hasMessageContaining("run follow-devices once without --days");
    LocalDate next = START.plusDays(1);
    days.add(new DeviceWhereabouts("E", "m", next, 1, BASELINE, "01", 99, "B", "B", true));
    assertThatThrownBy(() -> measured(spark, days).collectAsList())
        .hasMessageContaining("before event E of area B of level m");
  }

  private static Dataset<Row> measured(SparkSession spark, List<DeviceWhereabouts> days) {
    LocalDate next = START.plusDays(1);
    return new MeasureDisplacement()
        .transform(
            new TestInputs(spark).with(days),
            new MeasureDisplacement.Params(new Days(next, next), 0, null, 50, 1, LEVEL));
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows
        .select(
            org.caudal.table.TableSchema.of(Displacement.class).columnNames().stream()
                .map(name -> col(name))
                .toArray(org.apache.spark.sql.Column[]::new))
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  private static String plain(Row row, String column) {
    return row.<BigDecimal>getAs(column).stripTrailingZeros().toPlainString();
  }
}
