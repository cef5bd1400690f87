package org.caudal.statistics.border;

import java.util.Arrays;

/**
 * Probabilities of pairs of which each side may be in one at most, from the odds of each alone: the
 * share of the pair in all ways to choose pairs, a way weighing the product of the odds of its
 * pairs. Computed by belief propagation, which is exact where pairs hang together without a ring,
 * and close where rings are (Bayati, Gamarnik, Katz, Nair and Tetali 2007).
 */
public final class PairShares {
  private static final int MOST_ROUNDS = 2000;
  private static final double CLOSE = 1e-12;

  private final int[] left;
  private final int[] right;
  private final double[] odds;
  private final int lefts;
  private final int rights;

  private PairShares(int[] left, int[] right, double[] odds) {
    this.left = left;
    this.right = right;
    this.odds = odds;
    this.lefts = Arrays.stream(left).max().orElse(-1) + 1;
    this.rights = Arrays.stream(right).max().orElse(-1) + 1;
  }

  /**
   * The probability of each pair.
   *
   * @param left number of its left side, from 0
   * @param right number of its right side, from 0
   * @param odds that it is one, were there no other pair
   */
  public static double[] of(int[] left, int[] right, double[] odds) {
    return new PairShares(left, right, odds).shares();
  }

  private double[] shares() {
    double[] fromLeft = new double[odds.length]; // share of ways in which that side is free
    double[] fromRight = new double[odds.length];
    Arrays.fill(fromRight, 1);
    double change = 1;
    for (int round = 0; round < MOST_ROUNDS && change > CLOSE; round++) {
      double[] next = free(left, lefts, fromRight);
      change = change(fromLeft, next);
      fromLeft = next;
      fromRight = free(right, rights, fromLeft);
    }
    double[] shares = new double[odds.length];
    for (int i = 0; i < odds.length; i++) {
      double is = odds[i] * fromLeft[i] * fromRight[i];
      shares[i] = is / (1 + is);
    }
    return shares;
  }

  /** For each pair the share of ways in which its side is in none of its other pairs. */
  private double[] free(int[] side, int sides, double[] others) {
    double[][] before = new double[2][odds.length];
    for (int direction = 0; direction < 2; direction++) {
      double[] sum = new double[sides]; // from either end: nothing large is taken away again
      for (int step = 0; step < odds.length; step++) {
        int i = direction == 0 ? step : odds.length - 1 - step;
        before[direction][i] = sum[side[i]];
        sum[side[i]] += odds[i] * others[i];
      }
    }
    double[] free = new double[odds.length];
    Arrays.setAll(free, i -> 1 / (1 + before[0][i] + before[1][i]));
    return free;
  }

  private static double change(double[] from, double[] to) {
    double most = 0;
    for (int i = 0; i < from.length; i++) {
      most = Math.max(most, Math.abs(to[i] - from[i]));
    }
    return most;
  }
}
