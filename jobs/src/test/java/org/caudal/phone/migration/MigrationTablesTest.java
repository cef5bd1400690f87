package org.caudal.phone.migration;

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
import org.caudal.job.Job;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.migration.MigrationDefinitions.Majority;
import org.caudal.phone.migration.MigrationDefinitions.Moves;
import org.caudal.phone.migration.MigrationDefinitions.Nights;
import org.caudal.testing.JobParams;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** Eight devices, three years, areas A and B. */
@SparkTest
class MigrationTablesTest {
  private static final BigDecimal LEVEL = new BigDecimal("0.95");
  private static final SpellScope SCOPE = new SpellScope("XCA", "m", 30);
  private static final ClassifyStays.Params KINDS =
      new ClassifyStays.Params(SCOPE, new StayDefinition(365, 90, 30, 365, 2, 0.5, 2));

  private static final List<ResidenceSpell> SPELLS =
      List.of(
          spell(1, "A", "2023-01-01", "2024-06-30", "start"),
          spell(1, "B", "2024-07-01", "2025-12-31", "end"),
          spell(2, "A", "2023-01-01", "2025-12-31", "both"),
          spell(3, "A", "2023-01-01", "2024-03-31", "start"),
          spell(3, "USA", "2024-04-01", "2025-12-31", "end"),
          spell(4, "USA", "2023-01-01", "2024-04-30", "start"),
          spell(4, "A", "2024-05-01", "2025-12-31", "end"),
          spell(5, "A", "2024-06-01", "2025-12-31", "both"), // a new card
          spell(6, "A", "2023-01-01", "2024-05-31", "both"), // a card that ends
          spell(7, "B", "2024-02-01", "2024-10-31", "both"), // a card of Venezuela
          spell(8, "A", "2023-01-01", "2025-11-30", "start"),
          spell(8, "B", "2025-12-01", "2025-12-31", "end")); // too short to say

  private static ResidenceSpell spell(
      long device, String place, String start, String end, String open) {
    return spell("m", device, place, start, end, open);
  }

  private static ResidenceSpell spell(
      String level, long device, String place, String start, String end, String open) {
    LocalDate first = LocalDate.parse(start);
    LocalDate last = LocalDate.parse(end);
    return new ResidenceSpell(
        level,
        "adaptive",
        "minimum_stay 90",
        "01",
        device,
        place,
        first,
        last,
        first,
        first,
        last,
        last,
        open.equals("start") || open.equals("both"),
        open.equals("end") || open.equals("both"),
        9,
        9,
        1,
        1,
        1);
  }

  private static DeviceDay seen(String day, long device, String domain, int mcc) {
    return new DeviceDay(
        LocalDate.parse(day), "01", device, domain, "c", "XCA", mcc, 1, 1, 0, 0, 0, 0);
  }

  private static TestInputs inputs(
      SparkSession spark, List<? extends Record> spells, int partitions) {
    return new TestInputs(spark)
        .with(
            seen("2023-01-01", 2, "domestic", 799),
            seen("2024-02-01", 7, "inbound", 734),
            seen("2025-12-31", 2, "domestic", 799))
        .with(ResidenceSpell.class, Rows.of(spark, spells).repartition(partitions));
  }

  private static CountMigrations.Params params() {
    return new CountMigrations.Params(
        SCOPE,
        CountMigrations.Step.YEAR,
        List.of(new Moves(90, 90, 30, 0.5, 0.5)),
        List.of(new Nights(183, 365)),
        List.of(new Nights(183, 365), new Nights(275, 365)),
        List.of(new Majority(0.5, 91)),
        30,
        LEVEL);
  }

  /** A year at home and a year roaming there would be one stay. */
  @Test
  void anotherHomeCountryThanThatOfTheDaysEndsTheRun(SparkSession spark) {
    TestInputs in =
        inputs(spark, SPELLS, 1)
            .with(
                new DetectionRate(
                    "m",
                    "adaptive",
                    "minimum_stay 90",
                    "move",
                    "any",
                    0,
                    180,
                    "high",
                    4,
                    9,
                    9,
                    8,
                    0.8,
                    0.1,
                    2.0));
    String section = "{spells: {home-country: COL, country-from: m}}";
    for (Job<?> job :
        List.of(new ClassifyStays(), new CountMigrations(), new CorrectMigrations())) {
      assertThatThrownBy(() -> transformed(job, in, section).collectAsList())
          .as(job.spec().name())
          .hasStackTraceContaining(
              "spells.home-country is COL, and device_day has days in the country in XCA")
          .hasStackTraceContaining("summarize-device-days");
      transformed(job, in, section.replace("COL", "XCA")).collectAsList();
    }
  }

  private static <P extends Record> Dataset<Row> transformed(
      Job<P> job, TestInputs in, String section) {
    return job.transform(in, JobParams.of(job, section));
  }

  @Test
  void everyDefinitionSaysWhoMovedOfHowMany(SparkSession spark) {
    List<Row> rows =
        new CountMigrations().transform(inputs(spark, SPELLS, 1), params()).collectAsList();
    // of the four of A whose move can be shown or excluded: 1, 2, 3 and 8
    assertThat(of2024(rows, "m", "moves"))
        .isEqualTo(
            Map.of(
                "XCA stayed A>A", "2 of 4",
                "XCA internal A>B", "1 of 4",
                "XCA emigration A>USA", "1 of 4",
                "XCA immigration USA>A", "1 of 1"));
    assertThat(of2024(rows, "m", "nights"))
        .isEqualTo(
            Map.of(
                "XCA stayed A>A", "3 of 4", // 1, 2 and 8
                "XCA emigration A>USA", "1 of 4",
                "XCA immigration USA>A", "1 of 1"));
    // 3 has 91 days in either country until June: no majority
    assertThat(of2024(rows, "m", "majority"))
        .isEqualTo(
            Map.of(
                "XCA stayed A>A", "2 of 3",
                "XCA internal A>B", "1 of 3",
                "XCA immigration USA>A", "1 of 1",
                "VEN stayed B>B", "1 of 1"));
    assertThat(of2024(rows, "m", "cards"))
        .isEqualTo(
            Map.of(
                "XCA appeared >A", "1 of null",
                "XCA ended A>", "1 of null",
                "VEN appeared >B", "1 of null",
                "VEN ended B>", "1 of null"));
    // 274 nights from February to October
    assertThat(of2024(rows, "m", "arrivals"))
        .isEqualTo(Map.of("VEN immigration VEN>B", "1 of null"));
    assertThat(of2024(rows, "country", "moves"))
        .isEqualTo(
            Map.of(
                "XCA stayed XCA>XCA", "3 of 4",
                "XCA emigration XCA>USA", "1 of 4",
                "XCA immigration USA>XCA", "1 of 1"));
    assertThat(rows)
        .filteredOn(row -> row.getAs("rule").equals("moves"))
        .extracting(row -> row.getAs("definition"))
        .containsOnly(
            "days_before 90, days_after 90, most_gap 30, stay_probability 0.5, probability 0.5");
    // 8 moves in 2025, but for a month only: nothing is said of it in that year
    assertThat(rows)
        .noneMatch(
            row ->
                row.getAs("period").toString().startsWith("2025")
                    && row.getAs("direction").equals("internal"));
    assertThat(texts(new CountMigrations().transform(inputs(spark, SPELLS, 5), params())))
        .isEqualTo(rows.stream().map(Row::toString).sorted().toList());
  }

  /** A foreign card that is seen here before its spell, too seldom for a spell. */
  @Test
  void aForeignCardArrivesOnTheDayOnWhichItIsFirstSeen(SparkSession spark) {
    // here when the records began, and a day after the margin of 30
    ResidenceSpell soon = spell(7, "B", "2023-03-01", "2023-12-31", "both");
    assertThat(arrivals(spark, soon, "2023-01-31")).isEmpty();
    assertThat(arrivals(spark, soon, "2023-02-01")).containsExactly("2023-01-01 VEN>B");
    // 182 nights of the spell are in the 365 days that end on 31 July 2024, 183 by the next day
    ResidenceSpell late = spell(7, "B", "2024-02-01", "2024-10-31", "both");
    assertThat(arrivals(spark, late, "2023-08-02")).isEmpty();
    assertThat(arrivals(spark, late, "2023-08-03")).containsExactly("2023-01-01 VEN>B");
    assertThat(arrivals(spark, late, "2024-01-01")).containsExactly("2024-01-01 VEN>B");
  }

  private static List<String> arrivals(SparkSession spark, ResidenceSpell spell, String firstSeen) {
    TestInputs inputs =
        inputs(spark, List.of(spell), 1)
            .with(
                seen("2023-01-01", 2, "domestic", 799),
                seen(firstSeen, 7, "inbound", 734),
                seen("2025-12-31", 2, "domestic", 799));
    return new CountMigrations()
            .transform(inputs, params())
            .filter("rule = 'arrivals' AND level = 'm' AND definition LIKE 'nights 183%'")
            .selectExpr("concat(period, ' ', origin, '>', destination)")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
  }

  /** Martinique has the mobile country code of Guadeloupe; XCB is fictional, as XCA is. */
  @Test
  void countriesWithoutAMobileCodeAndOtherCountriesAreAbroad(SparkSession spark) {
    List<ResidenceSpell> spells =
        List.of(
            spell(1, "A", "2023-01-01", "2023-12-31", "start"),
            spell(1, "MTQ", "2024-01-01", "2025-02-04", "none"), // 400 days
            spell(1, "A", "2025-02-05", "2025-12-31", "end"),
            spell(2, "A", "2023-01-01", "2023-12-31", "start"),
            spell(2, "XCB", "2024-01-01", "2025-12-31", "end"));
    SpellScope scope = new SpellScope("XCA", "m", 30, List.of("XCB"));
    List<Row> rows =
        new CountMigrations()
            .transform(
                inputs(spark, spells, 1),
                new CountMigrations.Params(
                    scope,
                    CountMigrations.Step.YEAR,
                    List.of(new Moves(90, 90, 30, 0.5, 0.5)),
                    List.of(),
                    List.of(),
                    List.of(),
                    30,
                    LEVEL))
            .collectAsList();
    assertThat(of2024(rows, "m", "moves"))
        .isEqualTo(
            Map.of(
                "XCA emigration A>MTQ", "1 of 2",
                "XCA emigration A>XCB", "1 of 2"));
    assertThat(of2024(rows, "country", "moves"))
        .isEqualTo(
            Map.of(
                "XCA emigration XCA>MTQ", "1 of 2",
                "XCA emigration XCA>XCB", "1 of 2"));
    assertThat(rows).noneMatch(row -> row.getAs("direction").equals("internal"));
  }

  @Test
  void spellsFoundAtTheLevelCountryAreTakenOnlyWhereNoOthersAreJoined(SparkSession spark) {
    // by areas at home for 100 days and, 100 days later, 165 + 91, by the country all the time
    List<ResidenceSpell> areas =
        List.of(
            spell(1, "A", "2023-01-01", "2023-04-10", "start"),
            spell(1, "B", "2023-07-20", "2024-03-31", "none"),
            spell(1, "USA", "2024-04-01", "2025-12-31", "end"));
    List<ResidenceSpell> country =
        List.of(
            spell("country", 1, "C", "2023-01-01", "2024-03-31", "start"),
            spell("country", 1, "USA", "2024-04-01", "2025-12-31", "end"));
    List<ResidenceSpell> both = new ArrayList<>(areas);
    both.addAll(country);
    String[] joined = {"XCA 100", "XCA 256", "USA 640"};
    String[] found = {"XCA 456", "USA 640"};
    assertThat(staysOfCountry(spark, areas, "m")).containsExactly(joined);
    assertThat(staysOfCountry(spark, both, "m")).containsExactly(joined);
    assertThat(staysOfCountry(spark, country, "m")).containsExactly(found);
    assertThat(staysOfCountry(spark, both, "")).containsExactly(found);
    assertThat(staysOfCountry(spark, both, "country")).containsExactly(found);
  }

  private static List<String> staysOfCountry(
      SparkSession spark, List<ResidenceSpell> spells, String countryFrom) {
    return new ClassifyStays()
            .transform(
                inputs(spark, spells, 1),
                new ClassifyStays.Params(new SpellScope("XCA", countryFrom, 30), KINDS.kinds()))
            .filter("level = 'country'")
            .orderBy("start_date")
            .collectAsList()
            .stream()
            .map(row -> row.getAs("place") + " " + row.getAs("days"))
            .toList();
  }

  private static Map<String, String> of2024(List<Row> rows, String level, String rule) {
    Map<String, String> counts = new TreeMap<>();
    for (Row row : rows) {
      if (row.getAs("period").toString().equals("2024-01-01")
          && row.getAs("level").equals(level)
          && row.getAs("rule").equals(rule)) {
        counts.put(
            row.getAs("sim_country")
                + " "
                + row.getAs("direction")
                + " "
                + row.getAs("origin")
                + ">"
                + row.getAs("destination"),
            row.getAs("devices") + " of " + row.getAs("known"));
      }
    }
    return counts;
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  @Test
  void staysHaveTheirKindsAndAreCounted(SparkSession spark) {
    List<ResidenceSpell> spells = new ArrayList<>();
    spells.add(spell(1, "A", "2023-01-01", "2023-03-31", "start"));
    spells.add(spell(1, "CRI", "2023-04-01", "2023-07-09", "none")); // 100 days
    spells.add(spell(1, "B", "2023-07-10", "2023-12-31", "none")); // home again, at level country
    spells.add(spell(1, "CRI", "2024-06-01", "2024-10-18", "none")); // 140 days
    spells.add(spell(1, "A", "2024-10-19", "2025-12-31", "end"));
    spells.add(spell(7, "B", "2024-02-01", "2024-10-31", "both")); // 274 days
    Dataset<Row> stays = new ClassifyStays().transform(inputs(spark, spells, 1), KINDS);
    TestInputs counted =
        new TestInputs(spark).with(Stay.class, stays.filter("level = 'country'").localCheckpoint());
    List<Row> abroad =
        counted.table(Stay.class).filter("place = 'CRI'").orderBy("start_date").collectAsList();
    assertThat(abroad).hasSize(2).allMatch(row -> row.<Boolean>getAs("is_circular"));
    assertThat(abroad).allMatch(row -> row.<Boolean>getAs("is_short_term"));
    // April to July and June to October have June and July of five months in common
    assertThat(abroad).noneMatch(row -> row.<Boolean>getAs("is_seasonal"));
    Map<String, String> counts = new TreeMap<>();
    for (Row row :
        new CountStays()
            .transform(counted, new CountStays.Params(LEVEL))
            .filter("kind <> 'home'")
            .collectAsList()) {
      counts.put(
          row.getAs("year")
              + " "
              + row.getAs("sim_country")
              + " "
              + row.getAs("kind")
              + " "
              + row.getAs("place"),
          plain(row, "stays")
              + " stays of "
              + plain(row, "mean_days")
              + " days, "
              + row.getAs("open_stays")
              + " open");
    }
    assertThat(counts)
        .isEqualTo(
            Map.of(
                "2023 XCA circular CRI", "1 stays of 100 days, 0 open",
                "2024 XCA circular CRI", "1 stays of 140 days, 0 open",
                "2023 XCA short_term CRI", "1 stays of 100 days, 0 open",
                "2024 XCA short_term CRI", "1 stays of 140 days, 0 open",
                "2024 VEN short_term XCA", "1 stays of 274 days, 1 open"));
  }

  private static String plain(Row row, String column) {
    return row.<BigDecimal>getAs(column).stripTrailingZeros().toPlainString();
  }

  @Test
  void theSameDefinitionTwiceIsRefused() {
    List<Moves> moves = List.of(new Moves(90, 90, 30, 0.5, 0.5), new Moves(90, 90, 30, 0.5, 0.5));
    List<Nights> nights = List.of(new Nights(183, 365), new Nights(183, 365));
    List<Majority> majorities = List.of(new Majority(0.5, 91), new Majority(0.5, 91));
    assertThatThrownBy(() -> counting(moves, List.of(), List.of(), List.of()))
        .hasMessageStartingWith("moves must differ, were [days_before 90, days_after 90, ");
    assertThatThrownBy(() -> counting(List.of(), nights, List.of(), List.of()))
        .hasMessage("nights must differ, were [nights 183, window 365, nights 183, window 365]");
    assertThatThrownBy(() -> counting(List.of(), List.of(), nights, List.of()))
        .hasMessageStartingWith("arrivals must differ");
    assertThatThrownBy(() -> counting(List.of(), List.of(), List.of(), majorities))
        .hasMessageStartingWith("majorities must differ");
    assertThatThrownBy(
            () -> new CorrectMigrations.Params(SCOPE, CountMigrations.Step.YEAR, moves, LEVEL))
        .hasMessageStartingWith("moves must differ");
    assertThatThrownBy(() -> comparing(List.of(30, 30), List.of(1), List.of(90)))
        .hasMessage("intervals must differ, were [30, 30]");
    assertThatThrownBy(() -> comparing(List.of(30), List.of(1, 0, 1), List.of(90)))
        .hasMessage("buffers must differ, were [1, 0, 1]");
    assertThatThrownBy(() -> comparing(List.of(30), List.of(1), List.of(90, 90)))
        .hasMessage("stays must differ, were [90, 90]");
  }

  private static CountMigrations.Params counting(
      List<Moves> moves, List<Nights> nights, List<Nights> arrivals, List<Majority> majorities) {
    return new CountMigrations.Params(
        SCOPE, CountMigrations.Step.YEAR, moves, nights, arrivals, majorities, 30, LEVEL);
  }

  private static CompareDefinitions.Params comparing(
      List<Integer> intervals, List<Integer> buffers, List<Integer> stays) {
    return new CompareDefinitions.Params(SCOPE, intervals, buffers, stays, LEVEL);
  }

  /** Days before and after a first of month, one of which may be elsewhere. */
  @Test
  void theRateOfADefinitionIsCountedOverDevicesAndMonths(SparkSession spark) {
    Row surface =
        new CompareDefinitions()
            .transform(
                inputs(spark, SPELLS.subList(0, 3), 1),
                new CompareDefinitions.Params(
                    new SpellScope("XCA", "", 30), List.of(1), List.of(1), List.of(90), LEVEL))
            .first();
    // Both windows lie in the records from April 2023 to October 2025, 31 months: all of device 2.
    // Device 1 moves on 1 July 2024: the windows of May, June, August and September are mixed.
    assertThat(surface.<Long>getAs("known")).isEqualTo(31 + 27);
    assertThat(surface.<Long>getAs("moved")).isEqualTo(1);
    // Residuals 1 - 27 / 58 and -31 / 58, both 0.534: √2 · 0.5345 / 58
    assertThat(surface.<BigDecimal>getAs("standard_error").doubleValue())
        .isCloseTo(0.0130323, within(1e-6));
  }
}
