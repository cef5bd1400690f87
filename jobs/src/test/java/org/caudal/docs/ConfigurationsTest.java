package org.caudal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.caudal.config.Configuration;
import org.caudal.job.Job;
import org.caudal.suite.Suite;
import org.caudal.table.TableSchema;
import org.caudal.testing.NamedFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations that come with the program have no problem. */
class ConfigurationsTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("CAUDAL_HOME", "/opt/caudal", "CAUDAL_DATA", "/data", "CAUDAL_TEST_ROOT", "/tmp/test");

  private static final Pattern EXTRACT = Pattern.compile("/_extracts/([a-z_]+)/");

  static List<Path> configurations() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../conf"))) {
      return Stream.concat(
              files.filter(file -> file.toString().endsWith(".yaml")),
              Stream.of(Path.of("../airflow/tests/airflow.yaml")))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aConfigurationIsReadWithoutProblem(Path file) throws IOException {
    Configuration read =
        Configuration.read(
            file.toString(),
            Files.readString(file),
            ENVIRONMENT,
            NamedFiles::read,
            List.of(),
            Suite.jobs(),
            Set.of());
    assertThat(read.tables()).isNotEmpty();
    assertThat(Suite.jobs().jobs()).anyMatch(read::hasSection);
    for (Job<?> job : Suite.jobs().jobs().stream().filter(read::hasSection).toList()) {
      List<String> before =
          job.spec().after().stream().map(table -> TableSchema.of(table).name()).toList();
      assertThat(EXTRACT.matcher(read.parametersJson(job)).results().map(found -> found.group(1)))
          .as("extracts that %s waits for", job.spec().name())
          .allSatisfy(extract -> assertThat(before).contains(extract));
    }
  }
}
