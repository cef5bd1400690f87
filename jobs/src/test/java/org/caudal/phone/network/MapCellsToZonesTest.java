package org.caudal.phone.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class MapCellsToZonesTest {
  private static final LocalDate START = LocalDate.of(2025, 1, 1);
  private static final MapCellsToZones.Params DEFAULTS =
      new MapCellsToZones.Params(
          new MapCellsToZones.Signal(
              new BigDecimal("10"),
              new BigDecimal("3.75"),
              new BigDecimal("-92.5"),
              new BigDecimal("0.2")),
          new MapCellsToZones.Reach(10_000, 1_000, 200, 5_000),
          100);

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
            new CellZone("half", "01", "east", START, null, "E", 1, true),
            new CellZone("half", "01", "third", START, null, "W", 1, true),
            new CellZone("half", "01", "micro", START, null, "E", 1, true));
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
            new CellZone("half", "01", "a", old, LocalDate.of(2025, 5, 31), "W", 1, true),
            new CellZone("half", "01", "a", june, LocalDate.of(2025, 6, 30), "E", 1, true),
            new CellZone("half", "01", "a", july, tenth, "W", 1, true),
            new CellZone("half", "01", "a", july.plusMonths(1), july.plusMonths(2), "E", 1, true),
            new CellZone("half", "02", "a", old, null, "W", 1, true),
            new CellZone("half", "01", "b", july, null, "E", 1, true));
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
