package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.migration.DetectSpells.Params;
import org.caudal.phone.migration.SpellDefinition.Method;
import org.caudal.phone.network.CellZone;
import org.caudal.phone.person.Subscriber;
import org.caudal.register.border.BorderCrossing;
import org.caudal.table.TableSchema;
import org.caudal.testing.Rows;
import org.caudal.testing.SharedData;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From device days to spells: places, hours and days; the methods have tests of their own. */
@SparkTest
class DetectSpellsTest {
  private static final LocalDate START = LocalDate.of(2025, 1, 1);
  private static final int NIGHT = 1 << 22;
  private static final int NOON = 1 << 12;

  private static Params params(Method method, int stay) {
    return new Params(List.of("municipality"), 19, 7, List.of(definition(method, stay, false)));
  }

  private static SpellDefinition definition(Method method, int stay, boolean keepsNonMovers) {
    return new SpellDefinition(
        method,
        stay,
        120,
        3,
        new BigDecimal("0.95"),
        7,
        30,
        new BigDecimal("0.6"),
        0,
        keepsNonMovers);
  }

  private static CellZone cell(String id, String zone) {
    return new CellZone("municipality", "01", id, START, null, zone, 1, true, false);
  }

  private static DeviceDay day(int day, String cell, String country, int bits) {
    return new DeviceDay(
        START.plusDays(day),
        "01",
        7,
        cell.isEmpty() ? "outbound" : "domestic",
        cell,
        country,
        799,
        1,
        bits,
        0,
        0,
        0,
        0);
  }

  /** 100 nights at home, noons at work, then 100 nights abroad; seen every other day. */
  private static DeviceDay[] life() {
    DeviceDay[] days = new DeviceDay[150];
    for (int i = 0; i < 50; i++) {
      days[i] = day(2 * i, "c1", "XCA", NIGHT);
      days[50 + i] = day(2 * i, "c2", "XCA", NOON);
      days[100 + i] = day(100 + 2 * i, "", "USA", NIGHT | NOON);
    }
    return days;
  }

  private static TestInputs inputs(SparkSession spark) {
    DeviceDay[] life = life();
    DeviceDay[] others = java.util.Arrays.copyOfRange(life, 1, life.length);
    return new TestInputs(spark)
        .with(life[0], others)
        .with(cell("c1", "XC0101"), cell("c2", "XC0102"));
  }

  @Test
  void nightsCountAndANetworkAbroadIsItsCountry(SparkSession spark) {
    List<Row> spells =
        new DetectSpells()
            .transform(inputs(spark), params(Method.ADAPTIVE, 90))
            .orderBy("start_date")
            .collectAsList();
    assertThat(spells).extracting(row -> row.getAs("place")).containsExactly("XC0101", "USA");
    Row home = spells.get(0);
    Row away = spells.get(1);
    assertThat(home.getAs("start_date").toString()).isEqualTo("2025-01-01");
    assertThat(away.getAs("end_date").toString())
        .isEqualTo(START.plusDays(198).toString()); // the last day of the operator's records
    // the move lies between the last night here, day 98, and the first abroad, day 100
    assertThat(LocalDate.parse(home.getAs("end_date").toString()))
        .isBetween(START.plusDays(98), START.plusDays(99));
    assertThat(home.<Integer>getAs("days_seen_here")).isEqualTo(50);
    assertThat(home.<Boolean>getAs("start_open")).isTrue();
    assertThat(home.<Boolean>getAs("end_open")).isFalse();
  }

  /** Device 8 is the home of the life as a meter has it: twelve events a day, at all hours. */
  @Test
  void metersLiveNowhere(SparkSession spark) {
    List<DeviceDay> days = new ArrayList<>(List.of(life()));
    for (int day = 0; day < 200; day++) {
      days.add(
          new DeviceDay(
              START.plusDays(day),
              "01",
              8,
              "domestic",
              "c1",
              "XCA",
              799,
              12,
              0xFFFFFF,
              0,
              0,
              0,
              0));
    }
    assertThat(
            new DetectSpells()
                .transform(
                    inputs(spark).with(DeviceDay.class, Rows.of(spark, days)),
                    params(Method.ADAPTIVE, 90))
                .select("device_id")
                .distinct()
                .collectAsList())
        .extracting(row -> row.getLong(0))
        .containsExactly(7L);
  }

  private static BorderCrossing crossing(int day, String direction, @Nullable String other) {
    LocalDate date = START.plusDays(day);
    return new BorderCrossing(
        date.withDayOfMonth(1),
        direction + day,
        "passport",
        date.atTime(12, 0).toInstant(ZoneOffset.UTC),
        date,
        direction,
        "XCA",
        2,
        null,
        other,
        null,
        null,
        null,
        "c.csv",
        day);
  }

  private static Subscriber holder(int from, @Nullable Integer to, @Nullable String document) {
    return new Subscriber(
        "01",
        7,
        START.plusDays(from),
        to == null ? null : START.plusDays(to),
        2,
        1990,
        "",
        "",
        document,
        "s.csv",
        from);
  }

  /** 60 nights at home, a hundred days abroad in which the card is seen once, elsewhere, home. */
  @Test
  void whoIsAbroadByTheBorderIsThereOnSilentDays(SparkSession spark) {
    List<DeviceDay> days = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      days.add(day(i, "c1", "XCA", NIGHT));
      days.add(day(161 + i, "c1", "XCA", NIGHT));
    }
    days.add(day(100, "", "MEX", NIGHT)); // what the card says holds
    TestInputs inputs =
        new TestInputs(spark)
            .with(days)
            .with(cell("c1", "XC0101"))
            .with(
                crossing(60, "exit", "USA"),
                crossing(160, "entry", null),
                crossing(221, "exit", null), // nobody knows to where
                crossing(300, "entry", null))
            .with(holder(-400, -100, "passport"), holder(-100, null, "passport"));
    Params known =
        new Params(
            List.of("municipality"),
            19,
            7,
            List.of(definition(Method.ADAPTIVE, 40, false)),
            /* borderDays= */ true);
    List<Row> away =
        new DetectSpells()
            .transform(inputs, known).collectAsList().stream()
                .filter(row -> row.getAs("place").equals("USA"))
                .toList();
    assertThat(away).hasSize(1);
    // days 61 to 159, less day 100
    assertThat(away.get(0).<Integer>getAs("days_seen_here")).isEqualTo(98);
    assertThat(LocalDate.parse(away.get(0).getAs("start_date").toString()))
        .isBetween(START.plusDays(60), START.plusDays(61));
    assertThat(LocalDate.parse(away.get(0).getAs("end_date").toString()))
        .isBetween(START.plusDays(159), START.plusDays(160));
    assertThat(away.get(0).<String>getAs("spell_definition"))
        .endsWith("hours 19-7, days abroad by the border");

    // No wish to know, a registration that is over by then, one without an end before a later one,
    // and one that begins after the journey of the second holder, day 160, before which the first
    // crossed no border.
    List<Row> without =
        new DetectSpells()
            .transform(inputs, params(Method.ADAPTIVE, 40))
            .unionByName(
                new DetectSpells()
                    .transform(
                        inputs.with(holder(-400, 62, "passport"), holder(62, null, null)), known))
            .unionByName(
                new DetectSpells()
                    .transform(
                        inputs.with(holder(-400, null, "passport"), holder(62, null, null)), known))
            .unionByName(
                new DetectSpells()
                    .transform(
                        inputs.with(holder(-400, 190, "other"), holder(190, null, "passport")),
                        known))
            .collectAsList();
    assertThat(without).isNotEmpty().noneMatch(row -> row.getAs("place").equals("USA"));
    assertThatThrownBy(
            () ->
                new DetectSpells()
                    .transform(new TestInputs(spark).with(days).with(cell("c1", "XC0101")), known))
        .hasMessageContaining("needs what is not there: subscriber, border_crossing.");
  }

  private static List<Row> whileAbroad(SparkSession spark, String operator) {
    TestInputs inputs =
        inputs(spark)
            .with(crossing(60, "exit", "USA"), crossing(160, "entry", null))
            .with(
                new Subscriber(operator, 8, START, null, 2, 1990, "", "", "passport", "s.csv", 1));
    Params known =
        new Params(
            List.of("municipality"),
            19,
            7,
            List.of(definition(Method.ADAPTIVE, 40, false)),
            /* borderDays= */ true);
    return new DetectSpells().transform(inputs, known).collectAsList();
  }

  /** Registrations of operator 02 are there, and nothing of its networks. */
  @Test
  void cardsOfAnOperatorWithoutRecordsAreNowhere(SparkSession spark) {
    assertThat(whileAbroad(spark, "02"))
        .extracting(row -> row.getAs("operator_id"))
        .containsOnly("01");
  }

  /** Card 8 of operator 01 was registered, and never seen in its network. */
  @Test
  void cardsThatWereNeverUsedAreNowhere(SparkSession spark) {
    assertThat(whileAbroad(spark, "01"))
        .extracting(row -> row.<Long>getAs("device_id"))
        .containsOnly(7L);
  }

  @Test
  void theDayOfACellDecidesWhereItStood(SparkSession spark) {
    LocalDate moved = START.plusDays(100);
    TestInputs inputs =
        inputs(spark)
            .with(
                new CellZone(
                    "municipality",
                    "01",
                    "c1",
                    START,
                    moved.minusDays(41),
                    "XC0101",
                    1,
                    true,
                    false),
                new CellZone(
                    "municipality",
                    "01",
                    "c1",
                    moved.minusDays(40),
                    null,
                    "XC0103",
                    1,
                    true,
                    false));
    assertThat(
            new DetectSpells()
                .transform(inputs, params(Method.ADAPTIVE, 30))
                .orderBy("start_date")
                .select("place")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("XC0101", "XC0103", "USA");
  }

  /** 120 nights at one place are a residence of chi2020 only if non-movers are asked for. */
  @Test
  void definitionsStandSideBySide(SparkSession spark) {
    DeviceDay[] nights = new DeviceDay[120];
    for (int i = 0; i < nights.length; i++) {
      nights[i] = day(i, "c1", "XCA", NIGHT);
    }
    TestInputs inputs =
        new TestInputs(spark)
            .with(nights[0], java.util.Arrays.copyOfRange(nights, 1, nights.length))
            .with(cell("c1", "XC0101"));
    List<SpellDefinition> definitions =
        List.of(
            definition(Method.ADAPTIVE, 90, true),
            definition(Method.ADAPTIVE, 7, true),
            definition(Method.CHI2020, 90, true),
            definition(Method.CHI2020, 90, false));
    assertThat(
            new DetectSpells()
                .transform(inputs, new Params(List.of("municipality"), 19, 7, definitions))
                .orderBy("method", "spell_definition")
                .selectExpr("concat_ws(' ', method, spell_definition, place, start_date, end_date)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(
            "adaptive minimum_stay 7, longest_silence 120, minimum_evidence 3, level 0.95,"
                + " hours 19-7 XC0101 2025-01-01 2025-04-30",
            "adaptive minimum_stay 90, longest_silence 120, minimum_evidence 3, level 0.95,"
                + " hours 19-7 XC0101 2025-01-01 2025-04-30",
            "chi2020 minimum_stay 90, num_days_missing_gap 7, small_seg_len 30, seg_prop 0.6,"
                + " min_overlap_part_len 0, hours 19-7 XC0101 2025-01-01 2025-04-30");
  }

  @Test
  void theSameDefinitionTwiceIsRefused() {
    // they differ in a threshold of the other method only
    SpellDefinition one = definition(Method.ADAPTIVE, 90, true);
    SpellDefinition other = definition(Method.ADAPTIVE, 90, false);
    assertThatThrownBy(() -> new Params(List.of("municipality"), 19, 7, List.of(one, other)))
        .hasMessageContaining("each definition another one");
    assertThatThrownBy(() -> new Params(List.of(), 19, 7, List.of(one)))
        .hasMessageContaining("levels and definitions must be one or more");
  }

  /** The segments that the authors' program leaves, and all true moves by the other method. */
  @Test
  void historiesGiveTheKnownSpells(SparkSession spark) {
    Dataset<Row> histories = read(spark, "phone/truth_500_1000/traj_500.csv.gz");
    Dataset<Row> days =
        histories.selectExpr(
            "to_date(date, 'yyyyMMdd') AS event_date",
            "'01' AS operator_id",
            "CAST(user_id AS BIGINT) AS device_id",
            "'domestic' AS domain",
            "concat('c', location) AS cell_id",
            "'XCA' AS country",
            "799 AS mcc",
            "1 AS event_count",
            NIGHT + " AS hour_bits",
            "0 AS first_second",
            "0 AS last_second");
    Dataset<Row> cells =
        histories
            .select("location")
            .distinct()
            .select(
                lit("municipality").as("level"),
                lit("01").as("operator_id"),
                concat(lit("c"), col("location")).as("cell_id"),
                lit("2023-01-01").cast("date").as("valid_from"),
                expr("CAST(NULL AS DATE)").as("valid_to"),
                col("location").as("zone_id"),
                lit(1.0).as("share"),
                lit(true).as("is_main"));
    TestInputs inputs =
        new TestInputs(spark).with(DeviceDay.class, days).with(CellZone.class, cells);

    TreeSet<String> found = new TreeSet<>();
    new DetectSpells()
        .transform(inputs, params(Method.CHI2020, 90))
        .selectExpr(
            "concat_ws(' ', device_id, place, date_format(start_date, 'yyyyMMdd'),"
                + " date_format(end_date, 'yyyyMMdd'))")
        .collectAsList()
        .forEach(row -> found.add(row.getString(0)));
    TreeSet<String> expected = new TreeSet<>();
    read(spark, "phone/truth_500_1000/mig_500_seg3.csv")
        .selectExpr("concat_ws(' ', user_id, location, segment_start_date, segment_end_date)")
        .collectAsList()
        .forEach(row -> expected.add(row.getString(0)));
    assertThat(found).isEqualTo(expected);

    Map<String, List<String>> places = new TreeMap<>();
    for (Row row :
        new DetectSpells()
            .transform(
                inputs.with(DeviceDay.class, days.repartition(5)), params(Method.ADAPTIVE, 90))
            .orderBy("device_id", "start_date")
            .collectAsList()) {
      places
          .computeIfAbsent(row.getAs("device_id").toString(), id -> new java.util.ArrayList<>())
          .add(row.getAs("place"));
    }
    List<Row> movers =
        read(spark, "phone/truth_500_1000/truth_500.csv")
            .filter("type = 'migrant'")
            .collectAsList();
    assertThat(movers).hasSizeGreaterThan(50);
    long right =
        movers.stream()
            .filter(
                user ->
                    List.of(user.<String>getAs("home"), user.<String>getAs("destination"))
                        .equals(places.get(user.<String>getAs("user_id"))))
            .count();
    assertThat((double) right / movers.size()).isGreaterThan(0.99);
  }

  private static Dataset<Row> read(SparkSession spark, String file) {
    return spark.read().option("header", "true").csv(SharedData.require(file).toString());
  }

  @Test
  void itsRowsAreThoseOfTheTable(SparkSession spark) {
    assertThat(new DetectSpells().transform(inputs(spark), params(Method.ADAPTIVE, 90)).columns())
        .containsExactly(TableSchema.of(ResidenceSpell.class).columnNames().toArray(String[]::new));
  }
}
