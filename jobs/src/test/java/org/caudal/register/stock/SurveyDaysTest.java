package org.caudal.register.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.reference.LoadPopulationMargins;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** A survey is of one day, and that day can be. */
@SparkTest
class SurveyDaysTest {
  private static final String SECTION =
      """
      {extract: {paths: [sheet.csv], constants: {source_id: ehpm, area_id: N}, columns:
      {person_id: mark, reference_date: day}}, country: XCA, other-countries: [XCA]%s}
      """;

  private static final String PERSONS =
      """
      mark,day,weight,age,arrived_on
      1,2024-07-01,1,30,2019-01-01
      2,2124-07-01,1,30,
      3,1024-07-01,1,30,
      4,2042-07-01,1,30,
      5,2024-07-01,1,30,1024-01-01
      6,2024-07-01,1,30,1901-01-01
      7,2024-07-01,1,30,1992-12-31
      8,2024-07-01,1,30,1993-01-01
      """;

  @Test
  void aDayThatCannotBeIsRejected(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(spark, new LoadSurveyPersons(), PERSONS, SECTION.formatted(""));
    assertThat(sheet.rejected())
        .containsExactly(
            "3: reference-date-possible", "4: reference-date-possible", "6: arrival-possible");
    // 30 years old on 1 July 2024: born since 2 July 1993, so not here in 1901 or 1992
    assertThat(sheet.warnings()).isEqualTo(Map.of("arrival-not-before-birth", 2L));
    assertThat(
            JudgedSheet.of(
                    spark,
                    new LoadSurveyPersons(),
                    PERSONS,
                    SECTION.formatted(", earliest-day: 2024-07-01, latest-day: 2024-07-01"))
                .rejectedByRule())
        .isEqualTo(Map.of("reference-date-possible", 3L, "arrival-possible", 1L));
    assertThatThrownBy(
            () ->
                JobParams.of(
                    new LoadSurveyPersons(),
                    SECTION.formatted(", earliest-day: 2024-07-02, latest-day: 2024-07-01")))
        .hasMessageContaining("earliest-day must not be after latest-day");
  }

  @Test
  void soItIsOfMembersAbroadAndOfKnownResidents(SparkSession spark) {
    String members =
        "mark,household_id,day,weight\n1,1,2024-07-01,1\n2,1,2042-07-01,1\n3,1,1024-07-01,1\n";
    assertThat(
            JudgedSheet.of(
                    spark,
                    new LoadSurveyEmigrants(),
                    members,
                    SECTION.formatted(", latest-day: 2025-12-31"))
                .rejected())
        .containsExactly("3: reference-date-possible", "4: reference-date-possible");
    assertThat(
            JudgedSheet.of(
                    spark,
                    new LoadPopulationMargins(),
                    "level,zone_id,reference_date,persons\np,A,2024-07-01,1\np,A,2042-07-01,1\n",
                    "{extract: {paths: [sheet.csv]}, latest-day: 2025-12-31}")
                .rejected())
        .containsExactly("3: reference-date-possible");
  }

  @Test
  void aDayOfFewerThanATenthOfTheLargestIsWarnedAbout(SparkSession spark) {
    // 2 of 21 are fewer than a tenth; 3 of 21 are not, and another survey is another
    assertThat(warnings(spark, 21, 2))
        .containsExactly(
            "reference-date-of-few (ehpm: 2024-07-11 has 2 persons, 2024-07-01 has 21; first at"
                + " sheet.csv:23. A survey has one day, never that of each interview: mend the day"
                + " at the source, or set earliest-day and latest-day)");
    assertThat(warnings(spark, 21, 3)).isEmpty();
    assertThat(warnings(spark, 20, 2)).isEmpty(); // exactly a tenth
  }

  private static List<String> warnings(SparkSession spark, int most, int few) {
    StringBuilder sheet = new StringBuilder("mark,day,weight\n");
    for (int i = 0; i < most + few; i++) {
      sheet.append(i).append(i < most ? ",2024-07-01,1\n" : ",2024-07-11,1\n");
    }
    LoadSurveyPersons job = new LoadSurveyPersons();
    String section = SECTION.formatted("");
    Dataset<Row> loaded = JudgedSheet.of(spark, job, sheet.toString(), section).loaded(spark);
    TestInputs in = new TestInputs(spark).with(SurveyPerson.class, loaded.repartition(3));
    return job.warnings(in, JobParams.of(job, section)).orElseThrow().collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
