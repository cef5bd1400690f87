package org.caudal.statistics;

/** Student's t distribution. */
public final class StudentT {
  private static final int BISECTIONS = 200;

  /** Degrees of freedom above which the expansion has all digits that a double holds. */
  private static final int MANY = 1000;

  private StudentT() {}

  /**
   * The t of a two-sided interval of the given level: 12.706 for 0.95 and one degree of freedom.
   *
   * <p>Found by bisection of P(|T| ≤ t), which has a closed form in the angle arctan(t/√v):
   * Abramowitz and Stegun (1964), 26.7.3 for odd and 26.7.4 for even degrees of freedom v. Of more
   * than 1000 degrees it is the {@link #expansion} about the quantile of the normal distribution.
   */
  public static double twoSided(double level, int degreesOfFreedom) {
    if (!(level > 0 && level < 1) || degreesOfFreedom < 1) {
      throw new IllegalArgumentException(
          "level must be within (0, 1) and degrees of freedom 1 or more, were "
              + level
              + " and "
              + degreesOfFreedom);
    }
    if (degreesOfFreedom > MANY) {
      return expanded(Normal.twoSided(level), degreesOfFreedom);
    }
    double low = 0;
    double high = Math.PI / 2;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (within(middle, degreesOfFreedom) < level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(degreesOfFreedom) * Math.tan((low + high) / 2);
  }

  private static double expanded(double z, int v) {
    double[] coefficients = expansion(z);
    double t = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      t = t / v + coefficients[i];
    }
    return t;
  }

  /** P(|T| ≤ √v tan angle). */
  private static double within(double angle, int v) {
    boolean odd = v % 2 == 1;
    double cosine = Math.cos(angle);
    double sum = 0;
    double term = odd ? cosine : 1;
    for (int power = odd ? 1 : 0; power <= v - 2; power += 2) {
      sum += term;
      term *= cosine * cosine * (power + 1) / (power + 2);
    }
    return odd ? (angle + Math.sin(angle) * sum) * 2 / Math.PI : Math.sin(angle) * sum;
  }

  /**
   * Coefficients of 1, 1/v, … 1/v⁴ in the expansion of the quantile about the normal one,
   * Abramowitz and Stegun (1964), 26.7.5.
   *
   * @param z quantile of the normal distribution
   */
  public static double[] expansion(double z) {
    double z2 = z * z;
    return new double[] {
      z,
      z * (z2 + 1) / 4,
      z * ((5 * z2 + 16) * z2 + 3) / 96,
      z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384,
      z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160
    };
  }
}
