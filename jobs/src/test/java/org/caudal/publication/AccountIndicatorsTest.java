package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.register.account.AccountComponent;
import org.caudal.register.account.CohortAccount;
import org.caudal.register.account.RegisterComponent;
import org.caudal.table.TableSchema;
import org.caudal.testing.JobParams;
import org.caudal.testing.PublishedFigure;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Accounts of 2021 of provinces, of who was born in 1990 and in 2021. */
@SparkTest
class AccountIndicatorsTest {
  private static final String FEW =
      "suppressed_primary: fewer than 10 persons in a figure of the area, or in one of an area that"
          + " it protects";

  /** Cells of an area. */
  private static final class Area {
    private final String name;
    private final List<CohortAccount> cells = new ArrayList<>();

    /**
     * An area, all persons recorded by one source, but for the population at the end.
     *
     * @param men population, births, deaths, arrivals and departures
     */
    Area(String name, int[] men, int[] women) {
      this.name = name;
      for (int sex = 1; sex <= 2; sex++) {
        int[] of = sex == 1 ? men : women;
        cell(sex, 1990, 2021, "population", of[0]);
        cell(sex, 2021, 2021, "births", of[1]);
        cell(sex, 1990, 2021, "deaths", of[2]);
        cell(sex, 1990, 2021, "arrivals", of[3]);
        cell(sex, 1990, 2021, "departures", of[4]);
        cell(sex, 2021, 2021, "population", 0, 0L, 0, null);
        for (String flow : List.of("deaths", "arrivals", "departures")) {
          cell(sex, 2021, 2021, flow, 0);
        }
        cell(sex, 1990, 2022, "population", of[0] - of[2] + of[3] - of[4], null, 0, null);
        cell(sex, 2021, 2022, "population", of[1], null, 0, null);
      }
    }

    private void cell(int sex, int born, int year, String component, int persons) {
      cell(sex, born, year, component, persons, (long) persons, 1, null);
    }

    private void cell(
        int sex,
        int born,
        int year,
        String component,
        int persons,
        @Nullable Long recorded,
        int sources,
        @Nullable String reason) {
      cells.add(
          AccountIndicatorsTest.cell(
              name, sex, born, year, component, persons, recorded, sources, reason));
    }

    /** Another cell in the place of that of who was born in 1990. */
    Area with(
        int sex,
        String component,
        int persons,
        @Nullable Long recorded,
        int sources,
        @Nullable String reason) {
      cells.removeIf(
          cell ->
              cell.sex() == sex
                  && cell.birthYear() == 1990
                  && cell.year() == 2021
                  && cell.component().equals(component));
      cell(sex, 1990, 2021, component, persons, recorded, sources, reason);
      return this;
    }

    Area withoutBirths() {
      cells.removeIf(cell -> cell.component().equals("births"));
      return this;
    }

    /** No girls were born: their cohort has no account. */
    Area withoutGirls() {
      cells.removeIf(cell -> cell.sex() == 2 && cell.birthYear() == 2021);
      return this;
    }
  }

  /** A cell with an error of 3 persons, of the newborn of 4. */
  static CohortAccount cell(
      String area,
      int sex,
      int born,
      int year,
      String component,
      int persons,
      @Nullable Long recorded,
      int sources,
      @Nullable String reason) {
    BigDecimal figure = new BigDecimal(persons);
    BigDecimal error = new BigDecimal(born == 1990 ? 3 : 4);
    boolean isBalanced = reason == null;
    return new CohortAccount(
        area,
        sex,
        born,
        year,
        component,
        figure,
        error,
        sources,
        recorded,
        isBalanced ? figure : null,
        isBalanced ? error : null,
        isBalanced ? figure : null,
        isBalanced ? figure : null,
        new BigDecimal("0.95"),
        null,
        null,
        null,
        null,
        null,
        0,
        null,
        isBalanced,
        reason);
  }

  private static int[] of(int... figures) {
    return figures;
  }

  private static List<CohortAccount> cells() {
    List<Area> areas =
        List.of(
            new Area("A", of(3000, 50, 40, 70, 30), of(3100, 51, 60, 20, 35)),
            new Area("B", of(400, 20, 20, 20, 20), of(450, 20, 4, 20, 20)),
            new Area("C", of(100, 12, 3, 12, 12), of(100, 12, 4, 12, 12)),
            new Area("D", of(200, 12, 6, 12, 12), of(200, 12, 6, 12, 12)),
            new Area("E", of(600, 15, 15, 15, 15), of(600, 15, 15, 15, 15)),
            new Area("F", of(2000, 50, 50, 50, 50), of(2000, 50, 50, 50, 50))
                .with(1, "arrivals", 50, 50L, 1, "figures_contradict"),
            new Area("G", of(2500, 50, 50, 50, 50), of(2500, 50, 50, 50, 50)).withoutBirths(),
            new Area("H", of(2600, 50, 50, 50, 50), of(2600, 50, 50, 50, 50))
                .with(2, "arrivals", 50, null, 1, null),
            new Area("Zoila", of(2, 0, 0, 1, 0), of(1, 0, 0, 0, 0))); // a name, in no list
    return areas.stream().flatMap(area -> area.cells.stream()).toList();
  }

  @Test
  void birthsOfOneSexOnlyAreNobodyOfTheOther(SparkSession spark) {
    List<Area> areas =
        List.of(
            new Area("A", of(3000, 50, 40, 70, 30), of(3100, 51, 60, 20, 35)),
            new Area("N", of(300, 30, 20, 20, 20), of(300, 0, 20, 20, 20)).withoutGirls(),
            new Area("P", of(500, 50, 50, 50, 50), of(500, 50, 50, 50, 50)));
    List<CohortAccount> cells = areas.stream().flatMap(area -> area.cells.stream()).toList();
    Map<String, Row> rows = published(Rows.of(spark, cells), spark, "");
    // no girls are fewer than 10; P has the fewest residents of those that could be shown, and its
    // 50 girls are more than 2 × 10 − 1
    for (String subject : List.of("sex=1", "sex=2")) {
      for (String component : List.of("births", "deaths", "population")) {
        assertThat(figure(rows, "N 2021 " + component + " " + subject)).isEqualTo(FEW);
        assertThat(figure(rows, "P 2021 " + component + " " + subject)).isEqualTo(FEW);
      }
    }
    // 30 boys in one cell with an error of 4
    assertThat(figure(rows, "N 2021 births _T")).isEqualTo("30 (22 to 38) of 30");
    assertThat(figure(rows, "P 2021 births _T")).isEqualTo("100 (89 to 111) of 100");
    assertThat(figure(rows, "A 2021 births sex=2")).isEqualTo("51 (43 to 59) of 50");
  }

  /** The country of the configuration is no text of a source, and in no list. */
  @Test
  void anAccountOfRegistersThatMayNotBeShownSaysWhy(SparkSession spark) {
    Area area =
        new Area("XCA", of(3000, 50, 40, 70, 30), of(3100, 51, 60, 20, 35))
            .with(1, "arrivals", 70, null, 0, "component_missing");
    TestInputs inputs =
        new TestInputs(spark)
            .with(CohortAccount.class, Rows.of(spark, area.cells).filter("year = 2021"))
            .with(RegisterComponent.class, spark.sql("SELECT 'XCA' AS area_id"));
    assertThat(figure(published(inputs, ""), "XCA 2021 arrivals _T"))
        .isEqualTo(
            "suppressed_primary: account not balanced: component_missing, no source has arrivals of"
                + " 2021: load them, or rows of 0 persons");
  }

  /** An account of adults alone: of the births of the year nothing is known, not that none were. */
  @Test
  void theComponentThatNoSourceHasIsNamed(SparkSession spark) {
    Dataset<Row> cells =
        Rows.of(spark, cells()).filter("area_id IN ('A', 'B') AND birth_year = 1990");
    Map<String, Row> rows = published(cells, spark, "");
    for (String figure : List.of("A 2021 population sex=1", "B 2021 births _T")) {
      assertThat(figure(rows, figure))
          .isEqualTo(
              "suppressed_primary: account not balanced: component_missing, no source has births of"
                  + " 2021: load them, or rows of 0 persons");
    }
    // 3000 − 40 + 70 − 30 men and 3100 − 60 + 20 − 35 women; errors of 3 each: 4.243
    assertThat(figure(rows, "A 2022 population _T")).isEqualTo("6025 (6017 to 6033) of 0");
    PublishIndicators job = new PublishIndicators();
    TestInputs inputs = new TestInputs(spark).with(CohortAccount.class, cells.repartition(3));
    assertThat(
            job
                .warnings(inputs, JobParams.of(job, "{vintage: 2023-03-01}"))
                .orElseThrow()
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactly(
            "account-component-missing (births of 2021 in 2 areas, of which no account of the year"
                + " is published: load them, or rows of 0 persons)");
  }

  /** Deaths have 0 in common; arrivals too, but they are of a file. */
  @Test
  void errorsOfRegistersThatNobodySaysAreInCommonAreWarnedAbout(SparkSession spark) {
    Area area = new Area("XCA", of(3000, 50, 40, 70, 30), of(3100, 51, 60, 20, 35));
    PublishIndicators job = new PublishIndicators();
    TestInputs inputs =
        new TestInputs(spark)
            .with(CohortAccount.class, Rows.of(spark, area.cells))
            .with(
                RegisterComponent.class,
                spark.sql(
                    "SELECT 'XCA' AS area_id, explode(array('births', 'births', 'deaths',"
                        + " 'population')) AS component"));
    String errors = "population: 0.003, births: 0.012, deaths: 0, arrivals: 0, departures: 0";
    assertThat(
            job
                .warnings(
                    inputs,
                    JobParams.of(
                        job, "{vintage: 2023-03-01, account: {common-errors: {" + errors + "}}}"))
                .orElseThrow()
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactly(
            "account-common-error-none (deaths of register_component have an error that is the same"
                + " way in all cells, and common-errors 0: give recorded-errors / recorded of"
                + " count-register-components, of a population that of the linkage)");
  }

  static Map<String, Row> published(Dataset<Row> cells, SparkSession spark, String rules) {
    Dataset<Row> components =
        cells.filter("area_id <> 'Zoila' OR component = 'deaths'").select("area_id", "component");
    return published(
        new TestInputs(spark)
            .with(CohortAccount.class, cells)
            .with(AccountComponent.class, components),
        rules);
  }

  private static Map<String, Row> published(TestInputs inputs, String rules) {
    Map<String, Row> rows = new TreeMap<>();
    PublishIndicators job = new PublishIndicators();
    PublishIndicators.Params params =
        JobParams.of(job, "{vintage: 2023-03-01, account: {" + rules + "}}");
    Rows.kept(job.transform(inputs, params), Indicator.class)
        .collectAsList()
        .forEach(
            row ->
                rows.put(
                    row.getAs("destination_area")
                        + " "
                        + row.<Object>getAs("period_start").toString().substring(0, 4)
                        + " "
                        + row.<String>getAs("indicator_id").replace("account_", "")
                        + " "
                        + row.getAs("subject_id"),
                    row));
    return rows;
  }

  private static Row row(Map<String, Row> rows, String name) {
    return Objects.requireNonNull(rows.get(name), name);
  }

  private static String figure(Map<String, Row> rows, String name) {
    return PublishedFigure.text(row(rows, name));
  }

  @Test
  void accountsOfWholeAreasAreShownWhereAllTheirFiguresHaveTheMinimum(SparkSession spark) {
    Dataset<Row> cells = Rows.of(spark, cells());
    Map<String, Row> rows = published(cells.repartition(5), spark, "");
    // eight areas, all and two sexes, six figures and the last population; Zoila is no area
    assertThat(rows).hasSize(8 * 3 * 7);

    // two cells of 3 and 4: an error of 5, that is 9.8 in an interval of 95 %
    assertThat(figure(rows, "A 2021 deaths sex=1")).isEqualTo("40 (30 to 50) of 40");
    // 70 − 30, four cells; of both sexes 90 − 65 and eight cells
    assertThat(figure(rows, "A 2021 net_migration sex=1")).isEqualTo("40 (26 to 54) of 100");
    assertThat(figure(rows, "A 2021 net_migration sex=2")).isEqualTo("-15 (-29 to -1) of 50");
    assertThat(figure(rows, "A 2021 net_migration _T")).isEqualTo("25 (5 to 45) of 150");
    // of 101 births 100 and more were recorded; errors of two cells of 4: 5.657
    assertThat(figure(rows, "A 2021 births _T")).isEqualTo("101 (90 to 112) of 100");
    // the newborn are nobody when the year begins
    assertThat(figure(rows, "A 2021 population sex=1")).isEqualTo("3000 (2990 to 3010) of 3000");
    // 3000 + 50 − 40 + 70 − 30, which no source has
    assertThat(figure(rows, "A 2022 population sex=1")).isEqualTo("3050 (3040 to 3060) of 0");
    assertThat(row(rows, "A 2022 population sex=1").<String>getAs("method"))
        .contains("no source has this figure, which follows from the others");
    assertThat(row(rows, "A 2021 population sex=1").<String>getAs("method"))
        .doesNotContain("no source");

    // 4 women died in B; and 7 persons in C, which D protects, the smallest that could be shown
    assertThat(figure(rows, "B 2021 deaths _T")).isEqualTo("24 (10 to 38) of 20");
    for (String hidden : List.of("B 2021 deaths sex=1", "B 2022 population sex=2")) {
      assertThat(figure(rows, hidden)).isEqualTo(FEW);
    }
    for (String area : List.of("C", "D")) {
      for (String hidden : List.of(" 2021 population _T", " 2021 net_migration _T")) {
        assertThat(figure(rows, area + hidden)).isEqualTo(FEW);
      }
      assertThat(figure(rows, area + " 2022 population sex=1")).isEqualTo(FEW);
    }
    // by sex B, C and D are of few: E is the smallest of the others
    assertThat(figure(rows, "E 2021 deaths _T")).isEqualTo("30 (16 to 44) of 30");
    assertThat(figure(rows, "E 2021 deaths sex=2")).isEqualTo(FEW);

    for (String subject : List.of("_T", "sex=1", "sex=2")) {
      assertThat(figure(rows, "F 2021 deaths " + subject))
          .isEqualTo("suppressed_primary: account not balanced: figures_contradict");
      assertThat(figure(rows, "G 2021 deaths " + subject))
          .isEqualTo(
              "suppressed_primary: account not balanced: component_missing, no source has births of"
                  + " 2021: load them, or rows of 0 persons");
      assertThat(figure(rows, "H 2021 deaths " + subject))
          .isEqualTo("suppressed_primary: a source does not say how many persons it recorded");
    }
    // 2000 − 50 + 50 − 50, and 50 newborn
    assertThat(figure(rows, "F 2022 population sex=1")).isEqualTo("2000 (1990 to 2010) of 0");

    String page =
        new Page(
                TableSchema.of(Indicator.class),
                rows.values().stream().map(IndicatorRow::of).toList(),
                "run")
            .html();
    assertThat(page)
        .contains("<h1>Population accounts</h1>")
        .contains(
            "2021</th><td>men</td><td class=\"number\">3,000</td><td class=\"number\">2,990 –"
                + " 3,010</td><td class=\"number\">50</td>");
  }

  /**
   * Of figures that were published before, the figure itself must have the minimum: H is shown. 10
   * % of 100 deaths are an error of 10 that all have in common: √(50 + 100) × 1.96 = 24.0; of 40,
   * √(25 + 16) × 1.96 = 12.5. The net has that of 90 arrivals, 9, and none of departures.
   */
  @Test
  void errorsThatCellsHaveInCommonDoNotCancelOut(SparkSession spark) {
    Map<String, Row> rows =
        published(
            Rows.of(
                spark,
                cells().stream()
                    .filter(cell -> List.of("A", "E", "H").contains(cell.areaId()))
                    .toList()),
            spark,
            "published-before: true, common-errors: {population: 0, births: 0, deaths: 0.1,"
                + " arrivals: 0.1, departures: 0}");
    assertThat(figure(rows, "A 2021 deaths _T")).isEqualTo("100 (76 to 124) of 100");
    assertThat(figure(rows, "A 2021 deaths sex=1")).isEqualTo("40 (27 to 53) of 40");
    // √(100 + 81) × 1.96 = 26.4
    assertThat(figure(rows, "A 2021 net_migration _T")).isEqualTo("25 (-1 to 51) of 150");
    assertThat(row(rows, "A 2021 net_migration _T").<String>getAs("method"))
        .isEqualTo(
            "population account, balanced by least squares; errors of cohorts as independent,"
                + " 10 % of arrivals in common; persons recorded in full tens");
    // 50 of the 100 arrivals are of the source that does not say
    assertThat(figure(rows, "H 2021 arrivals _T")).isEqualTo("100 (76 to 124) of 50");
    assertThat(figure(rows, "H 2021 arrivals sex=2")).isEqualTo("50 (36 to 64) of 0");
  }

  /**
   * 18 persons of two sources may be nine; and a figure of 9 is one of nine, whoever was recorded.
   */
  @Test
  void personsOfSeveralSourcesMayBeTheSame(SparkSession spark) {
    List<CohortAccount> cells = new ArrayList<>();
    for (Area area :
        List.of(
            new Area("A", of(900, 50, 50, 50, 50), of(900, 50, 50, 50, 50)),
            new Area("B", of(100, 20, 12, 20, 20), of(100, 20, 20, 20, 20))
                .with(1, "deaths", 12, 18L, 2, null),
            new Area("C", of(200, 20, 9, 20, 20), of(200, 20, 20, 20, 20))
                .with(1, "deaths", 9, 30L, 1, null),
            new Area("D", of(300, 20, 12, 20, 20), of(300, 20, 20, 20, 20))
                .with(1, "deaths", 12, 20L, 2, null))) {
      cells.addAll(area.cells);
    }
    Map<String, Row> rows = published(Rows.of(spark, cells), spark, "");
    assertThat(figure(rows, "B 2021 deaths sex=1")).isEqualTo(FEW);
    assertThat(figure(rows, "C 2021 deaths sex=1")).isEqualTo(FEW);
    assertThat(figure(rows, "B 2021 deaths _T")).isEqualTo("32 (18 to 46) of 20");
    assertThat(figure(rows, "C 2021 deaths _T")).isEqualTo("29 (15 to 43) of 50");
    // D could be shown, but B and C have few and need it
    assertThat(figure(rows, "D 2021 deaths sex=1")).isEqualTo(FEW);
    assertThat(figure(rows, "A 2021 deaths sex=1")).isEqualTo("50 (40 to 60) of 50");
  }

  /** Three cohorts of 100 thirds each are 100 persons, not 99.999999999. */
  @Test
  void thirdsOfPersonsAddUp(SparkSession spark) {
    Area area =
        new Area("A", of(900, 50, 50, 50, 50), of(900, 50, 50, 50, 50))
            .with(1, "deaths", 34, 100L, 3, null)
            .with(2, "deaths", 33, 100L, 3, null);
    area.cells.add(cell("A", 1, 1980, 2021, "deaths", 33, 100L, 3, null));
    Map<String, Row> rows = published(Rows.of(spark, area.cells), spark, "");
    assertThat(row(rows, "A 2021 deaths _T").<Long>getAs("observations")).isEqualTo(100);
  }

  @Test
  void aMinimumProtects() {
    assertThatThrownBy(
            () ->
                JobParams.of(
                    new PublishIndicators(),
                    "{vintage: 2023-03-01, account: {minimum-persons: 2}}"))
        .hasMessageContaining("minimum-persons must be 3 or more, was 2");
  }
}
