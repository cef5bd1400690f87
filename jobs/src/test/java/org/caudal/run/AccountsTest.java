package org.caudal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.JobCatalogue;
import org.caudal.load.DuplicateRow;
import org.caudal.load.LoadedFile;
import org.caudal.load.RejectedRow;
import org.caudal.problem.ExitCode;
import org.caudal.run.ErasureReport.Found;
import org.caudal.run.ErasureReport.Made;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.run.JobOutcome.Status;
import org.caudal.store.extract.Sheet;
import org.caudal.table.Sensitivity;
import org.caudal.testing.CountParcels;
import org.caudal.testing.LoadParcels;
import org.caudal.testing.Parcel;
import org.caudal.testing.ParcelCount;
import org.caudal.testing.Platform;
import org.caudal.testing.Snapshot;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every row of every file is in the table, among the rejected or among the duplicates, in whatever
 * order files come and wherever a run stops. Tests go on from copies of one load.
 */
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

  @TempDir private static Path folder = Path.of("");
  private static Path files = Path.of("");
  private static Path loaded = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private static Counts counts;

  @SuppressWarnings("NullAway.Init")
  private static State together;

  /** Stops a run as an error would that nothing catches. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** The rows of the tables of loading, whose accounts are exact. */
  private record State(
      List<Row> parcels, List<Row> duplicates, List<Row> rejected, List<Row> ledger) {

    static State of(Platform platform) {
      State state =
          new State(
              platform.table(Parcel.class).collectAsList(),
              platform.table(DuplicateRow.class).collectAsList(),
              platform.table(RejectedRow.class).collectAsList(),
              platform.table(LoadedFile.class).collectAsList());
      for (var kept :
          Map.of(
                  "rows_loaded", state.parcels,
                  "rows_rejected", state.rejected,
                  "rows_duplicate", state.duplicates)
              .entrySet()) {
        Map<String, Long> found = new HashMap<>();
        kept.getValue()
            .forEach(row -> found.merge(row.<String>getAs("source_file"), 1L, Long::sum));
        for (Row file : state.ledger) {
          assertThat(file.<Long>getAs(kept.getKey()))
              .as(file.getAs("source_file") + " " + kept.getKey())
              .isEqualTo(found.getOrDefault(file.<String>getAs("source_file"), 0L));
        }
      }
      return state;
    }

    List<String> parcelTexts() {
      return texts(parcels, "parcel_no", "weight_kg", "source_file", "source_position");
    }

    List<String> duplicateTexts() {
      return texts(
          duplicates, "source_file", "source_position", "kind", "kept_file", "kept_position");
    }

    List<String> accounts() {
      return ledger.stream()
          .map(
              file ->
                  String.format(
                      "%s %s = %s + %s + %s",
                      file.<String>getAs("source_file"),
                      file.<Long>getAs("rows_in"),
                      file.<Long>getAs("rows_loaded"),
                      file.<Long>getAs("rows_rejected"),
                      file.<Long>getAs("rows_duplicate")))
          .sorted()
          .toList();
    }

    /** All rows, without what names the run and its time. */
    Map<String, List<String>> snapshot() {
      return Stream.of(parcels, duplicates, rejected, ledger)
          .collect(
              Collectors.toMap(
                  rows -> String.join(" ", rows.get(0).schema().fieldNames()),
                  rows ->
                      texts(
                          rows,
                          Stream.of(rows.get(0).schema().fieldNames())
                              .filter(name -> !name.equals("run_id") && !name.equals("loaded_ts"))
                              .toArray(String[]::new))));
    }

    private static List<String> texts(List<Row> rows, String... columns) {
      return rows.stream()
          .map(
              row ->
                  Stream.of(columns)
                      .map(column -> String.valueOf(row.<Object>getAs(column)))
                      .collect(Collectors.joining(" ")))
          .sorted()
          .toList();
    }
  }

  @BeforeAll
  static void loadAllAtOnce(SparkSession spark) throws IOException {
    files = folder.resolve("files");
    loaded = folder.resolve("together");
    writeFiles();
    Platform platform = platform(spark, loaded);
    counts = platform.runOne(load(files), "load-parcels").counts();
    together = State.of(platform);
    assertTimesAreMicroseconds(platform.table(LoadedFile.class).inputFiles());
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

  /** Of two files with the same content only the first by name is loaded. */
  @BeforeEach
  void writeFilesAgain() throws IOException {
    writeFiles();
  }

  private static void writeFiles() throws IOException {
    write(files, "a.csv", A);
    write(files, "b.csv", B);
    write(files, "c.csv", C);
    write(files, "d.csv", C);
  }

  @Test
  void ofEachKeyTheRowOfTheLastFileIsInTheTable() {
    assertThat(counts).isEqualTo(new Counts(10, 5, 1, 4));
    assertThat(together.parcelTexts()).isEqualTo(PARCELS);
    assertThat(together.duplicateTexts()).isEqualTo(DUPLICATES);
    assertThat(together.accounts()).isEqualTo(ACCOUNTS);
    assertThat(together.rejected()).hasSize(1);
  }

  /** Of two runs at once one gives way; what stops before it has written changes nothing. */
  @Test
  void theOrderOfArrivalChangesNothingNorDoesAStopAnywhere(SparkSession spark) throws IOException {
    for (String name : List.of("a.csv", "b.csv", "c.csv", "d.csv")) {
      Files.delete(files.resolve(name));
    }
    Path folderInTurn = folder.resolve("in-turn");
    Platform inTurn = platform(spark, folderInTurn);
    write(files, "a.csv", A);
    State first = raced(inTurn, "load:duplicates", new Counts(5, 3, 1, 1), milestone -> {});
    assertThat(first.parcelTexts())
        .containsExactly("A1 1.000 a.csv 2", "A2 2.000 a.csv 3", "Z1 5.000 a.csv 5");
    assertThat(first.duplicateTexts()).containsExactly("a.csv 4 exact a.csv 5");
    write(files, "c.csv", C);
    State second = raced(inTurn, "load:counted", new Counts(2, 2, 0, 0), milestone -> {});
    assertThat(second.parcelTexts())
        .containsExactly(
            "A1 9.000 c.csv 2", "A2 2.000 a.csv 3", "C1 6.000 c.csv 3", "Z1 5.000 a.csv 5");

    // a file of which nothing is left does not take the good rows with it
    write(files, "c.csv", file("A1,s1,MEX,1", "A2,s2,MX,no"));
    write(files, "b.csv", B);
    RunResult stopped = inTurn.run(load(files), "load-parcels");
    assertThat(stopped.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(stopped.outcomes().get(0).problems())
        .singleElement()
        .asString()
        .contains("c.csv  has 2 records, of which not one can be loaded; 2 good rows of it would")
        .contains("country-of-two-letters, wrong-type")
        .contains("--force");
    assertThat(State.of(inTurn).snapshot()).isEqualTo(second.snapshot());

    // what a process leaves that ends at once: the last run finds the first of two such states
    write(files, "c.csv", C);
    List<Path> left = new ArrayList<>();
    State last =
        raced(
            inTurn,
            "load:marked",
            new Counts(3, 2, 0, 1),
            milestone -> {
              if (milestone.equals("load:table")) {
                left.add(copied(folderInTurn, milestone.replace(':', '-')));
              }
            });
    assertThat(last.snapshot()).isEqualTo(together.snapshot());
    assertThat(left).hasSize(1);
    Platform again = platform(spark, left.get(0));
    assertThat(again.run(load(files), "load-parcels").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(State.of(again).snapshot()).isEqualTo(together.snapshot());
  }

  /** Runs a load within another that does the same, and a third time. */
  private static State raced(
      Platform both, String point, Counts ofTheInner, Consumer<String> within) {
    List<RunResult> inner = new ArrayList<>();
    both.at(
        milestone -> {
          if (milestone.equals(point)) {
            both.at(within);
            inner.add(both.run(load(files), "load-parcels"));
            both.at(later -> {});
          }
        });
    RunResult outer = both.run(load(files), "load-parcels");
    assertThat(inner.get(0).outcomes().get(0).counts()).as(point).isEqualTo(ofTheInner);
    assertThat(outer.exitCode()).as(point).isEqualTo(ExitCode.INTERNAL);
    assertThat(outer.outcomes().get(0).problems())
        .as(point)
        .containsExactly(
            "parcel  is being written by another run, to which this one gives way. Let the other"
                + " run end, then run the same command again; it makes good what is left over.");
    assertThat(both.runOne(load(files), "load-parcels").status())
        .as(point)
        .isEqualTo(Status.NOTHING_TO_DO);
    return State.of(both);
  }

  @Test
  void contentIsLoadedOnceAndACorrectedFileReplacesItsRows(SparkSession spark) throws IOException {
    Platform platform = platform(spark, copied(loaded, "corrected"));
    write(files, "e.csv", A);
    Map<String, Long> versions = Snapshot.versions(platform.store(), Parcel.class);
    JobOutcome again = platform.runOne(load(files), "load-parcels");
    assertThat(again.status()).isEqualTo(Status.NOTHING_TO_DO);
    assertThat(Snapshot.versions(platform.store(), Parcel.class)).isEqualTo(versions);

    // without A1 in c, the row of b takes the place again
    Files.delete(files.resolve("d.csv"));
    Files.delete(files.resolve("e.csv"));
    write(files, "c.csv", file("C1,s4,MX,7"));
    JobOutcome corrected = platform.runOne(load(files), "load-parcels");
    assertThat(corrected.counts()).isEqualTo(new Counts(1, 1, 0, 0));
    State state = State.of(platform);
    assertThat(state.parcelTexts())
        .containsExactly(
            "A1 1.000 b.csv 2",
            "A2 3.000 b.csv 3",
            "B1 4.000 b.csv 4",
            "C1 7.000 c.csv 2",
            "Z1 5.000 a.csv 5");
    assertThat(state.duplicateTexts())
        .containsExactly(
            "a.csv 2 exact b.csv 2", "a.csv 3 conflicting b.csv 3", "a.csv 4 exact a.csv 5");
    assertThat(state.accounts())
        .containsExactly("a.csv 5 = 1 + 1 + 3", "b.csv 3 = 3 + 0 + 0", "c.csv 1 = 1 + 0 + 0");

    // two files change places
    write(files, "a.csv", B);
    write(files, "b.csv", A);
    platform.run(load(files), "load-parcels");
    State swapped = State.of(platform);
    assertThat(swapped.parcelTexts())
        .containsExactly(
            "A1 1.000 b.csv 2",
            "A2 2.000 b.csv 3",
            "B1 4.000 a.csv 4",
            "C1 7.000 c.csv 2",
            "Z1 5.000 b.csv 5");
    assertThat(swapped.duplicateTexts())
        .containsExactly(
            "a.csv 2 exact b.csv 2", "a.csv 3 conflicting b.csv 3", "b.csv 4 exact b.csv 5");
    assertThat(State.texts(swapped.rejected(), "source_file", "source_position", "rule"))
        .containsExactly("b.csv 6 country-of-two-letters");
    assertThat(swapped.accounts())
        .containsExactly("a.csv 3 = 1 + 0 + 2", "b.csv 5 = 3 + 1 + 1", "c.csv 1 = 1 + 0 + 0");

    // read in another way, every file is read again
    JobOutcome other =
        platform.runOne(
            "load-parcels: {extract: {paths: [" + files + "], constants: {country: CA}}}",
            "load-parcels");
    assertThat(other.counts()).isEqualTo(new Counts(9, 6, 0, 3)); // X1 with MEX is good now
    assertThat(State.of(platform).parcels())
        .hasSize(6)
        .allMatch(parcel -> parcel.getAs("country").equals("CA"));
  }

  @Test
  void onlyACorrectionTakesThePlaceOfAFile(SparkSession spark) throws IOException {
    Platform platform = platform(spark, copied(loaded, "only"));
    Path february = folder.resolve("february");

    // another folder, the same name: not a correction
    write(february, "b.csv", file("C1,s4,MX,7"));
    JobOutcome refused = platform.runOne(load(february), "load-parcels");
    assertThat(refused.status()).isEqualTo(Status.FAILED);
    assertThat(String.join(" ", refused.problems()))
        .contains("february/b.csv")
        .contains("files/b.csv")
        .contains("Nothing was loaded");
    assertThat(State.of(platform).snapshot()).isEqualTo(together.snapshot());

    // corrected to what another file holds already: its own rows go all the same, and none comes
    write(files, "b.csv", A);
    platform.run(load(files), "load-parcels");
    assertThat(State.of(platform).parcelTexts())
        .containsExactly(
            "A1 9.000 c.csv 2", "A2 2.000 a.csv 3", "C1 6.000 c.csv 3", "Z1 5.000 a.csv 5");
    assertThat(State.of(platform).accounts())
        .containsExactly("a.csv 5 = 2 + 1 + 2", "c.csv 2 = 2 + 0 + 0");
  }

  @Test
  void aTableWhoseMakingWasStoppedIsMade(SparkSession spark) {
    Path stopped = copied(loaded, "count");
    Platform platform = platform(spark, stopped);
    platform.at(stopAt("job:checked"));
    assertThatThrownBy(() -> platform.run("count-parcels: {}", "count-parcels"))
        .isInstanceOf(Killed.class);
    List<Path> left = new ArrayList<>();
    platform.at(
        milestone -> {
          if (milestone.equals("job:written")) {
            left.add(copied(stopped, "job-written"));
          }
        });
    for (Platform one : List.of(platform, platform(spark, folder.resolve("job-written")))) {
      assertThat(one.run("count-parcels: {}", "count-parcels").exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(one.table(ParcelCount.class).collectAsList())
          .singleElement()
          .hasToString("[2025-02-01,5]");
    }
    assertThat(left).hasSize(1);
  }

  /** One parcel of s1 is loaded, two are duplicates; an earlier weight of it is in an old file. */
  @Test
  void whoIsErasedIsGoneAndStaysAway(SparkSession spark) throws IOException {
    Path tables = copied(loaded, "erased");
    Platform platform = platform(spark, tables);
    Files.delete(files.resolve("d.csv"));
    write(files, "c.csv", file("A1,s1,MX,8", "C1,s4,MX,6"));
    platform.run(load(files) + "count-parcels: {}", "load-parcels", "count-parcels");
    write(folder, "ids.csv", "domain,identifier\nparcel-party, s1\nparcel-party,S1\n");
    Map<Long, Set<PersonMark>> lines =
        new NamedPersons(
                new JobCatalogue(List.of(new LoadParcels())), job -> java.util.Optional.empty())
            .of(
                "ids.csv",
                Sheet.read(spark, folder.resolve("ids.csv").toString()),
                Platform::pseudonyms);
    assertThat(lines.keySet()).containsExactly(2L, 3L);
    Set<PersonMark> s1 = lines.getOrDefault(2L, Set.of());
    Set<PersonMark> nobody = lines.getOrDefault(3L, Set.of());
    Set<PersonMark> both =
        Stream.of(s1, nobody).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    List<Path> left = new ArrayList<>();
    platform.at(
        milestone -> {
          if (milestone.equals("erase:places")) {
            left.add(copied(tables, milestone.replace(':', '-')));
          }
        });
    ErasureReport report = platform.erasure().erase(both);
    assertThat(report.nowhere()).isEqualTo(nobody);
    assertThat(report.tables()).containsExactly(new Found("parcel", 1, 2, 0, 0));
    assertThat(platform.table(RunRow.class).filter("job = 'erase'").collectAsList())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.<String>getAs("status")).isEqualTo("done");
              assertThat(row.<String>getAs("inputs")).isEqualTo("{\"parcel\":3}");
              assertThat(row.<Long>getAs("rows_in")).isEqualTo(3);
              assertThat(row.<Long>getAs("rows_rejected")).isEqualTo(3);
            });
    assertThat(report.made())
        .containsExactly(new Made("count-parcels", "parcel_count", Sensitivity.AGGREGATE));
    assertThat(
            report.files().stream().map(file -> file.path().replaceAll(".*/", "") + file.lines()))
        .containsExactly("a.csv1", "b.csv1", "c.csv1");
    State erased = State.of(platform);
    assertThat(erased.parcelTexts())
        .containsExactly(
            "A2 3.000 b.csv 3", "B1 4.000 b.csv 4", "C1 6.000 c.csv 3", "Z1 5.000 a.csv 5");
    assertThat(erased.duplicateTexts())
        .containsExactly("a.csv 3 conflicting b.csv 3", "a.csv 4 exact a.csv 5");
    assertThat(erased.accounts())
        .containsExactly("a.csv 5 = 1 + 2 + 2", "b.csv 3 = 2 + 1 + 0", "c.csv 2 = 1 + 1 + 0");

    // stopped on the way, and done again from the list
    assertThat(left).hasSize(1);
    Platform stopped = platform(spark, left.get(0));
    assertThat(stopped.erasure().erase(Set.of()).isComplete()).isTrue();
    assertThat(State.of(stopped).snapshot()).isEqualTo(erased.snapshot());

    // figures are made without the person, files come again
    platform.at(milestone -> {}).force(true);
    write(files, "e.csv", file("E1,s1,MX,3", "E2,s5,MX,3"));
    platform.run(load(files) + "count-parcels: {}", "load-parcels", "count-parcels");
    State again = State.of(platform);
    assertThat(again.accounts())
        .containsExactly(
            "a.csv 5 = 1 + 2 + 2",
            "b.csv 3 = 2 + 1 + 0",
            "c.csv 2 = 1 + 1 + 0",
            "e.csv 2 = 1 + 1 + 0");
    assertThat(again.rejected())
        .hasSize(5)
        .allMatch(row -> row.getAs("rule").equals("person-erased"))
        .allMatch(row -> row.getAs("record") == null && row.getAs("value") == null);
    assertThat(platform.table(ParcelCount.class).collectAsList())
        .singleElement()
        .hasToString("[2025-02-01,5]");

    // no file has the person any more, not even one of an older version
    String pseudonym = Platform.pseudonyms().of("s1", "parcel-party");
    assertThat(inFiles(spark, tables, pseudonym)).isPositive();
    platform.erasure().vacuum(0);
    assertThat(inFiles(spark, tables, pseudonym)).isZero();
    assertThat(State.of(platform).snapshot()).isEqualTo(again.snapshot());
  }

  private static long inFiles(SparkSession spark, Path tables, String sender) throws IOException {
    try (Stream<Path> tree = Files.walk(tables.resolve("tables/parcel"))) {
      return spark
          .read()
          .parquet(
              tree.map(Path::toString)
                  .filter(name -> name.endsWith(".parquet") && !name.contains("_delta_log"))
                  .toArray(String[]::new))
          .filter(org.apache.spark.sql.functions.col("sender_id").equalTo(sender))
          .count();
    }
  }

  private static Consumer<String> stopAt(String point) {
    return milestone -> {
      if (milestone.equals(point)) {
        throw new Killed();
      }
    };
  }

  private static Platform platform(SparkSession spark, Path at) {
    return new Platform(spark, at, List.of(new LoadParcels(), new CountParcels()));
  }

  private static Path copied(Path from, String name) {
    Path to = folder.resolve(name);
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return to;
  }
}
