package org.caudal.remittance;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.RejectedRow;
import org.caudal.run.JobOutcome;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which lines of a log are loaded, rejected, or loaded with a warning. */
@SparkTest
class LoadTransfersTest {
  private static final String HEADER =
      "transfer_reference,provider_id,amount_sent,fee,sent_currency,payout_currency,executed_at\n";
  private static final String REST =
      "{provider_type: mto, sender_id: a, receiver_id: b, sender_country: USA, receiver_country:"
          + " MEX, funding_instrument: cash, payout_instrument: cash, amount_paid_out: '3400',"
          + " applied_rate: '17'}";

  @Test
  void eachLineIsJudgedByItsOwnRule(SparkSession spark, @TempDir Path folder) throws IOException {
    Path log = folder.resolve("log.csv");
    Files.writeString(
        log,
        HEADER
            + "R1,Envíos-24 S.A.,200,4,USD,MXN,2025-03-01 10:00:00\n"
            + "R2,acme,200,201,USD,MXN,2025-03-01 10:00:00\n" // fee above the amount
            + "R3,acme,200,200,XOF,XTS,2025-03-01 10:00:00\n" // neither warning
            + "R4,acme,200,4,USD,XXX,2025-03-01 10:00:00\n" // no money
            + "R5,acme,200,4,XAU,MXN,2100-01-01 23:00:00\n" // gold, on the last day
            + "R6,acme,0.00001,0,USD,MXN,2025-03-01 10:00:00\n"
            + "R7,acme,200,4,USD,MXN,3025-03-01 10:00:00\n"
            + "R8,5512345678,200,4,USD,MXN,2025-03-01 10:00:00\n"
            + "R9,55 12 34 56 78,200,4,USD,MXN,2025-03-01 10:00:00\n"
            + "R10,ana@example.org,200,4,USD,MXN,2025-03-01 10:00:00\n"
            + "R11,"
            + "a".repeat(41)
            + ",200,4,USD,MXN,2025-03-01 10:00:00\n");
    Platform platform = new Platform(spark, folder, List.of(new LoadTransfers()));

    JobOutcome load =
        platform.runOne(
            "load-transfers: {extract: {paths: [" + log + "], constants: " + REST + "}}",
            "load-transfers");

    assertThat(load.counts()).isEqualTo(new Counts(11, 5, 6, 0));
    assertThat(load.rejectedByRule())
        .isEqualTo(
            Map.of("provider-id-shape", 4L, "amount-positive", 1L, "execution-day-possible", 1L));
    // 200 x 17 is 3,400 in every line
    assertThat(load.warnings())
        .isEqualTo(Map.of("fee-above-amount", 1L, "currency-of-a-country", 2L));
    assertThat(
            platform
                .table(RejectedRow.class)
                .orderBy(col("source_position"))
                .select("value", "statement")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0) + ": " + row.getString(1))
                .limit(4))
        .satisfiesExactly(
            amount -> assertThat(amount).contains("rounds to 0 at 4 digits"),
            day -> assertThat(day).contains("after the latest day"),
            number -> assertThat(number).startsWith("9999999999: "),
            spaced -> assertThat(spaced).startsWith("99 99 99 99 99: "));
    for (String file : platform.table(Transfer.class).inputFiles()) {
      try (ParquetFileReader reader =
          ParquetFileReader.open(
              HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file), new Configuration()))) {
        assertThat(reader.getFileMetaData().getSchema().toString())
            .contains("int64 executed_ts (TIMESTAMP(MICROS,true))")
            .doesNotContain("int96");
      }
    }
  }
}
