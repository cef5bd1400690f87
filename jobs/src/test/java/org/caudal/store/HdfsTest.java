package org.caudal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.SparkSession;
import org.caudal.problem.ExitCode;
import org.caudal.remittance.AverageQuotes;
import org.caudal.remittance.LoadPriceQuotes;
import org.caudal.remittance.QuoteCost;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.run.JobOutcome.Status;
import org.caudal.run.RunResult;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extracts, tables and reports on a real HDFS. */
@SparkTest
class HdfsTest {
  private static final String QUOTES =
      """
      source_code,destination_code,period,amount_usd,provider,instrument,access_point,fee_pct,fx_margin_pct,total_cost_pct
      USA,MEX,2025_3Q,200,Rio,Cash,Agent,2.00,1.00,3.00
      USA,MEX,2025_3Q,200,Lago,Cash,Agent,4.00,2.00,6.00
      USA,MEX,2025_3Q,200,Mar,Cash,Agent,1.50,0.00,1.50
      """;

  @Test
  void filesAreReadTablesWrittenAndReportsKeptOnHdfs(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    hadoop.set("dfs.namenode.http-address", "127.0.0.1:0");
    hadoop.set("dfs.webhdfs.enabled", "false");
    try (MiniDFSCluster cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(1).build()) {
      String root = cluster.getURI().toString();
      FileSystem hdfs = cluster.getFileSystem();
      try (var out = hdfs.create(new org.apache.hadoop.fs.Path("/in/quotes.csv"))) {
        out.write(QUOTES.getBytes(StandardCharsets.UTF_8));
      }
      Platform platform =
          new Platform(
              spark, root + "/tables", List.of(new LoadPriceQuotes(), new AverageQuotes()));
      String jobs = "load-price-quotes: {extract: {paths: ['" + root + "/in/*.csv']}}";

      RunResult first = platform.run(jobs, "load-price-quotes", "average-quotes");
      RunResult second = platform.run(jobs, "load-price-quotes", "average-quotes");

      assertThat(first.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(first.outcomes().get(0).counts()).isEqualTo(new Counts(3, 3, 0, 0));
      assertThat(
              platform
                  .table(QuoteCost.class)
                  .filter("measure = 'simple_average'")
                  .select("estimate")
                  .collectAsList()
                  .get(0)
                  .getDecimal(0))
          .isEqualByComparingTo("3.5"); // (3.00 + 6.00 + 1.50) / 3
      assertThat(second.outcomes()).allMatch(o -> o.status() == Status.NOTHING_TO_DO);
      assertThat(
              hdfs.exists(new org.apache.hadoop.fs.Path("/tables/_reports/test-run-1/report.json")))
          .isTrue();
      assertThat(Files.exists(folder.resolve("tables"))).isFalse();
    }
  }
}
