package org.caudal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.RejectedRow;
import org.caudal.problem.ExitCode;
import org.caudal.reference.LoadPopulationMargins;
import org.caudal.reference.PopulationMargin;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of figures: a line that cannot be loaded is no figure of nobody. */
@SparkTest
class WholeFilesTest {
  private static final String HEADER = "level,zone_id,sex,age_band,reference_date,persons\n";

  @Test
  void aFileOfFiguresIsLoadedWholeOrNotAtAll(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("m.csv");
    String load = "load-population-margins: {extract: {paths: ['" + file + "']}}";
    Platform platform = new Platform(spark, folder, List.of(new LoadPopulationMargins()));
    Files.writeString(file, HEADER + "p,A,1,00-14,2024-01-01,70\np,A,1,15+,2024-01-01,30\n");
    assertThat(platform.runOne(load, "load-population-margins").counts())
        .isEqualTo(new Counts(2, 2, 0, 0));
    Files.writeString(file, HEADER + "p,A,1,00-14,2024-01-01,-7\np,A,1,15+,2024-01-01,33\n");
    RunResult refused = platform.run(load, "load-population-margins");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(refused.outcomes().get(0).problems())
        .containsExactly(
            "m.csv:2  persons '-7' breaks the rule persons-possible: The number of persons is below"
                + " zero. Mend the number at the source.",
            "m.csv  has 1 lines of 2 that cannot be loaded. A figure without a line would be taken to"
                + " be nobody, or few. Nothing was loaded. Mend the lines at the source; --force"
                + " loads the others.");
    assertThat(persons(platform)).containsExactlyInAnyOrder(70L, 30L);
    assertThat(platform.force(true).runOne(load, "load-population-margins").counts())
        .isEqualTo(new Counts(2, 1, 1, 0));
    assertThat(persons(platform)).containsExactly(33L);
    assertThat(platform.table(RejectedRow.class).count()).isEqualTo(1);
  }

  private static List<Long> persons(Platform platform) {
    return platform.table(PopulationMargin.class).select("persons").collectAsList().stream()
        .map(row -> row.getLong(0))
        .toList();
  }
}
