package org.caudal.statistics.capture;

import java.util.Arrays;
import org.caudal.statistics.KeyedHash;
import org.caudal.statistics.Normal;

/**
 * An interval for the stepwise estimate that knows of the choice of the model: in each replicate of
 * a bootstrap of persons the model is chosen anew (Chan, Silverman and Vincent 2021).
 *
 * <p>BCa (Efron 1987, J. Am. Stat. Assoc. 82): quantiles of the replicates, moved by their median
 * bias and by an acceleration that comes from leaving out each person. A replicate without
 * estimates counts as infinitely many.
 *
 * @param low lower end, all persons
 * @param high upper end; infinite if too many replicates have no estimates
 */
record Reselection(double low, double high) {

  /**
   * The interval.
   *
   * @param sample what the threshold has chosen for the sample
   */
  static Reselection of(
      Captures captures,
      Stepwise sample,
      double threshold,
      int replicates,
      long seed,
      double level) {
    double estimate = captures.observed() + sample.fit().hidden();
    double[] drawn = new double[replicates];
    for (int r = 0; r < replicates; r++) {
      drawn[r] = estimate(redrawn(captures, r + 1, seed), threshold);
    }
    Arrays.sort(drawn);
    double below = Arrays.stream(drawn).filter(total -> total < estimate).count();
    double edge = 0.5 / replicates;
    double bias = Normal.quantile(Math.max(edge, Math.min(1 - edge, below / replicates)));
    double acceleration = acceleration(captures, threshold);
    double z = Normal.twoSided(level);
    return new Reselection(
        quantile(drawn, moved(bias, acceleration, -z)),
        quantile(drawn, moved(bias, acceleration, z)));
  }

  private static double moved(double bias, double acceleration, double z) {
    double sum = bias + z;
    double moved = bias + sum / (1 - acceleration * sum);
    return Normal.probability(Math.max(-8, Math.min(8, moved)));
  }

  private static double estimate(Captures captures, double threshold) {
    Stepwise chosen = Stepwise.of(captures, threshold);
    return chosen == null ? Double.POSITIVE_INFINITY : captures.observed() + chosen.fit().hidden();
  }

  /** As many persons, each drawn from all with replacement. */
  private static Captures redrawn(Captures captures, int replicate, long seed) {
    long[] upTo = new long[captures.counts().length];
    for (int pattern = 1; pattern < upTo.length; pattern++) {
      upTo[pattern] = upTo[pattern - 1] + captures.counts()[pattern];
    }
    long observed = captures.observed();
    long[] counts = new long[upTo.length];
    for (long person = 0; person < observed; person++) {
      double uniform = KeyedHash.bits(person, replicate, seed) / KeyedHash.VALUES;
      long chosen = (long) (uniform * observed);
      int at = Arrays.binarySearch(upTo, chosen);
      int pattern = at < 0 ? -at - 1 : at + 1;
      while (captures.counts()[pattern] == 0) {
        pattern++;
      }
      counts[pattern]++;
    }
    return new Captures(captures.lists(), counts);
  }

  /** From the estimates without one person of each pattern. */
  private static double acceleration(Captures captures, double threshold) {
    long[] counts = captures.counts();
    double[] without = new double[counts.length];
    double mean = 0;
    for (int pattern = 1; pattern < counts.length; pattern++) {
      if (counts[pattern] > 0) {
        long[] fewer = counts.clone();
        fewer[pattern]--;
        without[pattern] = estimate(new Captures(captures.lists(), fewer), threshold);
        mean += counts[pattern] * without[pattern] / captures.observed();
      }
    }
    if (Double.isInfinite(mean)) {
      return 0;
    }
    double squares = 0;
    double cubes = 0;
    for (int pattern = 1; pattern < counts.length; pattern++) {
      double off = counts[pattern] > 0 ? mean - without[pattern] : 0;
      squares += counts[pattern] * off * off;
      cubes += counts[pattern] * off * off * off;
    }
    return squares > 0 ? cubes / (6 * Math.pow(squares, 1.5)) : 0;
  }

  /** Between the two nearest of sorted numbers. */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int before = (int) Math.floor(place);
    int after = Math.min(before + 1, sorted.length - 1);
    double rest = place - before;
    return rest == 0 ? sorted[before] : sorted[before] + rest * (sorted[after] - sorted[before]);
  }
}
