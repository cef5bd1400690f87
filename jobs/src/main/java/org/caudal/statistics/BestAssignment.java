package org.caudal.statistics;

import java.util.Arrays;

/**
 * The choice of pairs of rows and columns with the greatest total weight, each row and each column
 * in one pair at most: the Hungarian method with shortest augmenting paths (Kuhn 1955; Jonker and
 * Volgenant 1987).
 */
public final class BestAssignment {
  /** In place of a column: the row is in no pair. */
  public static final int NONE = -1;

  private final double[][] cost;
  private final int size;
  private final double[] rowPrice;
  private final double[] columnPrice;
  private final int[] rowOf;

  private BestAssignment(double[][] weight, int columns) {
    size = Math.max(weight.length, columns);
    cost = new double[size][size];
    for (int row = 0; row < weight.length; row++) {
      for (int column = 0; column < columns; column++) {
        cost[row][column] = -Math.max(weight[row][column], 0);
      }
    }
    rowPrice = new double[size];
    columnPrice = new double[size];
    rowOf = new int[size];
    Arrays.fill(rowOf, NONE);
  }

  /**
   * The column of each row, or {@link #NONE}. Among choices of one total the order of rows and
   * columns decides.
   *
   * @param weight by row and column; pairs whose weight is not above zero are never chosen
   */
  public static int[] of(double[][] weight) {
    int columns = weight.length == 0 ? 0 : weight[0].length;
    BestAssignment assignment = new BestAssignment(weight, columns);
    for (int row = 0; row < assignment.size; row++) {
      assignment.add(row);
    }
    int[] chosen = new int[weight.length];
    Arrays.fill(chosen, NONE);
    for (int column = 0; column < columns; column++) {
      int row = assignment.rowOf[column];
      if (row < weight.length && weight[row][column] > 0) {
        chosen[row] = column;
      }
    }
    return chosen;
  }

  /** Gives a row a column, and others another where that costs least. */
  private void add(int newRow) {
    double[] distance = new double[size];
    int[] before = new int[size];
    boolean[] isDone = new boolean[size];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    Arrays.fill(before, NONE);
    int column = NONE;
    int row = newRow;
    double travelled = 0;
    do {
      for (int next = 0; next < size; next++) {
        double through = travelled + cost[row][next] - rowPrice[row] - columnPrice[next];
        if (!isDone[next] && through < distance[next]) {
          distance[next] = through;
          before[next] = column;
        }
      }
      column = nearest(distance, isDone);
      travelled = distance[column];
      isDone[column] = true;
      row = rowOf[column];
    } while (row != NONE);
    price(newRow, distance, isDone, travelled);
    while (column != NONE) {
      int previous = before[column];
      rowOf[column] = previous == NONE ? newRow : rowOf[previous];
      column = previous;
    }
  }

  private void price(int newRow, double[] distance, boolean[] isDone, double travelled) {
    rowPrice[newRow] += travelled;
    for (int column = 0; column < size; column++) {
      if (isDone[column] && distance[column] < travelled) {
        columnPrice[column] -= travelled - distance[column];
        rowPrice[rowOf[column]] += travelled - distance[column];
      }
    }
  }

  private static int nearest(double[] distance, boolean[] isDone) {
    int nearest = NONE;
    for (int column = 0; column < distance.length; column++) {
      if (!isDone[column] && (nearest == NONE || distance[column] < distance[nearest])) {
        nearest = column;
      }
    }
    return nearest;
  }
}
