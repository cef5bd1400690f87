package org.caudal.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many cases of each period will have been reported, from how late those of earlier periods
 * were: the chain ladder.
 *
 * <p>What is known of a period after d steps grows to the next step by the factor f(d): the sum
 * over all periods that have been seen after d + 1 steps, over the sum of the same periods after d.
 * The standard error is that of Mack (1993, ASTIN Bulletin 23), with the conventions of
 * MackChainLadder: variance of a step proportional to what was known before it; where it was seen
 * once only, the least of the two before and of the square of the last over the one before it.
 * Periods in which nothing was known before a step say nothing of its variance.
 *
 * <p><b>Interval.</b> Mack's error is zero of a period of which nothing is known yet, and small
 * where factors happened to be alike. So the interval is that of a count. Of the reports of a
 * period the share p is known by now. If they are Poisson, those to come given C known ones are
 * negative binomial, of size C for the lower end and C + 1 for the upper one (the limits of Nelson
 * 1970, IEEE Trans. Reliab. 19, which hold at least their level whatever the mean), with the odds
 * (1 − p) / p. The factors are shares of binomial counts, 1 / f(d) of the reports after d + 1 steps
 * having been known after d, so that the variance of the logarithm of p is a sum (Greenwood's
 * formula, backwards in time: Kalbfleisch and Lawless 1989, JASA 84); it is added. For the upper
 * end half a report more was late, in the step of which least is known: that none ever was does not
 * say that none will be. The variance is that, or the square of Mack's error where it is larger, as
 * reports come in bursts. Ends are whole numbers, never below what is known.
 *
 * <p><b>Known bias.</b> Of small counts intervals hold more than their level, as counts have steps.
 * How late reports are is taken to be the same in all periods: where they become quicker, estimates
 * are too high, and the interval does not know. What comes after the last step is in nothing.
 */
public final class ChainLadder {
  /** Whether there is an estimate, and if not, why. */
  public enum Status {
    /** All steps are over. */
    COMPLETE,
    /** Steps to come are estimated. */
    ESTIMATED,
    /** No period is old enough that a step to come has been seen. */
    DELAY_NOT_OBSERVED,
    /** Before a step to come nothing was known of any period: its factor is a division by zero. */
    DELAY_WITHOUT_REPORTS;

    /** As in tables. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A period in the end.
   *
   * @param known reports so far
   * @param status whether there is an estimate
   * @param total estimate of all reports; null if there is none
   * @param error Mack's standard error; null where too few steps were seen for it
   * @param low lower end of the interval
   * @param high upper end of it
   */
  public record Estimate(
      long known,
      Status status,
      @Nullable Double total,
      @Nullable Double error,
      @Nullable Long low,
      @Nullable Long high) {}

  private final int steps;
  private final double tail;
  private final double[] before;
  private final double[] after;
  private final int[] seen;
  private final @Nullable Double[] variances;

  private ChainLadder(long[][] triangle, int steps, double level) {
    this.steps = steps;
    this.tail = (1 - level) / 2;
    this.before = new double[steps];
    this.after = new double[steps];
    this.seen = new int[steps];
    this.variances = new Double[steps];
    for (int k = 0; k < steps; k++) {
      learn(triangle, k);
    }
  }

  /**
   * Estimates, a row each.
   *
   * @param triangle a row a period: what was known after 0, 1, 2 … steps, so far as they are over,
   *     one at least and at most one more than there are steps
   * @param steps after which all is known
   * @param level of the intervals, above 0 and below 1
   */
  public static List<Estimate> of(long[][] triangle, int steps, double level) {
    ChainLadder ladder = new ChainLadder(triangle, steps, level);
    return Arrays.stream(triangle).map(ladder::estimate).toList();
  }

  private void learn(long[][] triangle, int k) {
    List<long[]> rows = new ArrayList<>();
    for (long[] row : triangle) {
      if (row.length > k + 1) {
        seen[k]++;
        before[k] += row[k];
        after[k] += row[k + 1];
        if (row[k] > 0) {
          rows.add(row);
        }
      }
    }
    if (rows.size() > 1) {
      double squares = 0;
      for (long[] row : rows) {
        double error = row[k + 1] - factor(k) * row[k];
        squares += error * error / row[k];
      }
      variances[k] = squares / (rows.size() - 1);
    } else if (k > 1) {
      variances[k] = extrapolated(variances[k - 2], variances[k - 1]);
    }
  }

  private static @Nullable Double extrapolated(@Nullable Double first, @Nullable Double second) {
    if (first == null || second == null) {
      return null;
    }
    double least = Math.min(first, second);
    return first > 0 ? Math.min(second * second / first, least) : least;
  }

  private double factor(int k) {
    return after[k] / before[k];
  }

  private Estimate estimate(long[] row) {
    int step = row.length - 1;
    long known = row[step];
    if (step >= steps) {
      return new Estimate(known, Status.COMPLETE, (double) known, 0.0, known, known);
    }
    for (int k = step; k < steps; k++) {
      if (before[k] == 0) {
        Status status = Status.DELAY_WITHOUT_REPORTS;
        for (int later = step; later < steps; later++) {
          status = seen[later] == 0 ? Status.DELAY_NOT_OBSERVED : status;
        }
        return new Estimate(known, status, null, null, null, null);
      }
    }
    return estimate(known, step);
  }

  private Estimate estimate(long known, int step) {
    double growth = 1;
    double ofShare = 0; // variance of the logarithm of the share that is known
    double least = Double.MAX_VALUE;
    double total = (double) known;
    double mack = 0;
    boolean hasError = true;
    for (int k = step; k < steps; k++) {
      double factor = factor(k);
      Double variance = variances[k];
      hasError &= variance != null;
      double chance = variance == null ? 0 : variance * (total + total * total / before[k]);
      mack = mack * factor * factor + chance;
      total *= factor;
      growth *= factor;
      ofShare += (after[k] - before[k]) / (before[k] * after[k]);
      least = Math.min(least, after[k]);
    }
    double floor = hasError ? mack : 0;
    long low = known + quantile((double) known, growth - 1, ofShare, floor, tail);
    double half = 0.5 / least;
    long high =
        known
            + quantile(
                known + 1.0, growth * (1 + half) - 1, ofShare + half / least, floor, 1 - tail);
    return new Estimate(
        known,
        Status.ESTIMATED,
        total,
        hasError ? (Double) Math.sqrt(mack) : null,
        Math.min(low, (long) Math.floor(total)),
        Math.max(high, (long) Math.ceil(total)));
  }

  /** Of reports to come, whose number is to those known, as size, as the odds. */
  private static long quantile(
      double size, double odds, double ofShare, double least, double probability) {
    double known = size * (1 + odds);
    double variance = known * odds + known * known * ofShare;
    return NegativeBinomial.quantile(size * odds, Math.max(variance, least), probability);
  }
}
