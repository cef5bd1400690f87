package org.caudal.statistics.spells;

import java.util.function.IntToDoubleFunction;

/**
 * Distribution of the first day of a stay that follows another, from the likelihood of every day of
 * change between the two; a day without records is as likely as the next.
 */
final class ChangeDay {
  /** Logarithm of the odds against a day that leave it out. */
  private static final double NEGLIGIBLE = 12;

  /** Two days alike on either side of a quantile must not change places by the last bit. */
  private static final double ROUNDING = 1e-9;

  private final int first;
  private final double[] atMost;

  private ChangeDay(int first, double[] atMost) {
    this.first = first;
    this.atMost = atMost;
  }

  /** Any day from a first to a last, alike. */
  static ChangeDay anyOf(int first, int last) {
    double[] atMost = new double[last - first + 1];
    for (int d = 0; d < atMost.length; d++) {
      atMost[d] = (d + 1.0) / atMost.length;
    }
    return new ChangeDay(first, atMost);
  }

  /**
   * Between two stays.
   *
   * @param days days with records
   * @param from first of them in the stay before
   * @param to one after the last of them in the stay after
   * @param gain by position in days: log-likelihood of the stay before minus that of the one after
   */
  static ChangeDay between(int[] days, int from, int to, IntToDoubleFunction gain) {
    double[] sum = new double[to - from];
    double most = Double.NEGATIVE_INFINITY;
    for (int j = 1; j < sum.length; j++) {
      sum[j] = sum[j - 1] + gain.applyAsDouble(from + j - 1);
      most = Math.max(most, sum[j]);
    }
    int low = 1;
    int high = sum.length - 1;
    while (sum[low] < most - NEGLIGIBLE) {
      low++;
    }
    while (sum[high] < most - NEGLIGIBLE) {
      high--;
    }
    // A change between positions j - 1 and j falls on any day after the first up to the second.
    int first = days[from + low - 1] + 1;
    double[] atMost = new double[days[from + high] - first + 1];
    double total = 0;
    int day = first;
    for (int j = low; j <= high; j++) {
      double weight = Math.exp(sum[j] - most);
      for (; day <= days[from + j]; day++) {
        total += weight;
        atMost[day - first] = total;
      }
    }
    for (int d = 0; d < atMost.length; d++) {
      atMost[d] /= total;
    }
    return new ChangeDay(first, atMost);
  }

  /** First day by which the change has happened with a probability. */
  int quantile(double probability) {
    int d = 0;
    while (d < atMost.length - 1 && atMost[d] < probability - ROUNDING) {
      d++;
    }
    return first + d;
  }

  /**
   * Probability that at least some days lie between this change and a later one, when long stays
   * are rarer than short ones as one over the square of their length.
   */
  double probabilityOf(int days, ChangeDay later) {
    if (later.first + later.atMost.length - 1 - first < days) {
      return 0;
    }
    if (later.first - first - atMost.length + 1 >= days) {
      return 1;
    }
    double all = 0;
    double enough = 0;
    for (int d = 0; d < atMost.length; d++) {
      double here = atMost[d] - (d == 0 ? 0 : atMost[d - 1]);
      for (int e = Math.max(0, first + d + 1 - later.first); e < later.atMost.length; e++) {
        double then = later.atMost[e] - (e == 0 ? 0 : later.atMost[e - 1]);
        int length = later.first + e - first - d;
        double weight = here * then / ((double) length * length);
        all += weight;
        enough += length >= days ? weight : 0;
      }
    }
    return all == 0 ? 0 : enough / all;
  }
}
