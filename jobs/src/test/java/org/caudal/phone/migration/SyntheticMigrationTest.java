package org.caudal.phone.migration;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.migration.MigrationDefinitions.Moves;
import org.caudal.phone.migration.MigrationDefinitions.Nights;
import org.caudal.synthetic.PlantedStays;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.CountFlows;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.table.TableSchema;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The jobs on spells made of the true lives of the synthetic country, against its tables of truth:
 * every person has a card that is seen every night, at home and abroad.
 */
@SparkTest
class SyntheticMigrationTest {
  private static final int VISIT = 30; // shorter absences lie within a spell, as in detect-spells
  private static final BigDecimal LEVEL = new BigDecimal("0.95");

  private static Map<Long, List<Row>> stays = Map.of();
  private static Map<Long, List<Row>> residences = Map.of();
  private static List<Row> truth = List.of();

  @BeforeAll
  static void live(SparkSession spark) {
    SyntheticInputs inputs = SyntheticInputs.of(spark);
    stays = lives(inputs.rows(SyntheticStay.class), "stay_number");
    residences = lives(inputs.rows(SyntheticResidence.class), "residence_number");
    truth =
        new CountFlows()
            .transform(inputs, new CountFlows.Params())
            .groupBy("month", "concept", "origin", "destination")
            .sum("moves")
            .collectAsList();
  }

  private static Map<Long, List<Row>> lives(List<Row> rows, String number) {
    return rows.stream()
        .sorted(Comparator.comparing((Row row) -> row.<Integer>getAs(number)))
        .collect(groupingBy(row -> row.getAs("person_id")));
  }

  private static LocalDate day(Row row, String column) {
    return LocalDate.parse(row.getAs(column).toString());
  }

  private static String province(String municipality) {
    return municipality.startsWith("XC") ? municipality.substring(0, 4) : municipality;
  }

  private static String municipality(Row stay) {
    String town = stay.getAs("town_code");
    return town == null ? stay.getAs("country") : town.substring(0, 6);
  }

  /** Time at one place, from the first day to the day after the last. */
  private record Run(String place, LocalDate from, LocalDate to) {
    long days() {
      return to.toEpochDay() - from.toEpochDay();
    }
  }

  /** Runs of a life at the places of a level; those below some days between two at one place go. */
  private static List<Run> runs(List<Row> life, UnaryOperator<String> level, int least) {
    List<Run> runs = new ArrayList<>();
    for (Row stay : life) {
      add(
          runs,
          new Run(level.apply(municipality(stay)), day(stay, "start_date"), day(stay, "end_date")));
    }
    List<Run> kept = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      boolean isVisit =
          run.days() < least
              && !kept.isEmpty()
              && i + 1 < runs.size()
              && kept.get(kept.size() - 1).place().equals(runs.get(i + 1).place());
      add(kept, isVisit ? new Run(runs.get(i + 1).place(), run.from(), run.to()) : run);
    }
    return kept;
  }

  private static void add(List<Run> runs, Run run) {
    int last = runs.size() - 1;
    if (last >= 0 && runs.get(last).place().equals(run.place())) {
      runs.set(last, new Run(run.place(), runs.get(last).from(), run.to()));
    } else {
      runs.add(run);
    }
  }

  /** Spells of those who were at more than one place. */
  private static TestInputs spells(
      SparkSession spark, String level, Map<Long, List<Run>> runsByPerson) {
    TableSchema schema = TableSchema.of(ResidenceSpell.class);
    List<Row> rows = new ArrayList<>();
    runsByPerson.forEach(
        (person, runs) -> {
          for (int i = 0; i < runs.size() && runs.size() > 1; i++) {
            Run run = runs.get(i);
            LocalDate end = run.to().minusDays(1);
            rows.add(
                schema.row(
                    new ResidenceSpell(
                        level,
                        "adaptive",
                        "minimum_stay 90",
                        "01",
                        person,
                        run.place(),
                        run.from(),
                        end,
                        run.from(),
                        run.from(),
                        end,
                        end,
                        i == 0,
                        i == runs.size() - 1,
                        1,
                        1,
                        1,
                        1,
                        1)));
          }
        });
    return new TestInputs(spark)
        .with(
            ResidenceSpell.class, spark.createDataFrame(rows, schema.bareStructType()).coalesce(1));
  }

  private static Map<Long, List<Run>> each(
      Map<Long, List<Row>> lives, UnaryOperator<String> level, int least) {
    Map<Long, List<Run>> runs = new HashMap<>();
    lives.forEach((person, life) -> runs.put(person, runs(life, level, least)));
    return runs;
  }

  /** Moves by period, origin and destination. */
  private static Map<String, Long> counted(Dataset<Row> migrations) {
    Map<String, Long> counts = new TreeMap<>();
    for (Row row : migrations.filter("direction <> 'stayed'").collectAsList()) {
      counts.merge(
          row.getAs("period") + " " + row.getAs("origin") + ">" + row.getAs("destination"),
          row.<BigDecimal>getAs("estimate").longValueExact(),
          Long::sum);
    }
    return counts;
  }

  /** With one day on either side every change of province is a move, and true_flow has it. */
  @Test
  void movesOfMonthsAndProvincesAreThoseOfTheTruth(SparkSession spark) {
    Map<String, Long> expected = new TreeMap<>();
    for (Row row : truth) {
      String origin = province(row.getAs("origin"));
      String destination = province(row.getAs("destination"));
      if (row.getAs("concept").equals("stay") && !origin.equals(destination)) {
        expected.merge(
            row.getAs("month") + " " + origin + ">" + destination,
            row.<Long>getAs("sum(moves)"),
            Long::sum);
      }
    }
    CountMigrations.Params params =
        new CountMigrations.Params(
            new SpellScope("XCA", "", 0),
            CountMigrations.Step.MONTH,
            List.of(new Moves(1, 1, 0, 0, 0)),
            List.of(),
            List.of(),
            List.of(),
            30,
            LEVEL);
    TestInputs inputs = spells(spark, "province", each(stays, SyntheticMigrationTest::province, 1));
    assertThat(counted(new CountMigrations().transform(inputs, params))).isEqualTo(expected);
    long moves = expected.values().stream().mapToLong(Long::longValue).sum();
    System.out.printf(Locale.ROOT, "%,d moves in %,d cells%n", moves, expected.size());
    assertThat(moves).isGreaterThan(3000);
  }

  /**
   * Who has resided abroad for a year has spent 183 nights there, and the other way round, if the
   * nights of half a year before are known: in the years between the first and the last.
   */
  @Test
  void migrantsBy183NightsAreThoseOfTheTruth(SparkSession spark) {
    Map<String, Long> expected = new TreeMap<>();
    for (Row row : truth) {
      String origin = row.getAs("origin");
      String destination = row.getAs("destination");
      if (row.getAs("concept").equals("residence")
          && origin.startsWith("XC") != destination.startsWith("XC")) {
        add(expected, day(row, "month"), origin, destination, row.getAs("sum(moves)"));
      }
    }
    // infants, and others who had not resided there for half a year
    long exceptions = 0;
    for (List<Row> life : residences.values()) {
      for (int i = 1; i < life.size(); i++) {
        String from = municipality(life.get(i - 1));
        String to = municipality(life.get(i));
        LocalDate day = day(life.get(i), "start_date");
        if (from.startsWith("XC") != to.startsWith("XC") && isWithin(day)) {
          long before = 0;
          for (LocalDate night = day.minusDays(365);
              night.isBefore(day);
              night = night.plusDays(1)) {
            LocalDate one = night;
            before +=
                life.stream()
                    .filter(r -> municipality(r).startsWith("XC") == from.startsWith("XC"))
                    .filter(
                        r -> !day(r, "start_date").isAfter(one) && day(r, "end_date").isAfter(one))
                    .count();
          }
          if (before < 183) {
            exceptions++;
            add(expected, day, from, to, -1);
          }
        }
      }
    }
    expected.values().removeIf(count -> count == 0);
    CountMigrations.Params params =
        new CountMigrations.Params(
            new SpellScope("XCA", "", 0),
            CountMigrations.Step.YEAR,
            List.of(),
            List.of(new Nights(183, 365)),
            List.of(),
            List.of(),
            30,
            LEVEL);
    Map<String, Long> found =
        counted(
            new CountMigrations()
                .transform(
                    spells(spark, "municipality", each(residences, place -> place, 1)), params)
                .filter("period BETWEEN '2022-01-01' AND '2024-01-01'"));
    long migrants = expected.values().stream().mapToLong(Long::longValue).sum();
    System.out.printf(
        Locale.ROOT, "%,d migrants by 183 nights, %d left out%n", migrants, exceptions);
    assertThat(found).isEqualTo(expected);
    assertThat(migrants).isGreaterThan(150);
    assertThat((double) exceptions / migrants).isLessThan(0.05);
  }

  private static boolean isWithin(LocalDate day) {
    return day.getYear() >= 2022 && day.getYear() <= 2024;
  }

  private static void add(
      Map<String, Long> counts, LocalDate day, String origin, String destination, long moves) {
    if (isWithin(day)) {
      counts.merge(day.withDayOfYear(1) + " " + origin + ">" + destination, moves, Long::sum);
    }
  }

  /** Kinds of stays between countries that were planted in the lives, and can be known. */
  @Test
  void plantedKindsOfStaysAreFound(SparkSession spark) {
    Map<String, Row> found = classified(spark, stays, VISIT);
    Map<String, List<String>> planted = new TreeMap<>();
    PlantedStays.of(stays).forEach((kind, rows) -> planted.put(kind, keys(rows)));
    planted.forEach((kind, keys) -> assertFound(kind, keys, found));
    // Of stays that were planted as none of them, also of workers who came once, few are of a kind,
    // and these come back by chance as often as it asks for.
    Set<String> special = new HashSet<>();
    planted.values().forEach(special::addAll);
    stays.values().forEach(life -> special.addAll(keys(PlantedStays.forWork(life))));
    List<Row> others =
        found.entrySet().stream()
            .filter(stay -> !special.contains(stay.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    assertThat(others).hasSizeGreaterThan(1000);
    for (String kind : planted.keySet()) {
      long called = others.stream().filter(stay -> isKind(stay, kind)).count();
      System.out.printf(Locale.ROOT, "%s: so are %d others%n", kind, called);
      assertThat(called).as("not " + kind).isLessThanOrEqualTo(others.size() / 50);
    }

    List<String> returns = new ArrayList<>();
    residences.forEach((person, life) -> returns.addAll(returns(person, life)));
    assertFound("is_return", returns, classified(spark, residences, 1));
  }

  private static Map<String, Row> classified(
      SparkSession spark, Map<Long, List<Row>> lives, int least) {
    Map<String, Row> found = new HashMap<>();
    for (Row row :
        new ClassifyStays()
            .transform(
                spells(spark, "municipality", each(lives, place -> place, least)),
                new ClassifyStays.Params(
                    new SpellScope("XCA", "municipality", 30),
                    new StayDefinition(365, 90, 30, 365, 2, 0.5, 2)))
            .filter("level = 'country'")
            .collectAsList()) {
      found.put(key(row.getAs("device_id"), row.getAs("place"), day(row, "start_date")), row);
    }
    return found;
  }

  private static void assertFound(String kind, List<String> planted, Map<String, Row> found) {
    List<String> missed = planted.stream().filter(key -> !isKind(found.get(key), kind)).toList();
    System.out.printf(
        Locale.ROOT, "%s: %d planted, %d missed%n", kind, planted.size(), missed.size());
    assertThat(planted).as(kind).hasSizeGreaterThan(10);
    assertThat(missed).as(kind).hasSizeLessThanOrEqualTo(planted.size() / 20);
  }

  private static boolean isKind(@Nullable Row stay, String kind) {
    return stay != null && stay.<Boolean>getAs(kind);
  }

  private static String key(long person, String place, LocalDate start) {
    return person + " " + place + " " + start;
  }

  private static List<String> keys(List<Row> rows) {
    return rows.stream()
        .map(row -> key(row.getAs("person_id"), row.getAs("country"), day(row, "start_date")))
        .toList();
  }

  /** Residences in a country in which the person has resided before, a year or more elsewhere. */
  private static List<String> returns(long person, List<Row> life) {
    List<String> returns = new ArrayList<>();
    for (int i = 2; i < life.size(); i++) {
      Row here = life.get(i);
      String country = here.getAs("country");
      if (!country.equals(life.get(i - 1).getAs("country"))
          && life.subList(0, i).stream().anyMatch(r -> r.getAs("country").equals(country))) {
        returns.add(key(person, country, day(here, "start_date")));
      }
    }
    return returns;
  }
}
