package org.caudal.register.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.caudal.problem.ExitCode;
import org.caudal.run.RunResult;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five records of two registers, four of them of 1900-01-01. */
@SparkTest
class RefusedRecordsTest {
  private static final String SETTINGS =
      """
      {"link_type": "%s", "blocking_rules_to_generate_predictions": ["l.day = r.day"],
       "comparisons": [{"output_column_name": "compared", "comparison_levels": [
         {"sql_condition": "%s_l = %s_r", "m_probability": 0.9, "u_probability": 0.1},
         {"sql_condition": "ELSE", "m_probability": 0.1, "u_probability": 0.9}]}]}
      """;

  private static Path settings(Path folder, String link, String field) throws IOException {
    Path file = folder.resolve(link + field + ".json");
    Files.writeString(file, SETTINGS.formatted(link, field, field));
    return file;
  }

  private static RunResult linked(Platform platform, Path settings, String more) {
    return platform.run(
        "link-records:\n  settings: !file \"" + settings + "\"\n" + more, "link-records");
  }

  private static RunResult trained(Platform platform, Path settings, String more) {
    return platform.run(
        "train-linkage:\n  settings: !file \""
            + settings
            + "\"\n  training-rules: [l.day = r.day]\n"
            + more,
        "train-linkage");
  }

  private static String problem(RunResult result) {
    assertThat(result.exitCode()).isEqualTo(ExitCode.DATA);
    return result.outcomes().get(0).problems().get(0);
  }

  @Test
  void whatSettingsCannotLinkIsRefusedWithARemedy(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path data = folder.resolve("data.csv");
    Files.write(
        data,
        List.of(
            "source_id,record_id,name,day,phone",
            "a,1,ana,1900-01-01,",
            "a,2,eva,1900-01-01,",
            "b,3,ana,1900-01-01,",
            "b,4,eva,1900-01-01,",
            "b,5,ana,1990-05-05,"));
    Platform platform =
        new Platform(
            spark,
            folder,
            List.of(
                new LoadLinkRecords(), new CountBlocks(), new TrainLinkage(), new LinkRecords()));
    platform.run(
        """
        load-link-records:
          extract:
            paths: ["%s"]
          fields: [name, day, phone]
        """
            .formatted(data),
        "load-link-records");

    Path good = settings(folder, "link_and_dedupe", "name");
    assertThat(problem(linked(platform, good, "  most-block: 3\n")))
        .isEqualTo(
            "link_record  has more than 3 records in one block of the rule l.day = r.day, as many"
                + " as most-block allows. Add an equality to the rule, empty a value that"
                + " stands for nothing, or raise most-block; count-blocks has the largest blocks of"
                + " each rule.");
    assertThat(problem(trained(platform, good, "  most-block: 3\n"))).contains("most-block");
    assertThat(
            platform
                .run("count-blocks:\n  settings: !file \"" + good + "\"", "count-blocks")
                .exitCode())
        .isEqualTo(ExitCode.DONE);
    assertThat(
            platform
                .table(BlockCost.class)
                .orderBy("rank")
                .select("records", "pairs", "new_pairs", "missing")
                .collectAsList())
        .hasToString("[[5,6,6,0], [4,6,null,null]]"); // who is alone makes no block
    Path one = settings(folder, "dedupe_only", "name");
    assertThat(problem(linked(platform, one, "")))
        .startsWith("link_record  has 2 registers, a, b, and the settings say dedupe_only.");
    Path absent = settings(folder, "link_and_dedupe", "phone");
    assertThat(problem(linked(platform, absent, "")))
        .startsWith(
            "link_record  has no record with a value in phone, which the settings or rules read;"
                + " the fields there are day, name.");

    assertThat(linked(platform, good, "  most-block: 4\n  least-probability: 0\n").exitCode())
        .isEqualTo(ExitCode.DONE);
    assertThat(platform.table(RecordPair.class).count()).isEqualTo(6); // of 4 records
  }
}
