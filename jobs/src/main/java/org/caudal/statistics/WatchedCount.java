package org.caudal.statistics;

/**
 * A count of a day against its normal, by {@link WeekdayNormal}: how many are expected, and how far
 * a normal day may lie from that.
 *
 * <p>The standard error is the larger of two: the deviation of days from their normal, and that of
 * a Poisson count with the mean expected, with the error of a median of {@code weeks} counts,
 * {@code pi / 2 / weeks} of the variance. The mean is taken one higher than the median, since of
 * small counts the median is too low and a deviation of 0 means little. Half of the interval is the
 * error times Student's t, and a half for a count being whole. The degrees of freedom are 0.37 a
 * day of the baseline, the efficiency of the median absolute deviation (Hampel 1974).
 */
public final class WatchedCount {
  private static final double EFFICIENCY = 0.37;
  private static final double WHOLE = 0.5;

  private final double expected;
  private final double error;
  private final double half;

  private WatchedCount(double expected, double error, double half) {
    this.expected = expected;
    this.error = error;
    this.half = half;
  }

  /**
   * Of one day.
   *
   * @param day days of the baseline, those a week apart alike
   * @param count count of each
   * @param of the day
   * @param level of the interval
   */
  public static WatchedCount of(int[] day, double[] count, int of, double level) {
    WeekdayNormal normal = new WeekdayNormal(day, count);
    double expected = normal.expected(of);
    double poisson = Math.sqrt((expected + 1) * (1 + Math.PI / 2 / normal.weeks()));
    double error = Math.max(normal.deviation(), poisson);
    int freedom = Math.max(1, (int) (EFFICIENCY * day.length));
    return new WatchedCount(expected, error, StudentT.twoSided(level, freedom) * error + WHOLE);
  }

  /** The normal of the day. */
  public double expected() {
    return expected;
  }

  /** Standard error of a normal day about it. */
  public double error() {
    return error;
  }

  /** Half the width of the interval. */
  public double half() {
    return half;
  }
}
