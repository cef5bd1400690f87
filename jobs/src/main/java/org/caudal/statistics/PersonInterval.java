package org.caudal.statistics;

/**
 * Interval of a number of persons of whom some are counted and the others estimated.
 *
 * <p>Who is counted is certain. Those not counted, estimate − counted, have a gamma distribution
 * with the mean and variance of the estimate, both times 1 + 1/m for m units counted, as if one
 * more had been seen: for m seen of an unknown number, each with the same chance, the rest is
 * negative binomial with m + 1 (for a flat prior; Raftery 1988, Biometrika 75). So a small count
 * has an upper end. Quantiles are those of Wilson and Hilferty (1931, PNAS 17). Where everybody is
 * counted, or nearly, the interval is normal.
 *
 * @param low lower end, 0 or more, at most the estimate
 * @param high upper end, at least the estimate
 */
public record PersonInterval(double low, double high) {
  private static final double SKEWEST = 0.5; // beyond it Wilson and Hilferty do not hold
  private static final int NINTH = 9;

  /**
   * The interval of an estimate.
   *
   * @param counted persons counted, at most the estimate
   * @param units devices counted, 1 or more
   * @param z quantile of the normal distribution, 1.96 for 95 %
   */
  public static PersonInterval of(
      double estimate, double standardError, double counted, double units, double z) {
    double more = 1 + 1 / units;
    double mean = (estimate - counted) * more;
    double variance = standardError * standardError * more;
    double ninth = variance / (NINTH * mean * mean);
    double low;
    double high;
    if (mean > 0 && ninth <= SKEWEST) {
      low = counted + gamma(mean, ninth, -z);
      high = counted + gamma(mean, ninth, z);
    } else {
      double half = z * Math.sqrt(variance);
      low = estimate - half;
      high = estimate + half;
    }
    return new PersonInterval(Math.min(estimate, Math.max(0, low)), Math.max(estimate, high));
  }

  /**
   * The interval where devices are told in full steps only: it holds that of every number of
   * devices that is told the same, with as many persons each, so that it tells none from another.
   *
   * @param counted persons counted, at most the estimate
   * @param units devices counted, 1 or more
   * @param step of devices as they are told, rounded down
   * @param z quantile of the normal distribution, 1.96 for 95 %
   */
  public static PersonInterval ofSteps(
      double estimate, double standardError, double counted, long units, long step, double z) {
    double low = estimate;
    double high = estimate;
    long told = units / step * step;
    for (long same = Math.max(1, told); same < told + step; same++) {
      double persons = Math.min(estimate, counted / (double) units * (double) same);
      PersonInterval ends = of(estimate, standardError, persons, (double) same, z);
      low = Math.min(low, ends.low());
      high = Math.max(high, ends.high());
    }
    return new PersonInterval(low, high);
  }

  private static double gamma(double mean, double ninth, double z) {
    return mean * Math.pow(Math.max(0, 1 - ninth + z * Math.sqrt(ninth)), 3);
  }
}
