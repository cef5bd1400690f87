package org.caudal.synthetic.country;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rates of moves found again in the true stays: decisions of adults against what those who were
 * free to decide on the first of each month should have decided. Tolerances are four standard
 * errors of a Poisson count, and 8 % for what a month hides: who is taken along or comes home in
 * the middle of it.
 */
@SparkTest
class PlantedRatesTest {
  private static final LocalDate FIRST = LocalDate.of(2021, 1, 1);
  private static final LocalDate END = LocalDate.of(2026, 1, 1);
  private static final LocalDate CLOSED = LocalDate.of(2021, 4, 1);
  private static final LocalDate OPEN = LocalDate.of(2021, 9, 1);
  private static final Set<String> FOR_A_TIME =
      Set.of("visit", "displacement", "transit", "seasonal_work", "circular_work");

  private static double internal;
  private static double emigration;
  private static double returns;
  private static List<Row> stays = List.of();
  private static Map<Long, Row> natives = Map.of();

  @BeforeAll
  static void expect(SparkSession spark) {
    SyntheticInputs country = new SyntheticInputs(spark, 1, 8000, 7);
    natives =
        country.rows(SyntheticPerson.class).stream()
            .filter(row -> row.getAs("birth_country").equals("XCA"))
            .collect(toMap(row -> row.getAs("person_id"), row -> row));
    stays =
        country.rows(SyntheticStay.class).stream()
            .filter(row -> natives.containsKey(row.<Long>getAs("person_id")))
            .toList();
    stays.stream()
        .filter(stay -> !FOR_A_TIME.contains(stay.<String>getAs("reason")))
        .forEach(PlantedRatesTest::expect);
  }

  private static LocalDate day(Row row, String column) {
    return LocalDate.parse(row.getAs(column).toString());
  }

  /** Adds what a stay exposes the person to, month by month. */
  private static void expect(Row stay) {
    Row person = Objects.requireNonNull(natives.get(stay.<Long>getAs("person_id")));
    LocalDate until = day(stay, "end_date");
    for (LocalDate m = FIRST; m.isBefore(END); m = m.plusMonths(1)) {
      int age = (int) ChronoUnit.YEARS.between(day(person, "birth_date"), m);
      if (age < 16 || m.isBefore(day(stay, "start_date")) || !m.isBefore(until)) {
        continue;
      }
      boolean open = m.isBefore(CLOSED) || !m.isBefore(OPEN);
      String code = stay.getAs("town_code");
      if (code == null) {
        returns += open ? monthly(Rates.RETURN) : 0;
        continue;
      }
      Geography.Town town =
          Geography.TOWNS.stream().filter(t -> t.code().equals(code)).findFirst().orElseThrow();
      Geography.Province province = Geography.PROVINCES.get(town.province());
      double elsewhere = 1 - town.share() / province.share() * province.pull();
      internal += monthly(Rates.INTERNAL * Schedules.moves(age)) * elsewhere;
      emigration += open ? monthly(Rates.EMIGRATION * Schedules.moves(age) * province.push()) : 0;
    }
  }

  private static double monthly(double aYear) {
    return 1 - Math.exp(-aYear / 12);
  }

  /** Moves that the person decided, not those of who was taken along. */
  private static double decided(String reason) {
    Map<Object, List<Row>> own =
        stays.stream()
            .filter(stay -> stay.getAs("party_id").equals(stay.getAs("person_id")))
            .collect(groupingBy(stay -> stay.getAs("reason")));
    return own.getOrDefault(reason, List.of()).size();
  }

  private static void assertFound(double decided, double expected) {
    assertThat(expected).isGreaterThan(120); // else a rate twice as high would not show
    assertThat(decided).isCloseTo(expected, within(0.08 * expected + 4 * Math.sqrt(expected)));
  }

  @Test
  void internalMovesComeAsOftenAsTheirRateSays() {
    assertFound(decided("internal_migration"), internal);
  }

  @Test
  void departuresComeAsOftenAsTheirRateSays() {
    assertFound(decided("emigration"), emigration);
  }

  @Test
  void returnsComeAsOftenAsTheirRateSays() {
    assertFound(decided("return"), returns);
  }
}
