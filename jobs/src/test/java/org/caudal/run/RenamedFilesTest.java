package org.caudal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.caudal.run.ParcelFiles.copy;
import static org.caudal.run.ParcelFiles.cutOff;
import static org.caudal.run.ParcelFiles.file;
import static org.caudal.run.ParcelFiles.load;
import static org.caudal.run.ParcelFiles.texts;
import static org.caudal.run.ParcelFiles.write;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.caudal.remittance.LoadPriceQuotes;
import org.caudal.remittance.PriceQuote;
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

    // A1 was B1, and was corrected when the name changed
    write(year, "t.csv", B1_AND_C1);
    write(folder.resolve("2024"), "copy.csv", A1_AND_C1);
    assertThat(atOnce.runOne(all, "load-parcels").problems())
        .singleElement()
        .asString()
        .contains("2024/copy.csv  holds what t.csv held before it was changed");
    Files.delete(folder.resolve("2024/copy.csv"));
    assertThat(atOnce.runOne(all, "load-parcels").warnings())
        .isEqualTo(Map.of("file-under-new-name (t.csv)", 2L));
    assertThat(texts(atOnce))
        .containsExactly(
            "2025/t.csv 2 = 2 + 0 + 0 loaded",
            "parcel B1 1.000 2025/t.csv",
            "parcel C1 6.000 2025/t.csv");
  }

  /** The records of January come again by mistake as those of February, which come later. */
  @Test
  void aCopyOfAFileThatIsGoneIsLeftOut(SparkSession spark) throws IOException {
    Platform platform = platform(spark, "tables");
    write(files(), "jan.csv", A1);
    platform.run(load(files()), "load-parcels");
    Files.move(files().resolve("jan.csv"), files().resolve("feb.csv"));
    String otherwise = "load-parcels: {extract: {paths: [" + files() + "], constants: {country: ";
    List<String> january = List.of("jan.csv 1 = 1 + 0 + 0 loaded", "parcel A1 1.000 jan.csv");
    for (boolean force : new boolean[] {false, true}) {
      JobOutcome outcome = platform.force(force).runOne(otherwise + "CA}}}", "load-parcels");
      assertThat(outcome.status()).isEqualTo(Status.NOTHING_TO_DO);
      assertThat(outcome.warnings()).isEqualTo(Map.of("copy-left-out (feb.csv)", 1L));
      assertThat(texts(platform)).isEqualTo(january);
    }
    write(files(), "feb.csv", B1_AND_C1);
    platform.force(false).run(load(files()), "load-parcels");
    assertThat(texts(platform))
        .containsExactly(
            "feb.csv 2 = 2 + 0 + 0 loaded",
            "jan.csv 1 = 1 + 0 + 0 loaded",
            "parcel A1 1.000 jan.csv",
            "parcel B1 1.000 feb.csv",
            "parcel C1 6.000 feb.csv");
  }

  /** Parcels of Mexico, and in another configuration others, all of Canada. */
  @Test
  void aFileOfAnotherConfigurationIsNotTakenOver(SparkSession spark) throws IOException {
    write(folder.resolve("mx"), "0301.csv", A1);
    write(folder.resolve("ca"), "0301.csv", B1_AND_C1);
    Platform platform = platform(spark, "tables");
    String mexico = load(folder.resolve("mx/*.csv"));
    platform.run(mexico, "load-parcels");
    List<String> before = texts(platform);
    assertThat(platform.runOne(canada("ca/*.csv"), "load-parcels").problems())
        .singleElement()
        .asString()
        .contains("ca/0301.csv  has the name of a file with other content", "data/sm[s]/*.csv");
    assertThat(platform.runOne(canada("*/*.csv"), "load-parcels").problems())
        .singleElement()
        .asString()
        .contains("mx/0301.csv  was loaded under the name 0301.csv with other parameters")
        .contains("data/sm[s]/*.csv", "--force");
    assertThat(texts(platform)).isEqualTo(before);

    platform.run(canada("c[a]/*.csv"), "load-parcels");
    assertThat(platform.runOne(mexico, "load-parcels").status()).isEqualTo(Status.NOTHING_TO_DO);
    assertThat(countries(platform)).containsExactly("A1 MX", "B1 CA", "C1 CA");

    // forced, and the same after a stop on the way
    Path left = cutOff(platform.force(true), canada("*/*.csv"), tables(), "load:marked").get(0);
    assertThat(platform(spark, name(left)).runOne(canada("*/*.csv"), "load-parcels").problems())
        .isEmpty();
    assertThat(countries(platform)).containsExactly("A1 CA", "B1 CA", "C1 CA");
    assertThat(texts(platform))
        .startsWith("ca/0301.csv 2 = 2 + 0 + 0 loaded", "mx/0301.csv 1 = 1 + 0 + 0 loaded");
  }

  private String canada(String paths) {
    String constants = ", constants: {country: CA}}}\n";
    return load(folder.resolve(paths)).replace("}}\n", constants);
  }

  private static List<String> countries(Platform platform) {
    return platform
        .table(Parcel.class)
        .selectExpr("concat_ws(' ', parcel_no, country)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  /** A stop when rows of both names are in the table, and then a file of which no line is good. */
  @Test
  void aStopOnTheWayChangesNothing(SparkSession spark) throws IOException {
    Platform platform = platform(spark, "tables");
    write(files(), "q.csv", A1);
    platform.run(load(files()), "load-parcels");
    String above = load(folder.resolve("file[s]/*.csv"));
    Platform left = platform(spark, name(cutOff(platform, above, tables(), "load:table").get(0)));
    write(files(), "q.csv", file("B1,s1,MEX,1"));
    assertThat(left.runOne(above, "load-parcels").problems())
        .singleElement()
        .asString()
        .contains("q.csv  has 1 records, of which not one can be loaded; 1 good rows of it");
    write(files(), "q.csv", A1);
    assertThat(left.runOne(above, "load-parcels").problems()).isEmpty();
    assertThat(texts(left))
        .containsExactly("files/q.csv 1 = 1 + 0 + 0 loaded", "parcel A1 1.000 files/q.csv");
  }

  /** Of quotes no two have the same key, so that a file that is read twice doubles its weight. */
  @Test
  void aFileThatIsPackedLaterHoldsWhatItHeld(SparkSession spark) throws IOException {
    String header =
        "source_code,destination_code,period,amount_usd,provider,instrument,access_point,fee_pct,"
            + "fx_margin_pct,total_cost_pct\n";
    String four = header + "DEU,XKX,2025_3Q,200,alba,Cash,Agent,4,0,4\n".repeat(10);
    String six = header + "DEU,XKX,2025_3Q,200,alba,Cash,Agent,6,0,6\n".repeat(10);
    write(files(), "q3a.csv", four);
    write(files(), "q3b.csv", six);
    Platform platform =
        new Platform(spark, folder.resolve("quotes"), List.of(new LoadPriceQuotes()));
    String load = "load-price-quotes: {extract: {paths: ['" + files() + "']}}\n";
    platform.run(load, "load-price-quotes");
    pack(files().resolve("q3a.csv"), four);
    Files.delete(files().resolve("q3a.csv"));
    JobOutcome packed = platform.runOne(load, "load-price-quotes");
    assertThat(packed.status()).isEqualTo(Status.NOTHING_TO_DO);
    assertThat(packed.warnings()).isEqualTo(Map.of("copy-left-out (q3a.csv.gz)", 10L));
    assertThat(platform.table(PriceQuote.class).count()).isEqualTo(20);
    // one that came packed, and was packed anew or better, is as it was
    pack(files().resolve("q3c.csv"), header + "DEU,XKX,2025_3Q,200,cima,Cash,Agent,5,0,5\n");
    platform.run(load, "load-price-quotes");
    Path again = files().resolve("q3c.csv.gz");
    byte[] stored = Files.readAllBytes(again);
    stored[9] = 3; // the system on which it was packed
    Files.write(again, stored);
    assertThat(platform.runOne(load, "load-price-quotes").status()).isEqualTo(Status.NOTHING_TO_DO);
    assertThat(platform.table(PriceQuote.class).count()).isEqualTo(21);
  }

  private static void pack(Path file, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(file + ".gz")))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
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
