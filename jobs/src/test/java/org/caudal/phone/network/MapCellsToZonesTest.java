package org.caudal.phone.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.JobParams;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class MapCellsToZonesTest {
  private static final LocalDate START = LocalDate.of(2025, 1, 1);
  private static final MapCellsToZones.Params DEFAULTS = JobParams.of(new MapCellsToZones(), "{}");

  private static Cell cell(
      String id,
      double longitude,
      String type,
      @Nullable Double range,
      @Nullable Double azimuth,
      @Nullable Double width) {
    return new Cell(
        "01", id, START, null, 0, longitude, "LTE", type, range, azimuth, width, "c.csv", 2);
  }

  private static Zone zone(String level, String id, String border) {
    return new Zone(level, id, id, "", border, "z.csv", 2);
  }

  private static Dataset<Row> mapped(SparkSession spark, int partitions) {
    Dataset<Row> zones =
        Rows.of(
            spark,
            zone("half", "W", "POLYGON((-1 -1,0 -1,0 1,-1 1,-1 -1))"),
            zone("half", "E", "POLYGON((0 -1,1 -1,1 1,0 1,0 -1))"),
            zone("whole", "X", "POLYGON((-1 -1,1 -1,1 1,-1 1,-1 -1))"));
    Dataset<Row> cells =
        Rows.of(
            spark,
            cell("disc", -0.005, "unknown", null, null, null),
            cell("east", 0, "macrocell", 3000.0, 90.0, 65.0),
            cell("third", 0, "macrocell", 3000.0, 270.0, null), // one of three
            cell("micro", 0.0099, "microcell", null, null, null), // 1,101 m from the border
            cell("abroad", 5, "macrocell", null, null, null));
    return new MapCellsToZones()
        .transform(
            new TestInputs(spark)
                .with(Zone.class, zones.repartition(partitions))
                .with(Cell.class, cells.repartition(partitions)),
            DEFAULTS);
  }

  @Test
  void everyCellHasSharesThatAddToOneAtEveryLevel(SparkSession spark) {
    Map<String, Double> sums = new TreeMap<>();
    Map<String, Long> mains = new TreeMap<>();
    List<Row> rows = mapped(spark, 1).collectAsList();
    for (Row row : rows) {
      String cell = row.getAs("cell_id") + " " + row.getAs("level");
      sums.merge(cell, row.<Double>getAs("share"), Double::sum);
      mains.merge(cell, row.<Boolean>getAs("is_main") ? 1L : 0L, Long::sum);
    }
    assertThat(sums).hasSize(8); // four cells, two levels; the one abroad has none
    assertThat(sums.values()).allSatisfy(sum -> assertThat(sum).isCloseTo(1, within(1e-12)));
    assertThat(mains.values()).containsOnly(1L);
    assertThat(rows.stream().filter(r -> r.getAs("cell_id").equals("disc")).count()).isEqualTo(3);
  }

  @Test
  void beamsAndUsualReachesDecideWhatACellServes(SparkSession spark) {
    assertThatTable(mapped(spark, 1).filter("level = 'half' AND cell_id <> 'disc'"))
        .hasRows(
            new CellZone("half", "01", "east", START, null, "E", 1, true, false),
            new CellZone("half", "01", "third", START, null, "W", 1, true, false),
            new CellZone("half", "01", "micro", START, null, "E", 1, true, false));
    assertThat(
            mapped(spark, 1)
                .filter("level = 'half' AND cell_id = 'disc' AND is_main")
                .select("zone_id")
                .collectAsList()
                .toString())
        .isEqualTo("[[W]]");
  }

  /**
   * May lists it in W from 2020 on, June anew in E; the third period ends before its next begins.
   */
  @Test
  void aPeriodEndsTheDayBeforeTheNextOfItsCellAndOperator(SparkSession spark) {
    LocalDate old = LocalDate.of(2020, 1, 1);
    LocalDate june = LocalDate.of(2025, 6, 1);
    LocalDate july = LocalDate.of(2025, 7, 1);
    LocalDate tenth = LocalDate.of(2025, 7, 10);
    TestInputs in =
        new TestInputs(spark)
            .with(
                zone("half", "W", "POLYGON((-1 -1,0 -1,0 1,-1 1,-1 -1))"),
                zone("half", "E", "POLYGON((0 -1,1 -1,1 1,0 1,0 -1))"))
            .with(
                listed("01", "a", old, null, -0.5),
                listed("01", "a", june, tenth, 0.5),
                listed("01", "a", july, tenth, -0.5),
                listed("01", "a", july.plusMonths(1), july.plusMonths(2), 0.5),
                listed("02", "a", old, null, -0.5), // other operators and cells end no period
                listed("01", "b", july, null, 0.5));

    assertThatTable(new MapCellsToZones().transform(in, DEFAULTS))
        .hasRows(
            new CellZone("half", "01", "a", old, LocalDate.of(2025, 5, 31), "W", 1, true, false),
            new CellZone("half", "01", "a", june, LocalDate.of(2025, 6, 30), "E", 1, true, false),
            new CellZone("half", "01", "a", july, tenth, "W", 1, true, false),
            new CellZone(
                "half", "01", "a", july.plusMonths(1), july.plusMonths(2), "E", 1, true, false),
            new CellZone("half", "02", "a", old, null, "W", 1, true, false),
            new CellZone("half", "01", "b", july, null, "E", 1, true, false));
  }

  /**
   * The lake covers the east beyond one degree, and half of the east before it is water, half park:
   * a disc halved by the border has 1/2 x 1 in the west and 1/2 x 1/2 x 0.2 in the east, 10/11 and
   * 1/11. In the lake nothing is left, so land use does not weigh in.
   */
  @Test
  void landUseWeighsPointsAndACellWhereNothingIsLeftIsSpreadWithoutIt(SparkSession spark) {
    TestInputs in =
        new TestInputs(spark)
            .with(
                zone("half", "W", "POLYGON((-1 -1,0 -1,0 1,-1 1,-1 -1))"),
                zone("half", "E", "POLYGON((0 -1,2 -1,2 1,0 1,0 -1))"))
            .with(
                use("W", "POLYGON((-1 -1,0 -1,0 1,-1 1,-1 -1))", 1, 0, 0),
                use("E", "POLYGON((0 -1,1 -1,1 1,0 1,0 -1))", 0, 0.5, 0.5),
                use("L", "POLYGON((1 -1,2 -1,2 1,1 1,1 -1))", 0, 0, 1))
            .with(
                cell("border", 0, "unknown", 5000.0, null, null),
                cell("lake", 1.5, "unknown", 5000.0, null, null),
                cell("abroad", 5, "unknown", 5000.0, null, null));
    Map<String, Double> shares = new TreeMap<>();
    for (Row row :
        new MapCellsToZones()
            .transform(in, JobParams.of(new MapCellsToZones(), "{land-use: {other-human: 0.2}}"))
            .collectAsList()) {
      shares.put(
          String.join(
              " ",
              row.<String>getAs("cell_id"),
              row.<String>getAs("zone_id"),
              row.<Boolean>getAs("is_by_land_use") ? "by land use" : "evenly"),
          row.<Double>getAs("share"));
    }
    assertThat(shares)
        .containsOnlyKeys("border W by land use", "border E by land use", "lake E evenly");
    assertThat(shares.get("border W by land use")).isCloseTo(10.0 / 11, within(0.01));
    assertThat(shares.get("border E by land use")).isCloseTo(1.0 / 11, within(0.01));
    assertThat(shares.get("lake E evenly")).isEqualTo(1);
  }

  private static LandUse use(
      String id, String border, double homes, double otherHuman, double water) {
    return new LandUse(id, border, homes, 0, 0, otherHuman, 0, water, 0, "l.csv", 2);
  }

  private static Cell listed(
      String operator, String id, LocalDate from, @Nullable LocalDate to, double longitude) {
    return new Cell(
        operator, id, from, to, 0, longitude, "LTE", "picocell", null, null, null, "c.csv", 2);
  }

  @Test
  void partitionsDoNotMatter(SparkSession spark) {
    assertThat(texts(mapped(spark, 7))).isEqualTo(texts(mapped(spark, 1))).isNotEmpty();
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
