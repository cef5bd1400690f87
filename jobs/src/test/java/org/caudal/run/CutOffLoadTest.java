package org.caudal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.caudal.run.ParcelFiles.copy;
import static org.caudal.run.ParcelFiles.file;
import static org.caudal.run.ParcelFiles.load;
import static org.caudal.run.ParcelFiles.texts;
import static org.caudal.run.ParcelFiles.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.caudal.problem.ExitCode;
import org.caudal.run.JobOutcome.Status;
import org.caudal.testing.LoadParcels;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the next load makes of the tables that a load leaves which is cut off. */
@SparkTest
class CutOffLoadTest {
  private static final List<String> A1_OF_X_AGAIN =
      List.of(
          "parcel A1 1.000 x.csv",
          "parcel C1 6.000 z.csv",
          "x.csv 1 = 1 + 0 + 0 loaded",
          "z.csv 1 = 1 + 0 + 0 loaded");
  private static final List<String> A1_ALONE =
      List.of("a.csv 1 = 1 + 0 + 0 loaded", "parcel A1 1.000 a.csv");
  private static final String A1_OF_ONE_KILO = file("A1,s1,MX,1");
  private static final String A1_OF_TWO_KILOS = file("A1,s1,MX,2");
  private static final String C1 = file("C1,s4,MX,6");

  @TempDir private Path folder = Path.of("");

  /** A key that a correction no longer has is the earlier file's again: A1 weighs 1 kg, not 2. */
  @Test
  void aRowThatTakesItsPlaceAgainIsNotLost(SparkSession spark) throws IOException {
    Platform platform = platform(spark, "tables");
    put(Map.of("x.csv", A1_OF_ONE_KILO, "z.csv", A1_OF_TWO_KILOS));
    run(platform);
    put(Map.of("x.csv", A1_OF_ONE_KILO, "z.csv", C1));
    Path left = cutOff(platform, "load:table").get(0);
    assertThat(loaded(spark, left)).isEqualTo(A1_OF_X_AGAIN);
  }

  /** A1 gave way to a file that no longer has it when it is loaded at last. */
  @Test
  void aDuplicateOfARowThatNeverCameIsNone(SparkSession spark) throws IOException {
    Platform platform = platform(spark, "tables");
    put(Map.of("x.csv", A1_OF_ONE_KILO));
    run(platform);
    put(Map.of("x.csv", A1_OF_ONE_KILO, "z.csv", A1_OF_TWO_KILOS));
    Path left = cutOff(platform, "load:duplicates").get(0);
    put(Map.of("x.csv", A1_OF_ONE_KILO, "z.csv", C1));
    assertThat(loaded(spark, left)).isEqualTo(A1_OF_X_AGAIN);
  }

  /** The file of a first load that was cut off goes, and A1 of the other file is there again. */
  @Test
  void aFileThatIsGoneOrACopyLeavesNothingBehind(SparkSession spark) throws IOException {
    Platform platform = platform(spark, "tables");
    put(Map.of("a.csv", A1_OF_ONE_KILO));
    run(platform);
    put(Map.of("a.csv", A1_OF_ONE_KILO, "b.csv", file("A1,s1,MX,2", "C1,s4,MX,6", "D1,s5,M,1")));
    Path left = cutOff(platform, "load:table").get(0);
    Path copied = copy(left, folder.resolve("copied"));
    put(Map.of("a.csv", A1_OF_ONE_KILO));
    assertThat(loaded(spark, left)).isEqualTo(A1_ALONE);
    put(Map.of("a.csv", A1_OF_ONE_KILO, "b.csv", A1_OF_ONE_KILO));
    assertThat(loaded(spark, copied)).isEqualTo(A1_ALONE);
  }

  /** Two rows are loaded; a load of other content, cut off, does not make them worth less. */
  @Test
  void goodRowsAreGuardedAsBefore(SparkSession spark) throws IOException {
    Platform platform = platform(spark, "tables");
    put(Map.of("z.csv", file("A1,s1,MX,1", "C1,s4,MX,6")));
    run(platform);
    put(Map.of("z.csv", A1_OF_TWO_KILOS));
    Platform left = platform(spark, name(cutOff(platform, "load:marked").get(0)));
    put(Map.of("z.csv", file("A1,s1,MEX,1")));
    assertStops(left, "has 1 records, of which not one can be loaded; 2 good rows of it would");
    put(Map.of("b.csv", C1));
    assertStops(left, "is not among the files of this load");
    assertThat(texts(left))
        .contains("parcel A1 1.000 z.csv", "parcel C1 6.000 z.csv")
        .noneMatch(text -> text.contains("b.csv"));
    RunResult forced = run(left.force(true));
    assertThat(forced.outcomes().get(0).warnings()).containsEntry("cut-off-file-gone (z.csv)", 2L);
    assertThat(texts(left)).containsExactly("b.csv 1 = 1 + 0 + 0 loaded", "parcel C1 6.000 b.csv");
  }

  /** Both rows of a.csv gave way to z.csv; they would be in the table if it had not come. */
  @Test
  void rowsThatGaveWayAreGoodRowsToo(SparkSession spark) throws IOException {
    Platform platform = platform(spark, "tables");
    String later = file("A1,s1,MX,2", "C1,s4,MX,7");
    put(Map.of("a.csv", file("A1,s1,MX,1", "C1,s4,MX,6"), "z.csv", later));
    run(platform);
    put(Map.of("a.csv", file("A1,s1,MEX,1"), "z.csv", later));
    assertStops(platform, "has 1 records, of which not one can be loaded; 2 good rows of it would");
    put(Map.of("a.csv", file("A1,s1,MX,3", "C1,s4,MX,8"), "z.csv", later));
    Platform left = platform(spark, name(cutOff(platform, "load:marked").get(0)));

    write(folder.resolve("other"), "b.csv", file("D1,s5,MX,5"));
    JobOutcome other = left.runOne(load(folder.resolve("other")), "load-parcels");
    assertThat(other.warnings()).containsEntry("cut-off-in-another-load (a.csv)", 2L);
    List<String> kept =
        List.of(
            "a.csv 2 = 0 + 0 + 2 loading",
            "b.csv 1 = 1 + 0 + 0 loaded",
            "duplicate a.csv conflicting z.csv",
            "duplicate a.csv conflicting z.csv",
            "parcel A1 2.000 z.csv",
            "parcel C1 7.000 z.csv",
            "parcel D1 5.000 b.csv",
            "z.csv 2 = 2 + 0 + 0 loaded");
    assertThat(texts(left)).isEqualTo(kept);
    put(Map.of("z.csv", later));
    assertStops(left, "is not among the files of this load");
    assertThat(texts(left)).isEqualTo(kept);
  }

  /** Two loads of one table, of which one is cut off: A1 of x is in two places when it stops. */
  @Test
  void theFilesOfAnotherLoadAreNotGone(SparkSession spark) throws IOException {
    assertThat(
            besideOneCutOff(
                spark,
                /* force= */ true,
                file("A1,s1,MX,2"),
                file("C1,s4,MX,6"),
                file("A1,s1,MX,3", "D1,s5,MX,5"),
                "load:table"))
        .containsOnly(
            List.of(
                "b.csv 2 = 1 + 0 + 1 loaded",
                "duplicate b.csv conflicting x.csv",
                "parcel A1 1.000 x.csv",
                "parcel C1 6.000 z.csv",
                "parcel D1 5.000 b.csv",
                "x.csv 1 = 1 + 0 + 0 loaded",
                "z.csv 1 = 1 + 0 + 0 loaded"));
  }

  @Test
  void theAccountsOfAnotherLoadAreLeftToIt(SparkSession spark) throws IOException {
    assertThat(
            besideOneCutOff(
                spark,
                /* force= */ false,
                file("C1,s4,MX,6"),
                file("A1,s1,MX,2", "C1,s4,MX,6"),
                file("D1,s5,MX,5"),
                "load:duplicates"))
        .containsOnly(
            List.of(
                "b.csv 1 = 1 + 0 + 0 loaded",
                "duplicate x.csv conflicting z.csv",
                "parcel A1 2.000 z.csv",
                "parcel C1 6.000 z.csv",
                "parcel D1 5.000 b.csv",
                "x.csv 1 = 0 + 0 + 1 loaded",
                "z.csv 2 = 2 + 0 + 0 loaded"));
  }

  /**
   * Loads A1 of 1 kg from x.csv, and z.csv; corrects z.csv and stops; loads b.csv from a folder of
   * its own; and lets the load end that was cut off.
   */
  private List<List<String>> besideOneCutOff(
      SparkSession spark,
      boolean force,
      String before,
      String after,
      String other,
      String... points)
      throws IOException {
    Platform platform = platform(spark, "tables");
    put(Map.of("x.csv", A1_OF_ONE_KILO, "z.csv", before));
    run(platform);
    put(Map.of("x.csv", A1_OF_ONE_KILO, "z.csv", after));
    write(folder.resolve("other"), "b.csv", other);
    String load = load(folder.resolve("other"));
    List<List<String>> ended = new ArrayList<>();
    for (Path tables : cutOff(platform, points)) {
      Platform left = platform(spark, name(tables));
      JobOutcome loaded = left.force(force).runOne(load, "load-parcels");
      assertThat(loaded.status()).as("%s: %s", tables, loaded.problems()).isEqualTo(Status.DONE);
      assertThat(loaded.warnings()).containsEntry("cut-off-in-another-load (z.csv)", 1L);
      ended.add(loaded(spark, tables));
      JobOutcome again = left.force(false).runOne(load, "load-parcels");
      assertThat(again.status()).isEqualTo(Status.NOTHING_TO_DO);
      assertThat(again.warnings()).isEmpty();
    }
    return ended;
  }

  private void assertStops(Platform platform, String message) {
    RunResult stopped = run(platform);
    assertThat(stopped.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(stopped.outcomes().get(0).problems()).singleElement().asString().contains(message);
  }

  /** Puts these files in place of all others. */
  private void put(Map<String, String> files) throws IOException {
    Path at = Files.createDirectories(folder.resolve("files"));
    try (Stream<Path> old = Files.list(at)) {
      for (Path path : old.toList()) {
        Files.delete(path);
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      write(at, file.getKey(), file.getValue());
    }
  }

  private RunResult run(Platform platform) {
    return platform.run(load(folder.resolve("files")), "load-parcels");
  }

  /** Copies of the tables as a load has them at these points. */
  private List<Path> cutOff(Platform platform, String... points) {
    return ParcelFiles.cutOff(
        platform, load(folder.resolve("files")), folder.resolve("tables"), points);
  }

  /** The tables after one more load, behind which nothing is left to do. */
  private List<String> loaded(SparkSession spark, Path tables) {
    Platform platform = platform(spark, name(tables));
    assertThat(run(platform).exitCode()).as(tables.toString()).isEqualTo(ExitCode.DONE);
    assertThat(run(platform).outcomes().get(0).status()).isEqualTo(Status.NOTHING_TO_DO);
    return texts(platform);
  }

  private static String name(Path tables) {
    return String.valueOf(tables.getFileName());
  }

  private Platform platform(SparkSession spark, String name) {
    return new Platform(spark, folder.resolve(name), List.of(new LoadParcels()));
  }
}
