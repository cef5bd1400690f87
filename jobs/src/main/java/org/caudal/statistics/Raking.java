package org.caudal.statistics;

import java.util.List;

/**
 * Raking: weights of cells that add up to several margins at once.
 *
 * <p>Iterative proportional fitting (Deming and Stephan 1940, Ann. Math. Stat. 11): the cells of
 * each group of a margin are multiplied by target / sum, margin after margin, until all sums are
 * right. The last margin given is always exact. Of all weights with these margins the result is the
 * one nearest to the start in the sense of Kullback and Leibler (Ireland and Kullback 1968,
 * Biometrika 55). With one margin it is post-stratification.
 *
 * <p>With bounds, the ratio of a weight to its start, after the start was scaled to the total of
 * the targets, is cut after each sweep; the margins may then be out of reach, which {@link
 * Result#converged} says.
 */
public final class Raking {
  private static final double SAME_TOTAL = 1e-9; // relative

  private Raking() {}

  /**
   * One margin.
   *
   * @param name for messages, for example "province"
   * @param groups group of each cell, from 0
   * @param targets what the weights of each group shall add up to, 0 or more
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Margin(String name, int[] groups, double[] targets) {
    private double total() {
      return sum(targets);
    }
  }

  /**
   * When to stop.
   *
   * @param sweeps most sweeps over all margins
   * @param tolerance largest relative difference between a sum and its target
   * @param lowest smallest ratio of weight to scaled start, 0 for none
   * @param highest largest ratio, infinite for none
   */
  public record Limits(int sweeps, double tolerance, double lowest, double highest) {
    /** A thousand sweeps, ten digits, no bounds. */
    public static final Limits USUAL = new Limits(1000, 1e-10, 0, Double.POSITIVE_INFINITY);

    /** Refuses bounds that exclude the start, and no sweep at all. */
    public Limits {
      if (sweeps < 1 || !(tolerance > 0) || !(lowest >= 0 && lowest <= 1) || !(highest >= 1)) {
        throw new IllegalArgumentException(
            "sweeps must be 1 or more, tolerance above 0, lowest 0 to 1, highest 1 or more");
      }
    }
  }

  /**
   * What came out.
   *
   * @param weights of the cells
   * @param sweeps that were made
   * @param gap largest relative difference between a sum and its target that is left
   * @param converged whether the gap is within the tolerance
   * @param bounded cells at a bound
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Result(double[] weights, int sweeps, double gap, boolean converged, int bounded) {}

  /**
   * Rakes cells to margins.
   *
   * @param start weights to begin with, 0 or more; a cell of 0 stays 0
   * @throws IllegalArgumentException where margins contradict each other, or nothing can reach one
   */
  public static Result rake(double[] start, List<Margin> margins, Limits limits) {
    requireReachable(start, margins);
    double scale = margins.get(0).total() / sum(start);
    double[] weights = start.clone();
    int sweeps = 0;
    double gap;
    do {
      margins.forEach(margin -> fit(weights, margin));
      cut(weights, start, scale, limits);
      gap = gap(weights, margins);
      sweeps++;
    } while (gap > limits.tolerance() && sweeps < limits.sweeps());
    return new Result(
        weights, sweeps, gap, gap <= limits.tolerance(), atBound(weights, start, scale, limits));
  }

  private static void fit(double[] weights, Margin margin) {
    double[] sums = sums(weights, margin);
    for (int i = 0; i < weights.length; i++) {
      int group = margin.groups()[i];
      weights[i] = sums[group] > 0 ? weights[i] * (margin.targets()[group] / sums[group]) : 0;
    }
  }

  private static void cut(double[] weights, double[] start, double scale, Limits limits) {
    for (int i = 0; i < weights.length; i++) {
      double low = limits.lowest() * scale * start[i];
      double high = start[i] > 0 ? limits.highest() * scale * start[i] : 0;
      weights[i] = Math.min(Math.max(weights[i], low), high);
    }
  }

  private static int atBound(double[] weights, double[] start, double scale, Limits limits) {
    int bounded = 0;
    for (int i = 0; i < weights.length; i++) {
      double unit = scale * start[i];
      boolean low = limits.lowest() > 0 && weights[i] <= limits.lowest() * unit;
      bounded += start[i] > 0 && (low || weights[i] >= limits.highest() * unit) ? 1 : 0;
    }
    return bounded;
  }

  private static double gap(double[] weights, List<Margin> margins) {
    double gap = 0;
    for (Margin margin : margins) {
      double[] sums = sums(weights, margin);
      for (int group = 0; group < sums.length; group++) {
        double target = margin.targets()[group];
        gap = Math.max(gap, target > 0 ? Math.abs(sums[group] / target - 1) : sums[group]);
      }
    }
    return gap;
  }

  private static void requireReachable(double[] start, List<Margin> margins) {
    if (margins.isEmpty()) {
      throw new IllegalArgumentException("there must be a margin");
    }
    for (double weight : start) {
      if (!(weight >= 0)) {
        throw new IllegalArgumentException("weights must be 0 or more, one was " + weight);
      }
    }
    Margin first = margins.get(0);
    for (Margin margin : margins) {
      double[] sums = sums(start, margin);
      for (int group = 0; group < sums.length; group++) {
        if (!(margin.targets()[group] >= 0)) {
          throw new IllegalArgumentException("a target of " + margin.name() + " is no number >= 0");
        }
        if (margin.targets()[group] > 0 && sums[group] == 0) {
          throw new IllegalArgumentException(
              "group " + group + " of " + margin.name() + " has a target but no unit");
        }
      }
      if (Math.abs(margin.total() - first.total()) > SAME_TOTAL * first.total()) {
        throw new IllegalArgumentException(
            "margins contradict each other: "
                + first.name()
                + " adds up to "
                + first.total()
                + ", "
                + margin.name()
                + " to "
                + margin.total());
      }
    }
    if (!(first.total() > 0)) {
      throw new IllegalArgumentException("the targets of " + first.name() + " are all 0");
    }
  }

  private static double[] sums(double[] weights, Margin margin) {
    double[] sums = new double[margin.targets().length];
    for (int i = 0; i < weights.length; i++) {
      sums[margin.groups()[i]] += weights[i];
    }
    return sums;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
