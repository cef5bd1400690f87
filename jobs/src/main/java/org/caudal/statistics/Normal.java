package org.caudal.statistics;

/** The standard normal distribution and Student's t. */
public final class Normal {
  private static final int BISECTIONS = 100;
  private static final double REACH = 8;

  private Normal() {}

  /**
   * P(Z ≤ x), by the series of Marsaglia (2004), J. Stat. Softw. 11(4), exact to double precision
   * for |x| ≤ 8.
   */
  public static double probability(double x) {
    double term = x;
    double sum = x;
    double previous = 0;
    for (int i = 1; sum != previous; i++) {
      previous = sum;
      term *= x * x / (2.0 * i + 1);
      sum += term;
    }
    return 0.5 + sum * Math.exp(-0.5 * x * x - 0.5 * Math.log(2 * Math.PI));
  }

  /** The x with P(Z ≤ x) = p, for p in [1e-14, 1 - 1e-14], by bisection. */
  public static double quantile(double p) {
    if (p < 1e-14 || p > 1 - 1e-14) {
      throw new IllegalArgumentException("p must be within (0, 1), was " + p);
    }
    double low = -REACH;
    double high = REACH;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (probability(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** z of a two-sided interval of the given level: 1.96 for 0.95. */
  public static double twoSided(double level) {
    return quantile(0.5 + level / 2);
  }

  /**
   * Quantile of Student's t with v degrees of freedom from the normal one, by the expansion of
   * Abramowitz and Stegun (1964), 26.7.5, to the fourth power of 1/v; within 0.1 % for v of 5 or
   * more.
   */
  public static double studentFromNormal(double z, double v) {
    double z2 = z * z;
    double g1 = z * (z2 + 1) / 4;
    double g2 = z * ((5 * z2 + 16) * z2 + 3) / 96;
    double g3 = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
    double g4 = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
    return z + g1 / v + g2 / (v * v) + g3 / (v * v * v) + g4 / (v * v * v * v);
  }
}
