package org.caudal.register.residence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.caudal.problem.ExitCode;
import org.caudal.run.JobOutcome;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.run.RunResult;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registers have some of the columns each; a column that none has is misspelt. */
@SparkTest
class SignColumnsTest {
  private static final String JOB = "load-life-signs";

  private final Path folder;

  SignColumnsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void twoRegisters() throws IOException {
    Files.writeString(
        folder.resolve("civil_1.csv"),
        """
        folio,inscrito_el,baja_el,municipio,etnia
        1,2021-01-01,2022-01-01,0101,quechua
        2,2021-01-01,,0101,
        """);
    Files.writeString(
        folder.resolve("salud_1.csv"), "folio,atendido_el,establecimiento\n1,2022-02-02,0102\n");
  }

  @Test
  void aColumnThatAParameterNamesAndNoFileHasIsWarnedAbout(SparkSession spark) {
    Platform platform = platform(spark).strict(true);
    RunResult run =
        platform.run(
            section(
                "record_id: folio",
                "departures: [baja_el, baja], deaths: [fallecido], last-days: [hasta],"
                    + " areas: [municpio, establecimiento], travellers: [pasaporte],"
                    + " citizenships: [country, citizenship]"),
            JOB);
    JobOutcome outcome = run.outcomes().get(0);
    assertThat(outcome.counts()).isEqualTo(new Counts(3, 3, 0, 0));
    assertThat(outcome.warnings())
        .isEqualTo(
            Map.of(
                "column-in-no-file (departures: baja)", 3L,
                "column-in-no-file (deaths: fallecido)", 3L,
                "column-in-no-file (last-days: hasta)", 3L,
                "column-in-no-file (areas: municpio)", 3L,
                "column-in-no-file (travellers: pasaporte)", 3L,
                "column-in-no-file (citizenships: country)", 3L));
    assertThat(run.exitCode()).isEqualTo(ExitCode.WARNINGS);
    assertThat(platform.lines())
        .contains(
            "load-life-signs: no file has the column municpio of areas. Did you mean municipio?"
                + " Name it as the files do, or leave it out; if it comes in another load, all is"
                + " well.");
  }

  /** A wall of columns that are right would hide one that is misspelt. */
  @Test
  void aColumnInPlaceOfWhichAnotherIsReadIsNotMissed(SparkSession spark) throws IOException {
    Files.writeString(
        folder.resolve("salud_1.csv"),
        "folio,atendido_el,municpio,ciud,nombres\n1,2022-02-02,0102,ECU,x\n");
    Platform platform = platform(spark);
    String lists = "departures: [baja_el], areas: [municipio], citizenships: [ciud]";
    platform.runOne(section("record_id: folio, ethnicity: etnia", lists), JOB);
    String said = String.join("\n", platform.lines());
    assertThat(said)
        .contains("all 2 files have no column sex, birth_date, birth_country, disability, ")
        .contains(
            "salud_1.csv has no column municipio; columns that are not read: municpio, nombres.")
        .doesNotContain("source_id")
        .doesNotContain("citizenship")
        .doesNotContain("baja_el");
  }

  /** A later delivery of other registers is one of the same load. */
  @Test
  void aMappedColumnMayBeAbsentInSomeFilesButNotInAll(SparkSession spark) throws IOException {
    Platform platform = platform(spark);
    String section =
        section(
            "record_id: folio, ethnicity: etnia, education: nivel",
            "departures: [baja_el], areas: [municipio]");
    JobOutcome outcome = platform.runOne(section, JOB);
    assertThat(outcome.counts()).isEqualTo(new Counts(3, 3, 0, 0));
    assertThat(outcome.warnings())
        .isEqualTo(Map.of("column-in-no-file (extract.columns.education: nivel)", 3L));
    assertThat(
            platform
                .table(LifeSign.class)
                .filter("ethnicity = 'quechua' AND left_on = DATE '2022-01-01'")
                .count())
        .isEqualTo(1);

    Files.writeString(folder.resolve("salud_2.csv"), "folio,atendido_el\n2,2023-02-02\n");
    outcome = platform.runOne(section, JOB);
    assertThat(outcome.counts()).isEqualTo(new Counts(1, 1, 0, 0));
    assertThat(outcome.warnings())
        .isEqualTo(Map.of("column-in-no-file (extract.columns.education: nivel)", 4L));
  }

  /** The one column that every file must have is not taken for all of a header. */
  @Test
  void aMisspeltMarkIsNamedInAHeader(SparkSession spark) throws IOException {
    Files.writeString(folder.resolve("civil_2.csv"), "Folio,inscrito_el,etnia\n1,2020-01-01,x\n");
    JobOutcome outcome =
        platform(spark).runOne(section("record_id: folio, ethnicity: etnia", "areas: []"), JOB);
    assertThat(outcome.problems())
        .singleElement()
        .asString()
        .contains(
            "civil_2.csv:1  has no column folio for the field record_id. Did you mean Folio?");
  }

  /** Another line may have the column: there is no warning that no file has it. */
  @Test
  void aMappedColumnThatTheFirstLinesLackIsToldOfJsonLines(SparkSession spark) throws IOException {
    Files.writeString(
        folder.resolve("salud_1.jsonl"),
        """
        {"folio":"1","atendido_el":"2022-02-02","genero":"2"}
        {"folio":"2","atendido_el":"2022-02-03","genero":"1"}
        """);
    Platform platform = platform(spark);
    String section =
        section("record_id: folio, sex: sexo", "areas: [municipio]")
            .replace("/*.csv'], ", "/*.jsonl'], format: json-lines, ");
    JobOutcome outcome = platform.runOne(section, JOB);
    assertThat(outcome.counts()).isEqualTo(new Counts(2, 2, 0, 0));
    assertThat(outcome.warnings()).isEmpty();
    assertThat(platform.lines())
        .filteredOn(line -> line.startsWith(JOB + ": salud_1.jsonl has no column "))
        .singleElement()
        .asString()
        .contains(" sexo, ", " municipio")
        .contains(" in the first line; columns that are not read: genero. If one is the other,");
  }

  private Platform platform(SparkSession spark) {
    return new Platform(spark, folder.resolve("platform"), List.of(new LoadLifeSigns()));
  }

  private String section(String columns, String lists) {
    return JOB
        + ": {extract: {paths: ['"
        + folder
        + "/*.csv'], columns: {"
        + columns
        + "}}, first-days: [inscrito_el, atendido_el], source-pattern: '^([a-z]+)_', country: ECU, "
        + lists
        + "}";
  }
}
