package org.caudal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.caudal.config.Configuration;
import org.caudal.register.link.LoadLinkRecords;
import org.caudal.register.residence.LoadLifeSigns;
import org.caudal.run.JobOutcome;
import org.caudal.suite.Suite;
import org.caudal.testing.NamedFiles;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the page, made by its program, and its configuration, as they stand. */
@SparkTest
class OwnRegistersTest {
  private static final Path PAGE = DocPage.root().resolve("docs/how-to/registers.md");

  private static String block(String language) throws IOException {
    return DocPage.read(PAGE).blocks().stream()
        .filter(block -> block.language().equals(language))
        .map(DocPage.Block::text)
        .findFirst()
        .orElseThrow();
  }

  /** The section of a job, with its name. */
  private static String section(String job) throws IOException {
    return Pattern.compile("(?m)^  (" + job + ":\\n(?:    .*\\n)+)")
        .matcher(block("yaml"))
        .results()
        .map(found -> found.group(1).replaceAll("(?m)^  ", ""))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theConfigurationIsReadWithoutProblem() throws IOException {
    Configuration read =
        Configuration.read(
            "own.yaml",
            block("yaml"),
            Map.of("CAUDAL_HOME", "/opt/caudal"),
            NamedFiles::read,
            List.of(),
            Suite.jobs(),
            List.of());
    assertThat(Suite.jobs().jobs().stream().filter(read::hasSection)).hasSize(10);
  }

  @Test
  void allRecordsOfTheThreeFilesAreLoaded(SparkSession spark, @TempDir Path folder)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("make.py"), block("python"));
    Process python =
        new ProcessBuilder("python3", "make.py")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(said).isZero();
    assertThat(Files.readString(PAGE)).contains("prints `" + said.strip() + "`");
    long records = 0;
    try (Stream<Path> files = Files.list(folder.resolve("registers"))) {
      for (Path file : files.toList()) {
        records += Files.readAllLines(file).size() - 1;
      }
    }
    Platform platform =
        new Platform(spark, folder, List.of(new LoadLinkRecords(), new LoadLifeSigns()));
    List<JobOutcome> outcomes =
        platform
            .run(
                (section("load-link-records") + section("load-life-signs"))
                    .replace("registers/*.csv", folder + "/registers/*.csv"),
                "load-link-records",
                "load-life-signs")
            .outcomes();
    assertThat(outcomes).hasSize(2);
    for (JobOutcome outcome : outcomes) {
      assertThat(outcome.warnings()).isEmpty();
      assertThat(outcome.counts().in()).isEqualTo(records);
      assertThat(outcome.counts().out()).isEqualTo(records);
    }
  }
}
