package org.caudal.statistics;

/**
 * Calibration by the generalised regression estimator: weights that add up to known totals of
 * auxiliary variables and change as little as possible.
 *
 * <p>The g-weight of unit i is g = 1 + x'λ, with T λ = t − Σ d x and T = Σ d x x' (Särndal,
 * Swensson and Wretman 1992, section 6.5; Deville and Särndal 1992, J. Am. Stat. Assoc. 87, case
 * 1). It minimises Σ d (g − 1)². With indicators of groups as variables it is post-stratification.
 *
 * <p>With bounds, units beyond one are set on it and the rest is calibrated again, until none is
 * beyond (truncated linear method, ibid., case 7). A unit once on a bound stays there.
 */
public final class Greg {
  private static final double SINGULAR = 1e-12; // relative to the largest pivot

  private Greg() {}

  /**
   * What came out.
   *
   * @param factors g-weight of each unit; the calibrated weight is start × factor
   * @param rounds calibrations that were made, 1 without bounds
   * @param bounded units on a bound
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Result(double[] factors, int rounds, int bounded) {}

  /**
   * Calibrates units to totals.
   *
   * @param start design weights d, above 0
   * @param variables auxiliary variables x, a row a unit
   * @param totals known totals t of the variables
   * @param lowest smallest g-weight; negative infinity for none
   * @param highest largest g-weight; infinity for none
   * @throws IllegalArgumentException where variables depend on each other, or the bounds leave no
   *     solution
   */
  public static Result calibrate(
      double[] start, double[][] variables, double[] totals, double lowest, double highest) {
    if (!(lowest <= 1 && highest >= 1)) {
      throw new IllegalArgumentException("bounds must hold 1, were " + lowest + " to " + highest);
    }
    double[] factors = new double[start.length];
    boolean[] fixed = new boolean[start.length];
    int rounds = 0;
    int bounded = 0;
    boolean cut;
    do {
      double[] lambda = lambda(start, variables, totals, factors, fixed);
      cut = false;
      for (int i = 0; i < start.length; i++) {
        if (!fixed[i]) {
          double linear = 1 + product(variables[i], lambda);
          factors[i] = Math.min(Math.max(linear, lowest), highest);
          if (factors[i] != linear) {
            fixed[i] = true;
            bounded++;
            cut = true;
          }
        }
      }
      rounds++;
    } while (cut);
    return new Result(factors, rounds, bounded);
  }

  /** Solves for the units that are on no bound. */
  private static double[] lambda(
      double[] start, double[][] variables, double[] totals, double[] factors, boolean[] fixed) {
    int size = totals.length;
    double[][] system = new double[size][size + 1];
    for (int row = 0; row < size; row++) {
      system[row][size] = totals[row];
    }
    for (int i = 0; i < start.length; i++) {
      for (int row = 0; row < size; row++) {
        double weighted = start[i] * variables[i][row];
        system[row][size] -= weighted * (fixed[i] ? factors[i] : 1);
        if (!fixed[i]) {
          for (int column = 0; column < size; column++) {
            system[row][column] += weighted * variables[i][column];
          }
        }
      }
    }
    return solved(system);
  }

  /** Gauss with the largest pivot of the column. */
  private static double[] solved(double[][] system) {
    int size = system.length;
    double largest = 0;
    for (int k = 0; k < size; k++) {
      int pivot = k;
      for (int row = k + 1; row < size; row++) {
        pivot = Math.abs(system[row][k]) > Math.abs(system[pivot][k]) ? row : pivot;
      }
      double[] swapped = system[k];
      system[k] = system[pivot];
      system[pivot] = swapped;
      largest = Math.max(largest, Math.abs(system[k][k]));
      if (!(Math.abs(system[k][k]) > SINGULAR * largest)) {
        throw new IllegalArgumentException(
            "no solution: variables depend on each other, or the bounds are too narrow");
      }
      for (int row = k + 1; row < size; row++) {
        double ratio = system[row][k] / system[k][k];
        for (int column = k; column <= size; column++) {
          system[row][column] -= ratio * system[k][column];
        }
      }
    }
    double[] solution = new double[size];
    for (int row = size - 1; row >= 0; row--) {
      double rest = system[row][size];
      for (int column = row + 1; column < size; column++) {
        rest -= system[row][column] * solution[column];
      }
      solution[row] = rest / system[row][row];
    }
    return solution;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
