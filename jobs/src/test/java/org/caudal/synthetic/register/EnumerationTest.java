package org.caudal.synthetic.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SparkTest
class EnumerationTest {
  static final CensusParams PARAMS =
      new CensusParams(
          LocalDate.of(2024, 6, 30), null, new BigDecimal("0.5"), new BigDecimal("0.01"));

  private static SyntheticInputs country;
  private static List<Row> all = List.of();
  private static List<Row> lines = List.of();
  private static List<Row> coverage = List.of();

  @BeforeAll
  static void make(SparkSession spark) {
    country = SyntheticInputs.of(spark);
    all =
        Enumeration.all(country, PARAMS)
            .select("status", "is_counted", "citizenship", "ethnicity", "age", "sex")
            .collectAsList();
    lines =
        SyntheticInputs.rows(
            Enumeration.lines(country, PARAMS),
            CensusSheet.class,
            "is_repeated",
            "person_id",
            "difference");
    coverage = new PlantCoverage().transform(country, PARAMS).collectAsList();
  }

  private static String text(Row row, String column) {
    return String.valueOf(row.<Object>getAs(column));
  }

  private static long sum(String column) {
    return coverage.stream().mapToLong(row -> row.<Long>getAs(column)).sum();
  }

  @Test
  void theTrueResidentsAreThoseOfTheResidences() {
    long residents =
        country.rows(SyntheticResidence.class).stream()
            .filter(row -> text(row, "country").equals("XCA"))
            .filter(row -> text(row, "start_date").compareTo("2024-06-30") <= 0)
            .filter(row -> text(row, "end_date").compareTo("2024-06-30") > 0)
            .count();
    assertThat(sum("residents")).isEqualTo(residents).isGreaterThan(1000);
    assertThat(sum("counted") + sum("missed")).isEqualTo(residents);
  }

  @Test
  void theFilesHoldThoseCountedTheAbsentTheVisitorsAndTheRepeatedLines() {
    long repeated = lines.stream().filter(line -> line.<Boolean>getAs("is_repeated")).count();
    long visitors =
        all.stream()
            .filter(row -> text(row, "status").equals("visitor"))
            .filter(row -> row.<Boolean>getAs("is_counted"))
            .count();
    assertThat(sum("absent_counted")).isPositive();
    assertThat(lines.size() - repeated)
        .isEqualTo(sum("counted") + sum("absent_counted") + visitors);
    double n = lines.size() - repeated;
    assertThat(repeated / n).isCloseTo(0.01, within(4 * Math.sqrt(0.01 * 0.99 / n)));
  }

  @Test
  void theGroupsAreMissedAsOftenAsTheySay() {
    missed(row -> isOfGroup(row, "foreign"), 0.08);
    missed(row -> isOfGroup(row, "indigenous"), 0.06);
    missed(row -> isOfGroup(row, "other"), 0.01);
  }

  private static boolean isOfGroup(Row row, String group) {
    boolean foreign = !text(row, "citizenship").equals("XCA");
    boolean indigenous = text(row, "ethnicity").equals("indigenous");
    int age = row.getAs("age");
    boolean young = age < 5 || (row.<Integer>getAs("sex") == 1 && age >= 20 && age <= 34);
    return switch (group) {
      case "foreign" -> foreign;
      case "indigenous" -> indigenous && !foreign;
      default -> !foreign && !indigenous && !young;
    };
  }

  private static void missed(Predicate<Row> group, double expected) {
    List<Row> people =
        all.stream().filter(r -> text(r, "status").equals("resident")).filter(group).toList();
    double n = people.size();
    double missed = people.stream().filter(row -> !row.<Boolean>getAs("is_counted")).count();
    assertThat(n).isGreaterThan(30);
    assertThat(missed / n)
        .isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / n)));
  }

  /** Households declare members as living with them who have left: neither moved nor come back. */
  @Test
  void absentMembersAreDeclaredAsIfTheyHadNeverLeft() {
    Set<String> abroad =
        country.rows(SyntheticResidence.class).stream()
            .filter(row -> !text(row, "country").equals("XCA"))
            .filter(row -> text(row, "start_date").compareTo("2024-06-30") <= 0)
            .filter(row -> text(row, "end_date").compareTo("2024-06-30") > 0)
            .map(row -> text(row, "person_id"))
            .collect(Collectors.toSet());
    assertThat(lines)
        .filteredOn(line -> abroad.contains(text(line, "person_id")))
        .filteredOn(line -> text(line, "residence").startsWith("XC0"))
        .hasSizeGreaterThan(20)
        .allMatch(
            line ->
                text(line, "residence_before").isEmpty()
                    || text(line, "residence_before").equals(text(line, "residence")));
  }

  @Test
  void differencesAreOfWhatTheFormHas() {
    assertThat(lines).noneMatch(line -> text(line, "citizenship").isEmpty());
    assertThat(lines).noneMatch(line -> text(line, "difference").contains("country_missing"));
  }

  @Test
  void internalMigrationCanBeReadFromTheTwoResidences() {
    List<Row> movers =
        lines.stream()
            .filter(line -> text(line, "residence_before").startsWith("XC0"))
            .filter(line -> text(line, "residence").startsWith("XC0"))
            .filter(line -> !text(line, "residence").equals(text(line, "residence_before")))
            .toList();
    assertThat(movers).isNotEmpty();
    assertThat(lines).allMatch(line -> text(line, "residence").matches("XC\\d{4}|[A-Z]{3}"));
    assertThat(lines.stream().map(l -> text(l, "file_name")).collect(Collectors.toSet()))
        .hasSize(30); // municipalities
    assertThat(lines.stream().filter(Row::anyNull)).isEmpty();
  }

  /** Forms of their own, of other people: nobody is missed by both because of the one. */
  @Test
  void anEarlierCensusIsOneOfItsOwn() {
    CensusParams both =
        new CensusParams(
            LocalDate.of(2024, 6, 30), LocalDate.of(2022, 1, 1), BigDecimal.ZERO, BigDecimal.ZERO);
    Map<String, List<Row>> files =
        SyntheticInputs.rows(Enumeration.lines(country, both), CensusSheet.class, "person_id")
            .stream()
            .collect(
                Collectors.groupingBy(line -> text(line, "file_name").replaceAll("_XC.*", "")));
    assertThat(files).containsOnlyKeys("census", "earlier_census");
    Set<String> earlier = persons(files, "earlier_census");
    Set<String> later = persons(files, "census");
    Set<String> residents =
        country.rows(SyntheticResidence.class).stream()
            .filter(row -> text(row, "country").equals("XCA"))
            .filter(row -> text(row, "start_date").compareTo("2022-01-01") <= 0)
            .filter(row -> text(row, "end_date").compareTo("2024-06-30") > 0)
            .map(row -> text(row, "person_id"))
            .collect(Collectors.toSet());
    double n = residents.size();
    double first = residents.stream().filter(id -> !earlier.contains(id)).count() / n;
    double second = residents.stream().filter(id -> !later.contains(id)).count() / n;
    double twice =
        residents.stream().filter(id -> !earlier.contains(id) && !later.contains(id)).count() / n;
    assertThat(first).isBetween(0.01, 0.05);
    // independent within groups that are missed more and less often: far from all of the first
    assertThat(twice).isLessThan(0.3 * Math.min(first, second));
    assertThatThrownBy(
            () ->
                new CensusParams(
                    LocalDate.of(2024, 1, 1),
                    LocalDate.of(2024, 1, 1),
                    BigDecimal.ZERO,
                    BigDecimal.ZERO))
        .hasMessageContaining("earlier-day must be before day");
  }

  private static Set<String> persons(Map<String, List<Row>> files, String register) {
    return files.getOrDefault(register, List.of()).stream()
        .map(line -> text(line, "person_id"))
        .collect(Collectors.toSet());
  }

  @Test
  void onePartitionAndNineGiveTheSameLines() {
    List<Row> nine =
        SyntheticInputs.rows(
            new SynthesizeCensus().transform(country.in(9), PARAMS), CensusSheet.class);
    assertThat(SyntheticInputs.texts(nine, CensusSheet.class))
        .isEqualTo(SyntheticInputs.texts(lines, CensusSheet.class))
        .isNotEmpty();
  }
}
