package org.caudal.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.debug.package$;
import org.caudal.job.Job;
import org.caudal.job.Loading;
import org.caudal.job.Write;
import org.caudal.phone.event.LoadPhoneEvents;
import org.caudal.store.ExtractFile;
import org.caudal.store.Extracts;
import org.caudal.testing.JobParams;
import org.caudal.testing.LoadParcels;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** What makes loads of large files fast, and changes no row. */
@SparkTest(compiled = true)
class LargeLoadsTest {
  private static final int MEBIBYTE = 1 << 20;

  private static <P extends Record & Loading> Extracts extracts(
      SparkSession spark, Job<P> job, P params) {
    LoadPlan plan = params.plan(((Write.Load) job.spec().write()).plan());
    return new Extracts(spark, params.extract(), plan);
  }

  @Test
  void aLargeFileIsReadInSeveralTasks(SparkSession spark, @TempDir Path folder) throws IOException {
    String line = "P1,S1,MX,1.5,2025-02-03\n"; // 24 bytes
    int lines = 40 * MEBIBYTE / line.length();
    Path file = folder.resolve("large.csv");
    Files.writeString(file, "parcel_no,sender_id,country,weight_kg,day\n" + line.repeat(lines));
    LoadParcels job = new LoadParcels();
    Extracts extracts =
        extracts(spark, job, JobParams.of(job, "{extract: {paths: ['" + file + "']}}"));
    List<ExtractFile> files = extracts.inspect();
    // 16 MiB each, and the rest
    assertThat(files).singleElement().satisfies(found -> assertThat(found.pieces()).hasSize(3));
    Dataset<Row> rows = extracts.read(files);
    assertThat(rows.toJavaRDD().getNumPartitions()).isEqualTo(3);
    assertThat(rows.count()).isEqualTo(lines);
  }

  /** Java leaves methods of more than 8,000 bytes uncompiled, and Spark then such a step. */
  @Test
  void whatIsComputedOfALineIsCompiled(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("events_01.csv");
    Files.writeString(file, "user_id,timestamp,mcc,mnc,plmn,cell_id,latitude,longitude\n");
    LoadPhoneEvents job = new LoadPhoneEvents();
    LoadPhoneEvents.Params params =
        JobParams.of(
            job,
            "{extract: {paths: ['"
                + file
                + "'], values: {time-zone: '-06:00', timestamp-patterns: ['yyyy-MM-dd HH:mm:ss']}},"
                + " home-mcc: 799, operator-pattern: '_([0-9]{2})[.]csv$'}");
    Extracts extracts = extracts(spark, job, params);
    TestInputs in =
        new TestInputs(spark)
            .withKey(Platform.pseudonyms())
            .withExtract(extracts.read(extracts.inspect()));
    var steps =
        CollectionConverters.asJava(
            package$.MODULE$.codegenStringSeq(
                ((org.apache.spark.sql.classic.Dataset<Row>) job.transform(in, params))
                    .queryExecution()
                    .executedPlan()));
    assertThat(steps)
        .isNotEmpty()
        .allSatisfy(step -> assertThat(step._3().maxMethodCodeSize()).isBetween(1, 8000));
  }
}
