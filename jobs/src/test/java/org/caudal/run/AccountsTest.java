package org.caudal.run;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.caudal.run.ParcelFiles.A;
import static org.caudal.run.ParcelFiles.B;
import static org.caudal.run.ParcelFiles.C;
import static org.caudal.run.ParcelFiles.file;
import static org.caudal.run.ParcelFiles.load;
import static org.caudal.run.ParcelFiles.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.caudal.load.DuplicateRow;
import org.caudal.load.LoadedFile;
import org.caudal.load.RejectedRow;
import org.caudal.problem.ExitCode;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.run.JobOutcome.Status;
import org.caudal.testing.LoadParcels;
import org.caudal.testing.Parcel;
import org.caudal.testing.Platform;
import org.caudal.testing.Snapshot;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every row of every file is in the table, among the rejected or among the duplicates. */
@SparkTest
class AccountsTest {
  private static final List<String> PARCELS =
      List.of(
          "A1 9.000 c.csv 2",
          "A2 3.000 b.csv 3",
          "B1 4.000 b.csv 4",
          "C1 6.000 c.csv 3",
          "Z1 5.000 a.csv 5");
  private static final List<String> DUPLICATES =
      List.of(
          "a.csv 2 conflicting c.csv 2",
          "a.csv 3 conflicting b.csv 3",
          "a.csv 4 exact a.csv 5",
          "b.csv 2 conflicting c.csv 2");
  private static final List<String> ACCOUNTS =
      List.of("a.csv 5 = 1 + 1 + 3", "b.csv 3 = 2 + 0 + 1", "c.csv 2 = 2 + 0 + 0");

  @TempDir private Path folder = Path.of("");
  private Path files = Path.of("");

  @BeforeEach
  void nameTheFolder() {
    files = folder.resolve("files");
  }

  @Test
  void theOrderOfArrivalChangesNothing(SparkSession spark) throws IOException {
    Platform together = platform(spark, "together");
    Platform inTurn = platform(spark, "in-turn");
    write(files, "c.csv", C);
    inTurn.run(load(files), "load-parcels");
    write(files, "a.csv", A);
    inTurn.run(load(files), "load-parcels");
    write(files, "b.csv", B);
    JobOutcome last = inTurn.runOne(load(files), "load-parcels");
    JobOutcome all = together.runOne(load(files), "load-parcels");

    assertThat(all.counts()).isEqualTo(new Counts(10, 5, 1, 4));
    assertThat(last.counts()).isEqualTo(new Counts(3, 2, 0, 1));
    assertThat(parcels(together)).isEqualTo(PARCELS);
    assertThat(duplicates(together)).isEqualTo(DUPLICATES);
    assertThat(accounts(together)).isEqualTo(ACCOUNTS);
    assertThat(together.table(RejectedRow.class).count()).isEqualTo(1);
    assertThat(snapshot(inTurn)).isEqualTo(snapshot(together));
    assertAccountsAreThoseOfTheTables(together);
    assertTimesAreMicroseconds(together.table(LoadedFile.class).inputFiles());
  }

  /** Others than Spark do not read INT96 beyond the year 2262. */
  private static void assertTimesAreMicroseconds(String... parquet) throws IOException {
    for (String file : parquet) {
      try (ParquetFileReader reader =
          ParquetFileReader.open(
              HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file), new Configuration()))) {
        assertThat(reader.getFileMetaData().getSchema().toString())
            .contains("int64 loaded_ts (TIMESTAMP(MICROS,true))")
            .doesNotContain("int96");
      }
    }
  }

  @Test
  void contentIsLoadedOnceAndACorrectedFileReplacesItsRows(SparkSession spark) throws IOException {
    Platform platform = platform(spark, "tables");
    write(files, "a.csv", A);
    write(files, "b.csv", B);
    write(files, "c.csv", C);
    write(files, "c-copy.csv", C);
    // of two files with the same content only the first by name is loaded, also in one run
    assertThat(platform.runOne(load(files), "load-parcels").counts())
        .isEqualTo(new Counts(10, 5, 1, 4));
    write(files, "d.csv", A);
    Map<String, Long> versions = Snapshot.versions(platform.store(), Parcel.class);
    JobOutcome again = platform.runOne(load(files), "load-parcels");
    assertThat(again.status()).isEqualTo(Status.NOTHING_TO_DO);
    assertThat(Snapshot.versions(platform.store(), Parcel.class)).isEqualTo(versions);

    // without A1 in c, the row of b takes the place again
    Files.delete(files.resolve("d.csv"));
    Files.delete(files.resolve("c.csv"));
    write(files, "c-copy.csv", file("C1,s4,MX,7"));
    JobOutcome corrected = platform.runOne(load(files), "load-parcels");
    assertThat(corrected.counts()).isEqualTo(new Counts(1, 1, 0, 0));
    assertThat(parcels(platform))
        .containsExactly(
            "A1 1.000 b.csv 2",
            "A2 3.000 b.csv 3",
            "B1 4.000 b.csv 4",
            "C1 7.000 c-copy.csv 2",
            "Z1 5.000 a.csv 5");
    assertThat(duplicates(platform))
        .containsExactly(
            "a.csv 2 exact b.csv 2", "a.csv 3 conflicting b.csv 3", "a.csv 4 exact a.csv 5");
    assertThat(accounts(platform))
        .containsExactly("a.csv 5 = 1 + 1 + 3", "b.csv 3 = 3 + 0 + 0", "c-copy.csv 1 = 1 + 0 + 0");

    // two files change places
    write(files, "a.csv", B);
    write(files, "b.csv", A);
    platform.run(load(files), "load-parcels");
    Platform anew = platform(spark, "anew");
    anew.run(load(files), "load-parcels");
    assertThat(snapshot(platform)).isEqualTo(snapshot(anew));
    assertAccountsAreThoseOfTheTables(platform);

    // read in another way, every file is read again
    JobOutcome other =
        platform.runOne(
            "load-parcels: {extract: {paths: [" + files + "], constants: {country: CA}}}",
            "load-parcels");
    assertThat(other.counts()).isEqualTo(new Counts(9, 6, 0, 3)); // X1 with MEX is good now
    assertThat(platform.table(Parcel.class).filter(col("country").notEqual("CA")).count()).isZero();
    assertAccountsAreThoseOfTheTables(platform);
  }

  @Test
  void onlyACorrectionTakesThePlaceOfAFile(SparkSession spark) throws IOException {
    Platform platform = platform(spark, "tables");
    Path january = folder.resolve("january");
    Path february = folder.resolve("february");
    write(january, "a.csv", A);
    write(january, "b.csv", B);
    platform.run(load(january), "load-parcels");
    Map<String, List<String>> before = snapshot(platform);

    // another folder, the same name: not a correction
    write(february, "b.csv", C);
    JobOutcome refused = platform.runOne(load(february), "load-parcels");
    assertThat(refused.status()).isEqualTo(Status.FAILED);
    assertThat(String.join(" ", refused.problems()))
        .contains("february/b.csv")
        .contains("january/b.csv")
        .contains("Nothing was loaded");
    assertThat(snapshot(platform)).isEqualTo(before);

    // corrected to what another file holds already: its own rows go all the same
    write(january, "b.csv", A);
    platform.run(load(january), "load-parcels");
    assertThat(texts(platform.table(Parcel.class), "parcel_no")).doesNotContain("B1");
    assertAccountsAreThoseOfTheTables(platform);
  }

  @Test
  void ofTwoRunsAtOnceOneGivesWay(SparkSession spark) throws IOException {
    write(files, "a.csv", A);
    for (String point : List.of("load:counted", "load:duplicates")) {
      Platform both = platform(spark, point.replace(':', '-'));
      List<RunResult> inner = new ArrayList<>();
      both.at(
          milestone -> {
            if (milestone.equals(point)) {
              both.at(later -> {});
              inner.add(both.run(load(files), "load-parcels"));
            }
          });

      RunResult outer = both.run(load(files), "load-parcels");

      assertThat(inner.get(0).outcomes().get(0).counts())
          .as(point)
          .isEqualTo(new Counts(5, 3, 1, 1));
      assertThat(outer.exitCode()).as(point).isEqualTo(ExitCode.INTERNAL);
      assertThat(outer.outcomes().get(0).problems())
          .as(point)
          .containsExactly(
              "parcel  is being written by another run, to which this one gives way. Let the other"
                  + " run end, then run the same command again; it makes good what is left over.");
      assertThat(both.runOne(load(files), "load-parcels").status())
          .as(point)
          .isEqualTo(Status.NOTHING_TO_DO);
      assertThat(parcels(both))
          .as(point)
          .containsExactly("A1 1.000 a.csv 2", "A2 2.000 a.csv 3", "Z1 5.000 a.csv 5");
      assertThat(duplicates(both)).as(point).containsExactly("a.csv 4 exact a.csv 5");
      assertAccountsAreThoseOfTheTables(both);
    }
  }

  @Test
  void aFileOfWhichNothingIsLeftDoesNotTakeTheGoodRowsWithIt(SparkSession spark)
      throws IOException {
    Platform platform = platform(spark, "tables");
    write(files, "a.csv", A);
    write(files, "b.csv", B);
    platform.run(load(files), "load-parcels");
    Map<String, List<String>> before = snapshot(platform);

    write(files, "b.csv", file("A1,s1,MEX,1", "A2,s2,MX,no"));
    write(files, "c.csv", C);
    RunResult stopped = platform.run(load(files), "load-parcels");

    assertThat(stopped.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(stopped.outcomes().get(0).problems())
        .singleElement()
        .asString()
        .contains("b.csv  has 2 records, of which not one can be loaded; 3 loaded rows of it would")
        .contains("country-of-two-letters, wrong-type")
        .contains("--force");
    assertThat(snapshot(platform)).isEqualTo(before);
  }

  private static void assertAccountsAreThoseOfTheTables(Platform platform) {
    List<Row> files = platform.table(LoadedFile.class).collectAsList();
    for (var kept :
        Map.of(
                "rows_loaded", Parcel.class,
                "rows_rejected", RejectedRow.class,
                "rows_duplicate", DuplicateRow.class)
            .entrySet()) {
      Map<String, Long> found = new HashMap<>();
      platform
          .table(kept.getValue())
          .select("source_file")
          .collectAsList()
          .forEach(row -> found.merge(row.getString(0), 1L, Long::sum));
      for (Row file : files) {
        assertThat(file.<Long>getAs(kept.getKey()))
            .as(file.getAs("source_file") + " " + kept.getKey())
            .isEqualTo(found.getOrDefault(file.<String>getAs("source_file"), 0L));
      }
    }
  }

  private Platform platform(SparkSession spark, String name) {
    return new Platform(spark, folder.resolve(name), List.of(new LoadParcels()));
  }

  private static Map<String, List<String>> snapshot(Platform platform) {
    return Snapshot.of(platform.store(), Parcel.class);
  }

  private static List<String> parcels(Platform platform) {
    return texts(
        platform.table(Parcel.class),
        "concat_ws(' ', parcel_no, weight_kg, source_file, source_position)");
  }

  private static List<String> duplicates(Platform platform) {
    return texts(
        platform.table(DuplicateRow.class),
        "concat_ws(' ', source_file, source_position, kind, kept_file, kept_position)");
  }

  private static List<String> accounts(Platform platform) {
    return texts(
        platform.table(LoadedFile.class),
        "concat(source_file, ' ', rows_in, ' = ', rows_loaded, ' + ', rows_rejected, ' + ',"
            + " rows_duplicate)");
  }

  private static List<String> texts(Dataset<Row> rows, String expression) {
    return rows.select(functions.expr(expression)).collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
