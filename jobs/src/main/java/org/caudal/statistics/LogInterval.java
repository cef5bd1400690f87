package org.caudal.statistics;

/**
 * The interval of an estimate that cannot be below zero and has no known bound above.
 *
 * <p>The estimate is taken for log-normal (Burnham and others 1987, Am. Fish. Soc. Monogr. 5): the
 * variance of its logarithm is ln(1 + c²), where c is the error as a share of the estimate. With
 * the quantile of Student's t, the ends are the estimate divided and multiplied by one factor.
 */
public final class LogInterval {
  private static final double MOST = 10;

  private LogInterval() {}

  /**
   * Lower and upper end; an error of several times the estimate counts as if the factor were
   * e<sup>10</sup>.
   *
   * @param estimate 0 or more
   * @param error its standard error
   * @param degrees degrees of freedom, 1 or more
   * @param level for example 0.95
   */
  public static double[] of(double estimate, double error, int degrees, double level) {
    if (estimate <= 0) {
      return new double[] {estimate, estimate};
    }
    double share = error / estimate;
    double spread = Math.sqrt(Math.log1p(share * share));
    double factor = Math.exp(Math.min(MOST, StudentT.twoSided(level, degrees) * spread));
    return new double[] {estimate / factor, estimate * factor};
  }
}
