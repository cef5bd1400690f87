package org.caudal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.RejectedRow;
import org.caudal.problem.ExitCode;
import org.caudal.reference.LoadEcbRates;
import org.caudal.reference.LoadPopulationMargins;
import org.caudal.reference.PopulationMargin;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.run.JobOutcome.Status;
import org.caudal.table.TableSchema;
import org.caudal.testing.LoadParcels;
import org.caudal.testing.Parcel;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line that cannot be loaded is no figure of nobody, and files without a good one no table. */
@SparkTest
class RejectedLoadsTest {
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

  /** Of the first line the value is told, of others the place, of many that of twenty. */
  @Test
  void allLinesThatBreakARuleAreNamed(SparkSession spark, @TempDir Path folder) throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    Files.writeString(
        files.resolve("a.csv"), HEADER + "p,A,1,00-14,2024-01-01,-7\np,A,1,15+,2024-01-01,-8\n");
    Files.writeString(files.resolve("b.csv"), HEADER + "p,B,1,00-14,2024-01-01,-9\n");
    String load = "load-population-margins: {extract: {paths: ['" + files + "/*.csv']}}";
    Platform platform = new Platform(spark, folder, List.of(new LoadPopulationMargins()));
    assertThat(platform.run(load, "load-population-margins").outcomes().get(0).problems())
        .contains(
            "a.csv:2  persons '-7' breaks the rule persons-possible, as do lines 3, b.csv:2: The"
                + " number of persons is below zero. Mend the number at the source.");
    StringBuilder many = new StringBuilder(HEADER);
    for (int area = 0; area < 24; area++) {
      many.append("p,A").append(area).append(",1,00-14,2024-01-01,-7\n");
    }
    Files.writeString(files.resolve("a.csv"), many);
    assertThat(platform.run(load, "load-population-margins").outcomes().get(0).problems())
        .anyMatch(line -> line.contains(", 20, 21 and 5 more: ")); // 24 + 1 - 20
  }

  /** Of a file with a column a currency, where a line has as many rows. */
  @Test
  void linesOfSeveralRowsAreNamedOnce(SparkSession spark, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("eurofxref.csv");
    String load = "load-ecb-rates: {extract: {paths: ['" + file + "'], columns: {date: Date}}}";
    Platform platform = new Platform(spark, folder, List.of(new LoadEcbRates()));
    Files.writeString(file, "Date,USD,JPY,BGN\n2025-01-02,-3,0,-2\n");
    assertThat(platform.run(load, "load-ecb-rates").outcomes().get(0).problems())
        .containsExactly(
            "eurofxref.csv:2  quotation '-3' breaks the rule rate-positive: The rate is no number"
                + " above zero. Download the file again.",
            "exchange_rate  would begin without a row: of 3 rows not one can be loaded. Rules"
                + " broken: rate-positive. Nothing was loaded. Mend the files, or the extract in"
                + " the configuration; --force makes the table empty, with all of them in"
                + " rejected_row.");

    // lines 2 to 101 of 41 rows each: 2, 19 more up to 21, and 100 - 20 more
    StringBuilder many = new StringBuilder("Date");
    for (char currency = 'A'; currency < 'A' + 41; currency++) {
      many.append(",X").append((int) currency);
    }
    for (int line = 0; line < 100; line++) {
      many.append('\n').append(LocalDate.of(2025, 1, 2).plusDays(line)).append(",0".repeat(41));
    }
    Files.writeString(file, many.append('\n'));
    String lines =
        IntStream.rangeClosed(3, 21).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    assertThat(platform.run(load, "load-ecb-rates").outcomes().get(0).problems().get(0))
        .startsWith(
            "eurofxref.csv:2  quotation '0' breaks the rule rate-positive, as do lines "
                + lines
                + " and 80 more: ");
  }

  /**
   * What comes after would go on with nothing; a later file may be rejected, the table is there.
   */
  @Test
  void aTableDoesNotBeginWithoutARow(SparkSession spark, @TempDir Path folder) throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    Files.writeString(
        files.resolve("a.csv"), ParcelFiles.file("A1,s1,MEX,1", "A2,s1,MEX,1", "A3,s1,MX,one"));
    String load = ParcelFiles.load(files);
    Platform platform = new Platform(spark, folder, List.of(new LoadParcels()));
    RunResult refused = platform.run(load, "load-parcels");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(refused.outcomes().get(0).problems())
        .hasSize(3) // the first line of each rule, and what became of all
        .anyMatch(line -> line.startsWith("a.csv:2  country 'MEX' breaks the rule country-of-two"))
        .anyMatch(line -> line.startsWith("a.csv:4  weight_kg 'one' breaks the rule wrong-type"))
        .contains(
            "parcel  would begin without a row: of 3 rows not one can be loaded. Rules broken:"
                + " country-of-two-letters, wrong-type. Nothing was loaded. Mend the files, or the extract in"
                + " the configuration; --force makes the table empty, with all of them in"
                + " rejected_row.");
    assertThat(platform.store().exists(TableSchema.of(Parcel.class))).isFalse();
    assertThat(platform.force(true).runOne(load, "load-parcels").counts())
        .isEqualTo(new Counts(3, 0, 3, 0));
    Files.writeString(files.resolve("b.csv"), ParcelFiles.file("A3,s1,MEX,1"));
    Files.writeString(files.resolve("c.csv"), ParcelFiles.file("A4,s1,MX,31", "A5,s1,MX,32"));
    assertThat(platform.force(false).runOne(load, "load-parcels").counts())
        .isEqualTo(new Counts(3, 2, 1, 0));
    assertThat(platform.lines())
        .contains(
            "load-parcels: c.csv:2  is the first of 2 with the warning weight-usual: The parcel is"
                + " heavier than 30 kg. Look at the scales.");
  }

  /** A delivery that was cut after its header is no nobody. */
  @Test
  void aTableDoesNotBeginWithAHeaderAlone(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    Files.writeString(files.resolve("a.csv"), ParcelFiles.HEADER);
    String load = ParcelFiles.load(files);
    Platform platform = new Platform(spark, folder, List.of(new LoadParcels()));
    RunResult refused = platform.run(load, "load-parcels");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(refused.outcomes().get(0).problems())
        .containsExactly(
            "parcel  would begin without a row: no file has a record below its header (a.csv)."
                + " Nothing was loaded. Look whether the delivery is whole; --force makes the table"
                + " empty.");
    assertThat(platform.store().exists(TableSchema.of(Parcel.class))).isFalse();
    assertThat(platform.force(true).runOne(load, "load-parcels").warnings())
        .containsOnlyKeys("file-without-records (a.csv)");
    // the table is there now: a later delivery may be of nobody
    Files.writeString(files.resolve("b.csv"), ParcelFiles.HEADER);
    assertThat(platform.force(false).runOne(load, "load-parcels").counts()).isEqualTo(Counts.NONE);
  }

  /** Of two deliveries of nobody neither is a copy, and each may be delivered anew. */
  @Test
  void filesWithoutRecordsAreNoCopiesOfEachOther(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    Files.writeString(files.resolve("d1.csv"), ParcelFiles.HEADER);
    Files.writeString(files.resolve("d2.csv"), ParcelFiles.HEADER);
    Files.writeString(files.resolve("d3.csv"), ParcelFiles.file("D3,s1,MX,1"));
    String load = ParcelFiles.load(files);
    Platform platform = new Platform(spark, folder, List.of(new LoadParcels()));
    assertThat(platform.runOne(load, "load-parcels").warnings())
        .isEqualTo(Map.of("file-without-records (d1.csv, d2.csv)", 0L));
    JobOutcome again = platform.runOne(load, "load-parcels");
    assertThat(again.status()).isEqualTo(Status.NOTHING_TO_DO);
    assertThat(again.warnings()).isEmpty();
    Files.writeString(files.resolve("d1.csv"), ParcelFiles.file("D1,s1,MX,1", "D2,s1,MX,1"));
    assertThat(platform.runOne(load, "load-parcels").counts()).isEqualTo(new Counts(2, 2, 0, 0));
    // and one that was corrected to nobody loses its rows without being a copy
    Files.writeString(files.resolve("d3.csv"), ParcelFiles.HEADER);
    platform.runOne(load, "load-parcels");
    assertThat(ParcelFiles.texts(platform))
        .containsExactly(
            "d1.csv 2 = 2 + 0 + 0 loaded",
            "d2.csv 0 = 0 + 0 + 0 loaded",
            "d3.csv 0 = 0 + 0 + 0 loaded",
            "parcel D1 1.000 d1.csv",
            "parcel D2 1.000 d1.csv");
  }

  /** The accounts tell that a file is loaded, and the other one is a copy of it now. */
  @Test
  void aTableThatWasTakenAwayIsToldFromOneThatBegins(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    Files.writeString(files.resolve("a.csv"), ParcelFiles.file("A1,s1,MX,1"));
    Files.writeString(files.resolve("b.csv"), ParcelFiles.file("B1,s1,MX,1"));
    String load = ParcelFiles.load(files);
    Platform platform = new Platform(spark, folder, List.of(new LoadParcels()));
    assertThat(platform.runOne(load, "load-parcels").counts()).isEqualTo(new Counts(2, 2, 0, 0));
    Files.move(
        Path.of(URI.create(platform.store().path(TableSchema.of(Parcel.class)))),
        folder.resolve("taken-away"));
    Files.copy(files.resolve("a.csv"), files.resolve("b.csv"), StandardCopyOption.REPLACE_EXISTING);
    requireTakenAway(platform.run(load, "load-parcels"));
    assertThat(platform.force(true).runOne(load, "load-parcels").counts())
        .isEqualTo(new Counts(1, 1, 0, 0));
    assertThat(ParcelFiles.texts(platform))
        .containsExactly("a.csv 1 = 1 + 0 + 0 loaded", "parcel A1 1.000 a.csv");
  }

  /** With a good row in a new file too: the accounts of the others would tell of rows for ever. */
  @Test
  void aTableThatWasTakenAwayIsNotBegunAnewWithNewFilesAlone(
      SparkSession spark, @TempDir Path folder) throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    Files.writeString(files.resolve("a.csv"), ParcelFiles.file("A1,s1,MX,1"));
    Files.writeString(files.resolve("b.csv"), ParcelFiles.file("B1,s1,MX,1"));
    Path others = Files.createDirectory(folder.resolve("others"));
    Files.writeString(others.resolve("o.csv"), ParcelFiles.file("O1,s1,MX,1"));
    String load = ParcelFiles.load(files);
    String another = ParcelFiles.load(others);
    Platform platform = new Platform(spark, folder, List.of(new LoadParcels()));
    platform.runOne(load, "load-parcels");
    platform.runOne(another, "load-parcels");
    Files.move(
        Path.of(URI.create(platform.store().path(TableSchema.of(Parcel.class)))),
        folder.resolve("taken-away"));
    requireTakenAway(platform.run(load, "load-parcels"));
    Files.writeString(files.resolve("c.csv"), ParcelFiles.file("C1,s1,MX,1"));
    requireTakenAway(platform.run(load, "load-parcels"));
    assertThat(platform.store().exists(TableSchema.of(Parcel.class))).isFalse();

    // what is forced reads its own files; of those that it does not read none is called loaded
    Files.delete(files.resolve("b.csv"));
    JobOutcome forced = platform.force(true).runOne(load, "load-parcels");
    assertThat(forced.counts()).isEqualTo(new Counts(2, 2, 0, 0));
    assertThat(forced.warnings())
        .isEqualTo(Map.of("cut-off-file-gone (b.csv)", 1L, "cut-off-in-another-load (o.csv)", 1L));
    assertThat(ParcelFiles.texts(platform))
        .containsExactly(
            "a.csv 1 = 1 + 0 + 0 loaded",
            "c.csv 1 = 1 + 0 + 0 loaded",
            "o.csv 1 = 1 + 0 + 0 loading",
            "parcel A1 1.000 a.csv",
            "parcel C1 1.000 c.csv");
    assertThat(platform.force(false).runOne(another, "load-parcels").counts())
        .isEqualTo(new Counts(1, 1, 0, 0));
    assertThat(ParcelFiles.texts(platform))
        .contains("o.csv 1 = 1 + 0 + 0 loaded", "parcel O1 1.000 o.csv")
        .hasSize(6);
  }

  private static void requireTakenAway(RunResult refused) {
    assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(refused.outcomes().get(0).problems())
        .containsExactly(
            "parcel  is not there, though its files were loaded before. Nothing was loaded. Put it"
                + " back if it was taken away; --force reads all files again.");
  }

  private static List<Long> persons(Platform platform) {
    return platform.table(PopulationMargin.class).select("persons").collectAsList().stream()
        .map(row -> row.getLong(0))
        .toList();
  }
}
