package org.caudal.phone.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.country.SynthesizeZones;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

@SparkTest
class LoadZonesTest {

  @Test
  void bordersMustBePolygonsInDegreesAndParentsKnown(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadZones(),
            """
        level,zone_id,zone_name,parent_id,geometry
        province,P1,First,,"POLYGON((0 0,2 0,2 2,0 2,0 0))"
        municipality,M1,One,P1,"MULTIPOLYGON(((0 0,1 0,1 2,0 2,0 0)))"
        municipality,M2,Two,P9,"POLYGON((1 0,2 0,2 2,1 2,1 0))"
        municipality,M3,Three,P1,"POINT(1 1)"
        municipality,M4,Four,P1,"POLYGON((0 0,1 0"
        municipality,M5,Five,P1,"POLYGON((0 0,1 0,1 1,0 1))"
        municipality,M6,Six,P1,"POLYGON((500000 0,500001 0,500001 2,500000 0))"
        municipality,M7,Seven,P1,"POLYGON((0 0,1 1,1 0,0 1,0 0))"
        municipality,M1,One again,P1,"POLYGON((0 0,1 0,1 2,0 2,0 0))"
        municipality,M8,Eight,P1,
        province,COL,Colima,,"POLYGON((0 0,2 0,2 2,0 2,0 0))"
        country,GTM,Guatemala,,"POLYGON((2 0,4 0,4 2,2 2,2 0))"
        """,
            "{extract: {paths: [x]}}");

    assertThat(sheet.rejectedByRule())
        .isEqualTo(
            Map.of(
                "border-is-polygon", 3L,
                "border-on-globe", 1L,
                "missing-value", 1L,
                "code-of-no-country", 1L)); // Colima's is Colombia's
    assertThat(sheet.warnings()).isEqualTo(Map.of("parent-known", 1L, "border-valid", 1L));
    assertThatTable(sheet.loaded(spark))
        .hasRows(
            zone("province", "P1", "First", "", "POLYGON((0 0,2 0,2 2,0 2,0 0))", 2),
            zone("municipality", "M2", "Two", "P9", "POLYGON((1 0,2 0,2 2,1 2,1 0))", 4),
            zone("municipality", "M7", "Seven", "P1", "POLYGON((0 0,1 1,1 0,0 1,0 0))", 9),
            zone("municipality", "M1", "One again", "P1", "POLYGON((0 0,1 0,1 2,0 2,0 0))", 10),
            zone("country", "GTM", "Guatemala", "", "POLYGON((2 0,4 0,4 2,2 2,2 0))", 13));
  }

  @Test
  void theZonesOfTheFictionalCountryLoadWithoutAWarning(SparkSession spark) {
    Dataset<Row> lines =
        new SynthesizeZones().transform(new TestInputs(spark), new SynthesizeZones.Params());
    JudgedSheet sheet =
        JudgedSheet.ofLines(spark, lines, new LoadZones(), "{extract: {paths: [x]}}");
    assertThat(sheet.lines()).hasSize(36);
    assertThat(sheet.rejected()).isEmpty();
    assertThat(sheet.warnings()).isEmpty();
  }

  private static Zone zone(
      String level, String id, String name, String parent, String border, long line) {
    return new Zone(level, id, name, parent, border, JudgedSheet.NAME, line);
  }
}
