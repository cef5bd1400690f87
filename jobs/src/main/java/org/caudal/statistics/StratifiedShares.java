package org.caudal.statistics;

import java.util.List;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * Totals over strata of which a sample each was looked at, with intervals that hold where nearly
 * all or nearly none of a stratum counts.
 *
 * <p>Of each stratum, Jeffreys' interval (Brown, Cai and DasGupta 2001, Stat. Sci. 16) for as many
 * as would be as sure if the stratum had no end. Wilson's misses too often where one in some
 * hundred counts, as in a band of low weights. The distances from the estimates are added in
 * squares, each side apart (Zou and Donner 2008, Stat. Med. 27).
 */
public final class StratifiedShares {
  private static final int BISECTIONS = 60;

  /** Units of either kind that are believed in before any was looked at. */
  private static final double PRIOR = 0.5;

  private static final double ACCURACY = 1e-12;

  private StratifiedShares() {}

  /**
   * A stratum.
   *
   * @param size units in it
   * @param drawn units that were looked at, drawn at random
   * @param having how many of these count
   */
  public record Stratum(long size, long drawn, double having) {

    /** Refuses impossible numbers. */
    public Stratum {
      if (!(having >= 0 && having <= drawn && drawn <= size)) {
        throw new IllegalArgumentException(
            "a stratum of " + size + " cannot have " + having + " of " + drawn + " drawn");
      }
    }

    /** Of a share of 0 or 1 the estimate is one end. */
    private Interval total(double level) {
      double estimate = drawn == 0 ? 0 : size * (having / drawn);
      if (drawn == size) {
        return new Interval(having, having, having);
      }
      if (drawn == 0) {
        return new Interval(estimate, 0, size);
      }
      double share = having / drawn;
      double endless = drawn * (size - 1.0) / (size - drawn);
      BetaDistribution beta =
          new BetaDistribution(
              null, share * endless + PRIOR, (1 - share) * endless + PRIOR, ACCURACY);
      double low = beta.inverseCumulativeProbability((1 - level) / 2);
      double high = beta.inverseCumulativeProbability((1 + level) / 2);
      return new Interval(
          estimate,
          Math.min(estimate, Math.max(having, size * low)),
          Math.max(estimate, Math.min(size - (drawn - having), size * high)));
    }
  }

  /** An estimate between its ends. */
  public record Interval(double estimate, double low, double high) {
    private Interval times(double factor) {
      return new Interval(estimate * factor, low * factor, high * factor);
    }

    private double below() {
      return estimate - low;
    }

    private double above() {
      return high - estimate;
    }
  }

  /** The total of what counts; 0 without a stratum. */
  public static Interval total(List<Stratum> strata, double level) {
    double estimate = 0;
    double below = 0;
    double above = 0;
    for (Stratum stratum : strata) {
      Interval one = stratum.total(level);
      estimate += one.estimate();
      below += one.below() * one.below();
      above += one.above() * one.above();
    }
    return new Interval(estimate, estimate - Math.sqrt(below), estimate + Math.sqrt(above));
  }

  /** The share of what counts in all units. */
  public static Interval share(List<Stratum> strata, double level) {
    long size = strata.stream().mapToLong(Stratum::size).sum();
    return total(strata, level).times(1.0 / size);
  }

  /**
   * The share of one part in two parts that were drawn apart: the shares r for which (1 - r) times
   * the one less r times the other may be none (Donner and Zou 2012, Stat. Methods Med. Res. 21).
   *
   * @param one total of the one part
   * @param other total of the other part; both estimates may not be 0
   */
  public static Interval part(Interval one, Interval other) {
    double estimate = one.estimate() / (one.estimate() + other.estimate());
    // a root is found to the last digit only, and may be on the other side of the estimate
    return new Interval(
        estimate,
        Math.min(estimate, root(one, other, one.below(), other.above(), -1)),
        Math.max(estimate, root(one, other, one.above(), other.below(), 1)));
  }

  /** Where the difference and its distance have the sum 0: it falls from r = 0 to r = 1. */
  private static double root(Interval one, Interval other, double ofOne, double ofOther, int side) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double r = (low + high) / 2;
      double difference = (1 - r) * one.estimate() - r * other.estimate();
      double distance = Math.hypot((1 - r) * ofOne, r * ofOther);
      if (difference + side * distance > 0) {
        low = r;
      } else {
        high = r;
      }
    }
    return (low + high) / 2;
  }
}
