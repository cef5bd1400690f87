package org.caudal.statistics.linkage;

import java.util.Arrays;

/** Two records, and the metrics that were computed of them; used again for the next two. */
final class ComparedPair {
  private Candidate left;
  private Candidate right;

  /** By the number of the metric; NaN where it was not computed. */
  private final double[] metrics;

  ComparedPair(Candidate left, Candidate right, int metrics) {
    this.left = left;
    this.right = right;
    this.metrics = new double[metrics];
  }

  /** Takes the next two records. */
  void set(Candidate nextLeft, Candidate nextRight) {
    left = nextLeft;
    right = nextRight;
    Arrays.fill(metrics, Double.NaN);
  }

  Candidate left() {
    return left;
  }

  Candidate right() {
    return right;
  }

  double[] metrics() {
    return metrics;
  }
}
