package org.caudal.statistics.linkage;

/** Match weights: logarithms to base 2 of how much likelier one person is than two. */
public final class Weights {
  private static final double SMALLEST = 1e-300;
  private static final double LOG_2 = Math.log(2);

  private Weights() {}

  /** The weight of each level from its shares. */
  static double[] of(double[] m, double[] u) {
    double[] weights = new double[m.length];
    for (int gamma = 0; gamma < m.length; gamma++) {
      weights[gamma] = log2(Math.max(m[gamma], SMALLEST) / Math.max(u[gamma], SMALLEST));
    }
    return weights;
  }

  /** The weight of a probability. */
  public static double ofProbability(double probability) {
    return log2(probability / (1 - probability));
  }

  /** The probability of a weight. */
  public static double probability(double weight) {
    if (weight >= 0) {
      return 1 / (1 + Math.pow(2, -weight));
    }
    double odds = Math.pow(2, weight);
    return odds / (1 + odds);
  }

  static double log2(double value) {
    return Math.log(value) / LOG_2;
  }
}
