package org.caudal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.caudal.config.Configuration;
import org.caudal.job.JobCatalogue;
import org.caudal.register.stock.EstimateEmigrants;
import org.caudal.register.stock.LoadSurveyPersons;
import org.caudal.store.DeltaStore;
import org.caudal.suite.Suite;
import org.caudal.testing.CountParcels;
import org.caudal.testing.NamedFiles;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planning finds out without data whether every job fits its declarations. */
@SparkTest
class PlanTest {

  @Test
  void everyJobOfTheSuiteGivesTheColumnsOfItsTable(SparkSession spark, @TempDir Path folder)
      throws IOException {
    List<Planner.Line> lines =
        plan(spark, folder, Files.readString(Path.of("../conf/example.yaml")), Suite.jobs());

    assertThat(lines.stream().map(Planner.Line::job)).isEqualTo(Suite.jobs().names());
    assertThat(lines).allSatisfy(line -> assertThat(line.sound()).as(line.state()).isTrue());
    assertThat(lines.stream().filter(line -> line.job().equals("cost-transfers")).findFirst())
        .hasValueSatisfying(
            line -> {
              assertThat(line.reads()).containsExactly("transfer", "exchange_rate");
              assertThat(line.writes()).isEqualTo("transfer_cost");
              assertThat(line.state()).startsWith("would run: ");
            });
    assertThat(lines.stream().filter(line -> line.job().equals("estimate-displaced")).findFirst())
        .hasValueSatisfying(
            line ->
                assertThat(line.reads())
                    .containsExactly(
                        "device_whereabouts", "crisis_event", "population_margin (optional)"));
  }

  @Test
  void aJobWhoseInputIsNotThereCannotRunYet(SparkSession spark, @TempDir Path folder) {
    assertThat(
            plan(
                spark,
                folder,
                "tables: t\njobs: {count-parcels: {}}\n",
                new JobCatalogue(List.of(new CountParcels()))))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.sound()).isTrue();
              assertThat(line.state()).isEqualTo("cannot run yet: parcel is not there");
            });
  }

  /** Persons are loaded by the plan, and emigrants by nothing. */
  @Test
  void aJobOfWhoseInputsOneOnlyMayChangeCannotRunYet(SparkSession spark, @TempDir Path folder) {
    assertThat(
            plan(
                spark,
                folder,
                "tables: t\njobs: {load-survey-persons: {extract: {paths: [a.csv]}, country: MEX},"
                    + " estimate-emigrants: {}}\n",
                new JobCatalogue(List.of(new LoadSurveyPersons(), new EstimateEmigrants()))))
        .extracting(Planner.Line::state)
        .containsExactly(
            "would load files that are new or changed",
            "cannot run yet: survey_emigrant is not there");
  }

  private static List<Planner.Line> plan(
      SparkSession spark, Path folder, String text, JobCatalogue jobs) {
    Configuration configuration =
        Configuration.read("c.yaml", text, Map.of(), NamedFiles::read, List.of(), jobs, Set.of());
    RunContext context =
        new RunContext(
            "r1",
            "test",
            "test",
            List.of(),
            () -> Instant.EPOCH,
            line -> {},
            milestone -> {},
            /* force= */ false);
    return new Planner(spark, new DeltaStore(spark, folder.toString()), context)
        .plan(
            jobs.jobs().stream()
                .map(
                    job ->
                        new JobRequest(
                            job, configuration.params(job), configuration.parametersJson(job)))
                .toList());
  }
}
