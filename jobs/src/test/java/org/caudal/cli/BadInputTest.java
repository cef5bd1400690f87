package org.caudal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.caudal.remittance.LoadPriceQuotes;
import org.caudal.remittance.PriceQuote;
import org.caudal.remittance.Transfer;
import org.caudal.testing.Platform;
import org.caudal.testing.Snapshot;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What a wrong input, configuration or command line leads to: exit code, message, and no change.
 */
@SparkTest
class BadInputTest {
  private static final String HEADER =
      "source_code,destination_code,period,amount_usd,provider,instrument,access_point,fee_pct,"
          + "fx_margin_pct,total_cost_pct\n";
  private static final String QUOTE = "USA,MEX,2025_3Q,200,Acme,Cash,Agent,2,1,3\n";

  @TempDir private Path folder = Path.of("");

  /** How a command ended and everything it said. */
  private record Ended(int exitCode, String said) {}

  /** A command line that is wrong: what it sets, its exit code, what it says. */
  private record Wrong(String set, int exitCode, List<String> said) {
    Wrong(String set, int exitCode, String... said) {
      this(set, exitCode, List.of(said));
    }
  }

  @Test
  void aKilledRunIsFinishedAndOfWhatIsWrongAfterItNothingIsChanged(SparkSession spark)
      throws IOException {
    Platform platform = finishedAfterItWasKilled(spark);
    file("empty.csv", "");
    file("semicolons.csv", HEADER.replace(',', ';') + QUOTE.replace(',', ';'));
    file("renamed.csv", HEADER.replace("provider", "providr") + QUOTE);
    file("twice.csv", HEADER.replace("provider", "instrument") + QUOTE);
    Files.write(
        folder.resolve("latin.csv"),
        HEADER.replace("provider", "a\u00f1o").getBytes(StandardCharsets.ISO_8859_1));
    file("plain.csv.gz", HEADER + QUOTE);
    byte[] packed = packed(HEADER + QUOTE.repeat(1000));
    Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(packed, packed.length / 2));
    Files.write(folder.resolve("packed.csv"), packed);
    Files.write(
        folder.resolve("wide.csv"), ("\uFEFF" + HEADER).getBytes(StandardCharsets.UTF_16LE));
    file("marked.csv", "\uFEFF" + HEADER + QUOTE);
    Files.write(folder.resolve("marked.csv.gz"), packed("\uFEFF" + HEADER + QUOTE));
    Files.createDirectories(folder.resolve("outer/inner"));
    file("outer/inner/quotes.csv", HEADER + QUOTE);
    file("short-key", "only-31-bytes-of-a-secret-key!!");
    file("in-the-way", "");
    Map<String, List<String>> rows =
        Snapshot.of(platform.store(), PriceQuote.class, Transfer.class);
    Map<String, Long> versions =
        Snapshot.versions(platform.store(), PriceQuote.class, Transfer.class);

    for (Wrong wrong :
        List.of(
            new Wrong(
                paths("quotes.cvs"), 2, "quotes.cvs  matches no file. Did you mean quotes.csv?"),
            new Wrong(
                paths(
                    "empty.csv",
                    "semicolons.csv",
                    "renamed.csv",
                    "twice.csv",
                    "latin.csv",
                    "plain.csv.gz",
                    "cut.csv.gz"),
                3,
                "empty.csv  is empty",
                "Fetch the file again.",
                "semicolons.csv:1  is one single cell",
                "Set extract.csv.delimiter to ';'.",
                "renamed.csv:1  has no column provider for the field provider. Did you mean"
                    + " providr?",
                "twice.csv:1  has two columns named instrument.",
                "latin.csv  cannot be read to its end: the header cannot be read: bad-bytes.",
                "plain.csv.gz  cannot be read to its end: it is no sound gzip file",
                "cut.csv.gz  cannot be read to its end: it is cut off. Nothing of it was loaded.",
                "Fetch the file again"),
            new Wrong(
                paths("packed.csv", "wide.csv"),
                3,
                "packed.csv  cannot be read to its end: it is packed with gzip; let its name end",
                "wide.csv  cannot be read to its end: it is written in UTF-16; convert it"),
            new Wrong(
                "jobs.load-price-quotes.extract={paths: ["
                    + folder.resolve("marked.csv")
                    + ", "
                    + folder.resolve("marked.csv.gz")
                    + "], csv: {encoding: ISO-8859-1}}",
                3,
                "marked.csv.gz  cannot be read to its end: it begins with the mark of UTF-8, and",
                "marked.csv  cannot be read to its end: it begins with the mark of UTF-8, and"
                    + " extract.csv.encoding is ISO-8859-1; set it to UTF-8"),
            new Wrong(
                "jobs.load-price-quotes.extract.format=parquet",
                3,
                "quotes.csv  cannot be read to its end: it is no Parquet file; set extract.format"),
            new Wrong(
                paths("outer"), 2, "outer  holds no file of its own; subfolders are not read."),
            new Wrong("spark.master=locl[*]", 2, "spark.master  is no master that Spark knows"),
            new Wrong("months=2025-05..2025-01", 2, "months  ends before it starts, was"),
            new Wrong(
                "jobs.load-price-quotes.extract.columns={providr: Provider}",
                2,
                "--set  jobs.load-price-quotes.extract.columns.providr  is no field.",
                "Did you mean provider?"),
            new Wrong(
                "jobs.load-price-quotes.extract.values.date-patterns=[DD/MM/YYYY]",
                2,
                "has the letter Y, which is not read; the year is yyyy"),
            new Wrong(
                "jobs.load-price-quotes.extract.csv.encoding=UTF-16",
                2,
                "encoding must write ASCII as ASCII, was UTF-16"),
            new Wrong(
                "jobs.load-price-quotes.extrct=1",
                2,
                "extrct  unknown key.",
                "Did you mean extract?"),
            new Wrong(
                "tables=" + folder.resolve("in-the-way"), 2, "in-the-way  cannot be written to"))) {
      Ended ended = run("run", "load-price-quotes", "--set", wrong.set());
      assertThat(ended.exitCode())
          .as(wrong.set() + "\n" + ended.said())
          .isEqualTo(wrong.exitCode());
      assertThat(ended.said()).as(wrong.set()).contains(wrong.said()).doesNotContain("\tat ");
    }
    for (Wrong wrong :
        List.of(
            new Wrong("pseudonym-key-file=" + folder.resolve("short-key"), 2, "has 31"),
            new Wrong(
                "pseudonym-key-file=" + folder.resolve("no-key"), 2, "no-key  cannot be read"),
            new Wrong("pseudonym-key-file=" + folder, 2, "is a folder."))) {
      // found before the first job runs
      Ended ended =
          run("run", "load-price-quotes", "load-transfers", "--force", "--set", wrong.set());
      assertThat(ended.exitCode()).as(ended.said()).isEqualTo(wrong.exitCode());
      assertThat(ended.said()).contains(wrong.said()).doesNotContain("only-31");
    }
    String same = "exchange-key-file=" + folder.resolve("good-key");
    assertEnds(
        run("run", "load-link-records", "encode-records", "--set", same),
        2,
        "exchange key  is the key of pseudonyms: whoever shares it could undo every pseudonym.");
    assertEnds(run("run", "load-price-quote"), 2, "is no job.", "Did you mean load-price-quotes?");
    assertEnds(run("show", "indicatr"), 2, "Did you mean indicator?");
    assertEnds(
        run("show", "price_quote", "--columns", "sender_country,quartr"),
        2,
        "--columns quartr  is no column of price_quote.",
        "Did you mean quarter?");
    Ended shown = run("show", "price_quote", "--columns", "quarter,sender_country");
    assertThat(shown.said().lines().map(row -> row.strip().replaceAll(" +", " ")))
        .contains("quarter sender_country", "2025-07-01 USA");
    assertThat(shown.said()).doesNotContain("MEX");
    assertEnds(run("show", "price_quote", "--rows", "-1"), 2, "--rows  must be 1 or more, was -1.");
    assertEnds(run("history", "--rows", "0"), 2, "--rows  must be 1 or more, was 0.");
    assertEnds(
        run("show", "price_quote", "--where", "quarter IN (SELECT ended_ts FROM run)"),
        2,
        "has a query within it, which could read other tables.");
    assertEnds(
        run("show", "price_quote", "--where", "1 = 1; drop"),
        2,
        "is not a condition on the columns of price_quote: [PARSE_SYNTAX_ERROR]");
    assertEnds(run("show", "indicator"), 2, "is not there.", "Run the job that writes it");
    assertEnds(
        run("run", "load-price-quotes", "--month", "March"), 2, "--month  must be a month such as");
    assertEnds(run("run"), 2, "names no job");
    assertEnds(
        run("erase", "--ids", folder.resolve("nobody.csv").toString()),
        2,
        "nobody.csv  cannot be read");
    file("ids.csv", "domain,identifier\nremittance-party,S-1\n");
    assertEnds(
        run(
            "erase",
            "--ids",
            folder.resolve("ids.csv").toString(),
            "--set",
            "pseudonym-key-file=" + folder.resolve("no-key")),
        2,
        "no-key  cannot be read");
    file("wrong.csv", "domain,identifier\nremittance-party,S-1\nS-4711,remittance-party\n");
    Ended wrongLine = run("erase", "--ids", folder.resolve("wrong.csv").toString());
    assertThat(wrongLine.exitCode()).isEqualTo(2);
    assertThat(wrongLine.said())
        .contains("wrong.csv:3, domain  is no domain of persons.", "phone-device")
        .doesNotContain("4711");
    assertEnds(run("erase", "--dry-run", "--vacuum", "0"), 2, "Leave one of them out.");
    assertEnds(run("run", "--nonsense"), 2, "Unknown option: '--nonsense'");

    assertThat(Snapshot.of(platform.store(), PriceQuote.class, Transfer.class)).isEqualTo(rows);
    assertThat(Snapshot.versions(platform.store(), PriceQuote.class, Transfer.class))
        .isEqualTo(versions);
    assertThat(spark.sparkContext().isStopped()).isFalse();
  }

  @Test
  void aHeaderAloneIsNoTableUnlessForcedAndAFileOfRejectedRowsAWarning(SparkSession spark)
      throws IOException {
    file("header.csv", HEADER);
    assertEnds(load("header.csv"), 3, "no file has a record below its header (header.csv)");
    assertEnds(
        load("header.csv", "--force"), 0, "wrote 0 rows", "file-without-records (header.csv): 0");

    file("words.csv", HEADER + QUOTE.replace("200", "two") + QUOTE.replace("200", "few"));
    assertEnds(
        load("words.csv", "--strict"),
        4,
        "2 rows in = 0 loaded + 2 rejected + 0 duplicate",
        "whole-file-rejected (words.csv): 2");
    assertThat(
            Snapshot.of(platform(spark).store(), PriceQuote.class)
                .getOrDefault("rejected_row", List.of())
                .get(1))
        .contains("words.csv,3,0,wrong-type,wrong-type,amount_usd,few,")
        .contains("The column amount_usd holds no number that fits decimal(18,4).");
    file("most.csv", HEADER + QUOTE.replace("200", "two") + QUOTE.replace("200", "few") + QUOTE);
    assertEnds(load("most.csv"), 0, "most-of-file-rejected (most.csv): 2");
  }

  @Test
  void aCopyIsLeftOutAndUndoesNoCorrection(SparkSession spark) throws IOException {
    file("first.csv", HEADER + QUOTE + QUOTE);
    file("second.csv", HEADER + QUOTE + QUOTE);
    String both = paths("first.csv", "second.csv");
    assertEnds(run("run", "load-price-quotes", "--set", both), 0, "copy-left-out (second.csv): 2");
    assertEnds(
        run("run", "load-price-quotes", "--set", both, "--strict"),
        4,
        "nothing to do",
        "copy-left-out (second.csv): 2");
    assertEnds(
        run("run", "load-price-quotes", "--set", both, "--force"),
        0,
        "2 rows in = 2 loaded",
        "copy-left-out (second.csv): 2");
    assertThat(platform(spark).table(PriceQuote.class).count()).isEqualTo(2);
    file("first.csv", HEADER + QUOTE);
    assertEnds(
        run("run", "load-price-quotes", "--set", both),
        2,
        "holds what first.csv held before it was changed",
        "Nothing was loaded.",
        "take it away");
    assertThat(platform(spark).table(PriceQuote.class).count()).isEqualTo(2);
    Files.delete(folder.resolve("second.csv"));
    assertEnds(load("first.csv"), 0, "1 rows in = 1 loaded");
    assertThat(platform(spark).table(PriceQuote.class).count()).isEqualTo(1);

    // a file that is corrected to a copy of another: its own rows go, and none comes
    file("second.csv", HEADER + QUOTE + QUOTE + QUOTE);
    assertEnds(run("run", "load-price-quotes", "--set", both), 0, "3 rows in = 3 loaded");
    file("second.csv", HEADER + QUOTE);
    assertEnds(run("run", "load-price-quotes", "--set", both), 0, "copy-left-out (second.csv): 1");
    assertThat(platform(spark).table(PriceQuote.class).count()).isEqualTo(1);
  }

  @Test
  void aRunWithWarningsThatCountWritesThePageAndNoSecretOfSpark() throws IOException {
    String word = QUOTE.replace("200", "two");
    file("words.csv", HEADER + QUOTE + word + word);
    assertEnds(
        run(
            "run",
            "load-price-quotes",
            "publish-indicators",
            "--strict",
            "--set",
            paths("words.csv"),
            "--set",
            "jobs.publish-indicators.vintage=2025-07-01",
            "--set",
            "spark.hadoop.fs.s3a.secret.key=wJalr"),
        4,
        "most-of-file-rejected (words.csv): 2",
        "page ");
    assertThat(folder.resolve("tables/_reports/index.html")).exists();
    try (Stream<Path> written = Files.walk(folder.resolve("tables"))) {
      Path report = written.filter(file -> file.endsWith("report.json")).findFirst().orElseThrow();
      assertThat(report)
          .content()
          .contains(
              "--set 'spark.hadoop.fs.s3a.secret.key=***'",
              "spark.spark.hadoop.fs.s3a.secret.key = *** (--set)")
          .doesNotContain("wJalr");
    }
  }

  /** A column that may be absent is not asked for, so that nothing else tells of a misspelt one. */
  @Test
  void aColumnThatMayBeAbsentIsToldBesideOneThatIsNotRead() throws IOException {
    String mark = "report_id,reported_on,last_seen_on,found_on,found_state";
    file("m1.csv", mark + ",nacion\nM1,2024-02-02,2024-02-01,,,HND\n");
    file("m2.csv", mark + ",nacion\nM2,2024-02-02,2024-02-01,,,HND\n");
    file("m3.csv", mark + ",age\nM3,2024-02-02,2024-02-01,,,30\n");
    String lines =
        run(
                "run",
                "load-missing-persons",
                "--set",
                "jobs.load-missing-persons.extract.paths=[" + folder.resolve("m*.csv") + "]")
            .said();
    assertThat(lines.lines().filter(line -> line.contains("no column")))
        .containsExactly(
            "load-missing-persons: all 3 files have no column last_seen_place, sex, nationality;"
                + " columns that are not read: nacion. If one is the other, map it under"
                + " extract.columns.",
            "load-missing-persons: m1.csv and 1 more have no column age; columns that are not read:"
                + " nacion. If one is the other, map it under extract.columns.");
  }

  @Test
  void aFileThatIsGivenAnotherNameIsLoadedOnce(SparkSession spark) throws IOException {
    file("q.csv", HEADER + QUOTE + QUOTE);
    assertEnds(load("q.csv"), 0, "2 rows in = 2 loaded");
    Files.move(folder.resolve("q.csv"), folder.resolve("q2.csv"));
    Ended forced = run("run", "load-price-quotes", "--set", paths("q2.csv"), "--force");
    assertThat(platform(spark).table(PriceQuote.class).select("source_file").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("q.csv", "q.csv");
    assertEnds(forced, 0, "nothing to do", "copy-left-out (q2.csv): 2");
  }

  @Test
  void aTableOfAnotherVersionIsNotShownAndNoConditionIsBlamed(SparkSession spark)
      throws IOException {
    file("quotes.csv", HEADER + QUOTE);
    load("quotes.csv");
    String path = folder.resolve("tables/price_quote").toString();
    spark
        .read()
        .format("delta")
        .load(path)
        .drop("amount_usd")
        .write()
        .format("delta")
        .mode("overwrite")
        .option("overwriteSchema", "true")
        .save(path);
    assertEnds(
        run("show", "price_quote"),
        3,
        "price_quote  was written by another version of Caudal and lacks amount_usd.",
        "`caudal check price_quote` tells all differences");
  }

  @Test
  void tablesKeepTheirKey(SparkSession spark) throws IOException {
    file(
        "quotes.csv",
        "transfer_id,sender_id,receiver_id,sent_at\nR-1,S-1,T-1,2024-06-01T12:00:00Z\n");
    run("run", "load-transfers"); // whatever becomes of it
    file("another-key", "1f".repeat(32));
    assertEnds(
        run(
            "run",
            "load-transfers",
            "--set",
            "pseudonym-key-file=" + folder.resolve("another-key")),
        2,
        "pseudonyms that were made with another key",
        "Give the key of these tables");
    assertThat(Files.readString(folder.resolve("tables/_key_mark")))
        .matches("[0-9a-f]{32}\\R")
        .doesNotContain("0f0f");
  }

  private Platform finishedAfterItWasKilled(SparkSession spark) throws IOException {
    file("quotes.csv", HEADER + QUOTE + QUOTE);
    Platform platform = platform(spark);
    platform.at(
        milestone -> {
          if (milestone.equals("load:table")) {
            throw new Error("the end of the process");
          }
        });
    assertThatThrownBy(
            () ->
                platform.run(
                    "load-price-quotes: {extract: {paths: [" + folder.resolve("quotes.csv") + "]}}",
                    "load-price-quotes"))
        .isExactlyInstanceOf(Error.class);

    assertEnds(load("quotes.csv"), 0, "2 rows in = 2 loaded + 0 rejected + 0 duplicate");
    assertThat(platform.table(PriceQuote.class).collectAsList()).hasSize(2);
    assertEnds(load("quotes.csv"), 0, "nothing to do");
    return platform;
  }

  private static void assertEnds(Ended ended, int exitCode, String... said) {
    assertThat(ended.exitCode()).as(ended.said()).isEqualTo(exitCode);
    assertThat(ended.said()).contains(said);
  }

  private Platform platform(SparkSession spark) {
    return new Platform(spark, folder, List.of(new LoadPriceQuotes()));
  }

  private Ended load(String file, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", "load-price-quotes"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--set", paths(file)));
    return run(arguments.toArray(String[]::new));
  }

  /** Executes a command with a sound configuration, in this process. */
  private Ended run(String... arguments) throws IOException {
    file("good-key", "0f".repeat(32));
    String extract = "{extract: {paths: [" + folder.resolve("quotes.csv") + "]}}\n";
    file(
        "caudal.yaml",
        "tables: "
            + folder.resolve("tables")
            + "\npseudonym-key-file: "
            + folder.resolve("good-key")
            + "\nspark: {spark.sql.shuffle.partitions: \"2\"}\njobs:\n  load-price-quotes: "
            + extract
            + "  load-transfers: "
            + extract
            + "  load-link-records: {fields: [provider], "
            + extract.substring(1)
            + "  encode-records: {schema: !file \""
            + Path.of("../conf/linkage/long-term-key.json").toAbsolutePath()
            + "\"}\n");
    List<String> all = new ArrayList<>(List.of(arguments));
    if (all.size() > 1) {
      all.addAll(List.of("--conf", folder.resolve("caudal.yaml").toString()));
    }
    StringWriter said = new StringWriter();
    CommandLine line = CaudalCommand.commandLine();
    line.setOut(new PrintWriter(said, /* autoFlush= */ true));
    line.setErr(new PrintWriter(said, /* autoFlush= */ true));
    return new Ended(line.execute(all.toArray(String[]::new)), said.toString());
  }

  private String paths(String... files) {
    return "jobs.load-price-quotes.extract.paths="
        + Arrays.stream(files).map(file -> folder.resolve(file).toString()).toList();
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
