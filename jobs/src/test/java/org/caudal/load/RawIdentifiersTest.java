package org.caudal.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.problem.ExitCode;
import org.caudal.remittance.LoadTransfers;
import org.caudal.remittance.Transfer;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.run.RunResult;
import org.caudal.run.RunRow;
import org.caudal.table.TableSchema;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No raw identifier is kept or said anywhere, wherever in the log it stands. */
@SparkTest
class RawIdentifiersTest {
  private static final String HEADER =
      "provider_id,provider_type,transfer_reference,sender_id,receiver_id,sender_country,"
          + "receiver_country,sender_birth_date,funding_instrument,payout_instrument,amount_sent,"
          + "sent_currency,fee,amount_paid_out,payout_currency,applied_rate,executed_at\n";

  /** Parts of the raw values, so that a value that is shown in part is found too. */
  private static final List<String> RAW =
      List.of(
          "Quispe",
          "Mamani",
          "Xóchitl",
          "Ana Paz",
          "王小明",
          "55 1234",
          "5512345678",
          "1234-5678",
          "G0427718",
          "AB123456",
          "1987-06-05",
          "05/06/1987",
          "REF-88217");

  @Test
  void rawValuesAreInNoTableReportOrLine(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path log = folder.resolve("log.csv");
    Files.writeString(
        log,
        HEADER
            // good lines, of which one is repeated exactly and once with another fee
            + line("REF-88217,Rosa Quispe,5512345678,USA,MEX,1987-06-05,cash")
            + line("REF-88217,Rosa Quispe,5512345678,USA,MEX,1987-06-05,cash")
            + line("REF-88217,Rosa Quispe,5512345678,USA,MEX,1987-06-05,cash").replace(",4,", ",5,")
            // columns swapped: identifiers stand where codes, days and kinds should
            + line("USA,MEX,1987-06-05,Rosa Quispe,5512345678,REF-88217,cash")
            + line("REF-1,x,y,Ana Paz,1234-5678,05/06/1987,cash")
            + line("REF-2,x,y,+52 55 1234 5678,G0427718,Juan Mamani,AB123456")
            + line("REF-3,x,y,USA,MEX,Xóchitl,王小明")
            + line("REF-4,Rosa Quispe,5512345678,USA,MEX,1987-06-05,cash")
                .replace("200", "G0427718")
            // records that cannot be read
            + "Rosa Quispe,5512345678\n"
            + line("\"Rosa Quispe,5512345678,USA,MEX,1987-06-05,cash"));
    Path headless = folder.resolve("headless.csv");
    Files.writeString(headless, line("REF-88217,Rosa Quispe,5512345678,USA,MEX,1987-06-05,cash"));
    Platform platform = new Platform(spark, folder, List.of(new LoadTransfers()));

    RunResult loaded =
        platform.run("load-transfers: {extract: {paths: [" + log + "]}}", "load-transfers");
    assertThat(loaded.outcomes().get(0).counts()).isEqualTo(new Counts(10, 1, 7, 2));
    // first lines that are records, or hold some, under names that are known in part or not at all
    Path json = folder.resolve("json.csv");
    Files.writeString(
        json, "{\"transfer_reference\": \"REF-88217\", \"sender_id\": \"Rosa Quispe\"}\n");
    Path returns = folder.resolve("returns.csv");
    Files.writeString(
        returns,
        (HEADER + line("REF-88217,Rosa Quispe,5512345678,USA,MEX,1987-06-05,cash"))
            .replace('\n', '\r'));
    Path mixed = folder.resolve("mixed.csv");
    Files.writeString(mixed, HEADER.replace("fee,", "\"REF-88217\",5512345678,5512345678,") + "\n");
    String refusedFiles = headless + "," + json + "," + returns + "," + mixed;
    RunResult refused =
        platform.run(
            "load-transfers: {extract: {paths: [" + refusedFiles + "]}}", "load-transfers");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(refused.outcomes().get(0).problems())
        .satisfiesExactly(
            problem ->
                assertThat(problem)
                    .contains(
                        "headless.csv:1  is no header: 0 of the 16 names needed are among its 17"
                            + " cells."),
            problem -> assertThat(problem).contains("json.csv:1  looks like JSON Lines"),
            problem ->
                assertThat(problem)
                    .contains("mixed.csv:1  has two columns named *** (10 characters)."),
            problem ->
                assertThat(problem)
                    .contains("mixed.csv:1  has no column fee for the field fee.")
                    .contains("currency, *** (9 characters), *** (10 characters), *** (10"),
            problem ->
                assertThat(problem).contains("returns.csv:1  has lines that end with a carriage"));
    StringBuilder said = new StringBuilder(String.join("\n", platform.lines()));
    loaded.outcomes().forEach(said::append);
    refused.outcomes().forEach(said::append);
    for (Class<? extends Record> table :
        List.of(
            Transfer.class,
            RejectedRow.class,
            DuplicateRow.class,
            LoadedFile.class,
            RunRow.class)) {
      List<Row> rows = platform.store().read(TableSchema.of(table)).collectAsList();
      assertThat(rows).as(table.getSimpleName()).isNotEmpty();
      rows.forEach(said::append);
    }
    int files = 0;
    try (Stream<Path> written = Files.walk(folder.resolve("tables"))) {
      for (Path file : written.filter(Files::isRegularFile).toList()) {
        said.append(file);
        if (!file.toString().endsWith(".parquet")) {
          said.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
          files++;
        }
      }
    }
    assertThat(files).as("texts: commits of five tables and two reports").isGreaterThan(7);
    String all = said.toString();
    assertThat(RAW).noneMatch(all::contains);
    assertThat(RAW)
        .noneMatch(raw -> all.toLowerCase(Locale.ROOT).contains(raw.toLowerCase(Locale.ROOT)));
  }

  /** A line with reference, sender, receiver, two countries, birth date and funding as given. */
  private static String line(String cells) {
    return "acme,mto," + cells + ",cash,200,USD,4,3400,MXN,17,2025-03-01T10:00:00Z\n";
  }
}
