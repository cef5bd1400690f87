package org.caudal.statistics;

/**
 * The interval of a part of a population whose size is known, from a sample of clusters.
 *
 * <p>Wilson's (1927, J. Am. Stat. Assoc. 22) for as many persons as, drawn one by one, would give
 * the same error (Korn and Graubard 1998, Surv. Methodol. 24), with the quantile of Student's t for
 * the degrees of freedom of the design. Unlike estimate ± error it is never below zero, and it
 * holds for small parts.
 */
public final class ShareInterval {
  private static final double ROUNDING = 1e-9;

  private ShareInterval() {}

  /** Whether an error is none, but for rounding. */
  public static boolean isNone(double error, double whole) {
    return error <= ROUNDING * whole;
  }

  /** Whether a part is the whole, but for rounding. */
  public static boolean isWhole(double part, double whole) {
    return part >= whole * (1 - ROUNDING);
  }

  /**
   * Lower and upper end; of an error that is none but for rounding, the part itself. Of the whole,
   * whose size is then an estimate too, the figure less and more its error.
   *
   * @param part persons
   * @param whole persons of the population
   * @param error standard error of the part
   * @param degrees degrees of freedom, 1 or more
   * @param level for example 0.95
   */
  public static double[] of(double part, double whole, double error, int degrees, double level) {
    if (isNone(error, whole)) {
      return new double[] {part, part};
    }
    double t = StudentT.twoSided(level, degrees);
    if (isWhole(part, whole)) {
      return new double[] {Math.max(0, part - t * error), part + t * error};
    }
    double share = part / whole;
    return wilson(part, whole, share * (1 - share) * whole * whole / (error * error), t);
  }

  /**
   * Lower and upper end where persons were drawn one by one; of all or none of them too.
   *
   * @param part persons
   * @param whole persons of the population
   * @param drawn how many were drawn
   * @param degrees degrees of freedom, 1 or more
   * @param level for example 0.95
   */
  public static double[] ofDrawn(double part, double whole, long drawn, int degrees, double level) {
    return wilson(part, whole, (double) drawn, StudentT.twoSided(level, degrees));
  }

  private static double[] wilson(double part, double whole, double drawn, double t) {
    double share = part / whole;
    double spread = share * (1 - share);
    double width = t * t / drawn;
    double centre = (share + width / 2) / (1 + width);
    double half = Math.sqrt(spread * width + width * width / 4) / (1 + width);
    return new double[] {
      Math.min(part, Math.max(0, whole * (centre - half))),
      Math.max(part, Math.min(whole, whole * (centre + half)))
    };
  }
}
