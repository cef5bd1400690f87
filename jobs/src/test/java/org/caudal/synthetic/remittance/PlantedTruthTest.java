package org.caudal.synthetic.remittance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.DuplicateRow;
import org.caudal.load.RejectedRow;
import org.caudal.problem.ExitCode;
import org.caudal.publication.Indicator;
import org.caudal.remittance.CorridorCost;
import org.caudal.remittance.CorridorFlow;
import org.caudal.remittance.QuoteCost;
import org.caudal.remittance.Transfer;
import org.caudal.remittance.TransferCost;
import org.caudal.run.JobOutcome;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.run.RunResult;
import org.caudal.statistics.StudentT;
import org.caudal.suite.Suite;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of a synthetic log, from its files to indicators, against what was planted. The
 * seed is fixed, so a failure is no accident.
 */
@SparkTest
class PlantedTruthTest {
  /** 12 corridors with 4 flows in each of 3 months and 4 costs in 2 variants in the quarter. */
  private static final int FIGURES = 12 * (3 * 4 + 4 * 2);

  /**
   * The chance that any of the intervals misses is at most 5 % (Bonferroni). Levels up to 0.99999
   * are allowed so that this can be asked of as many as 5000 figures.
   */
  private static final String SIMULTANEOUS = "0.999792"; // 1 - 0.05 / 240, rounded up

  private static Map<String, JobOutcome> outcomes = Map.of();
  private static List<Row> defects = List.of();
  private static List<Row> rejected = List.of();
  private static List<Row> duplicates = List.of();
  private static List<Row> setAside = List.of();
  private static List<Row> withoutBand = List.of();
  private static Map<String, BigDecimal> truth = Map.of();
  private static List<Row> quotes = List.of();
  private static Map<String, Row> estimates = Map.of();
  private static Map<String, Long> indicators = Map.of();
  private static long transfers;

  @BeforeAll
  static void run(SparkSession spark, @TempDir Path folder) {
    Platform platform = new Platform(spark, folder, Suite.jobs().jobs());
    String world = "{months: 2025-04..2025-06, seed: 31, defects: ";
    String shares =
        "{exact-duplicates: 0.01, late-duplicates: 0.01, conflicting-duplicates: 0.01,"
            + " inverted-rates: 0.005, placeholder-rates: 0.005, wild-rates: 0.005,"
            + " late-births: 0.005, broken-records: 0.03}}";
    String months = "months: 2025-04..2025-06";
    String yaml =
        String.join(
            "\n",
            "synthesize-transfers: " + world + shares,
            "plant-defects: " + world + shares,
            "synthesize-country: {people: 12000, seed: 31}",
            "synthesize-people: {}",
            "synthesize-residences: {}",
            "plant-corridors: {" + months + "}",
            "synthesize-exchange-rates: {" + months + ", seed: 31}",
            "synthesize-price-quotes: {" + months + "}",
            "load-transfers:",
            "  extract: {paths: ['{tables}/_extracts/transfer_log/*.csv'],"
                + " values: {time-zone: America/Mexico_City}}",
            "  latest-day: 2025-06-30",
            "  other-countries: [XCA]",
            "load-exchange-rates:",
            "  extract: {paths: ['{tables}/_extracts/rate_sheet/*.csv'],"
                + " columns: {date: rate_date, units_per_base: units_per_usd}}",
            "  publisher: synthetic",
            "load-price-quotes: {extract: {paths: ['{tables}/_extracts/quote_sheet/*.csv']}}",
            "estimate-corridor-flows: {replicates: 60, level: " + SIMULTANEOUS + "}",
            "estimate-corridor-costs: {replicates: 60, level: " + SIMULTANEOUS + "}",
            "average-quotes: {replicates: 60}",
            "publish-indicators: {vintage: 2025-07-01}",
            "");
    List<String> names =
        yaml.lines()
            .filter(line -> line.matches("[a-z].*"))
            .map(line -> line.substring(0, line.indexOf(':')))
            .collect(toCollection(ArrayList::new));
    names.add("cost-transfers");
    RunResult result = platform.run(yaml, names.toArray(String[]::new));
    assertThat(result.outcomes()).allMatch(outcome -> outcome.problems().isEmpty());
    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    outcomes =
        result.outcomes().stream().collect(Collectors.toMap(JobOutcome::job, outcome -> outcome));

    defects = platform.table(PlantedDefect.class).collectAsList();
    rejected = platform.table(RejectedRow.class).collectAsList();
    duplicates = platform.table(DuplicateRow.class).collectAsList();
    Dataset<Row> loaded = platform.table(Transfer.class);
    transfers = loaded.count();
    withoutBand = loaded.filter(col("sender_age_band").isNull()).collectAsList();
    setAside =
        platform
            .table(TransferCost.class)
            .filter("cost_status <> 'ok'")
            .select("execution_month", "provider_id", "transfer_id", "cost_status")
            .join(loaded, new String[] {"execution_month", "provider_id", "transfer_id"})
            .collectAsList();
    truth =
        platform.table(PlantedCorridor.class).collectAsList().stream()
            .collect(
                Collectors.toMap(
                    row -> key(row, "period_start", row.getAs("variant")),
                    row -> row.getAs("truth")));
    quotes = platform.table(QuoteCost.class).collectAsList();
    estimates = estimates(platform);
    indicators =
        platform.table(Indicator.class).collectAsList().stream()
            .collect(groupingBy(row -> row.getAs("disclosure_status"), Collectors.counting()));
  }

  private static String key(Row row, String period, String variant) {
    return String.join(
        " ",
        row.getAs(period).toString(),
        row.getAs("sender_country"),
        row.getAs("receiver_country"),
        row.getAs("measure"),
        variant);
  }

  private static Map<String, Row> estimates(Platform platform) {
    Map<String, Row> estimates = new HashMap<>();
    platform
        .table(CorridorFlow.class)
        .collectAsList()
        .forEach(row -> estimates.put(key(row, "month", ""), row));
    platform
        .table(CorridorCost.class)
        .collectAsList()
        .forEach(row -> estimates.put(key(row, "quarter", row.getAs("variant")), row));
    return estimates;
  }

  private static boolean holds(String key, Row row) {
    BigDecimal planted = Objects.requireNonNull(truth.get(key), key);
    return row.<BigDecimal>getAs("interval_low").compareTo(planted) <= 0
        && row.<BigDecimal>getAs("interval_high").compareTo(planted) >= 0;
  }

  /** The same with the interval of 95 %: t times the same standard error, so not for medians. */
  private static boolean holdsUsually(String key, Row row) {
    int freedom = (int) row.<Long>getAs("sender_count").longValue() - 1;
    double shrink =
        StudentT.twoSided(0.95, freedom)
            / StudentT.twoSided(Double.parseDouble(SIMULTANEOUS), freedom);
    BigDecimal estimate = row.getAs("estimate");
    double half = row.<BigDecimal>getAs("interval_high").subtract(estimate).doubleValue() * shrink;
    BigDecimal planted = Objects.requireNonNull(truth.get(key), key);
    return Math.abs(planted.subtract(estimate).doubleValue()) <= half;
  }

  private static List<String> misses(BiPredicate<String, Row> holds) {
    return estimates.entrySet().stream()
        .filter(e -> !holds.test(e.getKey(), e.getValue()))
        .map(
            e ->
                e.getKey()
                    + " planted "
                    + truth.get(e.getKey())
                    + " estimated "
                    + e.getValue().getAs("estimate")
                    + " from "
                    + e.getValue().getAs("interval_low")
                    + " to "
                    + e.getValue().getAs("interval_high"))
        .sorted()
        .toList();
  }

  @Test
  void everyPlantedFlowAndCostIsWithinItsSimultaneousInterval() {
    assertThat(estimates).hasSize(FIGURES);
    assertThat(misses(PlantedTruthTest::holds)).isEmpty();
  }

  /**
   * The corridors of a measure and period have senders of their own, so their misses are
   * independent: more than four of twelve has a chance of 0.0002, so in any of the 18 measures and
   * periods 0.4 %.
   */
  @Test
  void ofTwentyIntervalsAboutOneMissesThePlantedFigure() {
    List<String> misses = misses((key, row) -> key.contains(" median ") || holdsUsually(key, row));
    assertThat(
            misses.stream()
                .collect(
                    groupingBy(
                        miss -> miss.replaceFirst(" \\S+ \\S+", "").replaceFirst(" planted.*", ""),
                        Collectors.counting())))
        .allSatisfy((figure, count) -> assertThat(count).as(figure).isLessThanOrEqualTo(4));
    assertThat(misses).hasSizeLessThanOrEqualTo(FIGURES / 10);
  }

  @Test
  void averagesOfQuotesAreThePlantedOnesExactly() {
    int compared = 0;
    for (Row quote : quotes) {
      if (quote.getAs("measure").equals("simple_average")) {
        String usd = quote.<BigDecimal>getAs("amount_usd").setScale(0).toPlainString();
        String key = key(quote, "quarter", "").replace("simple_average", "quote_average_" + usd);
        assertThat(quote.<BigDecimal>getAs("estimate"))
            .as(key)
            .isEqualByComparingTo(truth.get(key));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(12 * 2);
  }

  @Test
  void everyEstimateIsPublishedOrSuppressed() {
    assertThat(indicators.values().stream().mapToLong(n -> n).sum())
        .isEqualTo(FIGURES + quotes.size());
    // Haiti is dominated: 3 months of 4 flows and a quarter of 8 costs at least.
    assertThat(indicators.get("suppressed_primary")).isGreaterThanOrEqualTo(20L);
  }

  private static Set<String> planted(String fate) {
    Set<String> planted =
        defects.stream()
            .filter(defect -> defect.getAs("fate").equals(fate))
            .map(
                defect ->
                    defect.getAs("file_name")
                        + ":"
                        + defect.getAs("line_number")
                        + " "
                        + defect.getAs("detail"))
            .collect(toSet());
    assertThat(planted).isNotEmpty();
    return planted;
  }

  private static Set<String> found(List<Row> rows, String detail) {
    Set<String> found =
        rows.stream().map(row -> place(row) + " " + row.getAs(detail)).collect(toSet());
    assertThat(found).hasSameSizeAs(rows);
    return found;
  }

  private static String place(Row row) {
    return row.getAs("source_file") + ":" + row.getAs("source_position");
  }

  @Test
  void everyBrokenRecordIsRejectedAtItsLineByItsRuleAndNoOther() {
    assertThat(found(rejected, "source_column")).isEqualTo(planted("rejected"));
    Map<String, String> rules =
        rejected.stream().collect(Collectors.toMap(row -> place(row), row -> row.getAs("rule")));
    Map<String, String> ruleOfKind =
        Map.of(
            "impossible_day", "wrong-type",
            "ancient_day", "execution-day-possible",
            "future_day", "execution-day-possible",
            "unknown_country", "country-known",
            "missing_country", "missing-value",
            "negative_amount", "amount-positive",
            "missing_amount", "missing-value",
            "decimal_comma", "wrong-type");
    Set<String> kinds =
        defects.stream()
            .filter(defect -> defect.getAs("fate").equals("rejected"))
            .map(defect -> defect.<String>getAs("kind"))
            .collect(toSet());
    assertThat(kinds).isEqualTo(ruleOfKind.keySet());
    for (Row defect : defects) {
      if (defect.getAs("fate").equals("rejected")) {
        String place = defect.getAs("file_name") + ":" + defect.getAs("line_number");
        assertThat(rules.get(place))
            .as(place)
            .isEqualTo(ruleOfKind.get(defect.<String>getAs("kind")));
      }
    }
  }

  @Test
  void everyRepeatedLineIsADuplicateAtItsLineAndNoOther() {
    assertThat(found(duplicates, "kind")).isEqualTo(planted("duplicate"));
  }

  @Test
  void everyWrongRateIsSetAsideAtItsLineWithItsReasonAndNoOther() {
    assertThat(found(setAside, "cost_status")).isEqualTo(planted("cost_status"));
  }

  @Test
  void everyBirthAfterTheTransferIsWarnedOfAndNoOther() {
    Set<String> births = planted("warned");
    assertThat(
            found(withoutBand, "sender_age_band").stream()
                .map(p -> p.replace("null", "sender_birth_date")))
        .containsExactlyInAnyOrderElementsOf(births);
    // A wrong rate does not lead from what was sent to what was paid out.
    Map<String, Long> warnings = load().warnings();
    assertThat(warnings).containsOnlyKeys("birth-date-possible", "amounts-agree");
    assertThat(warnings)
        .containsEntry("birth-date-possible", (long) births.size())
        .containsEntry("amounts-agree", (long) planted("cost_status").size());
  }

  @Test
  void whatIsReadIsLoadedRejectedOrADuplicate() {
    long lines = outcome("synthesize-transfers").counts().out();
    long wrong = planted("rejected").size();
    long repeated = planted("duplicate").size();
    assertThat(load().counts())
        .isEqualTo(new Counts(lines, lines - wrong - repeated, wrong, repeated));
    assertThat(transfers).isEqualTo(lines - wrong - repeated);
  }

  private static JobOutcome load() {
    return outcome("load-transfers");
  }

  private static JobOutcome outcome(String job) {
    return Objects.requireNonNull(outcomes.get(job), job);
  }
}
