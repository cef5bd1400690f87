package org.caudal.phone.network;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.load.Rule;
import org.caudal.load.Strength;

/** What is asked of the borders that a file holds in {@code geometry}. */
final class BorderRules {
  /** Polygons, in degrees, that do not cross themselves. */
  static final List<Rule> ALL =
      List.of(
          new Rule(
              "border-is-polygon",
              Strength.REJECT,
              "geometry",
              told(Wkt::isPolygon),
              "The border cannot be read as WKT, or is no polygon.",
              "Export the layer with its borders as WKT polygons or multipolygons."),
          new Rule(
              "border-on-globe",
              Strength.REJECT,
              "geometry",
              told(Wkt::isOnGlobe),
              "The border has longitudes beyond 180 or latitudes beyond 90 degrees.",
              "Project the layer to WGS 84 (EPSG 4326), longitude before latitude."),
          new Rule(
              "border-valid",
              Strength.WARN,
              "geometry",
              told(Wkt::isValid),
              "The border crosses itself or has a hole outside it.",
              "Mend it at the source; points are placed by the even-odd rule until then."));

  private BorderRules() {}

  private static Column told(UDF1<String, Boolean> of) {
    return udf(of, DataTypes.BooleanType).apply(col("geometry"));
  }
}
