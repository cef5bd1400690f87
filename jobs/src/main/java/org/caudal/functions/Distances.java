package org.caudal.functions;

import static org.apache.spark.sql.functions.asin;
import static org.apache.spark.sql.functions.cos;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.radians;
import static org.apache.spark.sql.functions.sin;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** Distances on the earth. */
public final class Distances {
  /** Mean radius R1 of the IUGG (Moritz 2000), in metres. */
  private static final double EARTH_RADIUS_M = 6_371_008.8;

  private Distances() {}

  /**
   * Great-circle distance in metres between two points in degrees: haversine formula on the mean
   * sphere, at most 0.6 % from the distance on the ellipsoid of WGS 84; null where any number is.
   */
  public static Column metres(
      Column latitude, Column longitude, Column otherLatitude, Column otherLongitude) {
    Column north = sin(radians(otherLatitude.minus(latitude)).divide(2));
    Column east = sin(radians(otherLongitude.minus(longitude)).divide(2));
    Column a =
        north
            .multiply(north)
            .plus(
                cos(radians(latitude))
                    .multiply(cos(radians(otherLatitude)))
                    .multiply(east)
                    .multiply(east));
    Column rounded = when(a.gt(1), lit(1.0)).otherwise(a); // null stays null, unlike with least
    return asin(sqrt(rounded)).multiply(2 * EARTH_RADIUS_M);
  }
}
