package org.caudal.synthetic.country;

import static org.caudal.testing.TableAssert.assertThatTable;

import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Moves and displaced people of two lives that can be counted by hand. */
@SparkTest
class TruthTest {
  private static final LocalDate MARCH = LocalDate.of(2023, 3, 1);

  private static SyntheticPerson person(long id, int sex, String birth) {
    return new SyntheticPerson(
        id,
        id,
        0,
        "native",
        "head",
        LocalDate.parse(birth),
        null,
        sex,
        "XCA",
        "XC020101",
        "XCA",
        null,
        "mestizo",
        "111111",
        3,
        null,
        "Ana",
        "Ruiz",
        null,
        null,
        null,
        null);
  }

  private static SyntheticStay stay(
      long id, int number, String country, @Nullable String town, String days, String reason) {
    LocalDate from = LocalDate.parse(days.substring(0, 10));
    LocalDate to = LocalDate.parse(days.substring(12));
    return new SyntheticStay(id, number, country, town, from, to, reason, id, null);
  }

  private static TestInputs inputs(SparkSession spark) {
    return new TestInputs(spark)
        .with(person(0, 1, "2006-03-21"), person(1, 2, "1980-03-10"))
        .with(
            stay(0, 1, "XCA", "XC020101", "2023-01-01..2023-03-20", "start"),
            stay(0, 2, "XCA", "XC020201", "2023-03-20..2023-03-22", "displacement"),
            stay(0, 3, "XCA", "XC020101", "2023-03-22..2026-01-01", "home"),
            stay(1, 1, "XCA", "XC020101", "2023-01-01..2023-03-10", "start"),
            stay(1, 2, "XCA", "XC020102", "2023-03-10..2023-03-20", "visit"),
            stay(1, 3, "XCA", "XC020201", "2023-03-20..2024-03-25", "displacement"),
            stay(1, 4, "USA", null, "2024-03-25..2026-01-01", "emigration"))
        .with(
            new SyntheticResidence(
                1, 1, "XCA", "XC020101", LocalDate.of(2023, 1, 1), MARCH.plusDays(19), "start"),
            new SyntheticResidence(
                1, 2, "USA", null, MARCH.plusDays(19), LocalDate.of(2026, 1, 1), "emigration"));
  }

  private static TrueFlow flow(
      LocalDate month,
      String concept,
      String reason,
      String origin,
      String destination,
      int sex,
      String band) {
    return new TrueFlow(month, concept, reason, origin, destination, sex, band, 1);
  }

  /** A visit within the municipality is no move; the woman has turned 43 on the day of hers. */
  @Test
  void movesCountInTheMonthTheyBeginBetweenMunicipalitiesAndCountries(SparkSession spark) {
    LocalDate nextYear = MARCH.plusYears(1);
    assertThatTable(new CountFlows().transform(inputs(spark), new CountFlows.Params()))
        .hasRows(
            flow(MARCH, "residence", "emigration", "XC0201", "USA", 2, "40-44"),
            flow(MARCH, "stay", "displacement", "XC0201", "XC0202", 1, "15-19"),
            flow(MARCH, "stay", "home", "XC0202", "XC0201", 1, "15-19"),
            flow(MARCH, "stay", "displacement", "XC0201", "XC0202", 2, "40-44"),
            flow(nextYear, "stay", "emigration", "XC0202", "USA", 2, "40-44"));
  }

  /** On 20 March both are away; the boy turns 17 on the 21st and returns on the 22nd. */
  @Test
  void whoDoesNotReturnIsDisplacedForAYearAndNoDayMore(SparkSession spark) {
    var displaced = new CountDisplaced().transform(inputs(spark), new CountDisplaced.Params());
    assertThatTable(displaced.filter("day <= '2023-03-22'"))
        .hasRows(
            displaced("2023-03-20", 2, 1),
            displaced("2023-03-21", 2, 1),
            displaced("2023-03-22", 1, 0));
    // 365 days from 20 March 2023 end on 18 March 2024, a leap year
    assertThatTable(displaced.filter("day >= '2024-03-18'")).hasRows(displaced("2024-03-18", 1, 0));
  }

  private static TrueDisplacement displaced(String day, long persons, long children) {
    return new TrueDisplacement(LocalDate.parse(day), "XC0201", "XC0202", persons, children);
  }
}
