package org.caudal.synthetic.register;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.table.TableSchema;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The registers of a country of 1,200 people. The key is fixed, so a failure is no accident. */
@SparkTest
class RegistersTest {
  private static final RegisterParams MANY = params(2);
  private static final int OF_A_DIGIT = 120; // 30 households of four

  @SuppressWarnings("NullAway.Init")
  private static TestInputs inputs;

  private static List<Line> lines = List.of();
  private static List<Row> links = List.of();
  private static Set<String> planted = Set.of();
  private static Map<Long, List<Row>> stays = Map.of();
  private static Map<Long, Row> people = Map.of();

  /** A line and what is kept apart. */
  private record Line(
      String register,
      String place,
      long personId,
      String difference,
      Set<String> defects,
      Map<String, String> sheet) {

    String text(String column) {
      String text = sheet.get(column);
      assertThat(text).as(register + " " + column).isNotNull();
      return text == null ? "" : text;
    }

    String file() {
      return text("file_name");
    }
  }

  private static RegisterParams params(int delivery) {
    return new RegisterParams(
        delivery,
        new RegisterShares(
            new BigDecimal("0.05"),
            new BigDecimal("0.02"),
            new BigDecimal("0.02"),
            new BigDecimal("0.02"),
            new BigDecimal("0.02"),
            "school_enrolment_2022_XC03.csv",
            "health_visit_2022-05.csv",
            "population_register_XC0101.csv"));
  }

  @BeforeAll
  static void generate(SparkSession spark) {
    inputs = SmallCountry.inputs(spark, 1);
    Dataset<Row> made = made(spark, inputs, MANY, Registers.ALL);
    lines = lines(made);
    links = PlantLinks.of(made).collectAsList();
    planted = planted(made);
    stays =
        inputs.table(SyntheticStay.class).collectAsList().stream()
            .collect(groupingBy(stay -> stay.getAs("person_id")));
    Map<Long, Row> byId = new HashMap<>();
    inputs
        .table(SyntheticPerson.class)
        .collectAsList()
        .forEach(person -> byId.put(person.getAs("person_id"), person));
    people = byId;
  }

  /** What registers make, there to be read again: the cells of a line in one map. */
  private static Dataset<Row> made(
      SparkSession spark, Inputs inputs, RegisterParams params, List<Register> registers) {
    Dataset<Row> all =
        registers.stream()
            .map(register -> sheets(register, register.lines(inputs, params)))
            .reduce(Dataset::union)
            .orElseThrow();
    return spark.createDataFrame(all.collectAsList(), all.schema());
  }

  private static Dataset<Row> sheets(Register register, Dataset<Row> all) {
    Column[] cells =
        TableSchema.of(((Job<?>) register).spec().output()).columnNames().stream()
            .flatMap(name -> Stream.of(lit(name), col(name).cast("string")))
            .toArray(Column[]::new);
    return all.select(
        col("register"),
        col("record_key"),
        col("person_id"),
        col("difference"),
        col("file_name"),
        col("line_number"),
        col("is_repeated"),
        col("is_delivered"),
        col("defects"),
        map(cells).as("sheet"));
  }

  private static List<Line> lines(Dataset<Row> made) {
    return RegisterLines.delivered(made)
        .select(
            "register",
            "file_name",
            "line_number",
            "person_id",
            "difference",
            "defects.kind",
            "sheet")
        .collectAsList()
        .stream()
        .map(
            row ->
                new Line(
                    row.getString(0),
                    row.getString(1) + ":" + row.getLong(2),
                    row.getLong(3),
                    row.getString(4),
                    new HashSet<>(row.getList(5)),
                    row.getJavaMap(6)))
        .toList();
  }

  private static Set<String> planted(Dataset<Row> named) {
    List<Row> rows = PlantRegisterDefects.of(named).collectAsList();
    Set<String> places =
        rows.stream()
            .map(
                row ->
                    row.getAs("kind")
                        + " "
                        + row.getAs("file_name")
                        + ":"
                        + row.getAs("line_number")
                        + " "
                        + row.getAs("detail"))
            .collect(toSet());
    assertThat(places).hasSameSizeAs(rows);
    return places;
  }

  private static Set<String> planted(RegisterDefect kind) {
    Set<String> places =
        planted.stream()
            .map(place -> place.split(" "))
            .filter(parts -> parts[0].equals(kind.code()))
            .map(parts -> parts[1])
            .collect(toSet());
    assertThat(places).as(kind.code()).isNotEmpty();
    return places;
  }

  private static Set<String> places(Predicate<Line> which) {
    return lines.stream().filter(which).map(Line::place).collect(toSet());
  }

  private static Set<Long> persons(String register, Predicate<Line> which) {
    return lines.stream()
        .filter(line -> line.register().equals(register))
        .filter(which)
        .map(Line::personId)
        .collect(toSet());
  }

  private static long digit(long personId) {
    return personId / 32 % 10;
  }

  /** Within 4 standard errors of n independent chances. */
  private static void expect(long found, long n, double probability) {
    assertThat((double) found)
        .isCloseTo(n * probability, within(4 * Math.sqrt(n * probability * (1 - probability))));
  }

  @Test
  void onePartitionAndThreeGiveTheSameLines(SparkSession spark) {
    Dataset<Row> made = made(spark, SmallCountry.inputs(spark, 3), MANY, Registers.ALL);
    Set<Line> three = new HashSet<>(lines(made));
    assertThat(three).isEqualTo(new HashSet<>(lines)).hasSameSizeAs(lines);
  }

  @Test
  void everyRegisterHasLinesAndTheLinesOfEachFileAreNumberedFromTwo() {
    assertThat(lines.stream().map(Line::register).distinct()).hasSize(Registers.ALL.size());
    Map<String, List<Line>> files = lines.stream().collect(groupingBy(Line::file));
    files.forEach(
        (file, all) ->
            assertThat(all.stream().map(line -> Long.valueOf(line.text("line_number"))))
                .as(file)
                .containsExactlyInAnyOrderElementsOf(
                    LongStream.rangeClosed(2, all.size() + 1L).boxed().toList()));
    assertThat(files)
        .containsKeys(
            "population_register_XC0201.csv",
            "death_register_2023.csv",
            "residence_permit_2022.csv",
            "school_enrolment_2020_XC01.csv",
            "health_visit_2024-12.csv",
            "consular_registration_USA.csv",
            "asylum_claim_2022.csv");
  }

  @Test
  void everyEventLiesInAStayOfThePersonAtItsPlace() {
    Map<String, String> days =
        Map.of(
            "population_register", "registered_on",
            "residence_permit", "issued_on",
            "school_enrolment", "enrolled_on",
            "health_visit", "happened_on",
            "consular_registration", "registered_on",
            "asylum_claim", "claimed_on");
    int checked = 0;
    for (Line line : lines) {
      String column = days.get(line.register());
      if (column == null || line.text(column).endsWith("-02-30")) {
        continue;
      }
      Date day = Date.valueOf(line.text(column));
      Row stay =
          stays.getOrDefault(line.personId(), List.of()).stream()
              .filter(s -> !day.before(s.<Date>getAs("start_date")))
              .filter(s -> day.before(s.<Date>getAs("end_date")))
              .findFirst()
              .orElseThrow(() -> new AssertionError(line.toString()));
      String country = line.sheet().getOrDefault("residence_country", CountryColumns.HOME);
      assertThat(stay.<String>getAs("country")).as(line.toString()).isEqualTo(country);
      for (String place : List.of("municipality_code", "school_code", "facility_code")) {
        String code = line.sheet().get(place);
        if (code != null) {
          assertThat(code.substring(0, 6))
              .isEqualTo(stay.<String>getAs("town_code").substring(0, 6));
        }
      }
      checked++;
    }
    assertThat(checked).isGreaterThan(lines.size() * 9 / 10);
  }

  @Test
  void nationalsAndHoldersOfPermitsAreInThePopulationRegisterAndNobodyElse() {
    Set<Long> registered = persons("population_register", line -> true);
    Set<Long> nationals =
        stays.values().stream()
            .flatMap(List::stream)
            .filter(s -> s.getAs("country").equals("XCA") && s.<Integer>getAs("stay_number") == 1)
            .map(s -> s.<Long>getAs("person_id"))
            .filter(person -> digit(person) != 7)
            .collect(toSet());
    assertThat(registered).containsAll(nationals);
    Set<Long> foreigners = new HashSet<>(registered);
    foreigners.removeAll(nationals);
    assertThat(foreigners).allMatch(person -> digit(person) == 7 || digit(person) == 8);
    assertThat(persons("residence_permit", line -> true)).isEqualTo(foreigners);
    expect(foreigners.stream().filter(p -> digit(p) == 7).count(), OF_A_DIGIT, 0.65);
    expect(foreigners.stream().filter(p -> digit(p) == 8).count(), OF_A_DIGIT, 0.70);
  }

  @Test
  void fourOfFiveEmigrantsAreStillOnTheBooks() {
    Set<Long> removed =
        persons("population_register", l -> l.text("deregistration_reason").equals("emigration"));
    assertThat(removed).allMatch(person -> digit(person) == 6);
    expect(removed.size(), OF_A_DIGIT, 0.2);
    // 30 deaths; a removal takes 30 days and on average 60 more of 611: the rest, e^-9.7, is
    // nothing
    Set<Long> dead =
        persons("population_register", l -> l.text("deregistration_reason").equals("death"));
    assertThat(dead).allMatch(person -> digit(person) == 5);
    expect(dead.size(), 30, 0.9);
    expect(persons("death_register", line -> true).size(), 30, 0.94);
  }

  /** Of those from Nicaragua all came on one day; others were there on the first day, or born. */
  @Test
  void recordsSaySinceWhenThePersonHasLivedInTheCountry() {
    List<Line> telling =
        lines.stream().filter(line -> line.sheet().containsKey("arrived_on")).toList();
    assertThat(telling.stream().map(Line::register).distinct())
        .containsExactlyInAnyOrder("residence_permit", "school_enrolment", "health_visit");
    assertThat(telling)
        .allMatch(
            line ->
                line.text("arrived_on").equals(digit(line.personId()) == 8 ? "2022-03-01" : ""));
  }

  @Test
  void someWhoLeftAreStillEnrolled() {
    Set<Long> before = enrolled("2021", "2021", 16);
    Set<Long> still = enrolled("2022", "2021", 17);
    assertThat(before).hasSizeGreaterThan(30).containsAll(still);
    expect(still.size(), before.size(), 0.3);
  }

  /** Emigrants enrolled in a year who are so old at most on 1 March. */
  private static Set<Long> enrolled(String schoolYear, String inPerson, int oldest) {
    return persons(
        "school_enrolment",
        line ->
            digit(line.personId()) == 6
                && line.text("school_year").equals(schoolYear)
                && line.text("enrolled_on").startsWith(inPerson)
                && Integer.parseInt(line.text("grade")) + 5 <= oldest);
  }

  /** 30 days and on average 370 more of 1,310: 0.25 (1 - e^(-1280/370)) = 0.2421. */
  @Test
  void aMinorityOfEmigrantsIsKnownToTheConsulateAndLate() {
    Set<Long> known = persons("consular_registration", line -> true);
    assertThat(known).allMatch(person -> digit(person) == 6);
    expect(known.size(), OF_A_DIGIT, 0.2421);
    assertThat(lines)
        .filteredOn(line -> line.register().equals("consular_registration"))
        .allMatch(
            line ->
                line.text("registered_on").compareTo("2021-07-01") >= 0
                    || line.text("registered_on").endsWith("-02-30"));
  }

  @Test
  void arrivalsClaimAsylum() {
    Set<Long> claimants = persons("asylum_claim", line -> true);
    assertThat(claimants).allMatch(person -> digit(person) == 8);
    expect(claimants.size(), OF_A_DIGIT, 0.6);
    for (Line line : lines) {
      if (line.register().equals("asylum_claim")) {
        assertThat(line.text("decided_on").isEmpty())
            .isEqualTo(line.text("status").equals("pending"));
      }
    }
  }

  /** A national shows the identity; the hurried manner loses 0.2 of the documents. */
  @Test
  void documentsAreOftenMissingInHealth() {
    List<Line> visits =
        lines.stream()
            .filter(l -> l.register().equals("health_visit") && digit(l.personId()) < 7)
            .toList();
    long without = visits.stream().filter(line -> line.text("document").isEmpty()).count();
    expect(without, visits.size(), 0.2);
  }

  /** The capitals of the permit register lose every accent; the civil registry few. */
  @Test
  void accentsSurviveWhereTheRegisterKeepsThem() {
    assertThat(lines)
        .filteredOn(line -> line.register().equals("residence_permit"))
        .allMatch(
            line ->
                StandardCharsets.US_ASCII.newEncoder().canEncode(line.text("surnames"))
                    && line.difference().contains("accents_lost"));
    List<Line> right =
        lines.stream()
            .filter(l -> l.register().equals("population_register") && l.difference().isEmpty())
            .toList();
    assertThat(right).hasSizeGreaterThan(500);
    for (Line line : right) {
      Row person = Objects.requireNonNull(people.get(line.personId()));
      assertThat(line.text("given_names")).isEqualTo(person.getAs("given_names"));
      String second = person.getAs("second_surname");
      String first = person.getAs("first_surname");
      assertThat(line.text("surnames")).isEqualTo(second == null ? first : first + " " + second);
      assertThat(line.text("birth_date")).isEqualTo(person.<Date>getAs("birth_date").toString());
    }
  }

  /** A second record with probability 0.05. */
  @Test
  void everyRecordIsLinkedToAPersonWhoExists() {
    Set<String> records = new HashSet<>();
    for (Row link : links) {
      assertThat(records.add(link.getAs("register") + " " + link.getAs("record_id"))).isTrue();
    }
    assertThat(links).allMatch(link -> people.containsKey(link.<Long>getAs("person_id")));
    Set<String> inFiles =
        lines.stream()
            .filter(line -> !line.text("record_id").isEmpty())
            .map(line -> line.register() + " " + line.text("record_id"))
            .collect(toSet());
    assertThat(records).containsAll(inFiles);
    // those without a number are the others
    assertThat(records.size() - inFiles.size())
        .isEqualTo(planted(RegisterDefect.MISSING_KEY).size());
    List<Row> population =
        links.stream().filter(l -> l.getAs("register").equals("population_register")).toList();
    int persons = persons("population_register", line -> true).size();
    expect(population.size() - persons, persons, 0.05);
  }

  @Test
  void everyListedDefectIsAtItsLineAndNoOther() {
    assertThat(planted(RegisterDefect.MISSING_KEY))
        .isEqualTo(places(line -> line.text("record_id").isEmpty()));
    assertThat(planted(RegisterDefect.IMPOSSIBLE_DATE))
        .isEqualTo(places(l -> l.sheet().values().stream().anyMatch(v -> v.endsWith("-02-30"))));
    assertThat(planted(RegisterDefect.SWAPPED_COLUMNS))
        .isEqualTo(places(line -> line.file().equals("school_enrolment_2022_XC03.csv")));
    assertThat(planted(RegisterDefect.DOUBLE_ENCODED))
        .isEqualTo(places(l -> (l.text("given_names") + l.text("surnames")).contains("Ã")));
    assertThat(planted(RegisterDefect.LATE_LINE)).isEqualTo(places(RegistersTest::isLate));
    Map<String, List<Line>> same = new HashMap<>();
    for (Line line : lines) {
      Map<String, String> rest = new HashMap<>(line.sheet());
      rest.remove("line_number");
      same.computeIfAbsent(rest.toString(), key -> new ArrayList<>()).add(line);
    }
    Set<String> earlier = new HashSet<>();
    for (List<Line> equal : same.values()) {
      if (equal.size() > 1) {
        assertThat(equal).hasSize(2);
        Line first = equal.get(0);
        Line second = equal.get(1);
        long one = Long.parseLong(first.text("line_number"));
        long two = Long.parseLong(second.text("line_number"));
        assertThat(Math.abs(one - two)).isEqualTo(1);
        earlier.add(one < two ? first.place() : second.place());
      }
    }
    assertThat(planted(RegisterDefect.EXACT_DUPLICATE)).isEqualTo(earlier);
    long kinds = planted.stream().map(place -> place.split(" ")[0]).distinct().count();
    assertThat(kinds).isEqualTo(6);
  }

  private static boolean isLate(Line line) {
    String column =
        switch (line.register()) {
          case "death_register" -> "registered_on";
          case "residence_permit" -> "issued_on";
          case "school_enrolment" -> "school_year";
          case "health_visit" -> "happened_on";
          case "asylum_claim" -> "claimed_on";
          default -> "";
        };
    if (column.isEmpty() || line.text(column).endsWith("-02-30")) {
      return false;
    }
    int length = line.register().equals("health_visit") ? 7 : 4;
    return !line.file().contains("_" + line.text(column).substring(0, length));
  }

  @Test
  void theSwappedFileAndTheTwiceEncodedFileAreAsNamed() {
    assertThat(lines)
        .filteredOn(l -> l.file().equals("school_enrolment_2022_XC03.csv"))
        .filteredOn(l -> l.difference().isEmpty())
        .isNotEmpty()
        .allMatch(l -> l.text("surnames").matches("José Ángel|María Belén|Iván|Sofía Inés"));
    assertThat(lines)
        .filteredOn(l -> l.file().equals("health_visit_2022-05.csv"))
        .filteredOn(l -> l.difference().isEmpty())
        .isNotEmpty()
        .allMatch(l -> l.text("surnames").contains("Ã±")); // ñ: C3 B1
  }

  /** Of n lines a tenth is missing. */
  @Test
  void theFirstDeliveryLacksATenthOfOneFile(SparkSession spark) {
    List<Register> population = Registers.ALL.subList(0, 1);
    List<Line> first = lines(made(spark, inputs, params(1), population));
    String incomplete = "population_register_XC0101.csv";
    List<Line> short1 = first.stream().filter(l -> l.file().equals(incomplete)).toList();
    List<Line> whole = lines.stream().filter(l -> l.file().equals(incomplete)).toList();
    expect(whole.size() - short1.size(), whole.size(), 0.1);
    assertThat(short1.stream().map(line -> Long.valueOf(line.text("line_number"))))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(2, short1.size() + 1L).boxed().toList());
    Set<Line> others =
        lines.stream()
            .filter(l -> l.register().equals("population_register") && !l.file().equals(incomplete))
            .collect(toSet());
    assertThat(first.stream().filter(l -> !l.file().equals(incomplete)).collect(toSet()))
        .isEqualTo(others);
  }

  /** A record whose two lines are missing is listed once. */
  @Test
  void aMissingLineIsListedOnce(SparkSession spark) {
    BigDecimal none = BigDecimal.ZERO;
    RegisterShares twice =
        new RegisterShares(
            none,
            new BigDecimal("0.1"),
            none,
            none,
            none,
            "",
            "",
            "population_register_XC0101.csv");
    Dataset<Row> made =
        made(spark, inputs, new RegisterParams(1, twice), Registers.ALL.subList(0, 1));
    Dataset<Row> missing = made.filter("NOT is_delivered");
    long records = missing.select("record_key").distinct().count();
    assertThat(missing.count()).isGreaterThan(records);
    assertThat(planted(made).stream().filter(place -> place.startsWith("missing_line ")))
        .hasSize((int) records);
  }

  @Test
  void sharesAndDeliveriesThatMakeNoRegisterAreRefused() {
    assertThatThrownBy(() -> params(3)).hasMessage("delivery must be 1 or 2, was 3");
    BigDecimal much = new BigDecimal("0.2");
    BigDecimal none = BigDecimal.ZERO;
    assertThatThrownBy(() -> new RegisterShares(none, none, none, much, none, "", "", ""))
        .hasMessage("missing-keys must be from 0 to 0.1, was 0.2");
  }
}
