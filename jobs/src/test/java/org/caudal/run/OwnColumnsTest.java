package org.caudal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.caudal.job.Job;
import org.caudal.load.DuplicateRow;
import org.caudal.phone.person.LoadOperatorFlows;
import org.caudal.phone.person.OperatorFlow;
import org.caudal.register.insurance.InsuredMonth;
import org.caudal.register.insurance.LoadInsuredMonths;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of a table with the names of what loading says of its rows: they stay what they were. */
@SparkTest
class OwnColumnsTest {

  private static Platform platform(SparkSession spark, Path folder, Job<?> job) {
    return new Platform(spark, folder, List.of(job));
  }

  private static List<String> texts(
      Platform platform, Class<? extends Record> table, String... columns) {
    return platform
        .table(table)
        .select(
            functions.concat_ws(
                " ",
                java.util.Arrays.stream(columns)
                    .map(column -> functions.col(column).cast("string"))
                    .toArray(org.apache.spark.sql.Column[]::new)))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void aRowWithAKindTakesItsPlaceAgain(SparkSession spark, @TempDir Path folder)
      throws IOException {
    String header = "month,country,insured_id,person_id,days,wage,kind\n";
    Path files = Files.createDirectory(folder.resolve("files"));
    Files.writeString(files.resolve("a.csv"), header + "2023-05,CRI,S1,P1,30,900.00,law\n");
    Files.writeString(files.resolve("b.csv"), header + "2023-05,CRI,S1,P1,30,1234.00,law\n");
    Platform platform = platform(spark, folder, new LoadInsuredMonths());
    String load = "load-insured-months: {extract: {paths: ['" + files + "/*.csv']}}";
    platform.runOne(load, "load-insured-months");
    assertThat(texts(platform, DuplicateRow.class, "kind", "source_file"))
        .containsExactly("conflicting a.csv");
    Files.writeString(files.resolve("b.csv"), header + "2023-05,CRI,S9,P9,30,900.00,law\n");
    platform.runOne(load, "load-insured-months");
    assertThat(texts(platform, InsuredMonth.class, "kind", "wage", "source_file"))
        .containsExactly("law 900.00 a.csv", "law 900.00 b.csv");
    assertThat(platform.table(DuplicateRow.class).count()).isZero();
  }

  @Test
  void aCorrectedRowKeepsItsOrigin(SparkSession spark, @TempDir Path folder) throws IOException {
    String header =
        "operator_id,month,before,level,definition,kind,origin,destination,devices,persons_counted,"
            + "estimate,standard_error,minimum_devices,few_most,vintage,disclosure_status\n";
    String start = "01,2024-02-01,2024-01-01,zone,nights,mover,A,";
    String end = ",20,18.0,40.0,5.0,15,20.0,2024-03-01,published\n";
    Path file = folder.resolve("operator_flow_01.csv");
    Platform platform = platform(spark, folder, new LoadOperatorFlows());
    String load = "load-operator-flows: {extract: {paths: ['" + file + "']}}";
    Files.writeString(file, header + start + "B" + end);
    platform.runOne(load, "load-operator-flows");
    Files.writeString(file, header + start + "B" + end + start + "C" + end);
    platform.runOne(load, "load-operator-flows");
    assertThat(texts(platform, OperatorFlow.class, "kind", "origin", "destination"))
        .containsExactly("mover A B", "mover A C");
  }
}
