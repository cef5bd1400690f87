package org.caudal.statistics;

/**
 * Of all distributions on given whole numbers with mean 0 and a variance, that with the largest
 * entropy: the chance of v is proportional to exp(a v + b (v² - variance)).
 *
 * <p>The logarithm of the sum of these is convex in a and b, and least where mean and variance are
 * as asked for: Newton's method, with steps halved until they go down far enough.
 */
final class MaximumEntropy {
  private static final int STEPS = 200;
  private static final double EXACT = 1e-13;

  /** What a step gains where it is near the end and heights differ by rounding only. */
  private static final double NEAR = 1e-6;

  private final int[] values;
  private final double variance;
  private final double[] chances;
  private double a;
  private double b;
  private double height;

  /** The distribution on values between which the variance can be had with mean 0. */
  MaximumEntropy(int[] values, double variance) {
    this.values = values.clone();
    this.variance = variance;
    this.chances = new double[values.length];
    moveTo(0, -1 / (2 * variance));
    int steps = 0;
    while (steps < STEPS && step()) {
      steps++;
    }
  }

  /** The chance of each value. */
  double[] chances() {
    return chances.clone();
  }

  /** Whether a step was needed. */
  private boolean step() {
    double mean = mean(1, 0);
    double excess = mean(0, 1);
    if (Math.abs(mean) < EXACT && Math.abs(excess) < EXACT) {
      return false;
    }
    double square = mean(2, 0) - mean * mean;
    double mixed = mean(1, 1) - mean * excess;
    double fourth = mean(0, 2) - excess * excess;
    double determinant = square * fourth - mixed * mixed;
    double byA = (mixed * excess - fourth * mean) / determinant;
    double byB = (mixed * mean - square * excess) / determinant;
    double slope = mean * byA + excess * byB;
    double fromA = a;
    double fromB = b;
    double from = height;
    double size = 1;
    moveTo(fromA + byA, fromB + byB);
    while (slope < -NEAR && size > EXACT && height > from + size * slope / 4) {
      size /= 2;
      moveTo(fromA + size * byA, fromB + size * byB);
    }
    return true;
  }

  /** The mean of a power of v times a power of v² less the variance. */
  private double mean(int power, int powerOfExcess) {
    double mean = 0;
    for (int i = 0; i < values.length; i++) {
      double v = values[i];
      mean += chances[i] * Math.pow(v, power) * Math.pow(v * v - variance, powerOfExcess);
    }
    return mean;
  }

  private void moveTo(double newA, double newB) {
    this.a = newA;
    this.b = newB;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      double v = values[i];
      chances[i] = a * v + b * (v * v - variance);
      largest = Math.max(largest, chances[i]);
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      chances[i] = Math.exp(chances[i] - largest);
      sum += chances[i];
    }
    for (int i = 0; i < values.length; i++) {
      chances[i] /= sum;
    }
    this.height = largest + Math.log(sum);
  }
}
