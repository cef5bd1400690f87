package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.caudal.synthetic.country.SyntheticTown;
import org.caudal.table.TableSchema;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SparkTest
class SynthesizeCellsTest {
  private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
  private static final int CELLS = 4000;

  private static List<Row> cells = List.of();

  @BeforeAll
  static void build(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(town("XC010101", 0.7), town("XC010102", 0.29), town("XC010103", 0.0002));
    cells =
        new SynthesizeCells()
            .transform(inputs, new SynthesizeCells.Params(FIRST, 365, CELLS))
            .select(
                TableSchema.of(SyntheticCell.class).columnNames().stream()
                    .map(functions::col)
                    .toArray(Column[]::new))
            .orderBy(col("cell_id"), col("valid_from"))
            .collectAsList();
  }

  private static SyntheticTown town(String code, double share) {
    return new SyntheticTown(
        code, "", code.substring(0, 6), "", "XC01", "", "XC-01", 6.5, -93.5, share, "");
  }

  private static Map<String, List<Row>> byCell() {
    return cells.stream().collect(Collectors.groupingBy(row -> row.getString(0)));
  }

  @Test
  void aTownHasItsShareOfCellsAndTheSmallestNoneOfTheThirdOperator() {
    Map<String, Integer> counts = new HashMap<>();
    byCell().keySet().forEach(id -> counts.merge(id.substring(3, 11), 1, Integer::sum));
    // 4000 x 0.7 = 2800, x 0.8 = 2240, x 0.6 = 1680; x 0.29 = 1160, 928, 696; x 0.0002 = 0.8, at
    // least one, but not of operator 03
    assertThat(counts)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "01010101",
                2800,
                "02010101",
                2240,
                "03010101",
                1680,
                "01010102",
                1160,
                "02010102",
                928,
                "03010102",
                696,
                "01010103",
                1,
                "02010103",
                1));
    assertThat(byCell().keySet()).allMatch(id -> id.matches("799\\d{12}"));
  }

  @Test
  void changesAndFaultsAreAsFrequentAsTheirRatesSay() {
    // 9506 cells, 8 of which are first ones: added and closed 0.04 each, moved 0.03
    double n = byCell().size() - 8;
    long moved = byCell().values().stream().filter(rows -> rows.size() == 2).count();
    long closed = byCell().values().stream().filter(r -> !r.get(r.size() - 1).isNullAt(14)).count();
    long added =
        byCell().values().stream()
            .filter(r -> !r.get(0).getDate(13).toLocalDate().equals(FIRST))
            .count();
    assertThat(moved / n).isCloseTo(0.03, within(4 * Math.sqrt(0.03 * 0.97 / n)));
    assertThat(closed / n).isCloseTo(0.04, within(4 * Math.sqrt(0.04 * 0.96 / n)));
    assertThat(added / n).isCloseTo(0.04, within(4 * Math.sqrt(0.04 * 0.96 / n)));
    long faulty =
        byCell().values().stream().filter(rows -> !rows.get(0).getString(8).equals("none")).count();
    assertThat(faulty / n).isCloseTo(0.02, within(4 * Math.sqrt(0.02 * 0.98 / n)));
  }

  @Test
  void aMovedCellStandsFirstHereThenThereWithoutGap() {
    byCell().values().stream()
        .filter(rows -> rows.size() == 2)
        .forEach(
            rows -> {
              assertThat(rows.get(0).getDate(14)).isEqualTo(rows.get(1).getDate(13));
              assertThat(rows.get(0).getDouble(4)).isNotEqualTo(rows.get(1).getDouble(4));
            });
  }

  @Test
  void recordedPlacesAreTrueSwappedOrFiftyKilometresNorth() {
    for (Row cell : cells) {
      double north = cell.getDouble(6);
      double east = cell.getDouble(7);
      switch (cell.getString(8)) {
        case "none" -> assertThat(north).isEqualTo(cell.getDouble(4));
        case "swapped" -> {
          assertThat(north).isEqualTo(cell.getDouble(5));
          assertThat(east).isEqualTo(cell.getDouble(4));
        }
        // a degree of latitude is 111.2 km: 0.45 degrees are 50.0 km
        default -> assertThat((north - cell.getDouble(4)) * 111.2).isCloseTo(50, within(0.1));
      }
    }
  }

  @Test
  void theFirstCellOfATownAlwaysStands() {
    cells.stream()
        .filter(cell -> cell.getInt(3) == 1)
        .forEach(
            cell -> {
              assertThat(cell.getDate(13).toLocalDate()).isEqualTo(FIRST);
              assertThat(cell.isNullAt(14)).isTrue();
            });
  }

  @Test
  void sizesThatMakeNoNetworkAreRefused() {
    assertThatThrownBy(() -> new SynthesizeCells.Params(FIRST, 365, 0))
        .hasMessage("cells must be from 1 to 1000000, was 0");
    assertThatThrownBy(() -> new SynthesizeCells.Params(FIRST, 1, 600))
        .hasMessage("days must be from 2 to 36500, was 1");
  }
}
