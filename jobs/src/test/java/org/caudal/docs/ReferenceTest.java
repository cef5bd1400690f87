package org.caudal.docs;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.caudal.config.Configuration;
import org.caudal.describe.Manifest;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;
import org.caudal.suite.Suite;
import org.caudal.table.TableSchema;
import org.caudal.testing.NamedFiles;
import org.junit.jupiter.api.Test;

/** The reference pages, the examples and the manifest are what the declarations say. */
class ReferenceTest {
  private static final JobCatalogue JOBS = Suite.jobs();

  @Test
  void everyJobHasItsPage() throws IOException {
    for (Job<?> job : JOBS.jobs()) {
      Golden.assertFile(
          "docs/reference/jobs/" + job.spec().name() + ".md", new JobPage(job).text());
    }
    Golden.assertOnly(
        "docs/reference/jobs", JOBS.names().stream().map(n -> n + ".md").collect(toSet()));
  }

  @Test
  void everyJobNamesTheTablesThatItReads() throws IOException {
    for (Job<?> job : JOBS.jobs()) {
      List<String> tables =
          job.spec().reads().stream()
              .map(table -> "[" + TableSchema.of(table).name() + "](")
              .toList();
      String read =
          new JobPage(job)
              .text()
              .lines()
              .filter(line -> line.startsWith("**Reads**"))
              .findFirst()
              .orElse("");
      assertThat(tables).as(job.spec().name()).allMatch(read::contains);
    }
  }

  @Test
  void everyTableHasItsPage() throws IOException {
    for (TableSchema table : Suite.tables().tables()) {
      Golden.assertFile(
          "docs/reference/tables/" + table.name() + ".md", new TablePage(table, JOBS).text());
    }
    Golden.assertOnly(
        "docs/reference/tables",
        Suite.tables().names().stream().map(n -> n + ".md").collect(toSet()));
  }

  @Test
  void theListOfJobsAndTablesIsWhole() throws IOException {
    List<List<String>> jobs = new ArrayList<>();
    for (Job<?> job : JOBS.jobs()) {
      jobs.add(
          List.of(
              "[" + job.spec().name() + "](jobs/" + job.spec().name() + ".md)",
              job.spec().summary()));
    }
    List<List<String>> tables = new ArrayList<>();
    for (TableSchema table : Suite.tables().tables()) {
      tables.add(
          List.of(
              "[" + table.name() + "](tables/" + table.name() + ".md)", table.declaration().row()));
    }
    Golden.assertFile(
        "docs/reference/README.md",
        "# Reference\n\n"
            + "[Configuration](configuration.md) · [command line](command-line.md) · [indicators](indicators.md) ·"
            + " [glossary](glossary.md)\n\n"
            + Markdown.table(List.of("job", "what it does"), jobs)
            + "\n"
            + Markdown.table(List.of("table", "row"), tables));
  }

  @Test
  void configurationCommandLineAndIndicatorsHaveTheirPages() throws IOException {
    Golden.assertFile("docs/reference/configuration.md", ConfigurationPage.text(JOBS));
    Golden.assertFile("docs/reference/command-line.md", CommandLinePage.text());
    Golden.assertFile("docs/reference/indicators.md", IndicatorsPage.text());
    Golden.assertFile("conf/schema.json", ConfigurationSchema.text(JOBS));
  }

  @Test
  void theManifestIsThatOfTheJobs() throws IOException {
    Golden.assertFile("airflow/manifest.json", Manifest.text(JOBS));
  }

  @Test
  void theExampleHasEveryKeyAndNoProblem() throws IOException {
    String example = ExampleConfiguration.text(JOBS);
    Golden.assertFile("conf/example.yaml", example);
    Configuration read =
        Configuration.read(
            "conf/example.yaml", example, Map.of(), NamedFiles::read, List.of(), JOBS, Set.of());
    assertThat(JOBS.jobs()).allMatch(read::hasSection);
    String uncommented =
        example.replaceAll("(?m)^( *)# ((?!yaml-language-server)[a-z-]+: \\S+)$", "$1$2");
    Configuration whole =
        Configuration.read(
            "conf/example.yaml",
            uncommented,
            Map.of(),
            NamedFiles::read,
            List.of(),
            JOBS,
            Set.of());
    assertThat(whole.pseudonymKeyFile()).contains("caudal.key");
  }
}
