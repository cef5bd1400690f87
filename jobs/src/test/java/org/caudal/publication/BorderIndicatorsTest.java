package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.problem.ExitCode;
import org.caudal.register.border.ProvisionalMigration;
import org.caudal.run.RunResult;
import org.caudal.store.CommitNote;
import org.caudal.table.TableSchema;
import org.caudal.testing.JobParams;
import org.caudal.testing.Platform;
import org.caudal.testing.PublishedFigure;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * January is final, February was seen after one month and after two; 2023 is all before a window.
 */
@SparkTest
class BorderIndicatorsTest {
  private static final LocalDate JANUARY = LocalDate.of(2025, 1, 1);
  private static final LocalDate FEBRUARY = LocalDate.of(2025, 2, 1);

  private static ProvisionalMigration figure(
      LocalDate month,
      int lag,
      String direction,
      String nationality,
      long travellers,
      @Nullable String migrations) {
    BigDecimal estimate = migrations == null ? null : new BigDecimal(migrations);
    boolean isFinal = lag == 17;
    long certain = isFinal && estimate != null ? estimate.longValue() : 1;
    return new ProvisionalMigration(
        "365/487",
        month,
        lag,
        month.plusMonths(lag + 1L).minusDays(1),
        direction,
        nationality,
        travellers + 100,
        travellers,
        certain,
        isFinal ? certain : travellers,
        estimate,
        estimate == null ? null : estimate.longValue() - (isFinal ? 0 : 5),
        estimate == null ? null : estimate.longValue() + (isFinal ? 0 : 5),
        new BigDecimal("0.95"),
        isFinal ? null : BigDecimal.ONE,
        isFinal ? null : 30,
        isFinal,
        null);
  }

  /** A final figure of which some crossings are possible only, as others are missing. */
  private static ProvisionalMigration uncertain(
      String nationality, long least, String expected, long most) {
    return new ProvisionalMigration(
        "365/487",
        JANUARY,
        17,
        JANUARY.plusMonths(18).minusDays(1),
        "entry",
        nationality,
        1000,
        most,
        least,
        most,
        new BigDecimal(expected),
        least,
        most,
        new BigDecimal("0.95"),
        null,
        null,
        true,
        null);
  }

  @Test
  void whereACrossingIsMissingTheFinalFigureIsExpectedAndItsIntervalGoesFromCertainToPossible(
      SparkSession spark) {
    List<ProvisionalMigration> figures = new ArrayList<>();
    figures.add(figure(LocalDate.of(2023, 8, 1), 17, "entry", "all", 70, "63")); // the first
    figures.add(
        uncertain("all", 200, "240.4", 300)); // 200, and 40.4 expected of 100: fewer than 110
    figures.add(uncertain("VEN", 180, "182.5", 183)); // three are fewer than ten: 180 + 9
    figures.add(uncertain("NIC", 11, "40.0", 100));
    figures.add(uncertain("FRA", 9, "17.9", 17)); // with NIC enough: both are pooled
    List<Row> rows = published(spark, figures, "365/487");
    assertThat(texts(rows))
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "immigrations 2025-01 _T", "240 (200 to 309) of 200",
                    "immigrations 2025-01 VEN", "183 (180 to 189) of 180")));
    assertThat(rows.get(0).<BigDecimal>getAs("interval_level")).isEqualByComparingTo("1");
    assertThat(rows.get(0).<String>getAs("method")).contains("missing").endsWith("final");
  }

  /**
   * (140 - 117) - (100 - 80) = 3 crossings of the pool of 20 are possible only. What is shown says
   * 40 to 49 of all and 30 to 39 of VEN, and so 1 to 19 of the pool.
   */
  @Test
  void whatIsPossibleOfThePoolDoesNotFollowFromDifferences(SparkSession spark) {
    List<ProvisionalMigration> figures = new ArrayList<>();
    figures.add(figure(LocalDate.of(2023, 8, 1), 17, "entry", "all", 70, "63")); // the first
    figures.add(uncertain("all", 100, "120.0", 140));
    figures.add(uncertain("VEN", 80, "98.5", 117));
    figures.add(uncertain("NIC", 12, "13.0", 14));
    figures.add(uncertain("FRA", 8, "8.5", 9));
    assertThat(texts(published(spark, figures, "365/487")))
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "immigrations 2025-01 _T", "120 (100 to 149) of 100",
                    "immigrations 2025-01 VEN", "99 (80 to 119) of 80")));
  }

  private static List<Row> published(SparkSession spark) {
    List<ProvisionalMigration> figures = new ArrayList<>();
    figures.add(figure(LocalDate.of(2023, 8, 1), 17, "entry", "all", 70, "63")); // the first
    figures.add(figure(LocalDate.of(2024, 12, 1), 17, "entry", "all", 70, "63"));
    figures.add(figure(JANUARY, 17, "entry", "all", 70, "63"));
    figures.add(figure(JANUARY, 17, "entry", "VEN", 40, "34"));
    figures.add(figure(JANUARY, 17, "entry", "XCA", 17, "16"));
    figures.add(figure(JANUARY, 17, "entry", "NIC", 10, "10"));
    figures.add(figure(JANUARY, 17, "entry", "FRA", 13, "3")); // thirteen may be, three are
    figures.add(figure(JANUARY, 17, "entry", "GUY", 20, "0"));
    figures.add(figure(JANUARY, 17, "exit", "all", 42, "42"));
    figures.add(figure(JANUARY, 17, "exit", "XCA", 21, "21"));
    figures.add(figure(JANUARY, 17, "exit", "VEN", 12, "12"));
    figures.add(figure(JANUARY, 17, "exit", "NIC", 9, "9"));
    figures.add(figure(FEBRUARY, 1, "entry", "all", 60, "41.5"));
    figures.add(figure(FEBRUARY, 2, "entry", "all", 58, "40.5"));
    figures.add(figure(FEBRUARY, 2, "entry", "VEN", 30, "20.25"));
    figures.add(figure(FEBRUARY, 2, "entry", "XCA", 28, "20.25"));
    figures.add(figure(FEBRUARY, 2, "exit", "all", 9, "9.6"));
    figures.add(figure(FEBRUARY, 2, "exit", "XCA", 9, "9.6"));
    figures.add(figure(LocalDate.of(2024, 1, 1), 3, "entry", "all", 60, null));
    return published(spark, figures, "365/487");
  }

  private static List<Row> published(
      SparkSession spark, List<ProvisionalMigration> figures, String rule) {
    return new PublishIndicators()
        .transform(
            new TestInputs(spark).with(ProvisionalMigration.class, Rows.of(spark, figures)),
            JobParams.of(
                new PublishIndicators(),
                "{vintage: 2025-05-01, border: {country: XCA, minimum-travellers: 10, source: posts, rule: "
                    + rule
                    + "}}"))
        .collectAsList();
  }

  private static Map<String, String> texts(List<Row> published) {
    Map<String, String> rows = new TreeMap<>();
    for (Row row : published) {
      String name = row.getAs("indicator_id") + " " + row.getAs("period_start");
      rows.put(
          name.substring(7, name.length() - 3) + " " + row.getAs("subject_id"),
          PublishedFigure.text(row));
    }
    return rows;
  }

  @Test
  void theLatestFigureOfEachMonthIsShownUnlessFewMigrated(SparkSession spark) {
    Map<String, String> rows = texts(published(spark));
    // nothing more is possible of the final ones, which the interval tells as fewer than ten more
    String few = "suppressed_primary: fewer than 10 migrations or travellers";
    // of the entries of January 3 are of FRA; with 10 of NIC they are enough. Of the exits 9 are of
    // NIC, with 12 of VEN 21. Of February nothing is final, and nobody learns of nine exits
    assertThat(rows)
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "immigrations 2025-01 _T", "63 (63 to 72) of 63",
                    "immigrations 2025-01 VEN", "34 (34 to 43) of 34",
                    "immigrations 2025-01 XCA", "16 (16 to 25) of 16",
                    "emigrations 2025-01 _T", "42 (42 to 51) of 42",
                    "emigrations 2025-01 XCA", "21 (21 to 30) of 21",
                    "immigrations 2025-02 _T", "41 (35 to 45) of 58",
                    "emigrations 2025-02 _T", few)));
  }

  @Test
  void asManyAsTheMinimumAreEnough(SparkSession spark) {
    List<ProvisionalMigration> figures = new ArrayList<>();
    figures.add(figure(LocalDate.of(2023, 8, 1), 17, "entry", "all", 70, "63")); // the first
    figures.add(figure(JANUARY, 17, "entry", "all", 36, "36"));
    figures.add(figure(JANUARY, 17, "entry", "NIC", 10, "10")); // none is of few
    figures.add(figure(JANUARY, 17, "entry", "VEN", 26, "26"));
    figures.add(figure(JANUARY, 17, "exit", "all", 30, "30"));
    figures.add(figure(JANUARY, 17, "exit", "FRA", 4, "4")); // with NIC ten, which hide each other
    figures.add(figure(JANUARY, 17, "exit", "NIC", 6, "6"));
    figures.add(figure(JANUARY, 17, "exit", "VEN", 20, "20"));
    figures.add(figure(FEBRUARY, 17, "entry", "all", 10, "10"));
    figures.add(figure(FEBRUARY, 17, "exit", "all", 9, "9"));
    assertThat(texts(published(spark, figures, "365/487")))
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "immigrations 2025-01 _T", "36 (36 to 45) of 36",
                    "immigrations 2025-01 NIC", "10 (10 to 19) of 10",
                    "immigrations 2025-01 VEN", "26 (26 to 35) of 26",
                    "emigrations 2025-01 _T", "30 (30 to 39) of 30",
                    "emigrations 2025-01 VEN", "20 (20 to 29) of 20",
                    "immigrations 2025-02 _T", "10 (10 to 19) of 10",
                    "emigrations 2025-02 _T",
                        "suppressed_primary: fewer than 10 migrations or travellers")));
  }

  @Test
  void aRuleThatWasNotRewoundIsSaidWithThoseThatAreThere(SparkSession spark) {
    List<ProvisionalMigration> figures =
        List.of(
            figure(LocalDate.of(2023, 8, 1), 17, "entry", "all", 70, "63"),
            figure(JANUARY, 17, "entry", "all", 70, "63"));
    assertThatThrownBy(() -> published(spark, figures, "274/365"))
        .hasStackTraceContaining(
            "provisional_migration has no rule 274/365, only 365/487: set border.rule of"
                + " publish-indicators, or rewind that one");
  }

  @Test
  void aRunWithSuchARuleEndsAsAMistakeOfTheConfiguration(SparkSession spark, @TempDir Path folder) {
    Platform platform = new Platform(spark, folder, List.of(new PublishIndicators()));
    platform
        .store()
        .replaceWhole(
            TableSchema.of(ProvisionalMigration.class),
            Rows.of(spark, figure(JANUARY, 17, "entry", "all", 70, "63")),
            new CommitNote("r", "estimate-provisional-migrations", "all", "f"));
    RunResult result =
        platform.run(
            "publish-indicators: {vintage: 2025-05-01, border: {rule: 274/365}}",
            "publish-indicators");
    assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
    assertThat(result.outcomes().get(0).problems())
        .containsExactly(
            "provisional_migration has no rule 274/365, only 365/487: set border.rule of"
                + " publish-indicators, or rewind that one");
  }

  @Test
  void areasAreThoseOfTheCountryAndThePageSaysWhatIsProvisional(SparkSession spark) {
    List<IndicatorRow> rows = published(spark).stream().map(IndicatorRow::of).toList();
    IndicatorRow entry =
        rows.stream().filter(row -> row.subjectId().equals("VEN")).findFirst().orElseThrow();
    assertThat(entry.corridor()).isEqualTo("_T → XCA");
    assertThat(rows.stream().map(IndicatorRow::corridor)).contains("XCA → _T");
    assertThat(Objects.requireNonNull(entry.method())).startsWith("365 of 487 days");
    String html = new Page(TableSchema.of(Indicator.class), rows, "run").html();
    assertThat(html)
        .contains("<h1>International migration</h1>")
        .contains(
            "<tr><th scope=\"row\">2025-02</th><td class=\"number\">41</td><td class=\"number\">35 – 45</td>")
        .contains("<td>provisional</td>")
        .contains("<td>final</td>")
        .contains("<summary>Citizens of VEN")
        .doesNotContain(">9.6", " 9.6", "FRA", "NIC");
  }

  @Test
  void aMinimumThatProtectsNobodyIsRefused() {
    assertThatThrownBy(() -> new PublicationRules.Border("XCA", "365/487", 2, "-"))
        .hasMessageContaining("minimum-travellers must be 3 or more");
  }
}
