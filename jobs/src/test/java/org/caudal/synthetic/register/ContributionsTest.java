package org.caudal.synthetic.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SparkTest(compiled = true)
class ContributionsTest {
  static final InsuranceParams PARAMS =
      new InsuranceParams(
          List.of("USA", "ESP"),
          new BigDecimal("0.1"),
          new BigDecimal("0.9"),
          new BigDecimal("0.01"),
          new BigDecimal("0.01"),
          2022,
          "XC02");

  private static SyntheticInputs country;
  private static List<Row> lines = List.of();
  private static List<Row> truth = List.of();

  @BeforeAll
  static void make(SparkSession spark) {
    country = SyntheticInputs.of(spark);
    lines = Contributions.lines(country, PARAMS).collectAsList();
    truth = new PlantInsurance().transform(country, PARAMS).collectAsList();
  }

  private static String text(Row row, String column) {
    return String.valueOf(row.<Object>getAs(column));
  }

  private static String insured(Row row) {
    return text(row, "person_id") + " " + text(row, "country");
  }

  @Test
  void theTruthCountsTheMonthsInTheFiles() {
    Map<String, Set<String>> months = new HashMap<>();
    Map<String, Set<String>> countries = new HashMap<>();
    for (Row line : lines) {
      months.computeIfAbsent(insured(line), k -> new HashSet<>()).add(text(line, "month"));
      countries
          .computeIfAbsent(
              text(line, "person_id") + " " + text(line, "month"), k -> new HashSet<>())
          .add(text(line, "country"));
    }
    long twice = 0;
    for (Row row : truth) {
      Set<String> paid = months.getOrDefault(insured(row), Set.of());
      assertThat(row.<Long>getAs("months_paid")).isEqualTo(paid.size());
      assertThat(row.<Long>getAs("months_worked")).isGreaterThanOrEqualTo(paid.size());
      assertThat(row.<Long>getAs("months_twice"))
          .isEqualTo(
              paid.stream()
                  .filter(
                      month ->
                          Objects.requireNonNull(
                                      countries.get(text(row, "person_id") + " " + month))
                                  .size()
                              > 1)
                  .count());
      twice += row.<Long>getAs("months_twice");
    }
    assertThat(twice).isPositive();
    assertThat(months.keySet()).isSubsetOf(truth.stream().map(r -> insured(r)).toList());
  }

  @Test
  void oneMonthInTenIsNotPaidFor() {
    double worked = truth.stream().mapToLong(row -> row.<Long>getAs("months_worked")).sum();
    double paid = truth.stream().mapToLong(row -> row.<Long>getAs("months_paid")).sum();
    assertThat(Math.abs(paid / worked - 0.9)).isLessThan(4 * Math.sqrt(0.1 * 0.9 / worked));
  }

  @Test
  void nobodyContributesAbroadWithoutResidenceThereNorAtAnotherAge() {
    Map<Long, List<Row>> spells =
        country.rows(SyntheticResidence.class).stream()
            .collect(Collectors.groupingBy(row -> row.<Long>getAs("person_id")));
    Map<Long, Row> people =
        country.rows(SyntheticPerson.class).stream()
            .collect(Collectors.toMap(row -> row.<Long>getAs("person_id"), row -> row));
    for (Row line : lines) {
      LocalDate month = YearMonth.parse(text(line, "month")).atDay(1);
      Row person = Objects.requireNonNull(people.get(line.<Long>getAs("person_id")));
      LocalDate birth = LocalDate.parse(text(person, "birth_date"));
      assertThat(birth.plusYears(18)).isBeforeOrEqualTo(month);
      assertThat(birth.plusYears(65)).isAfter(month);
      // a posted worker may go on for six months after the last day at home
      int grace = text(line, "employer_kind").equals("posted") ? 6 : 0;
      assertThat(Objects.requireNonNull(spells.get(line.<Long>getAs("person_id"))))
          .anyMatch(
              spell ->
                  text(spell, "country").equals(text(line, "country"))
                      && LocalDate.parse(text(spell, "start_date")).isBefore(month.plusMonths(1))
                      && LocalDate.parse(text(spell, "end_date")).plusMonths(grace).isAfter(month));
    }
    assertThat(lines).anyMatch(line -> text(line, "employer_kind").equals("posted"));
  }

  /** Also of one that moved within the country in February: 30 days, not 28. */
  @Test
  void whoResidesThereAllOfAMonthIsInsuredForThirtyDays() {
    Map<Long, List<Row>> spells =
        country.rows(SyntheticResidence.class).stream()
            .collect(Collectors.groupingBy(row -> row.<Long>getAs("person_id")));
    int moved = 0;
    for (Row line : lines) {
      YearMonth month = YearMonth.parse(text(line, "month"));
      LocalDate first = month.atDay(1);
      LocalDate next = month.plusMonths(1).atDay(1);
      List<Row> within =
          Objects.requireNonNull(spells.get(line.<Long>getAs("person_id"))).stream()
              .filter(spell -> text(spell, "start_date").compareTo(next.toString()) < 0)
              .filter(spell -> text(spell, "end_date").compareTo(first.toString()) > 0)
              .toList();
      long days =
          within.stream()
              .filter(spell -> text(spell, "country").equals(text(line, "country")))
              .mapToLong(
                  spell -> {
                    LocalDate from = LocalDate.parse(text(spell, "start_date"));
                    LocalDate to = LocalDate.parse(text(spell, "end_date"));
                    return ChronoUnit.DAYS.between(
                        from.isBefore(first) ? first : from, to.isAfter(next) ? next : to);
                  })
              .sum();
      if (days == month.lengthOfMonth() && !text(line, "days").equals("45")) {
        assertThat(text(line, "days")).as(within.toString()).isEqualTo("30");
        moved += month.getMonthValue() == 2 && within.size() > 1 ? 1 : 0;
      }
    }
    assertThat(moved).isPositive();
  }

  /** Formal and in work in a given month: 0.58 x (1 - 0.05) = 0.551 with secondary education. */
  @Test
  void theShareOfFormalWorkIsFoundAgain(SparkSession spark) {
    double p = 0.58 * 0.95;
    Set<String> workers =
        country.rows(SyntheticPerson.class).stream()
            .filter(row -> row.getAs("occupation") != null)
            .filter(row -> row.<Integer>getAs("education") >= 2)
            .filter(row -> row.<Integer>getAs("education") <= 3)
            .filter(row -> !text(row, "ethnicity").matches("indigenous|afrodescendant"))
            .filter(row -> isBetween(row, "1962-01-01", "2000-01-01"))
            .map(row -> text(row, "person_id"))
            .collect(Collectors.toSet());
    Set<String> here =
        country.rows(SyntheticResidence.class).stream()
            .filter(row -> text(row, "country").equals("XCA"))
            .filter(row -> text(row, "start_date").compareTo("2021-03-01") <= 0)
            .filter(row -> text(row, "end_date").compareTo("2021-04-01") >= 0)
            .map(row -> text(row, "person_id"))
            .filter(workers::contains)
            .collect(Collectors.toSet());
    InsuranceParams paid =
        new InsuranceParams(
            List.of(), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 1, "");
    double insured =
        Contributions.lines(country, paid).filter("month = '2021-03'").collectAsList().stream()
            .filter(row -> here.contains(text(row, "person_id")))
            .count();
    assertThat(here).hasSizeGreaterThan(100);
    assertThat(Math.abs(insured / here.size() - p))
        .isLessThan(4 * Math.sqrt(p * (1 - p) / here.size()));
  }

  private static boolean isBetween(Row person, String from, String to) {
    String birth = text(person, "birth_date");
    return birth.compareTo(from) > 0 && birth.compareTo(to) < 0;
  }

  @Test
  void everyDefectIsWhatItsKindSays() {
    Map<String, Integer> kinds = new HashMap<>();
    Map<String, Integer> places = new HashMap<>();
    for (Row line : lines) {
      List<Row> defects = line.getList(line.fieldIndex("defects"));
      String kind = defects.isEmpty() ? "" : defects.get(0).getString(0);
      kinds.merge(kind, 1, Integer::sum);
      boolean cents = text(line, "file_name").equals("social_security_2022_XC02.csv");
      assertThat(kind.equals("cents")).isEqualTo(cents);
      assertThat(text(line, "wage")).matches(cents ? "\\d+" : "\\d+\\.\\d\\d");
      assertThat(text(line, "days").equals("45")).isEqualTo(kind.equals("impossible_days"));
      if (!kind.equals("exact_duplicate")) {
        places.merge(insured(line) + text(line, "month"), 1, Integer::sum);
      }
    }
    assertThat(kinds.keySet())
        .containsExactlyInAnyOrder("", "cents", "impossible_days", "exact_duplicate");
    assertThat(places.values()).allMatch(n -> n == 1); // without the duplicates one line a month
  }

  @Test
  void onePartitionAndNineGiveTheSameLines() {
    List<Row> nine = new SynthesizeContributions().transform(country.in(9), PARAMS).collectAsList();
    assertThat(SyntheticInputs.texts(nine, ContributionSheet.class))
        .isEqualTo(SyntheticInputs.texts(lines, ContributionSheet.class))
        .isNotEmpty();
  }
}
