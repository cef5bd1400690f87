package org.caudal.register.missing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.register.SynthesizeMissingPersons;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From a list of reports to counts with what is still to come. */
@SparkTest
class MissingReportsTest {
  private static final CountMissingPersons COUNT = new CountMissingPersons();
  private static final MeasureMissingPersons MEASURE = new MeasureMissingPersons();

  /** Ten years from the day: 2014-02-02 to 2024-02-02 is told, a day more is warned about. */
  @Test
  void daysThatLieTenYearsApartAreWarnedAbout(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadMissingPersons(),
            """
            report_id,reported_on,last_seen_on,found_on,found_state
            M1,2024-02-02,2014-02-02,,
            M2,2024-02-03,2014-02-02,,
            M3,2024-02-02,2024-02-01,2042-02-03,alive
            """,
            "{extract: {paths: [x]}}");
    assertThat(sheet.rejected()).isEmpty();
    assertThat(sheet.warnings()).isEqualTo(Map.of("days-far-apart", 2L));
  }

  @Test
  void reportsAreLoadedWithoutNames(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadMissingPersons(),
            """
            report_id,given_names,surnames,reported_on,last_seen_on,last_seen_place,age,sex,nationality,found_on,found_state
            M1,Ana,Paz,2024-02-01,2024-01-20,XC0101,17,2,HND,,
            M2,Leo,Sol,2024-02-01,2024-02-01,MEX,,,,2024-02-01,Alive
            M3,Eva,Mar,2024-02-01,2024-02-02,XC0101,30,2,HND,,
            M4,Ida,Luz,2024-02-03,2024-02-02,XC0101,30,2,HND,2024-02-01,alive
            M5,Teo,Rey,2024-02-03,2024-02-02,XC0101,30,1,HND,2024-02-05,
            M6,Teo,Rey,2024-02-03,2024-02-02,XC0101,30,1,HND,,dead
            M7,Teo,Rey,2024-02-03,2024-02-02,XC0101,131,1,HND,,
            M8,Teo,Rey,2024-02-03,2024-02-02,XC0101,30,3,HND,,
            M9,Teo,Rey,2024-02-03,2024-02-02,XC0101,30,1,XYZ,,
            M10,Teo,Rey,2024-02-03,2024-02-02,XC0101,30,1,HND,2024-02-05,hurt
            M11,Teo,Rey,2025-02-03,2024-02-02,XC0101,30,1,HND,,
            M12,Teo,Rey,2024-02-03,2024-02-02,Teo Rey,30,1,HND,,
            M1,Ana,Paz,2024-02-01,2024-01-20,XC0101,17,2,D,2024-03-01,dead
            """,
            "{extract: {paths: [x]}, latest-day: 2024-12-31, area-pattern: 'XC[0-9]{4}|[A-Z]{3}'}");
    assertThat(sheet.rejected())
        .containsExactly(
            "4: days-in-order",
            "5: found-not-before",
            "6: found-and-state",
            "7: found-and-state",
            "8: age-possible",
            "9: sex-known",
            "10: nationality-known",
            "11: state-known",
            "12: day-possible",
            "13: area-known");
    // of the report that was delivered again, the later line with the find
    assertThat(
            sheet.loaded(spark).orderBy("source_position").collectAsList().stream()
                .map(
                    row ->
                        row.getAs("source_position")
                            + " "
                            + row.getAs("age")
                            + " "
                            + row.getAs("sex")
                            + " "
                            + row.getAs("nationality")
                            + " "
                            + row.getAs("found_on")
                            + " "
                            + row.getAs("found_state")))
        .containsExactly("3 null 0 _U 2024-02-01 alive", "14 17 2 DEU 2024-03-01 dead");
    assertThat(sheet.lines().stream().map(Row::toString))
        .noneMatch(line -> line.matches(".*\\b(Ana|Paz|Leo|Sol|M[0-9]+)\\b.*"));
  }

  private static MissingPerson person(
      String id, String seen, String reported, int sex, @Nullable Integer age) {
    return person(id, seen, reported, sex, age, null, null);
  }

  private static MissingPerson person(
      String id,
      String seen,
      String reported,
      int sex,
      @Nullable Integer age,
      @Nullable String found,
      @Nullable String state) {
    return new MissingPerson(
        id,
        LocalDate.parse(reported),
        LocalDate.parse(seen),
        null,
        age,
        sex,
        sex == 1 ? "HND" : "_U",
        found == null ? null : LocalDate.parse(found),
        state,
        "f.csv",
        2);
  }

  /** Four months: 100, 50 and 20 and 5 after; 110, 58 and 22; 90 and 50; 130. */
  private static List<MissingPerson> triangle() {
    List<MissingPerson> persons = new ArrayList<>();
    int[][] added = {{100, 50, 20, 5}, {110, 58, 22}, {90, 50}, {130}};
    for (int month = 0; month < added.length; month++) {
      for (int delay = 0; delay < added[month].length; delay++) {
        for (int i = 0; i < added[month][delay]; i++) {
          LocalDate seen = LocalDate.of(2025, 1 + month, 10);
          persons.add(
              person(
                  month + "-" + delay + "-" + i,
                  seen.toString(),
                  seen.plusMonths(delay).plusDays(i % 5).toString(),
                  1 + i % 2,
                  i % 40));
        }
      }
    }
    return persons;
  }

  private static List<Row> counted(SparkSession spark, List<MissingPerson> persons, String params) {
    return COUNT
        .transform(
            new TestInputs(spark).with(MissingPerson.class, Rows.of(spark, persons)),
            JobParams.of(COUNT, params))
        .orderBy("breakdown", "category", "period_start")
        .collectAsList();
  }

  private static List<String> texts(List<Row> rows, String breakdown, String... columns) {
    return rows.stream()
        .filter(row -> row.getAs("breakdown").equals(breakdown))
        .map(
            row -> {
              List<String> cells = new ArrayList<>();
              for (String column : columns) {
                cells.add(String.valueOf(row.<@Nullable Object>getAs(column)));
              }
              return String.join(" ", cells);
            })
        .toList();
  }

  @Test
  void reportsToComeAreEstimatedAsMackDid(SparkSession spark) {
    List<Row> rows = counted(spark, triangle(), "{as-of: 2025-04-30, delays: 3}");
    // the triangle of ChainLadderTest
    assertThat(
            texts(
                rows, "total", "period_start", "reported", "expected", "standard_error", "status"))
        .containsExactly(
            "2025-01-01 175 175.000000 0.000000 complete",
            "2025-02-01 190 195.588235 0.033322 estimated",
            "2025-03-01 140 163.152053 0.311181 estimated",
            "2025-04-01 130 231.287458 4.319876 estimated");
    assertThat(texts(rows, "sex", "category", "period_start", "reported"))
        .hasSize(8)
        .contains("1 2025-04-01 65", "2 2025-04-01 65");
    assertThat(texts(rows, "age_band", "category").stream().distinct())
        .containsExactly("00-17", "18-29", "30-44");
    // a day before the end of the month nothing is over: that of January 30 days after is not known
    assertThat(
            texts(
                counted(spark, triangle(), "{as-of: 2025-04-29, delays: 3}"),
                "total",
                "period_start",
                "status"))
        .containsExactly(
            "2025-01-01 complete",
            "2025-02-01 estimated",
            "2025-03-01 estimated",
            "2025-04-01 not_over");
    assertThat(
            texts(
                counted(spark, triangle(), "{as-of: 2025-04-30, delays: 4, training-periods: 5}"),
                "total",
                "status"))
        .containsOnly("delay_not_observed");
    assertThat(
            texts(
                counted(spark, triangle(), "{as-of: 2025-04-30, delays: 3, least-reports: 506}"),
                "total",
                "status",
                "expected",
                "learnt_from"))
        .containsExactly(
            "complete 175.000000 505",
            "too_few_reports null 505",
            "too_few_reports null 505",
            "too_few_reports null 505");
  }

  @Test
  void nothingCountsThatCameAfterTheDay(SparkSession spark) {
    List<MissingPerson> persons =
        List.of(
            person("a", "2025-01-31", "2025-01-31", 1, 3, "2025-02-01", "alive"),
            person("b", "2025-01-01", "2025-03-31", 2, null, "2025-04-02", "dead"),
            person("c", "2025-02-01", "2025-02-10", 9, 70, "2025-03-31", "dead"),
            person("d", "2025-02-01", "2025-04-01", 1, 70), // reported later
            person("e", "2025-04-01", "2025-04-01", 1, 70));
    List<Row> rows = counted(spark, persons, "{as-of: 2025-03-31, delays: 1}");
    String[] counts = {
      "period_start", "category", "reported", "found_alive", "found_dead", "still_missing"
    };
    assertThat(texts(rows, "total", counts))
        .containsExactly("2025-01-01 _T 2 1 0 1", "2025-02-01 _T 1 0 1 0", "2025-03-01 _T 0 0 0 0");
    // who was reported after all delays counts among those of January
    assertThat(texts(rows, "total", "reported", "expected", "interval_high").get(0))
        .isEqualTo("2 2.000000 2");
    assertThat(texts(rows, "sex", counts))
        .contains("2025-01-01 1 1 1 0 0", "2025-01-01 2 1 0 0 1", "2025-02-01 _U 1 0 1 0");
    assertThat(texts(rows, "age_band", counts)).contains("2025-01-01 _U 1 0 0 1");
    // to the last report or find by default, by quarters
    assertThat(texts(counted(spark, persons, "{frequency: quarter, delays: 1}"), "total", counts))
        .containsExactly("2025-01-01 _T 4 1 2 1", "2025-04-01 _T 1 0 0 1");
  }

  /**
   * On 15 February all months are seen at their 15th: what came on the 17th of January is of the
   * second month after December, that of the 15th of the first. A person of whom nobody knew yet
   * begins no list.
   */
  @Test
  void delaysAreCountedToOneDayOfEachMonth(SparkSession spark) {
    List<MissingPerson> persons =
        List.of(
            person("a", "2024-12-10", "2025-01-17", 1, 20),
            person("b", "2024-12-10", "2025-01-15", 1, 20),
            person("c", "2024-12-31", "2024-12-31", 1, 20),
            person("d", "2025-02-01", "2025-02-15", 1, 20),
            person("e", "2023-06-01", "2025-02-16", 1, 20));
    ReportingParams params = JobParams.of(COUNT, "{as-of: 2025-02-15, delays: 2}");
    Row cells =
        MissingReports.byCategory(Rows.of(spark, persons), params)
            .filter("breakdown = 'total'")
            .selectExpr("first", "last", "is_over", "cells")
            .collectAsList()
            .get(0);
    int december = 2024 * 12 + 11;
    assertThat(cells.getInt(0)).isEqualTo(december);
    assertThat(cells.getInt(1)).isEqualTo(december + 2);
    assertThat(cells.getBoolean(2)).isFalse();
    assertThat(cells.<Row>getList(3))
        .extracting(row -> row.getInt(0) - december + " " + row.getInt(1) + " " + row.getLong(2))
        .containsExactly("0 1 2", "0 2 1", "2 0 1");
    // by quarters to the 46th day: 17 January is before, 17 March after it
    ReportingParams quarters =
        JobParams.of(COUNT, "{as-of: 2025-02-15, delays: 1, frequency: quarter}");
    assertThat(
            MissingReports.byCategory(
                    Rows.of(spark, person("a", "2024-12-10", "2025-01-17", 1, 20)), quarters)
                .filter("breakdown = 'total'")
                .selectExpr("cells[0].delay")
                .collectAsList()
                .get(0)
                .getInt(0))
        .isEqualTo(1);
  }

  /** The list of the synthetic country, as loaded. */
  private static Dataset<Row> listed(SparkSession spark) {
    Dataset<Row> lines =
        new SynthesizeMissingPersons()
            .transform(
                SyntheticInputs.of(spark),
                JobParams.of(
                    new SynthesizeMissingPersons(),
                    "{irregular: 1, transit: 1, caravan: 1, adults-reported: 1, children-reported: 1}"));
    return JudgedSheet.ofLines(
            spark,
            lines,
            new LoadMissingPersons(),
            "{extract: {paths: [x]}, other-countries: [XCA], latest-day: 2025-12-31}")
        .loaded(spark);
  }

  @Test
  void intervalsOfThePastHoldWhatWasReportedInTheEnd(SparkSession spark) {
    Dataset<Row> listed = listed(spark);
    TestInputs inputs =
        new TestInputs(spark).with(MissingPerson.class, Rows.kept(listed, MissingPerson.class));
    ReportingParams params = JobParams.of(MEASURE, "{as-of: 2025-12-31, delays: 4}");
    Map<String, Row> rows = new TreeMap<>();
    MEASURE
        .transform(inputs, params)
        .collectAsList()
        .forEach(row -> rows.put(row.getAs("breakdown") + " " + row.getAs("lag"), row));
    rows.values().forEach(row -> System.out.println("| " + row.mkString(" | ") + " |"));
    for (String breakdown : List.of("total", "sex")) {
      Row newest = java.util.Objects.requireNonNull(rows.get(breakdown + " 0"));
      double estimates = newest.<Long>getAs("estimates");
      assertThat(estimates).as(breakdown).isGreaterThan(40);
      assertThat(newest.<Long>getAs("covered") / estimates).as(breakdown).isBetween(0.9, 0.995);
    }
  }

  @Test
  void onePartitionAndSevenGiveTheSameRows(SparkSession spark) {
    TestInputs one =
        new TestInputs(spark).with(MissingPerson.class, Rows.of(spark, triangle()).coalesce(1));
    ReportingParams params = JobParams.of(COUNT, "{delays: 2}");
    assertThat(SyntheticInputs.texts(counts(one.inPartitions(7), params), MissingCount.class))
        .isEqualTo(SyntheticInputs.texts(counts(one, params), MissingCount.class))
        .isNotEmpty();
  }

  private static List<Row> counts(TestInputs inputs, ReportingParams params) {
    return SyntheticInputs.rows(COUNT.transform(inputs, params), MissingCount.class);
  }

  @Test
  void impossibleSettingsAreRefused() {
    for (String wrong :
        List.of("{delays: 0}", "{delays: 12, training-periods: 12}", "{delays: 121}")) {
      assertThatThrownBy(() -> JobParams.of(COUNT, wrong)).hasMessageContaining("delays must be");
    }
    assertThatThrownBy(() -> JobParams.of(COUNT, "{least-reports: 1}"))
        .hasMessageContaining("least-reports must be 2 or more, was 1");
  }
}
