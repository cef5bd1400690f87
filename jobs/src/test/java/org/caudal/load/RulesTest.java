package org.caudal.load;

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
import org.caudal.testing.LoadParcels;
import org.caudal.testing.Parcel;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class RulesTest {
  private static final String HEADER = "parcel_no,sender_id,country,weight_kg,day,note\n";

  @Test
  void everyBrokenRuleIsKeptWithItsPlaceValueAndRemedy(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("p.csv");
    Files.writeString(
        file,
        HEADER
            + "A1,s1,MX,1,2025-02-01,\"two\nlines\"\n"
            + "A2,s2,MEX,-2,2025-02-01,\n" // line 4: two rules at once
            + "A3,,MX,heavy,2025-02-30,\n" // line 5: three
            + "A4,s4,MX,31,2025-02-01,\n" // line 6: only a warning
            + "A5,s5,MX\n" // line 7: too few cells
            + "A6,s6,Nariño,1,2025-02-01,\n"); // line 8: could be a name
    Platform platform = new Platform(spark, folder, List.of(new LoadParcels()));
    String yaml = "load-parcels: {extract: {paths: [" + file + "]}}";

    RunResult run = platform.strict(true).run(yaml, "load-parcels");

    JobOutcome outcome = run.outcomes().get(0);
    assertThat(outcome.counts()).isEqualTo(new Counts(6, 2, 4, 0));
    assertThat(outcome.warnings())
        .isEqualTo(Map.of("weight-usual", 1L, "most-of-file-rejected (p.csv)", 4L));
    assertThat(outcome.rejectedByRule())
        .isEqualTo(
            Map.of("missing-value", 1L, "country-of-two-letters", 2L, "unreadable-record", 1L));
    assertThat(run.exitCode()).isEqualTo(ExitCode.WARNINGS);
    TableAssert.assertThatTable(platform.table(RejectedRow.class))
        .hasRows(
            rejected(
                4,
                "country-of-two-letters",
                "country-of-two-letters,weight-positive",
                "country",
                "MEX",
                "The country is no alpha-2 code.",
                "Use codes such as MX.",
                "{'parcel_no':'A2','sender_id':'*** (2 characters)','country':'MEX',"
                    + "'weight_kg':'-2','day':'####-##-##'}"),
            rejected(
                5,
                "missing-value",
                "missing-value,wrong-type,wrong-type",
                "sender_id",
                null,
                "The column sender_id is empty.",
                "Fill it at the source; the field sender_id is required.",
                "{'parcel_no':'A3','country':'MX','weight_kg':'xxxxx','day':'####-##-##'}"),
            rejected(
                7,
                "unreadable-record",
                "unreadable-record",
                "",
                null,
                "The record cannot be read (cell-count: 3 cells under 6 names).",
                "Put cells that hold the delimiter or a line end in quotes, and load the file"
                    + " again.",
                null),
            rejected(
                8,
                "country-of-two-letters",
                "country-of-two-letters",
                "country",
                "Xxxxxx",
                "The country is no alpha-2 code.",
                "Use codes such as MX.",
                "{'parcel_no':'A6','sender_id':'*** (2 characters)','country':'Xxxxxx',"
                    + "'weight_kg':'1','day':'####-##-##'}"));

    // one row breaks a rule that stops the load: everything stays, also of a good second file
    Path second = folder.resolve("q.csv");
    Files.writeString(second, HEADER + "B1,s1,MX,1,2025-02-01,\nB2,s1,MX,1,2025-02-01,END\n");
    Map<String, Long> before = versions(platform);
    RunResult stopped =
        platform.run("load-parcels: {extract: {paths: [" + second + "]}}", "load-parcels");
    assertThat(stopped.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(stopped.outcomes().get(0).problems())
        .containsExactly(
            "parcel.note  1 rows break the rule no-end-mark: The extract has an end mark in its"
                + " middle. Fetch the extract again. Nothing was loaded.");
    assertThat(versions(platform)).isEqualTo(before);
  }

  private static Map<String, Long> versions(Platform platform) {
    return org.caudal.testing.Snapshot.versions(platform.store(), Parcel.class);
  }

  private static RejectedRow rejected(
      long line,
      String rule,
      String rules,
      String column,
      @org.jspecify.annotations.Nullable String value,
      String statement,
      String remedy,
      @org.jspecify.annotations.Nullable String record) {
    return new RejectedRow(
        "parcel",
        "p.csv",
        line,
        0,
        rule,
        rules,
        column,
        value,
        statement,
        remedy,
        record == null ? null : record.replace('\'', '"'));
  }
}
