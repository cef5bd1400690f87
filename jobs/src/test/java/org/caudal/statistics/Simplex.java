package org.caudal.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * Maximises a linear function of numbers that are not negative under equations: the simplex method
 * in two phases with the rule of Bland (1977), which ends always. For small problems.
 */
public final class Simplex {
  private static final double NOTHING = 1e-9;

  private final double[][] table; // the last column is the right side
  private final int[] basis;
  private final int unknowns;

  /**
   * A problem that has a solution.
   *
   * @param equations left sides, then the right side, which is not negative
   */
  public Simplex(List<double[]> equations, int unknowns) {
    this.unknowns = unknowns;
    int rows = equations.size();
    table = new double[rows][unknowns + rows + 1];
    basis = new int[rows];
    double[] slack = new double[unknowns + rows];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(equations.get(i), 0, table[i], 0, unknowns);
      table[i][unknowns + i] = 1;
      table[i][unknowns + rows] = equations.get(i)[unknowns];
      basis[i] = unknowns + i;
      slack[unknowns + i] = -1;
    }
    maximise(slack, unknowns + rows);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < unknowns && basis[i] >= unknowns; j++) {
        if (Math.abs(table[i][j]) > NOTHING) {
          pivot(i, j); // at zero: nothing changes
        }
      }
    }
  }

  /** The largest value; infinity where there is none. */
  public double largest(double[] weights) {
    double[] all = Arrays.copyOf(weights, table.length == 0 ? unknowns : table[0].length - 1);
    return maximise(all, unknowns);
  }

  private double maximise(double[] weights, int columns) {
    int entering = entering(weights, columns);
    while (entering >= 0) {
      int leaving = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < table.length; i++) {
        if (table[i][entering] > NOTHING) {
          double ratio = right(i) / table[i][entering];
          boolean isTie = leaving >= 0 && Math.abs(ratio - least) <= NOTHING;
          if (isTie ? basis[i] < basis[leaving] : ratio < least) {
            leaving = i;
            least = ratio;
          }
        }
      }
      if (leaving < 0) {
        return Double.POSITIVE_INFINITY;
      }
      pivot(leaving, entering);
      entering = entering(weights, columns);
    }
    double value = 0;
    for (int i = 0; i < table.length; i++) {
      value += weights[basis[i]] * right(i);
    }
    return value;
  }

  private int entering(double[] weights, int columns) {
    for (int j = 0; j < columns; j++) {
      double gain = weights[j];
      for (int i = 0; i < table.length; i++) {
        gain -= weights[basis[i]] * table[i][j];
      }
      if (gain > NOTHING) {
        return j;
      }
    }
    return -1;
  }

  private double right(int row) {
    return table[row][table[row].length - 1];
  }

  private void pivot(int row, int column) {
    double factor = table[row][column];
    for (int j = 0; j < table[row].length; j++) {
      table[row][j] /= factor;
    }
    for (int i = 0; i < table.length; i++) {
      double times = table[i][column];
      if (i != row && times != 0) {
        for (int j = 0; j < table[i].length; j++) {
          table[i][j] -= times * table[row][j];
        }
      }
    }
    basis[row] = column;
  }
}
