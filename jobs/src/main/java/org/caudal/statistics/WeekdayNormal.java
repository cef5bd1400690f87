package org.caudal.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is normal on a day: the median of the same weekday in the other weeks of a baseline, and how
 * far days of the baseline lie from it.
 *
 * <p>A day of the baseline is compared with the other weeks only, so that its own value is no part
 * of its normal; a later day with all weeks. Where no other week has the weekday, all other days
 * count. The deviation is 1.4826 times the median of the distances of the days of the baseline from
 * their normal, all weekdays together (Hampel 1974): for normal errors the standard deviation of a
 * day about its normal, with the error of the normal in it. A median does not move when one week in
 * the baseline was a feast or an outage.
 *
 * <p>Known bias: of small counts, which are skewed, the median lies below the mean, up to 0.7 where
 * the mean is below one.
 */
public final class WeekdayNormal {
  private static final int WEEK = 7;

  /** Standard deviation over median distance, 1 / quantile(0.75) of the normal distribution. */
  public static final double OF_NORMAL = 1.4826;

  private final int[] day;
  private final double[] value;

  /**
   * A baseline.
   *
   * @param day numbers of days; those that differ by whole weeks have the same weekday
   * @param value value of each day
   */
  public WeekdayNormal(int[] day, double[] value) {
    this.day = day.clone();
    this.value = value.clone();
  }

  /** The normal of a day; 0 for a baseline without other days. */
  public double expected(int of) {
    int week = Math.floorDiv(of, WEEK);
    double[] same =
        values(i -> Math.floorMod(day[i] - of, WEEK) == 0 && Math.floorDiv(day[i], WEEK) != week);
    return same.length > 0 ? median(same) : median(values(i -> day[i] != of));
  }

  /** Typical distance of a day from its normal. */
  public double deviation() {
    return OF_NORMAL
        * median(
            IntStream.range(0, day.length)
                .mapToDouble(i -> Math.abs(value[i] - expected(day[i])))
                .toArray());
  }

  /** Whole weeks that the days of the baseline make, at least 1. */
  public int weeks() {
    return Math.max(1, day.length / WEEK);
  }

  private double[] values(java.util.function.IntPredicate which) {
    return IntStream.range(0, day.length).filter(which).mapToDouble(i -> value[i]).toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
