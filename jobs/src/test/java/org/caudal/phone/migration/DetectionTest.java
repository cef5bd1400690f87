package org.caudal.phone.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.migration.MigrationDefinitions.Moves;
import org.caudal.phone.migration.SpellDefinition.Method;
import org.caudal.phone.network.CellZone;
import org.caudal.phone.place.DeviceBehaviour;
import org.caudal.table.TableSchema;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/**
 * Four devices seen every day that moved from A to B, two on day 100, the others on 95 and 97, and
 * two seen every tenth day.
 */
@SparkTest
class DetectionTest {
  private static final LocalDate START = LocalDate.of(2025, 1, 1);
  private static final SpellDefinition SPELLS = spells("0.6");
  private static final String SPELLS_TEXT = SPELLS.text() + ", hours 19-7";
  private static final StayDefinition KINDS = new StayDefinition(365, 90, 30, 365, 2, 0.5, 2);
  private static final List<Moves> MOVES = List.of(new Moves(90, 90, 30, 0.5, 0.5));

  private static SpellDefinition spells(String segProp) {
    return new SpellDefinition(
        Method.CHI2020,
        90,
        120,
        3,
        new BigDecimal("0.95"),
        7,
        30,
        new BigDecimal(segProp),
        0,
        true);
  }

  private static int moved(long device) {
    return device == 3 ? 95 : device == 4 ? 97 : 100;
  }

  private static TestInputs inputs(SparkSession spark, int partitions) {
    List<Record> days = new ArrayList<>();
    List<Record> spells = new ArrayList<>();
    for (long device = 1; device <= 6; device++) {
      for (int day = 0; day < 200; day += device <= 4 ? 1 : 10) {
        days.add(
            new DeviceDay(
                START.plusDays(day),
                "01",
                device,
                "domestic",
                day < moved(device) ? "a" : "b",
                "XCA",
                799,
                1,
                1 << 22,
                0,
                0,
                0,
                0));
      }
      // seen once more, so that all spans are of 200 days
      days.add(
          new DeviceDay(
              START.plusDays(200),
              "01",
              device,
              "domestic",
              "b",
              "XCA",
              799,
              1,
              1 << 22,
              0,
              0,
              0,
              0));
      if (device <= 4) {
        spells.add(spell(device, "A", 0, moved(device) - 1));
        spells.add(spell(device, "B", moved(device), 200));
      }
    }
    return new TestInputs(spark)
        .with(cell("a", "A"), cell("b", "B"))
        .with(DeviceDay.class, Rows.of(spark, days).repartition(partitions))
        .with(ResidenceSpell.class, Rows.of(spark, spells));
  }

  private static CellZone cell(String id, String zone) {
    return new CellZone("municipality", "01", id, START, null, zone, 1, true, false);
  }

  private static ResidenceSpell spell(long device, String place, int from, int to) {
    return spell("municipality", device, place, from, to);
  }

  private static ResidenceSpell spell(String level, long device, String place, int from, int to) {
    LocalDate first = START.plusDays(from);
    LocalDate last = START.plusDays(to);
    return new ResidenceSpell(
        level,
        "chi2020",
        SPELLS_TEXT,
        "01",
        device,
        place,
        first,
        last,
        first,
        first,
        last,
        last,
        from == 0,
        to == 200,
        9,
        9,
        1,
        1,
        1);
  }

  private static EstimateDetection.Params params() {
    return new EstimateDetection.Params(
        new DetectSpells.Params(List.of("municipality"), 19, 7, List.of(SPELLS)),
        MOVES,
        List.of(KINDS),
        List.of(100, 105),
        2,
        3,
        new BigDecimal("0.2"),
        1);
  }

  @Test
  void thoseSeenOftenStandForThoseOfWhomNoMoveCanBeSeen(SparkSession spark) {
    List<Row> rates =
        new EstimateDetection()
            .transform(inputs(spark, 1), params())
            .filter("made > 0")
            .collectAsList();
    Map<String, String> classes = new TreeMap<>();
    for (Row row : rates) {
      classes.put(
          String.join(
              " ", row.getAs("kind"), row.getAs("activity_class"), "" + row.getAs("least_days")),
          row.getAs("devices")
              + " devices, "
              + row.getAs("counted")
              + " of "
              + row.getAs("made")
              + " in "
              + row.getAs("replayed")
              + ", factor "
              + row.getAs("factor"));
    }
    // Three rounds of four devices. With every tenth day no segment has records on 60 % of days.
    // Six devices, of which four have a rate, of 1: a factor of 6 / 4. They move once, from 95 to
    // 100 days at A, short-term stays, to 101 to 106 at B, their home. Two of the stays at A are of
    // 100 days or more; of the homes one is of 105 or more, too few for two rates.
    assertThat(classes)
        .isEqualTo(
            Map.of(
                "move high 0", "4 devices, 12 of 12 in 12, factor 1.5",
                "home high 0", "4 devices, 12 of 12 in 12, factor 1.5",
                "short_term high 0", "4 devices, 6 of 6 in 12, factor 1.5",
                "short_term high 100", "4 devices, 6 of 6 in 12, factor 1.5",
                "move low 0", "2 devices, 0 of 12 in 12, factor 0.0",
                "home low 0", "2 devices, 0 of 12 in 12, factor 0.0",
                "short_term low 0", "2 devices, 0 of 6 in 12, factor 0.0",
                "short_term low 100", "2 devices, 0 of 6 in 12, factor 0.0"));
    assertThat(rates).allSatisfy(row -> assertThat(row.<Double>getAs("standard_error")).isZero());

    TestInputs inputs =
        inputs(spark, 4)
            .with(
                DetectionRate.class,
                spark.createDataFrame(
                    new EstimateDetection()
                        .transform(inputs(spark, 4), params())
                        .selectExpr(columns())
                        .collectAsList(),
                    TableSchema.of(DetectionRate.class).bareStructType()));
    List<Row> corrected =
        new CorrectMigrations()
            .transform(
                inputs,
                new CorrectMigrations.Params(
                    new SpellScope("XCA", "", 30),
                    CountMigrations.Step.YEAR,
                    MOVES,
                    new BigDecimal("0.95")))
            .collectAsList();
    assertThat(corrected).hasSize(1);
    Row flow = corrected.get(0);
    assertThat(flow.getAs("origin") + ">" + flow.getAs("destination")).isEqualTo("A>B");
    assertThat(flow.<Long>getAs("counted")).isEqualTo(4);
    assertThat(flow.<BigDecimal>getAs("estimate")).isEqualByComparingTo("6"); // 4 x 1.5
    assertThat(flow.<BigDecimal>getAs("standard_error")).isEqualByComparingTo("3"); // 1.5 x √4

    ClassifyStays.Params kinds = new ClassifyStays.Params(new SpellScope("XCA", "", 30), KINDS);
    Dataset<Row> stays = new ClassifyStays().transform(inputs, kinds);
    assertThat(
            new CorrectStays()
                .transform(
                    inputs.with(Stay.class, stays),
                    new CorrectStays.Params("", new BigDecimal("0.95")))
                .orderBy("kind")
                .selectExpr(
                    "concat_ws(' ', year, kind, place, counted, DOUBLE(estimate), DOUBLE(standard_error))")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("2025 home B 4 6.0 3.0", "2025 short_term A 4 6.0 3.0");
  }

  @Test
  void theErrorOfARateIsInThatOfTheMoves(SparkSession spark) {
    String rule = MOVES.get(0).text();
    TestInputs inputs =
        inputs(spark, 1)
            .with(
                new DetectionRate(
                    "municipality",
                    "chi2020",
                    SPELLS_TEXT,
                    "move",
                    rule,
                    0,
                    180,
                    "high",
                    4,
                    9,
                    9,
                    8,
                    0.8,
                    0.1,
                    2.0),
                new DetectionRate(
                    "municipality",
                    "chi2020",
                    "other",
                    "move",
                    rule,
                    0,
                    180,
                    "high",
                    4,
                    9,
                    9,
                    8,
                    0.4,
                    0.1,
                    5.0),
                new DetectionRate(
                    "municipality",
                    "adaptive",
                    SPELLS_TEXT,
                    "move",
                    rule,
                    0,
                    180,
                    "high",
                    4,
                    9,
                    9,
                    8,
                    0.1,
                    0.1,
                    9.0));
    Row flow =
        new CorrectMigrations()
            .transform(
                inputs,
                new CorrectMigrations.Params(
                    new SpellScope("XCA", "", 30),
                    CountMigrations.Step.YEAR,
                    MOVES,
                    new BigDecimal("0.95")))
            .first();
    // 2 x 4 moves; 2² x 4 of the devices and (8 x 0.1 / 0.8)² of the rate
    assertThat(flow.<BigDecimal>getAs("estimate")).isEqualByComparingTo("8");
    assertThat(flow.<BigDecimal>getAs("standard_error").doubleValue())
        .isCloseTo(Math.sqrt(17), within(1e-8));
  }

  /** A stay of 95 and one of 120 days of device 1, one of 95 of device 2. */
  @Test
  void aStayCountsAsMuchAsTheRateOfItsLengthSays(SparkSession spark) {
    TestInputs inputs =
        inputs(spark, 2)
            .with(stay(1, 0, 95), stay(1, 100, 120), stay(2, 0, 95))
            .with(
                stayRate("short_term", 0, 0.5, 0.1, 2.0),
                stayRate("short_term", 120, 0.8, 0.2, 1.25),
                stayRate("home", 0, 0.1, 0.1, 9.0));
    Row stays =
        new CorrectStays()
            .transform(inputs, new CorrectStays.Params("", new BigDecimal("0.95")))
            .selectExpr("devices", "counted", "DOUBLE(estimate)", "DOUBLE(standard_error)")
            .first();
    assertThat(stays.getLong(0)).isEqualTo(2);
    assertThat(stays.getLong(1)).isEqualTo(3);
    assertThat(stays.getDouble(2)).isEqualTo(5.25); // 2 x 2 + 1.25
    // devices: (2 + 1.25)² + 2²; rates: (4 x 0.1 / 0.5 + 1.25 x 0.2 / 0.8)² = 1.1125²
    assertThat(stays.getDouble(3)).isCloseTo(Math.sqrt(15.80015625), within(1e-8));
  }

  /** Stays of 95 days at A, of 95 and 130 at B and of 200 at C; of one length there is no rate. */
  @Test
  void aStayOfALengthWithoutARateCountsAndMakesNone(SparkSession spark) {
    Stay[] stays = {
      stay(1, "B", 0, 95), stay(1, "B", 100, 130), stay(2, "A", 0, 95), stay(3, "C", 0, 200)
    };
    DetectionRate shorter = stayRate("short_term", 0, 0.5, 0.1, 2.0);
    DetectionRate longer = stayRate("short_term", 120, 0.8, 0.2, 1.25);
    // two of one device and its 2 made; the error of one, √(2² + (2 x 0.1 / 0.5)²) = 2.0396
    assertThat(corrected(spark, stays, shorter, withoutRate(longer)))
        .containsExactly("A 1 1 2.0 2.0396", "B 1 2 2.0 2.0396", "C 1 1");
    // √(1.25² + (1.25 x 0.2 / 0.8)²) = 1.2885
    assertThat(corrected(spark, stays, withoutRate(shorter), longer))
        .containsExactly("A 1 1", "B 1 2 1.25 1.2885", "C 1 1 1.25 1.2885");
    assertThat(corrected(spark, stays, withoutRate(shorter), withoutRate(longer)))
        .containsExactly("A 1 1", "B 1 2", "C 1 1");
  }

  private static List<String> corrected(
      SparkSession spark, Stay[] stays, DetectionRate shorter, DetectionRate longer) {
    TestInputs inputs =
        inputs(spark, 2)
            .with(List.of(stays))
            .with(DetectionRate.class, Rows.of(spark, shorter, longer));
    return new CorrectStays()
            .transform(inputs, new CorrectStays.Params("", new BigDecimal("0.95")))
            .orderBy("place")
            .selectExpr(
                "concat_ws(' ', place, devices, counted, FLOAT(estimate), FLOAT(round(standard_error, 4)))")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
  }

  private static DetectionRate withoutRate(DetectionRate rated) {
    return new DetectionRate(
        rated.level(),
        rated.method(),
        rated.spellDefinition(),
        rated.kind(),
        rated.definition(),
        rated.leastDays(),
        rated.leastSpan(),
        rated.activityClass(),
        4,
        9,
        0,
        1,
        null,
        null,
        null);
  }

  /** A stay of device 1, seen every day, and one of device 5, seen every tenth. */
  @Test
  void errorsOfTheRatesOfClassesGoTogether(SparkSession spark) {
    TestInputs inputs =
        inputs(spark, 2)
            .with(stay(1, 0, 95), stay(5, 0, 95))
            .with(
                stayRate("short_term", "high", 0, 0.5, 0.1, 2.0),
                stayRate("short_term", "low", 0, 0.4, 0.1, 2.5));
    Row stays =
        new CorrectStays()
            .transform(inputs, new CorrectStays.Params("", new BigDecimal("0.95")))
            .selectExpr("DOUBLE(estimate)", "DOUBLE(standard_error)")
            .first();
    assertThat(stays.getDouble(0)).isEqualTo(4.5); // 2 + 2.5
    // devices: 2² + 2.5²; rates: (2 x 0.1 / 0.5 + 2.5 x 0.1 / 0.4)² = 1.025²
    assertThat(stays.getDouble(1)).isCloseTo(Math.sqrt(11.300625), within(1e-8));
  }

  /** Device 1 stays at A, device 5 at B; the class of device 5 is detected too seldom. */
  @Test
  void whatOnlyClassesWithoutARateWereFoundToMakeHasNoEstimate(SparkSession spark) {
    TestInputs inputs =
        inputs(spark, 2)
            .with(stay(1, "A", 0, 95), stay(5, "A", 0, 95), stay(5, "B", 100, 95))
            .with(
                stayRate("short_term", "high", 0, 0.5, 0.1, 2.0),
                stayRate("short_term", "low", 0, 0.1, 0.1, 0.0));
    assertThat(
            new CorrectStays()
                .transform(inputs, new CorrectStays.Params("", new BigDecimal("0.95")))
                .orderBy("place")
                .selectExpr(
                    "place",
                    "devices",
                    "counted",
                    "INT(estimate)",
                    "INT(standard_error)",
                    "INT(interval_low)",
                    "interval_high IS NULL")
                .collectAsList())
        .extracting(Object::toString)
        // at A one of 2, with an error of √(2² + (2 x 0.1 / 0.5)²) = 2.04
        .containsExactly("[A,2,2,2,2,0,false]", "[B,1,1,null,null,null,true]");
  }

  private static Stay stay(long device, int from, int days) {
    return stay(device, "A", from, days);
  }

  private static Stay stay(long device, String place, int from, int days) {
    return new Stay(
        "municipality",
        "chi2020",
        SPELLS_TEXT,
        KINDS.text(),
        "01",
        device,
        "XCA",
        place,
        START.plusDays(from),
        START.plusDays(from + days - 1),
        days,
        false,
        false,
        false,
        false,
        true,
        false,
        false,
        false,
        false,
        false);
  }

  private static DetectionRate stayRate(
      String kind, int leastDays, double rate, double error, double factor) {
    return stayRate(kind, "high", leastDays, rate, error, factor);
  }

  private static DetectionRate stayRate(
      String kind, String activityClass, int leastDays, double rate, double error, double factor) {
    return new DetectionRate(
        "municipality",
        "chi2020",
        SPELLS_TEXT,
        kind,
        KINDS.text(),
        leastDays,
        30,
        activityClass,
        4,
        9,
        9,
        8,
        rate,
        error,
        factor);
  }

  /** One device, seen on every second night, is all of its class: no night is taken away. */
  @Test
  void nightsAreKeptByTheShareOfThoseThatThereAre(SparkSession spark) {
    List<Record> days = new ArrayList<>();
    for (int day = 0; day <= 200; day++) {
      int hours = day % 2 == 0 ? 1 << 12 | 1 << 22 : 1 << 12;
      days.add(seen(day, 1, day < 100 ? "a" : "b", 1, hours));
    }
    TestInputs inputs =
        new TestInputs(spark)
            .with(cell("a", "A"), cell("b", "B"))
            .with(DeviceDay.class, Rows.of(spark, days));
    EstimateDetection.Params params =
        new EstimateDetection.Params(
            new DetectSpells.Params(List.of("municipality"), 19, 7, List.of(spells("0.4"))),
            MOVES,
            List.of(),
            List.of(),
            1,
            3,
            new BigDecimal("0.2"),
            1);
    Row rate = new EstimateDetection().transform(inputs, params).first();
    // on a quarter of the days no segment would be left
    assertThat(rate.<Long>getAs("made")).isEqualTo(3);
    assertThat(rate.<Long>getAs("counted")).isEqualTo(3);
  }

  @Test
  void theSameDefinitionTwiceIsRefused() {
    assertThatThrownBy(() -> detecting(List.of(MOVES.get(0), MOVES.get(0)), List.of()))
        .hasMessageStartingWith("moves must differ, were [days_before 90, ");
    assertThatThrownBy(() -> detecting(MOVES, List.of(KINDS, KINDS)))
        .hasMessageStartingWith("kinds must differ, were [long_term 365, ");
  }

  private static EstimateDetection.Params detecting(List<Moves> moves, List<StayDefinition> kinds) {
    return new EstimateDetection.Params(
        params().detection(), moves, kinds, List.of(), 1, 3, new BigDecimal("0.2"), 1);
  }

  /**
   * Ten days of: a person of days, in the evening on two of them; a meter, eight events a day at
   * one cell; a person with as many at two cells.
   */
  @Test
  void classesAreByAllHoursSharesByThoseThatCountAndMachinesAreNone(SparkSession spark) {
    List<Record> days = new ArrayList<>();
    for (int day = 0; day < 10; day++) {
      days.add(seen(day, 1, "a", 2 + day % 3, 1 << (day < 2 ? 20 : 12)));
      days.add(seen(day, 2, "a", 8, 1 << 20));
      days.add(seen(day, 3, day < 5 ? "a" : "b", 8, 1 << 20));
    }
    TestInputs inputs = new TestInputs(spark).with(DeviceDay.class, Rows.of(spark, days));
    assertThat(
            DeviceBehaviour.overSpans(inputs, 1 << 19 | 1 << 20)
                .orderBy("device_id")
                .selectExpr("concat_ws(' ', device_id, span, share, activity_class)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("1 10 0.2 high", "3 10 1.0 high");
  }

  private static DeviceDay seen(int day, long device, String cell, int events, int hours) {
    return new DeviceDay(
        START.plusDays(day), "01", device, "domestic", cell, "XCA", 799, events, hours, 0, 0, 0, 0);
  }

  /**
   * Of three devices seen every day one moves twice, one to another country, and one is too new.
   */
  @Test
  void theErrorIsOfDevicesAndTheCountryHasTheRatesOfItsLevel(SparkSession spark) {
    List<Record> days = new ArrayList<>();
    for (int day = 0; day < 400; day++) {
      days.add(seen(day, 1, day % 2 == 0 ? "a" : "b", 1, 1 << 22));
      days.add(seen(day, 2, "a", 1, 1 << 22));
      if (day < 179) {
        days.add(seen(day, 3, "a", 1, 1 << 22));
      }
    }
    TestInputs inputs =
        new TestInputs(spark)
            .with(DeviceDay.class, Rows.of(spark, days))
            .with(
                spell(1, "A", 0, 99),
                spell(1, "B", 100, 199),
                spell(1, "A", 200, 299),
                spell(1, "B", 300, 399),
                spell(2, "A", 0, 99),
                spell(2, "USA", 100, 399),
                spell(3, "A", 0, 99),
                spell(3, "B", 100, 199))
            .with(moveRate("municipality", 2.0));
    Map<String, String> flows = new TreeMap<>();
    new CorrectMigrations()
        .transform(
            inputs,
            new CorrectMigrations.Params(
                new SpellScope("XCA", "municipality", 30),
                CountMigrations.Step.YEAR,
                MOVES,
                new BigDecimal("0.95")))
        .collectAsList()
        .forEach(
            row ->
                flows.put(
                    row.getAs("level") + " " + row.getAs("origin") + ">" + row.getAs("destination"),
                    String.format(
                        Locale.ROOT,
                        "%.0f, error %.4f",
                        row.<BigDecimal>getAs("estimate"),
                        row.<BigDecimal>getAs("standard_error"))));
    // Twice 2 moves of one device: 2² x 2² and (4 x 0.1 / 0.8)²; one: 2² and (2 x 0.1 / 0.8)².
    assertThat(flows)
        .isEqualTo(
            Map.of(
                "municipality A>B", "4, error 4.0311", // √16.25
                "municipality B>A", "2, error 2.0156", // √4.0625
                "municipality A>USA", "2, error 2.0156",
                "country XCA>USA", "2, error 2.0156"));
  }

  /** A device that leaves the country, whose spells were found at the level country itself. */
  @Test
  void spellsOfTheLevelCountryItselfHaveItsRates(SparkSession spark) {
    List<Record> days = new ArrayList<>();
    for (int day = 0; day < 400; day++) {
      days.add(seen(day, 2, "a", 1, 1 << 22));
    }
    TestInputs inputs =
        new TestInputs(spark)
            .with(DeviceDay.class, Rows.of(spark, days))
            .with(spell("country", 2, "XCA", 0, 99), spell("country", 2, "USA", 100, 399))
            .with(moveRate("country", 3.0));
    assertThat(corrected(inputs, "")).containsExactly("country XCA>USA 3");
    assertThat(corrected(inputs, "municipality")).containsExactly("country XCA>USA 3");
    TestInputs both = inputs.with(moveRate("country", 3.0), moveRate("municipality", 2.0));
    assertThat(corrected(both, "")).containsExactly("country XCA>USA 3");
    assertThat(corrected(both, "municipality")).containsExactly("country XCA>USA 2");
  }

  private static List<String> corrected(TestInputs inputs, String countryFrom) {
    return new CorrectMigrations()
            .transform(
                inputs,
                new CorrectMigrations.Params(
                    new SpellScope("XCA", countryFrom, 30),
                    CountMigrations.Step.YEAR,
                    MOVES,
                    new BigDecimal("0.95")))
            .selectExpr("concat(level, ' ', origin, '>', destination, ' ', INT(estimate))")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
  }

  private static DetectionRate moveRate(String level, double factor) {
    return new DetectionRate(
        level,
        "chi2020",
        SPELLS_TEXT,
        "move",
        MOVES.get(0).text(),
        0,
        180,
        "high",
        4,
        9,
        9,
        8,
        0.8,
        0.1,
        factor);
  }

  private static String[] columns() {
    return TableSchema.of(DetectionRate.class).columnNames().toArray(String[]::new);
  }
}
