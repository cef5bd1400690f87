package org.caudal.register.border;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.caudal.register.border.ProvisionalEstimates.Ending;
import org.caudal.statistics.border.ProvisionalCounts;
import org.caudal.statistics.border.ProvisionalCounts.Settings;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.register.SynthesizeBorderCrossings;
import org.caudal.table.TableSchema;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The border of a synthetic country from 2021 to 2028; a document is a traveller. */
@SparkTest
class ProvisionalMigrationsTest {
  private static final DecideCrossings.Rule YEAR = new DecideCrossings.Rule(365, 487);
  private static final BigDecimal LEVEL = new BigDecimal("0.95");
  private static final int FINAL_LAG = 17; // months, of 487 days or more whichever they are
  private static final int BACK_TESTED = 36;

  @SuppressWarnings("NullAway.Init")
  private static TestInputs inputs;

  @BeforeAll
  static void make(SparkSession spark) {
    inputs = new TestInputs(spark).with(BorderCrossing.class, crossings(spark));
    keep(
        BorderVintage.class,
        new RewindCrossings()
            .transform(inputs, new RewindCrossings.Params(null, null, List.of(YEAR))));
    keep(
        ProvisionalMigration.class,
        new EstimateProvisionalMigrations()
            .transform(
                inputs, new EstimateProvisionalMigrations.Params(12, 36, new BigDecimal("0.95"))));
  }

  private static void keep(Class<? extends Record> table, Dataset<Row> rows) {
    inputs.with(table, Rows.kept(rows, table));
  }

  /** Crossings that posts recorded, some missed; lines without defects. */
  private static Dataset<Row> crossings(SparkSession spark) {
    Dataset<Row> crossings =
        new SynthesizeBorderCrossings()
            .transform(new SyntheticInputs(spark, 2, 3000, 5, 8), SyntheticInputs.posts())
            .withColumn("crossing_date", expr("to_date(substr(crossed_at, 1, 10))"))
            .withColumn("crossing_month", expr("trunc(crossing_date, 'month')"))
            .withColumn("traveller_id", col("document"))
            .withColumn("crossed_at", expr("cast(crossed_at as timestamp)"))
            .withColumn("sex", col("sex").cast("int"))
            .withColumn("birth_date", expr("try_to_date(birth_date)"))
            .withColumn("admitted_until", expr("try_to_date(admitted_until)"))
            .withColumn("travel_group", expr("cast(null as string)"))
            .withColumn("is_accompanied", expr("cast(null as boolean)"))
            .withColumn("source_file", col("file_name"))
            .withColumn("source_position", col("line_number"));
    return Rows.kept(crossings, BorderCrossing.class);
  }

  @Test
  void aVintageIsWhatWouldHaveBeenDecidedThen() {
    for (LocalDate day : List.of(LocalDate.of(2022, 2, 28), LocalDate.of(2025, 7, 31))) {
      Dataset<Row> decided =
          new DecideCrossings()
              .transform(inputs, new DecideCrossings.Params(day, null, List.of(YEAR)))
              .filter(
                  col("crossing_month").geq(YearMonth.from(day).minusMonths(FINAL_LAG).atDay(1)))
              .groupBy("crossing_month", "direction", "nationality", "answer")
              .count();
      Dataset<Row> seen =
          inputs
              .table(BorderVintage.class)
              .filter(col("seen_on").equalTo(day))
              .withColumn("answer", expr("if(state LIKE '% %', 'not_yet_known', state)"))
              .groupBy("month", "direction", "nationality", "answer")
              .sum("crossings");
      assertThat(texts(seen)).isEqualTo(texts(decided)).hasSizeGreaterThan(80);
    }
    // and who may have migrated, each once a month and direction
    Row travellers =
        new DecideCrossings()
            .transform(
                inputs, new DecideCrossings.Params(LocalDate.of(2025, 7, 31), null, List.of(YEAR)))
            .filter("crossing_month = DATE'2025-05-01' AND direction = 'exit' AND answer <> 'none'")
            .agg(expr("count(DISTINCT traveller_id)"), expr("count(*)"))
            .head();
    Row counted = figure("2025-05-01", 2, "exit");
    assertThat(counted.<Long>getAs("travellers")).isEqualTo(travellers.getLong(0)).isPositive();
    assertThat(counted.<Long>getAs("most")).isEqualTo(travellers.getLong(1));
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  private static Column[] columns() {
    return TableSchema.of(ProvisionalMigration.class).columnNames().stream()
        .map(functions::col)
        .toArray(Column[]::new);
  }

  private static Row figure(String month, int lag, String direction) {
    return inputs
        .table(ProvisionalMigration.class)
        .filter(col("month").equalTo(LocalDate.parse(month)).and(col("lag").equalTo(lag)))
        .filter(col("direction").equalTo(direction).and(col("nationality").equalTo("all")))
        .head();
  }

  @Test
  void aStateSaysWhereTheTravellerIsAndHasBeen(SparkSession spark) {
    TestInputs two =
        new TestInputs(spark)
            .with(
                crossing("first", "a", "2023-01-05", "entry"),
                crossing("out", "a", "2023-01-10", "exit"),
                crossing("again", "a", "2023-03-01", "entry"),
                crossing("late", "b", "2024-12-20", "entry"));
    Map<String, String> states = new TreeMap<>();
    new RewindCrossings()
        .transform(two, new RewindCrossings.Params(LocalDate.of(2025, 1, 31), null, List.of(YEAR)))
        .filter("lag < 3")
        .collectAsList()
        .forEach(
            row ->
                states.put(
                    row.getAs("month") + " " + row.getAs("direction") + " " + row.getAs("lag"),
                    row.getAs("state")));
    assertThat(states)
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("2023-01-01 entry 0", "back near1 early lived"), // 21 of 122 days out
                    Map.entry("2023-01-01 entry 1", "back near2 early lived"), // 49
                    Map.entry("2023-01-01 entry 2", "away near2 early lived"), // 50, and in again
                    Map.entry("2023-01-01 exit 0", "none"), // whoever she was: after five days
                    Map.entry("2023-01-01 exit 1", "none"),
                    Map.entry("2023-01-01 exit 2", "none"),
                    Map.entry("2023-03-01 entry 0", "away near0 seen unknown"),
                    Map.entry("2023-03-01 entry 1", "away near0 seen unknown"),
                    Map.entry("2024-12-01 entry 0", "away near0 new lived"),
                    Map.entry("2024-12-01 entry 1", "away near0 new lived"),
                    Map.entry("2023-03-01 entry 2", "away near0 seen unknown"))));
  }

  private static BorderCrossing crossing(String mark, String who, String day, String direction) {
    return Crossings.of(mark, who, LocalDate.parse(day), direction, "HND");
  }

  @Test
  void intervalsHoldTheFinalFigures() {
    // nothing of this seed was looked at when the states were chosen
    List<Row> rows =
        inputs
            .table(ProvisionalMigration.class)
            .filter("NOT is_final AND training_months >= 12 AND final_migrations IS NOT NULL")
            .filter("nationality IN ('all', 'XCA')")
            .orderBy(col("month").desc())
            .collectAsList();
    Map<String, List<Row>> figures =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row ->
                        row.getAs("nationality")
                            + " "
                            + row.getAs("direction")
                            + " "
                            + row.getAs("lag"),
                    TreeMap::new,
                    Collectors.toList()));
    assertThat(figures).hasSize(2 * 2 * FINAL_LAG);
    figures.forEach(
        (figure, months) -> {
          List<Row> tested = months.subList(0, BACK_TESTED);
          long covered = tested.stream().filter(ProvisionalMigrationsTest::isCovered).count();
          assertThat(covered).as(figure).isGreaterThanOrEqualTo((BACK_TESTED * 9 + 9) / 10);
        });
    // after a month, entries that may be migrations are twice those that are: the interval says
    // more
    List<Row> early = Objects.requireNonNull(figures.get("all entry 1")).subList(0, BACK_TESTED);
    assertThat(early.stream().mapToDouble(row -> width(row, "interval_low", "interval_high")).sum())
        .isLessThan(early.stream().mapToDouble(row -> width(row, "least", "most")).sum() / 2);
  }

  private static boolean isCovered(Row row) {
    double last = row.<BigDecimal>getAs("final_migrations").doubleValue();
    return row.<Long>getAs("interval_low") <= last && last <= row.<Long>getAs("interval_high");
  }

  private static double width(Row row, String low, String high) {
    return row.<Long>getAs(high) - row.<Long>getAs(low);
  }

  @Test
  void aMonthIsRevisedUntilItIsFinal(SparkSession spark) {
    Row last = figure("2027-05-01", FINAL_LAG, "exit");
    assertThat(last.<Boolean>getAs("is_final")).isTrue();
    BigDecimal count = last.getAs("migrations");
    for (int lag = 0; lag < FINAL_LAG; lag++) {
      Row row = figure("2027-05-01", lag, "exit");
      assertThat(row.<BigDecimal>getAs("final_migrations")).isEqualTo(count);
      assertThat(row.<Integer>getAs("training_months")).isEqualTo(36);
      assertThat(row.getAs("seen_on").toString())
          .isEqualTo(YearMonth.of(2027, 5).plusMonths(lag).atEndOfMonth().toString());
    }
    assertThat(last.<Long>getAs("interval_low")).isEqualTo(last.<Long>getAs("least"));
    assertThat(last.<Long>getAs("interval_high")).isEqualTo(last.<Long>getAs("most"));
    // what is estimated of nationalities adds up to what is estimated of all
    Row sums =
        inputs
            .table(ProvisionalMigration.class)
            .filter("month = DATE'2028-11-01' AND direction = 'exit'")
            .agg(
                expr("sum(migrations) FILTER (WHERE nationality = 'all')").as("all"),
                expr("sum(migrations) FILTER (WHERE nationality <> 'all')").as("parts"),
                expr("bool_and(final_migrations IS NULL)"))
            .head();
    assertThat(sums.getDecimal(0).subtract(sums.getDecimal(1)).abs())
        .isLessThan(new BigDecimal("0.00002")); // rounded to six digits each
    assertThat(sums.getBoolean(2)).isTrue();
    TestInputs parted =
        new TestInputs(spark)
            .with(BorderVintage.class, inputs.table(BorderVintage.class).repartition(5));
    Dataset<Row> again =
        new EstimateProvisionalMigrations()
            .transform(
                parted, new EstimateProvisionalMigrations.Params(12, 36, new BigDecimal("0.95")))
            .filter("seen_on = DATE'2028-11-30'");
    assertThat(texts(again.select(columns())))
        .isEqualTo(
            texts(
                inputs
                    .table(ProvisionalMigration.class)
                    .filter("seen_on = DATE'2028-11-30'")
                    .select(columns())))
        .hasSizeGreaterThan(100);
    // before March 2022 plus a year of final months there is no estimate
    assertThat(figure("2022-03-01", 3, "exit").<@Nullable Object>getAs("migrations")).isNull();
  }

  @Test
  void whatNothingWillTellIsExpectedAndTheIntervalHasItAll(SparkSession spark) {
    // one came to stay; of the other two an exit is missing: probably one of four stayed a year
    TestInputs in =
        new TestInputs(spark)
            .with(
                crossing("stays", "a", "2023-01-05", "entry"),
                crossing("doubtful", "b", "2023-01-05", "entry"),
                crossing("again", "b", "2023-08-01", "entry"),
                crossing("untold", "c", "2023-01-05", "entry"),
                crossing("once more", "c", "2023-08-01", "entry"))
            .with(
                new ImputedCrossing(
                    LocalDate.of(2023, 1, 1),
                    "365/487",
                    "doubtful",
                    "entry",
                    1,
                    new BigDecimal("0.25"),
                    LocalDate.of(2024, 7, 31)));
    in.with(
        BorderVintage.class,
        new RewindCrossings()
            .transform(
                in, new RewindCrossings.Params(LocalDate.of(2024, 7, 31), null, List.of(YEAR))));
    Row row =
        new EstimateProvisionalMigrations()
            .transform(in, new EstimateProvisionalMigrations.Params(12, 36, LEVEL))
            .filter("is_final AND nationality = 'all' AND month = DATE'2023-01-01'")
            .head();
    assertThat(row.<BigDecimal>getAs("migrations")).isEqualByComparingTo("1.25"); // 1 + 0.25
    assertThat(row.<BigDecimal>getAs("final_migrations")).isEqualByComparingTo("1.25");
    assertThat(row.<Long>getAs("interval_low")).isEqualTo(1);
    assertThat(row.<Long>getAs("interval_high")).isEqualTo(3); // all
  }

  @Test
  void anIntervalGoesFromWhatWillBeCertainToWhatWillBePossible() {
    Settings settings = new Settings(17, 12, 36, 0.95);
    // each month 1000 crossings: 200 will be certain, 300 possible, 240 expected
    List<Ending> endings =
        IntStream.rangeClosed(1, 30)
            .mapToObj(month -> new Ending(month, "away", "A", 1000, 200, 240, 300))
            .toList();
    ProvisionalCounts.Estimate last =
        ProvisionalEstimates.of(endings, 1, settings).stream()
            .filter(estimate -> estimate.month() == 30 && estimate.group().equals("all"))
            .findFirst()
            .orElseThrow();
    // 14 months are learnt from, 3360 of 14000 drawn to a half by one: off by 0.00002 of 1000; then
    // by month of the year and by group, each of 1000 and 15: 0.019 * (15 / 1015)^2 are nothing
    assertThat(last.migrations()).isCloseTo(240, within(1e-5));
    // months differ by chance alone; of the month of the year 1000 were seen: the variance is
    // 1000 * 0.2 * 0.8 * (1 + 1000 / 1015) times 13 / 11 of Student's, 19.4 squared, and 22.2
    assertThat(last.low()).isCloseTo(Math.round(200 - 1.96 * 19.4), within(3L));
    assertThat(last.high()).isCloseTo(Math.round(300 + 1.96 * 22.2), within(3L));
  }

  /**
   * Of 100 exits a month all are none after six months, and five have a crossing missing in the
   * end, of which half are expected; of entries there are ten more, of which eight migrate.
   */
  private static Dataset<Row> undone(SparkSession spark) {
    List<BorderVintage> rows = new ArrayList<>();
    for (int month = 0; month < 40; month++) { // the last was seen after six months
      boolean isOver = month + FINAL_LAG < 40 + 6;
      for (String direction : List.of("exit", "entry")) {
        rows.add(vintage(month, 6, direction, "none", 100, isOver ? "2.5" : null, 0, 5));
        if (isOver) {
          rows.add(vintage(month, FINAL_LAG, direction, "none", 95, "0", 0, 0));
          rows.add(vintage(month, FINAL_LAG, direction, "crossing_missing", 5, "2.5", 0, 5));
        }
      }
      String away = "away near0 new lived";
      rows.add(vintage(month, 6, "entry", away, 10, isOver ? "8" : null, 8, 8));
      if (isOver) {
        rows.add(vintage(month, FINAL_LAG, "entry", "migration", 8, "8", 8, 8));
      }
    }
    return Rows.of(spark, rows);
  }

  private static BorderVintage vintage(
      int month,
      int lag,
      String direction,
      String state,
      long crossings,
      @Nullable String expected,
      long certain,
      long possible) {
    YearMonth of = YearMonth.of(2020, 1).plusMonths(month);
    return new BorderVintage(
        "365/487",
        of.atDay(1),
        lag,
        of.plusMonths(lag).atEndOfMonth(),
        FINAL_LAG,
        direction,
        "XCA",
        state,
        crossings,
        state.equals("none") ? 0 : crossings,
        expected == null ? null : certain,
        expected == null ? null : possible,
        expected == null ? null : new BigDecimal(expected));
  }

  @Test
  void whatWasNoneAndIsUndoneLaterIsExpected(SparkSession spark) {
    TestInputs in = new TestInputs(spark).with(BorderVintage.class, undone(spark));
    Dataset<Row> figures =
        new EstimateProvisionalMigrations()
            .transform(in, new EstimateProvisionalMigrations.Params(12, 36, LEVEL))
            .filter("nationality = 'all'");
    in.with(ProvisionalMigration.class, Rows.kept(figures, ProvisionalMigration.class));
    Dataset<Row> kept = in.table(ProvisionalMigration.class);
    Row exits = kept.filter("month = DATE'2023-04-01' AND direction = 'exit'").head();
    assertThat(exits.<BigDecimal>getAs("final_migrations")).isNull();
    assertThat(exits.<BigDecimal>getAs("migrations").doubleValue()).isCloseTo(2.5, within(1e-4));
    assertThat(exits.<Long>getAs("interval_low")).isZero();
    // 300 were seen in three Aprils, 29 months are learnt from: five of 100 possible, of variance
    // 100 * 0.05 * 0.95 * (1 + 100 / 315) * 28 / 26 = 2.6 squared: 5 + 1.96 * 2.6
    assertThat(exits.<Long>getAs("interval_high")).isCloseTo(10L, within(2L));
    Row entries = kept.filter("month = DATE'2023-04-01' AND direction = 'entry'").head();
    assertThat(entries.<BigDecimal>getAs("migrations").doubleValue())
        .isCloseTo(8 + 2.5, within(0.02));
    assertThat(entries.<Long>getAs("interval_high")).isGreaterThanOrEqualTo(8 + 5);
    // nothing was learnt yet: eleven months were over
    Row early = kept.filter("month = DATE'2021-10-01' AND direction = 'exit'").head();
    assertThat(early.<@Nullable Object>getAs("migrations")).isNull();
    // from November 2021 on there are estimates, until May 2022 final figures
    List<Row> accuracy =
        new MeasureProvisionalMigrations()
            .transform(in, new MeasureProvisionalMigrations.Params())
            .filter("lag = 6")
            .orderBy("direction")
            .collectAsList();
    assertThat(accuracy.stream().map(row -> row.getAs("months") + " " + row.getAs("covered")))
        .containsExactly("7 7", "7 7");
  }

  @Test
  void accuracyIsThatOfEstimatesWhoseFinalFigureIsKnown(SparkSession spark) {
    TestInputs of =
        new TestInputs(spark)
            .with(
                provisional("2023-01-01", 1, "4.5", 0, 15, 6L),
                provisional("2023-02-01", 1, "3.0", 2, 4, 5L),
                provisional("2023-03-01", 1, "9.0", 8, 10, null),
                provisional("2023-01-01", 2, "4.0", 1, 15, 6L),
                provisional("2023-02-01", 2, "4.0", 2, 15, 6L),
                provisional("2023-03-01", 2, "4.0", 1, 14, 6L));
    List<Row> accuracy =
        SyntheticInputs.rows(
            new MeasureProvisionalMigrations()
                .transform(of, new MeasureProvisionalMigrations.Params()),
            ProvisionalAccuracy.class);
    // 4.5 of 6 and 3 of 5: the first interval says nothing, the second ends at 4. Of the bounds 1
    // and 15 one of three says no more; widths are 14, 13 and 13
    assertThat(SyntheticInputs.texts(accuracy, ProvisionalAccuracy.class))
        .containsExactly(
            "365/487|entry|all|1|2|1|1|5.500000|-1.750000|1.750000|8.500000",
            "365/487|entry|all|2|3|3|1|6.000000|-2.000000|2.000000|13.333333");
  }

  private static ProvisionalMigration provisional(
      String month, int lag, String migrations, long low, long high, @Nullable Long last) {
    return new ProvisionalMigration(
        "365/487",
        LocalDate.parse(month),
        lag,
        LocalDate.parse(month).plusMonths(lag + 1L).minusDays(1),
        "entry",
        "all",
        20,
        15,
        1,
        15,
        new BigDecimal(migrations),
        low,
        high,
        new BigDecimal("0.95"),
        BigDecimal.ONE,
        12,
        false,
        last == null ? null : BigDecimal.valueOf(last));
  }

  @Test
  void tooFewMonthsToLearnFromAreRefused() {
    assertThatThrownBy(
            () -> new EstimateProvisionalMigrations.Params(3, 36, new BigDecimal("0.95")))
        .hasMessageContaining("least-training-months must be 4 or more");
  }

  @Test
  void windowsAreOverAfterTheShortestMonths() {
    // from October to February are 16 months of 485 or 486 days; January and February are 59
    assertThat(Rewinds.finalLag(485)).isEqualTo(16);
    assertThat(Rewinds.finalLag(487)).isEqualTo(17);
    assertThat(Rewinds.finalLag(365)).isEqualTo(12);
    assertThat(Rewinds.finalLag(29)).isEqualTo(2); // of 31 January the 28th of February is too soon
  }
}
