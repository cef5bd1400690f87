package org.caudal.synthetic.country;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

@SparkTest
class SynthesizeZonesTest {
  private static final Map<String, Geometry> PROVINCES = new TreeMap<>();
  private static final Map<String, Geometry> MUNICIPALITIES = new TreeMap<>();

  @BeforeAll
  static void draw(SparkSession spark) throws ParseException {
    for (Row zone :
        new SynthesizeZones()
            .transform(new TestInputs(spark), new SynthesizeZones.Params())
            .collectAsList()) {
      Map<String, Geometry> level =
          zone.getAs("level").equals("province") ? PROVINCES : MUNICIPALITIES;
      level.put(zone.getAs("zone_id"), new WKTReader().read(zone.<String>getAs("geometry")));
      assertThat(zone.<String>getAs("zone_name")).isNotEmpty();
    }
  }

  @Test
  void areasOfALevelLeaveNoGapAndDoNotOverlap() {
    assertThat(PROVINCES).hasSize(6);
    assertThat(MUNICIPALITIES).hasSize(30);
    for (Map<String, Geometry> level : List.of(PROVINCES, MUNICIPALITIES)) {
      Geometry[] areas = level.values().toArray(Geometry[]::new);
      assertThat(CoverageValidator.isValid(areas)).isTrue();
      assertThat(areas).allMatch(Geometry::isValid);
      Geometry country = new GeometryFactory().createGeometryCollection(areas).union().buffer(0);
      assertThat(country.getGeometryType()).isEqualTo("Polygon");
      assertThat(((Polygon) country).getNumInteriorRing()).isZero();
      assertThat(country.symDifference(country.getEnvelope()).getArea()).isCloseTo(0, within(1e-9));
    }
  }

  @Test
  void everyTownLiesInItsMunicipalityAndThatInItsProvince() {
    for (Geography.Town town : Geography.TOWNS) {
      Geometry at =
          new GeometryFactory().createPoint(new Coordinate(town.longitude(), town.latitude()));
      assertThat(area(MUNICIPALITIES, town.municipalityCode()).contains(at))
          .as(town.code())
          .isTrue();
      assertThat(area(PROVINCES, town.code().substring(0, 4)).contains(at))
          .as(town.code())
          .isTrue();
    }
    MUNICIPALITIES.forEach(
        (code, area) ->
            assertThat(area.difference(area(PROVINCES, code.substring(0, 4))).getArea())
                .isCloseTo(0, within(1e-9)));
  }

  private static Geometry area(Map<String, Geometry> level, String code) {
    return Objects.requireNonNull(level.get(code), code);
  }
}
