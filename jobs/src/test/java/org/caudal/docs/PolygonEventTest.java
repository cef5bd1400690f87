package org.caudal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Job;
import org.caudal.phone.emergency.CrisisEvent;
import org.caudal.phone.emergency.DeviceWhereabouts;
import org.caudal.phone.emergency.EstimateDisplaced;
import org.caudal.phone.emergency.FollowDevices;
import org.caudal.phone.emergency.LoadCrisisEvents;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.Cell;
import org.caudal.phone.network.CellZone;
import org.caudal.phone.network.LoadZones;
import org.caudal.phone.network.MapCellsToZones;
import org.caudal.phone.network.Zone;
import org.caudal.reference.LoadPopulationMargins;
import org.caudal.reference.PopulationMargin;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of an event with a polygon, made by the commands of the page and followed to persons.
 */
@SparkTest
class PolygonEventTest {
  private static final String LOADED = "{extract: {paths: [x]}}";
  private static final LocalDate STRUCK = LocalDate.of(2023, 11, 16);
  private static final int BASELINE = 42;
  private static final int NIGHT = 22;

  /** The commands that make the files, run in a folder with two municipalities. */
  private static void files(Path folder) throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("zones.csv"),
        """
        level,zone_id,zone_name,parent_id,geometry
        province,P,Province,,"POLYGON ((0 0, 2 0, 2 1, 0 1, 0 0))"
        municipality,P1,West,P,"POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"
        municipality,P2,East,P,"POLYGON ((1 0, 2 0, 2 1, 1 1, 1 0))"
        """);
    Files.writeString(
        folder.resolve("margins.csv"), "level,zone_id,sex,age_band,reference_date,persons\n");
    Files.writeString(
        folder.resolve("events.csv"), "event_id,name,kind,start_date,level,zone_id\n");
    String commands =
        DocPage.read(DocPage.root().resolve("docs/how-to/phone-records.md")).blocks().stream()
            .map(DocPage.Block::text)
            .filter(text -> text.contains("0-flood"))
            .collect(Collectors.joining());
    Process shell =
        new ProcessBuilder("sh", "-e", "-c", commands).directory(folder.toFile()).start();
    assertThat(shell.waitFor()).isZero();
  }

  private static <P extends Record> Dataset<Row> loaded(
      SparkSession spark, TestInputs in, Job<P> loader, Path file) throws IOException {
    JudgedSheet sheet = JudgedSheet.of(in, spark, loader, Files.readString(file), LOADED);
    assertThat(sheet.rejected()).isEmpty();
    assertThat(sheet.warnings()).isEmpty();
    return sheet.loaded(spark);
  }

  /** In the polygon are f, of West, and g, of East; beside it w and e. */
  private static Cell cell(String id, double longitude) {
    return new Cell(
        "01",
        id,
        LocalDate.of(2023, 1, 1),
        null,
        0.5,
        longitude,
        "LTE",
        "macrocell",
        5000.0,
        null,
        null,
        "c.csv",
        2);
  }

  private static DeviceDay night(int since, int device, String cell) {
    return new DeviceDay(
        STRUCK.plusDays(since),
        "01",
        device,
        "domestic",
        cell,
        "XCA",
        799,
        1,
        1 << NIGHT,
        NIGHT * 3600,
        NIGHT * 3600,
        0,
        0);
  }

  /** Of twenty devices at f eight flee to e, of twenty at g four to w; ten live at w. */
  private static List<DeviceDay> nights() {
    List<DeviceDay> nights = new ArrayList<>();
    for (int device = 0; device < 50; device++) {
      String home = device < 20 ? "f" : device < 40 ? "g" : "w";
      String refuge = device < 8 ? "e" : device >= 20 && device < 24 ? "w" : home;
      for (int since = -BASELINE; since < 7; since++) {
        nights.add(night(since, device, since < 0 ? home : refuge));
      }
    }
    return nights;
  }

  @Test
  void whoLivedInThePolygonIsFollowedToMunicipalities(SparkSession spark, @TempDir Path folder)
      throws Exception {
    files(folder);
    TestInputs in =
        new TestInputs(spark)
            .with(cell("w", 0.2), cell("f", 0.75), cell("g", 1.25), cell("e", 1.8))
            .with(nights());
    in.with(Zone.class, loaded(spark, in, new LoadZones(), folder.resolve("zones.csv")));
    MapCellsToZones map = new MapCellsToZones();
    in.with(CellZone.class, map.transform(in, JobParams.of(map, "{}")));
    in.with(
        PopulationMargin.class,
        loaded(spark, in, new LoadPopulationMargins(), folder.resolve("margins.csv")));
    in.with(
        CrisisEvent.class, loaded(spark, in, new LoadCrisisEvents(), folder.resolve("events.csv")));
    assertThat(mains(in.table(CellZone.class)))
        .isEqualTo(Map.of("w", "P1", "f", "0-flood", "g", "0-flood", "e", "P2"));

    FollowDevices follow = new FollowDevices();
    Dataset<Row> followed = follow.transform(in, JobParams.of(follow, "{}"));
    Map<String, Long> fled =
        followed.filter("day = '2023-11-16' AND NOT is_expected").collectAsList().stream()
            .map(row -> row.<String>getAs("origin") + " to " + row.<String>getAs("place"))
            .collect(Collectors.groupingBy(text -> text, Collectors.counting()));
    assertThat(fled).isEqualTo(Map.of("0-flood to P2", 8L, "0-flood to P1", 4L));

    EstimateDisplaced estimate = new EstimateDisplaced();
    in.with(DeviceWhereabouts.class, followed);
    Row week =
        estimate
            .transform(in, JobParams.of(estimate, "{}"))
            .filter("origin = '0-flood'")
            .collectAsList()
            .get(0);
    // 12 of 40 devices, none of whom was away before, of 4,200 residents
    assertThat(week.<BigDecimal>getAs("displaced_share")).isEqualByComparingTo("0.3");
    assertThat(week.<BigDecimal>getAs("persons")).isEqualByComparingTo("1260");
  }

  private static Map<String, String> mains(Dataset<Row> cellZones) {
    return cellZones.filter("is_main AND level = 'flood'").collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> row.<String>getAs("cell_id"), row -> row.<String>getAs("zone_id")));
  }
}
