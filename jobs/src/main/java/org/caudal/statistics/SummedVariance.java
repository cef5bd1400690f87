package org.caudal.statistics;

/**
 * The sum of two variances that are estimated apart.
 *
 * <p>The degrees of freedom of V₁ + V₂ are (V₁ + V₂)² / (V₁² / ν₁ + V₂² / ν₂), rounded down
 * (Satterthwaite 1946, Biometrics Bulletin 2(6)): those of the larger where the other is small.
 */
public final class SummedVariance {
  /**
   * So that a whole number that arithmetic leaves a trifle short of itself is not the one below.
   */
  private static final double TRIFLE = 1e-9;

  private SummedVariance() {}

  /**
   * Degrees of freedom of the sum, at least 1.
   *
   * @param ofFirst degrees of freedom of the first, of which less than 1 counts as 1
   * @param ofSecond those of the second, likewise
   */
  public static long degreesOfFreedom(
      double first, double ofFirst, double second, double ofSecond) {
    double part = first + second > 0 ? second / (first + second) : 0;
    double inverse =
        (1 - part) * (1 - part) / Math.max(1, ofFirst) + part * part / Math.max(1, ofSecond);
    return (long) (1 / inverse + TRIFLE);
  }
}
