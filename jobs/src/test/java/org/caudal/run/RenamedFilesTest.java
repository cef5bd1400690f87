package org.caudal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.caudal.run.ParcelFiles.copy;
import static org.caudal.run.ParcelFiles.cutOff;
import static org.caudal.run.ParcelFiles.file;
import static org.caudal.run.ParcelFiles.load;
import static org.caudal.run.ParcelFiles.texts;
import static org.caudal.run.ParcelFiles.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.caudal.run.JobOutcome.Status;
import org.caudal.testing.LoadParcels;
import org.caudal.testing.Parcel;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come under another name than the one they were loaded under. */
@SparkTest
class RenamedFilesTest {
  private static final String A1 = file("A1,s1,MX,1");
  private static final String A1_AND_C1 = file("A1,s1,MX,1", "C1,s4,MX,6");
  private static final String B1_AND_C1 = file("B1,s1,MX,1", "C1,s4,MX,6");
  private static final List<String> OF_B1_AND_C1 =
      List.of(
          "2025/t.csv 2 = 2 + 0 + 0 loaded",
          "parcel B1 1.000 2025/t.csv",
          "parcel C1 6.000 2025/t.csv");

  @TempDir private Path folder = Path.of("");

  /** The files of a year, and then those of all years, as a load asks for that refuses a name. */
  @Test
  void aFileThatIsNamedFromAFolderAboveIsTheSameFile(SparkSession spark) throws IOException {
    Path year = folder.resolve("2025");
    write(year, "t.csv", A1_AND_C1);
    Platform platform = platform(spark, "tables");
    platform.run(load(year.resolve("*.csv")), "load-parcels");
    Platform atOnce = platform(spark, name(copy(tables(), folder.resolve("at-once"))));

    String all = load(folder.resolve("20*/*.csv"));
    JobOutcome named = platform.runOne(all, "load-parcels");
    assertThat(named.warnings()).isEqualTo(Map.of("file-under-new-name (t.csv)", 2L));
    assertThat(texts(platform))
        .containsExactly(
            "2025/t.csv 2 = 2 + 0 + 0 loaded",
            "parcel A1 1.000 2025/t.csv",
            "parcel C1 6.000 2025/t.csv");
    assertThat(platform.runOne(all, "load-parcels").status()).isEqualTo(Status.NOTHING_TO_DO);

    // A1 was B1: it is corrected now, or was when the name changed
    write(year, "t.csv", B1_AND_C1);
    platform.run(all, "load-parcels");
    assertThat(texts(platform)).isEqualTo(OF_B1_AND_C1);
    write(folder.resolve("2024"), "copy.csv", A1_AND_C1);
    assertThat(atOnce.runOne(all, "load-parcels").problems())
        .singleElement()
        .asString()
        .contains("2024/copy.csv  holds what t.csv held before it was changed");
    Files.delete(folder.resolve("2024/copy.csv"));
    assertThat(atOnce.runOne(all, "load-parcels").warnings())
        .isEqualTo(Map.of("file-under-new-name (t.csv)", 2L));
    assertThat(texts(atOnce)).isEqualTo(OF_B1_AND_C1);
  }

  /** Of two files with its content the first by name takes the place. */
  @Test
  void aFileWithTheContentOfOneThatIsGoneTakesItsPlace(SparkSession spark) throws IOException {
    Platform platform = platform(spark, "tables");
    renameAfterLoad(platform);
    write(files(), "r.csv", A1);
    String otherwise = "load-parcels: {extract: {paths: [" + files() + "], constants: {country: ";
    Path unchanged = copy(tables(), folder.resolve("unchanged"));
    Path forced = copy(tables(), folder.resolve("forced"));

    // read in another way, by which no line is good
    assertThat(platform.runOne(otherwise + "MEX}}}", "load-parcels").problems())
        .singleElement()
        .asString()
        .contains("q2.csv  has 1 records, of which not one can be loaded; 1 loaded rows of it");
    assertThat(platform.runOne(otherwise + "CA}}}", "load-parcels").status())
        .isEqualTo(Status.DONE);
    assertThat(platform.table(Parcel.class).select("country", "source_file").collectAsList())
        .singleElement()
        .hasToString("[CA,q2.csv]");

    for (Path tables : List.of(unchanged, forced)) {
      Platform one = platform(spark, name(tables)).force(tables.equals(forced));
      Map<String, Long> warnings = one.runOne(load(files()), "load-parcels").warnings();
      assertThat(texts(one))
          .as(name(tables))
          .containsExactly("parcel A1 1.000 q2.csv", "q2.csv 1 = 1 + 0 + 0 loaded");
      assertThat(warnings)
          .isEqualTo(Map.of("file-under-new-name (q.csv)", 1L, "copy-left-out (r.csv)", 1L));
    }
  }

  /** The file is as it was at the next load, or is mended in between, to nothing good or to B1. */
  @Test
  void aStopOnTheWayChangesNothing(SparkSession spark) throws IOException {
    Platform platform = platform(spark, "tables");
    renameAfterLoad(platform);
    List<Path> left = cutOff(platform, load(files()), tables(), "load:marked", "load:table");
    for (Path tables : left) {
      Path mended = copy(tables, folder.resolve(name(tables) + "-mended"));
      write(files(), "q2.csv", A1);
      assertThat(loaded(spark, tables))
          .as(name(tables))
          .containsExactly("parcel A1 1.000 q2.csv", "q2.csv 1 = 1 + 0 + 0 loaded");

      write(files(), "q2.csv", file("B1,s1,MEX,1"));
      assertThat(platform(spark, name(mended)).runOne(load(files()), "load-parcels").problems())
          .as(name(mended))
          .singleElement()
          .asString()
          .contains("q2.csv  has 1 records, of which not one can be loaded; 1 loaded rows of it");
      write(files(), "q2.csv", file("B1,s1,MX,1"));
      assertThat(loaded(spark, mended))
          .as(name(mended))
          .containsExactly("parcel B1 1.000 q2.csv", "q2.csv 1 = 1 + 0 + 0 loaded");
    }
  }

  /** One without lines is no new name of another without lines. */
  @Test
  void filesWithoutRowsAreToldApartByName(SparkSession spark) throws IOException {
    Platform platform = platform(spark, "tables");
    String header = A1.lines().findFirst().orElseThrow() + "\n";
    write(files(), "a.csv", header);
    platform.run(load(files()), "load-parcels");
    write(folder.resolve("other"), "b.csv", header);
    assertThat(platform.runOne(load(folder.resolve("other")), "load-parcels").status())
        .isEqualTo(Status.NOTHING_TO_DO);
    assertThat(texts(platform)).containsExactly("a.csv 0 = 0 + 0 + 0 loaded");
  }

  /** Loads A1 from q.csv, which is q2.csv from then on. */
  private void renameAfterLoad(Platform platform) throws IOException {
    write(files(), "q.csv", A1);
    platform.run(load(files()), "load-parcels");
    Files.move(files().resolve("q.csv"), files().resolve("q2.csv"));
  }

  private List<String> loaded(SparkSession spark, Path tables) {
    Platform platform = platform(spark, name(tables));
    JobOutcome outcome = platform.runOne(load(files()), "load-parcels");
    assertThat(outcome.status()).as("%s: %s", tables, outcome.problems()).isEqualTo(Status.DONE);
    assertThat(platform.runOne(load(files()), "load-parcels").status())
        .isEqualTo(Status.NOTHING_TO_DO);
    return texts(platform);
  }

  private Path files() {
    return folder.resolve("files");
  }

  private Path tables() {
    return folder.resolve("tables");
  }

  private static String name(Path tables) {
    return String.valueOf(tables.getFileName());
  }

  private Platform platform(SparkSession spark, String name) {
    return new Platform(spark, folder.resolve(name), List.of(new LoadParcels()));
  }
}
