package org.caudal.phone.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class LoadLandUseTest {
  private static final String SQUARE = "POLYGON((0 0,1 0,1 1,0 1,0 0))";

  @Test
  void whatNoClassHasIsOpenLandAndSharesMakeNoMoreThanTheArea(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadLandUse(),
            """
        code,geometry,homes,roads_share,water_share
        1,"POLYGON((0 0,1 0,1 1,0 1,0 0))",0.25,0.125,0.5
        2,"POLYGON((0 0,1 0,1 1,0 1,0 0))",,,1
        3,"POLYGON((0 0,1 0,1 1,0 1,0 0))",0.5,0.5,0.125
        4,"POLYGON((0 0,1 0,1 1,0 1,0 0))",0.5,-0.125,
        5,"POINT(0 0)",1,,
        6,"POLYGON((0 0,500 0,500 1,0 1,0 0))",1,,
        7,"POLYGON((0 0,1 0,1 1,0 1,0 0))",0.5,0.505,
        8,"POLYGON((0 0,1 1,1 0,0 1,0 0))",,,
        """,
            "{extract: {paths: [x], columns: {area_id: code, residential_share: homes}}}");

    assertThat(sheet.rejectedByRule())
        .isEqualTo(Map.of("shares-possible", 2L, "border-is-polygon", 1L, "border-on-globe", 1L));
    assertThat(sheet.warnings()).isEqualTo(Map.of("border-valid", 1L));
    assertThatTable(sheet.loaded(spark))
        .hasRows(
            // 1 - 0.25 - 0.125 - 0.5 = 0.125; half a per cent too much is rounding
            new LandUse("1", SQUARE, 0.25, 0, 0.125, 0, 0, 0.5, 0.125, JudgedSheet.NAME, 2),
            new LandUse("2", SQUARE, 0, 0, 0, 0, 0, 1, 0, JudgedSheet.NAME, 3),
            new LandUse("7", SQUARE, 0.5, 0, 0.505, 0, 0, 0, 0, JudgedSheet.NAME, 8),
            new LandUse(
                "8", "POLYGON((0 0,1 1,1 0,0 1,0 0))", 0, 0, 0, 0, 0, 0, 1, JudgedSheet.NAME, 9));
  }

  /** 64/128 x 1 + 32/128 x 2 + 16/128 x 3 + 8/128 x 4 + 4/128 x 5 + 2/128 x 6 + 2/128 x 7. */
  @Test
  void thePriorIsTheSharesByTheirWeightsAndTheWeightsAreThoseOfMultimno(SparkSession spark) {
    LandUse mixed =
        new LandUse("1", SQUARE, 0.5, 0.25, 0.125, 0.0625, 2.0 / 128, 2.0 / 128, 4.0 / 128, "l", 2);
    Row prior =
        Rows.of(spark, mixed).select(weights("1", "2", "3", "4", "5", "6", "7").prior()).first();
    assertThat(prior.getDouble(0)).isEqualTo((64 + 64 + 48 + 32 + 20 + 12 + 14) / 128.0);
    assertThat(JobParams.of(new MapCellsToZones(), "{}").landUse())
        .isEqualTo(weights("1", "1", "0.5", "0.1", "0", "0.1", "0"));
  }

  /** Homes, other buildings, roads, other land with people, open land, forest, water. */
  private static LandUseWeights weights(String... weights) {
    List<BigDecimal> all = Stream.of(weights).map(BigDecimal::new).toList();
    return new LandUseWeights(
        all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), all.get(5), all.get(6));
  }

  @Test
  void weightsThatLeaveNobodyAnywhereAreRefused() {
    assertThatThrownBy(() -> weights("0", "0", "0", "0", "0", "0", "0"))
        .hasMessageContaining("one must be above");
    assertThatThrownBy(() -> weights("1", "0", "0", "0", "0", "-1", "0"))
        .hasMessageContaining("may be below 0");
  }
}
