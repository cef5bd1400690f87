package org.caudal.run;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.problem.ExitCode;
import org.caudal.problem.ProblemException;
import org.caudal.store.CommitNote;
import org.caudal.table.TableSchema;
import org.caudal.testing.CountParcels;
import org.caudal.testing.Parcel;
import org.caudal.testing.ParcelCount;
import org.caudal.testing.Platform;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class RunnerTest {
  private static final TableSchema PARCEL = TableSchema.of(Parcel.class);
  private static final TableSchema COUNT = TableSchema.of(ParcelCount.class);
  private static final LocalDate MARCH = LocalDate.of(2025, 3, 1);
  private static final LocalDate APRIL = LocalDate.of(2025, 4, 1);
  private static final String PLAIN = "count-parcels: {}";
  private static final String DOUBLE = "count-parcels: {weight: 2}";

  @Test
  void aJobRunsWhenParametersInputsOrCodeAreOthersAndNotElse(
      SparkSession spark, @TempDir Path folder) {
    Platform platform = platform(spark, folder);

    assertThat(run(platform, PLAIN)).isEqualTo("DONE version 0");
    assertThat(run(platform, PLAIN)).isEqualTo("NOTHING_TO_DO version 0");
    assertThat(run(platform, DOUBLE)).isEqualTo("DONE version 1");
    counted(platform, new ParcelCount(MARCH, 4), new ParcelCount(APRIL, 2));
    // what an older version was made of is no reason to keep the newest
    assertThat(run(platform, PLAIN)).isEqualTo("DONE version 2");
    counted(platform, new ParcelCount(MARCH, 2), new ParcelCount(APRIL, 1));

    assertThat(run(platform.codeVersion("newer"), PLAIN)).isEqualTo("DONE version 3");
    assertThat(run(platform, PLAIN)).isEqualTo("NOTHING_TO_DO version 3");
    assertThat(run(platform.force(true), PLAIN)).isEqualTo("DONE version 4");
    platform.force(false);

    platform
        .store()
        .replaceWhole(
            COUNT,
            platform.table(ParcelCount.class).filter("month = DATE'2025-03-01'"),
            new CommitNote("erasing", Erasure.JOB, "all", ""));
    assertThat(run(platform, PLAIN)).isEqualTo("DONE version 6");

    fill(spark, platform, parcel(MARCH, "1"));
    assertThat(run(platform, PLAIN)).isEqualTo("DONE version 7");
    counted(platform, new ParcelCount(MARCH, 1));
    assertThat(platform.table(RunRow.class).groupBy("status").count().collectAsList().toString())
        .contains("[done,7]")
        .contains("[nothing_to_do,2]");
    // the first run, and that which was forced, differ in nothing from one before
    assertThat(platform.lines().stream().filter(line -> line.contains("runs again")))
        .extracting(line -> line.replaceAll(".*runs again, as these differ: ", ""))
        .containsExactly(
            "parameter weight",
            "parameter weight",
            "program",
            "rows, as some were erased",
            "input parcel");
  }

  @Test
  void aMonthIsReplacedWithoutTouchingTheFilesOfOthers(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Platform platform = platform(spark, folder);
    run(platform, PLAIN);
    Set<String> march = files(folder, "month=2025-03-01");
    Set<String> april = files(folder, "month=2025-04-01");

    String ofApril = "count-parcels: {months: 2025-04, weight: 3}";
    assertThat(run(platform, ofApril)).isEqualTo("DONE version 1");

    counted(platform, new ParcelCount(MARCH, 2), new ParcelCount(APRIL, 3));
    assertThat(files(folder, "month=2025-03-01")).isEqualTo(march);
    assertThat(files(folder, "month=2025-04-01")).containsAll(april).hasSizeGreaterThan(1);
    // another month does not make April old; the whole table does
    assertThat(run(platform, "count-parcels: {months: 2025-03, weight: 3}"))
        .isEqualTo("DONE version 2");
    assertThat(run(platform, ofApril)).isEqualTo("NOTHING_TO_DO version 2");
    assertThat(run(platform, PLAIN)).isEqualTo("DONE version 3");
    assertThat(run(platform, ofApril)).isEqualTo("DONE version 4");
  }

  @Test
  void aBrokenCheckLeavesTheOutputAReportAndARow(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Platform platform = platform(spark, folder);
    run(platform, PLAIN);

    RunResult failed = platform.run("count-parcels: {weight: 1000}", "count-parcels");

    assertThat(failed.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(failed.outcomes().get(0).problems())
        .containsExactly(
            "parcel_count  2 rows break the check few: weighted_count < 1000. The output was left"
                + " as it was. Look at the inputs of count-parcels with `caudal check`.");
    assertThat(platform.store().version(COUNT)).isZero();
    counted(platform, new ParcelCount(MARCH, 2), new ParcelCount(APRIL, 1));
    JsonNode report = report(failed);
    assertThat(report.path("status").asText()).isEqualTo("data");
    assertThat(report.path("exit_code").asInt()).isEqualTo(3);
    assertThat(report.path("jobs").get(0).path("status").asText()).isEqualTo("failed");
    assertThat(report.path("jobs").get(0).path("problems").get(0).asText()).contains("few");
    Row row = platform.table(RunRow.class).filter("status = 'failed'").collectAsList().get(0);
    assertThat(row.<String>getAs("problem")).contains("few: weighted_count < 1000");
    assertThat(row.<String>getAs("parameters")).isEqualTo("{\"weight\":1000}");
  }

  @Test
  void theReportSaysWhatWasRunOnWhatAndHowToRepeatIt(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Platform platform = platform(spark, folder);

    RunResult run = platform.run(DOUBLE, "count-parcels");

    JsonNode report = report(run);
    assertThat(report.path("status").asText()).isEqualTo("done");
    assertThat(report.path("exit_code").asInt()).isZero();
    assertThat(report.path("command").asText()).isEqualTo("caudal run count-parcels");
    assertThat(report.path("settings").toString())
        .contains("jobs.count-parcels.weight")
        .contains("test.yaml");
    JsonNode job = report.path("jobs").get(0);
    assertThat(job.path("differs_in")).isEmpty();
    assertThat(job.path("parameters").path("weight").asInt()).isEqualTo(2);
    assertThat(job.path("inputs").path("parcel").asText()).startsWith("0:");
    assertThat(job.path("rows_out").asInt()).isEqualTo(2);
    assertThat(job.path("warnings").toString()).isEqualTo("{\"3 parcels count twice\":0}");
    assertThat(job.path("output_version").asInt(-1)).isZero();
    TableAssert.assertThatTable(platform.table(RunRow.class).withColumn("fingerprint", col("job")))
        .hasRows(
            new RunRow(
                run.runId(),
                "count-parcels",
                "done",
                "all",
                "count-parcels",
                "{\"weight\":2}",
                run.outcomes().get(0).inputs().entrySet().stream()
                    .map(e -> "{\"" + e.getKey() + "\":\"" + e.getValue() + "\"}")
                    .findFirst()
                    .orElseThrow(),
                0,
                0,
                2,
                0,
                0,
                "test",
                java.time.Instant.parse("2025-06-30T12:00:00Z"),
                java.time.Instant.parse("2025-06-30T12:00:00Z"),
                null));
  }

  @Test
  void aTableThatCannotBeWrittenIsFoundBeforeAnythingRuns(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Platform platform = platform(spark, folder);
    Files.writeString(folder.resolve("tables/run"), "in the way");
    Files.writeString(folder.resolve("tables/parcel_count"), "in the way");

    ProblemException problems =
        catchThrowableOfType(ProblemException.class, () -> platform.run(PLAIN, "count-parcels"));

    assertThat(problems.exitCode()).isEqualTo(ExitCode.USER);
    assertThat(problems.problems()).hasSize(2);
    assertThat(problems.getMessage())
        .contains("/tables/run  is a file, where the folder of the table run should be.")
        .contains("/tables/parcel_count  is a file")
        .contains("Move the file away");
  }

  private static Platform platform(SparkSession spark, Path folder) {
    Platform platform = new Platform(spark, folder, List.of(new CountParcels()));
    fill(spark, platform, parcel(MARCH, "1"), parcel(MARCH, "2"), parcel(APRIL, "3"));
    return platform;
  }

  private static void fill(SparkSession spark, Platform platform, Parcel first, Parcel... others) {
    platform
        .store()
        .replaceWhole(
            PARCEL, Rows.of(spark, first, others), new CommitNote("r", "load-parcels", "all", "f"));
  }

  private static Parcel parcel(LocalDate month, String number) {
    return new Parcel(month, number, "s", "MX", BigDecimal.ONE, month, null, "f.csv", 2);
  }

  private static String run(Platform platform, String yaml) {
    return platform.runOne(yaml, "count-parcels").status()
        + " version "
        + platform.store().version(COUNT);
  }

  private static void counted(Platform platform, ParcelCount... expected) {
    TableAssert.assertThatTable(platform.table(ParcelCount.class)).hasRows(expected);
  }

  private static Set<String> files(Path folder, String partition) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("tables/parcel_count/" + partition))) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .map(Path::toString)
          .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }
  }

  private static JsonNode report(RunResult run) throws IOException {
    return new JsonMapper().readTree(Files.readString(Path.of(run.reportLocation())));
  }
}
