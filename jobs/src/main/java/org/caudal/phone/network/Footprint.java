package org.caudal.phone.network;

import java.io.Serializable;

/**
 * Where the devices of a cell may be: points spread evenly over a disc, or over the sector of a
 * beam, each with the weight of the signal there.
 *
 * <p>Signal and dominance as in Salgado, Ricciato, Tennekes et al. and the R package mobloc, and
 * Eurostat's multimno 1.0: S(d) = 10 log10(P) + 30 - 10 n log10(d) in dBm, with power P in watts,
 * path-loss exponent n and distance d in metres; weight 1 / (1 + exp(-k (S - m))) with steepness k
 * and midpoint m. Points with less than 1 % of the largest weight are left out.
 *
 * <p>Point i of N lies at distance R sqrt((i + 1/2) / N) and, over the width of the beam, at the
 * fraction i of the golden ratio (Vogel 1979): equal areas, no draw, the same points each time.
 */
final class Footprint {
  private static final double GOLDEN = 0.6180339887498949;
  private static final double METRES_A_DEGREE = 111_195.08; // IUGG mean radius 6,371,008.8 m
  private static final double FULL_TURN = 360;
  private static final double LEAST_OF_LARGEST = 0.01;
  private static final double MILLIWATTS_DB = 30;

  /** How the signal of an antenna fades: watts, exponent, dBm and steepness per dBm. */
  record Fading(double powerW, double pathLossExponent, double midpointDbm, double steepness)
      implements Serializable {

    /** Signal dominance at a distance, from 0 to 1. */
    double dominance(double distanceM) {
      double dbm =
          10 * StrictMath.log10(powerW)
              + MILLIWATTS_DB
              - 10 * pathLossExponent * StrictMath.log10(distanceM);
      return 1 / (1 + StrictMath.exp(-steepness * (dbm - midpointDbm)));
    }
  }

  /** East of the cell, metres. */
  final double[] east;

  /** North of the cell, metres. */
  final double[] north;

  /** Weight of each point; 0 where the point is left out. */
  final double[] weight;

  private final double latitude;
  private final double longitude;

  private Footprint(double latitude, double longitude, int points) {
    this.latitude = latitude;
    this.longitude = longitude;
    this.east = new double[points];
    this.north = new double[points];
    this.weight = new double[points];
  }

  /** The footprint of an antenna, direction and width in degrees; 360 sends all around. */
  static Footprint of(
      double latitude,
      double longitude,
      double rangeM,
      double azimuth,
      double width,
      Fading fading,
      int points) {
    Footprint footprint = new Footprint(latitude, longitude, points);
    double largest = 0;
    for (int i = 0; i < points; i++) {
      double distance = rangeM * StrictMath.sqrt((i + 0.5) / points);
      double fraction = (i * GOLDEN) % 1;
      double direction =
          StrictMath.toRadians(
              width >= FULL_TURN ? fraction * FULL_TURN : azimuth + (fraction - 0.5) * width);
      footprint.east[i] = distance * StrictMath.sin(direction);
      footprint.north[i] = distance * StrictMath.cos(direction);
      footprint.weight[i] = fading.dominance(distance);
      largest = Math.max(largest, footprint.weight[i]);
    }
    for (int i = 0; i < points; i++) {
      if (footprint.weight[i] < LEAST_OF_LARGEST * largest) {
        footprint.weight[i] = 0;
      }
    }
    return footprint;
  }

  /** Latitude of a point, degrees. */
  double latitude(int point) {
    return latitude + north[point] / METRES_A_DEGREE;
  }

  /** Longitude of a point, degrees; the footprint is small against the globe. */
  double longitude(int point) {
    return longitude
        + east[point] / (METRES_A_DEGREE * StrictMath.cos(StrictMath.toRadians(latitude)));
  }
}
