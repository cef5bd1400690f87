package org.caudal.statistics;

import org.apache.commons.math3.special.Beta;

/** Quantiles of a count that is negative binomial: Poisson with a mean that is gamma. */
final class NegativeBinomial {
  private NegativeBinomial() {}

  /**
   * The least number x with P(X ≤ x) ≥ p.
   *
   * @param mean 0 or more
   * @param variance above the mean, unless this is 0
   * @param p above 0 and below 1
   */
  static long quantile(double mean, double variance, double p) {
    if (mean == 0) {
      return 0;
    }
    double size = mean * mean / (variance - mean);
    double success = mean / variance;
    long low = -1; // below p
    long high = 1;
    while (probability(high, size, success) < p) {
      low = high;
      high *= 2;
    }
    while (high - low > 1) {
      long middle = (low + high) / 2;
      if (probability(middle, size, success) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** P(X ≤ x), an incomplete beta function (Abramowitz and Stegun 1964, 26.5.26). */
  private static double probability(long x, double size, double success) {
    return Beta.regularizedBeta(success, size, x + 1.0);
  }
}
