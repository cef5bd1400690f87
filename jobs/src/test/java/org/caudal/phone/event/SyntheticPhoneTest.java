package org.caudal.phone.event;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.DuplicateRow;
import org.caudal.load.LoadedFile;
import org.caudal.load.RejectedRow;
import org.caudal.phone.network.Cell;
import org.caudal.run.JobOutcome;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.run.RunResult;
import org.caudal.suite.Suite;
import org.caudal.synthetic.phone.PlantedPhoneDefect;
import org.caudal.table.TableSchema;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of synthetic phone records from their files to device days, against what was planted. */
@SparkTest
class SyntheticPhoneTest {
  private static final String WINDOW = "{window: {first-day: 2025-03-03, days: 5}}";

  /** Filled from the fourth week on: AssessPhoneQualityTest. */
  private static final Set<String> NEEDS_WEEKS =
      Set.of("phone_quality.expected", "phone_quality.spread");

  private static final String[] RIVER = {
    "load-phone-events", "load-cells", "clean-phone-events", "summarize-device-days"
  };

  @SuppressWarnings("NullAway.Init")
  private static Platform platform;

  @SuppressWarnings("NullAway.Init")
  private static Path extracts;

  @SuppressWarnings("NullAway.Init")
  private static JobOutcome load;

  @BeforeAll
  static void run(SparkSession spark, @TempDir Path folder) {
    platform = new Platform(spark, folder, Suite.jobs().jobs());
    extracts = folder.resolve("tables/_extracts");
    String yaml =
        String.join(
            "\n",
            "synthesize-towns: {}",
            "synthesize-country: {people: 1200, seed: 7}",
            "synthesize-people: {}",
            "synthesize-stays: {}",
            "synthesize-cells: {first-day: 2025-03-03}",
            "synthesize-sims: {}",
            "synthesize-phone-events: " + WINDOW,
            "synthesize-cell-inventory: " + WINDOW,
            "plant-phone-defects: " + WINDOW,
            "assess-phone-quality: {}",
            "count-visitors: {longest-gap: 1}",
            river("phone_event_log/*.csv"));
    String[] names =
        yaml.lines()
            .filter(line -> line.matches("[a-z].*"))
            .map(line -> line.substring(0, line.indexOf(':')))
            .toArray(String[]::new);
    RunResult result = platform.run(yaml, names);
    assertThat(result.outcomes()).allSatisfy(o -> assertThat(o.problems()).isEmpty());
    load =
        result.outcomes().stream()
            .filter(outcome -> outcome.job().equals("load-phone-events"))
            .findFirst()
            .orElseThrow();
  }

  private static String river(String files) {
    return String.join(
        "\n",
        "load-phone-events:",
        "  extract: {paths: ['" + extracts + "/" + files + "'], values: {time-zone: '-06:00'}}",
        "  home-mcc: 799",
        "  operator-pattern: _([0-9]{2})[.]csv$",
        "load-cells:",
        "  extract: {paths: ['" + extracts + "/cell_inventory/*.csv']}",
        "  operator-pattern: _([0-9]{2})[.]csv$",
        "clean-phone-events: {time-zone: '-06:00'}",
        "summarize-device-days: {home-country: XCA}",
        "");
  }

  private static Dataset<Row> planted(String kind) {
    return platform
        .table(PlantedPhoneDefect.class)
        .filter(col("kind").equalTo(kind))
        .select(col("file_name").as("source_file"), col("line_number").as("source_position"));
  }

  private static long fates(String kind, Dataset<Row> places) {
    return planted(kind).join(places, new String[] {"source_file", "source_position"}).count();
  }

  private static Dataset<Row> flagged(int flag) {
    String[] key = {"event_date", "operator_id", "device_id", "event_ts", "cell_id"};
    return platform
        .table(PhoneEvent.class)
        .join(
            platform
                .table(CleanEvent.class)
                .filter(col("error_flag").equalTo(flag))
                .select("event_date", "operator_id", "device_id", "event_ts", "cell_id")
                .distinct(),
            key);
  }

  @Test
  void theAccountsAddUp() {
    Counts counts = load.counts();
    assertThat(counts.in()).isEqualTo(counts.out() + counts.rejected() + counts.duplicate());
    assertThat(platform.table(PhoneEvent.class).count()).isEqualTo(counts.out());
    assertThat(platform.table(CleanEvent.class).count()).isEqualTo(counts.out());
    assertThat(platform.table(DeviceDay.class).selectExpr("sum(event_count)").first().getLong(0))
        .isEqualTo(platform.table(CleanEvent.class).filter("error_flag = 0").count());
  }

  @Test
  void everyPlantedDefectMeetsItsFate() {
    Dataset<Row> rejected = platform.table(RejectedRow.class);
    assertThat(planted("impossible_date").count()).isPositive();
    assertThat(fates("impossible_date", rejected.filter("rule = 'wrong-type'")))
        .isEqualTo(planted("impossible_date").count());
    assertThat(fates("swapped_position", rejected.filter("rule = 'out-of-range-latitude'")))
        .isEqualTo(planted("swapped_position").count());
    Dataset<Row> duplicates =
        platform.table(DuplicateRow.class).filter("source_table = 'phone_event'");
    assertThat(
            fates(
                "exact_duplicate",
                duplicates
                    .filter("kind = 'exact'")
                    .selectExpr("kept_file AS source_file", "kept_position AS source_position")))
        .isEqualTo(planted("exact_duplicate").count());
    // an unknown cell is flagged 1, or 5 where the device has another event in that second
    assertThat(fates("unknown_cell", flagged(1)) + fates("unknown_cell", flagged(5)))
        .isEqualTo(planted("unknown_cell").count());
    assertThat(fates("conflicting_duplicate", flagged(5)))
        .isEqualTo(planted("conflicting_duplicate").count());
    Dataset<Row> late = platform.table(PhoneEvent.class).filter("event_date = DATE'2025-03-03'");
    assertThat(fates("late_line", late)).isEqualTo(planted("late_line").count()).isPositive();
    Map<String, Long> warnings = load.warnings();
    assertThat(warnings).containsEntry("late-line", planted("late_line").count());
    assertThat(warnings.get("position-error-small")).isPositive();
    assertThat(
            platform
                .table(LoadedFile.class)
                .filter("source_file = 'phone_events_2025-03-06_03.csv'")
                .count())
        .isZero();
  }

  @Test
  void theMissingDayTheSpikeAndTheFileInKilometresAreFoundAndNothingElse() {
    List<String> days =
        platform
            .table(PlantedPhoneDefect.class)
            .filter("kind IN ('missing_file', 'spike', 'unit_error')")
            .filter("file_name LIKE 'phone_events_%'")
            .selectExpr("kind", "regexp_extract(file_name, '_([-0-9]+_[0-9]+)[.]', 1) AS day")
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(1) + " " + row.getString(0))
            .sorted()
            .toList();
    assertThat(days).hasSize(3);
    assertThat(
            texts(
                platform
                    .table(PhoneQuality.class)
                    .filter("status <> 'ok'")
                    .selectExpr(
                        """
                        concat(event_date, '_', operator_id, CASE measure
                          WHEN 'events' THEN ' missing_file'
                          WHEN 'busiest_hour_share' THEN ' spike'
                          WHEN 'position_error_m' THEN ' unit_error'
                          ELSE measure END)""")))
        .isEqualTo(days.stream().map(day -> "[" + day + "]").toList());
  }

  /** Fault D11: a documented column that no run ever fills. */
  @Test
  void everyColumnOfThePhoneTablesIsFilled() {
    List<TableSchema> tables =
        Suite.tables().tables().stream()
            .filter(table -> table.type().getPackageName().startsWith("org.caudal.phone."))
            .filter(platform.store()::exists)
            .toList();
    // in the others no column may be null, but the end of a cell's period, which is that of cell
    assertThat(tables).hasSizeGreaterThan(5);
    for (TableSchema table : tables) {
      Row filled =
          platform
              .table(table.type())
              .selectExpr(
                  table.columnNames().stream()
                      .map(name -> "max(CAST(" + name + " AS STRING)) > ''")
                      .toArray(String[]::new))
              .first();
      for (int i = 0; i < filled.size(); i++) {
        String column = table.name() + "." + table.columnNames().get(i);
        if (!NEEDS_WEEKS.contains(column)) {
          assertThat(filled.get(i)).as(column).isEqualTo(true);
        }
      }
    }
  }

  /**
   * Fault D13: what is domestic is decided once, and no later job has a country code of its own.
   */
  @Test
  void oneJobAloneIsToldTheMobileCountryCode() {
    assertThat(
            Suite.jobs().jobs().stream()
                .filter(
                    job ->
                        Stream.of(job.spec().paramsType().getRecordComponents())
                            .anyMatch(part -> part.getName().matches("(?i).*(mcc|plmn|mnc).*")))
                .map(job -> job.spec().name()))
        .containsExactly("load-phone-events");
  }

  @Test
  void onePartitionAndSevenGiveTheSameRows(SparkSession spark) {
    List<String> one = cleaned(spark, 1);
    assertThat(one).isNotEmpty().isEqualTo(cleaned(spark, 7));
  }

  private static List<String> cleaned(SparkSession spark, int partitions) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(PhoneEvent.class, platform.table(PhoneEvent.class).repartition(partitions))
            .with(Cell.class, platform.table(Cell.class).repartition(partitions));
    Dataset<Row> clean =
        new CleanPhoneEvents()
            .transform(
                inputs,
                new CleanPhoneEvents.Params(
                    org.caudal.job.Days.parse("2025-03-04"),
                    java.time.ZoneId.of("-06:00"),
                    55,
                    10_000));
    return texts(clean.selectExpr("device_id", "event_ts", "cell_id", "plmn", "error_flag"));
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  @Test
  void aLateFileGivesTheSameDaysAsOneInTime(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path files = Files.createDirectories(folder.resolve("files"));
    Path late = extracts.resolve("phone_event_log/phone_events_2025-03-04_01.csv");
    try (var all = Files.list(extracts.resolve("phone_event_log"))) {
      for (Path file : all.filter(f -> f.toString().endsWith(".csv") && !f.equals(late)).toList()) {
        Files.copy(file, files.resolve(file.getFileName()));
      }
    }
    Platform other = new Platform(spark, folder, Suite.jobs().jobs());
    String yaml = river("none").replace(extracts + "/none", files + "/*.csv");
    assertThat(other.run(yaml, RIVER).outcomes()).allMatch(o -> o.problems().isEmpty());
    assertThat(other.table(DeviceDay.class).count())
        .isLessThan(platform.table(DeviceDay.class).count());

    Files.copy(late, files.resolve(late.getFileName()));
    String days = "clean-phone-events: {days: 2025-03-03..2025-03-05, ";
    String again =
        yaml.replace("clean-phone-events: {", days)
            .replace("days: {home-country", "days: {days: 2025-03-03..2025-03-05, home-country");
    assertThat(other.run(again, RIVER).outcomes()).allMatch(o -> o.problems().isEmpty());

    assertThat(texts(other.table(DeviceDay.class)))
        .isEqualTo(texts(platform.table(DeviceDay.class)));
    assertThat(texts(other.table(CleanEvent.class)))
        .isEqualTo(texts(platform.table(CleanEvent.class)));
  }
}
