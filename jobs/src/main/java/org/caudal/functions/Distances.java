package org.caudal.functions;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.asin;
import static org.apache.spark.sql.functions.cos;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nanvl;
import static org.apache.spark.sql.functions.radians;
import static org.apache.spark.sql.functions.sin;
import static org.apache.spark.sql.functions.sqrt;

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
    Column angle = nanvl(asin(sqrt(a)), lit(Math.PI / 2)); // a can be rounded to more than 1
    return angle.multiply(2 * EARTH_RADIUS_M);
  }

  /**
   * Whether two points are so near that {@link #metres} gives less than the distance: the way along
   * the meridian and the parallel is never shorter, and one percent of it is left for rounding.
   * Quickly computed; null where any number is.
   */
  public static Column areSurelyWithin(
      double metres,
      Column latitude,
      Column longitude,
      Column otherLatitude,
      Column otherLongitude) {
    return abs(otherLatitude.minus(latitude))
        .plus(abs(otherLongitude.minus(longitude)))
        .leq(0.99 * Math.toDegrees(metres / EARTH_RADIUS_M));
  }
}
