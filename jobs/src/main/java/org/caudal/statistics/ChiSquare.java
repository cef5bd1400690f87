package org.caudal.statistics;

/** The chi-square distribution of whole degrees of freedom. */
public final class ChiSquare {
  private ChiSquare() {}

  /**
   * P(X ≥ x), by the recursion over degrees of freedom (Abramowitz and Stegun 1964, 26.4.8): Q(x |
   * n) = Q(x | n − 2) + (x / 2)^(n / 2 − 1) e^(−x / 2) / Γ(n / 2), from Q(x | 1) = 2 (1 − Φ(√x))
   * and Q(x | 2) = e^(−x / 2).
   */
  public static double exceeding(double x, int degrees) {
    if (degrees < 1 || !(x >= 0)) {
      throw new IllegalArgumentException(
          "x must be 0 or more and degrees 1 or more, were " + x + " and " + degrees);
    }
    boolean isOdd = degrees % 2 == 1;
    double sum = isOdd ? normalTails(x) : Math.exp(-x / 2);
    // (x / 2)^(n / 2 − 1) e^(−x / 2) / Γ(n / 2), for n = 3 or 4
    double term = isOdd ? Math.sqrt(2 * x / Math.PI) * Math.exp(-x / 2) : x / 2 * Math.exp(-x / 2);
    for (int n = isOdd ? 3 : 4; n <= degrees; n += 2) {
      sum += term;
      term *= x / n;
    }
    return Math.min(1, sum);
  }

  private static double normalTails(double x) {
    double root = Math.sqrt(x);
    return root > 8 ? 0 : 2 * (1 - Normal.probability(root));
  }
}
