package org.caudal.statistics;

/** The standard normal distribution. */
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
}
