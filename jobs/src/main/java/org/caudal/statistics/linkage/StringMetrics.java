package org.caudal.statistics.linkage;

import java.util.Arrays;

/**
 * How alike two texts are: distances of Levenshtein (1966), Damerau (1964, without restriction, by
 * Lowrance and Wagner 1975), and likenesses of Jaro (1989), Winkler (1990) and Jaccard (1901).
 */
public final class StringMetrics {
  private static final double WINKLER_ABOVE = 0.7;
  private static final double WINKLER_SCALE = 0.1;
  private static final int WINKLER_PREFIX = 4;

  private StringMetrics() {}

  /** Fewest insertions, deletions and replacements that make one text the other. */
  public static int levenshtein(Symbols a, Symbols b) {
    return levenshtein(a, b, Integer.MAX_VALUE - 1);
  }

  /** The distance of Levenshtein, or {@code most + 1} where it is more than {@code most}. */
  public static int levenshtein(Symbols a, Symbols b, int most) {
    if (a.leastDistance(b) > most) {
      return most + 1;
    }
    if (most == 1) {
      return steps(a.units(), b.units(), /* swaps= */ false);
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int symbol = a.units()[i - 1];
      int diagonal = row[0];
      row[0] = i;
      int least = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (symbol == b.units()[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
        least = Math.min(least, row[j]);
      }
      if (least > most) {
        return most + 1;
      }
    }
    return Math.min(row[b.length()], most + 1);
  }

  /** Fewest insertions, deletions, replacements and swaps of neighbours. */
  public static int damerau(Symbols a, Symbols b) {
    return damerau(a, b, Integer.MAX_VALUE - 1);
  }

  /** The distance of Damerau, or {@code most + 1} where it is more than {@code most}. */
  public static int damerau(Symbols a, Symbols b, int most) {
    if (a.leastDistance(b) > most) {
      return most + 1;
    }
    if (most == 1) {
      return steps(a.units(), b.units(), /* swaps= */ true);
    }
    int n = a.length();
    int m = b.length();
    int width = m + 2;
    int far = n + m;
    int[] cost = new int[(n + 2) * width]; // row and column 0 are a border
    cost[0] = far;
    for (int i = 0; i <= n; i++) {
      cost[(i + 1) * width] = far;
      cost[(i + 1) * width + 1] = i;
    }
    for (int j = 0; j <= m; j++) {
      cost[j + 1] = far;
      cost[width + j + 1] = j;
    }
    int[] lastRow = new int[m]; // by first position in b of a symbol: row of a where it was last
    int[] firsts = new int[m];
    for (int j = 0; j < m; j++) {
      firsts[j] = firstOf(b.units(), b.units()[j]);
    }
    for (int i = 1; i <= n; i++) {
      int symbol = a.units()[i - 1];
      int lastColumn = 0;
      int least = i;
      for (int j = 1; j <= m; j++) {
        int row = lastRow[firsts[j - 1]];
        int column = lastColumn;
        boolean same = symbol == b.units()[j - 1];
        if (same) {
          lastColumn = j;
        }
        int step =
            Math.min(
                cost[i * width + j] + (same ? 0 : 1),
                Math.min(cost[(i + 1) * width + j], cost[i * width + j + 1]) + 1);
        int swapped = cost[row * width + column] + (i - row - 1) + 1 + (j - column - 1);
        cost[(i + 1) * width + j + 1] = Math.min(step, swapped);
        least = Math.min(least, Math.min(step, swapped));
      }
      if (least > most) {
        return most + 1; // no later row has less: a swap costs what deleting as far would
      }
      int first = firstOf(b.units(), symbol);
      if (first < m) {
        lastRow[first] = i;
      }
    }
    return Math.min(cost[(n + 1) * width + m + 1], most + 1);
  }

  /**
   * 0, 1 or, for more, 2: a step leaves hardly anything between how both begin and how they end.
   */
  private static int steps(int[] a, int[] b, boolean swaps) {
    int shorter = Math.min(a.length, b.length);
    int start = 0;
    while (start < shorter && a[start] == b[start]) {
      start++;
    }
    int end = 0;
    while (end < shorter - start && a[a.length - 1 - end] == b[b.length - 1 - end]) {
      end++;
    }
    int n = a.length - start - end;
    int m = b.length - start - end;
    if (n <= 1 && m <= 1) {
      return Math.max(n, m);
    }
    boolean isSwap =
        swaps && n == 2 && m == 2 && a[start] == b[start + 1] && a[start + 1] == b[start];
    return isSwap ? 1 : 2;
  }

  /** 0 nothing in common to 1 the same; two empty texts are alike unless bytes are counted. */
  public static double jaro(Symbols a, Symbols b, Symbols.Unit unit) {
    int n = a.length();
    int m = b.length();
    if (n == 0 || m == 0) {
      return n == m && unit != Symbols.Unit.BYTES ? 1 : 0;
    }
    int reach = Math.max(0, Math.max(n, m) / 2 - 1);
    boolean[] taken = new boolean[m];
    int[] matched = new int[n];
    int matches = 0;
    for (int i = 0; i < n; i++) {
      int end = Math.min(m - 1, i + reach);
      for (int j = Math.max(0, i - reach); j <= end; j++) {
        if (!taken[j] && a.units()[i] == b.units()[j]) {
          taken[j] = true;
          matched[matches++] = a.units()[i];
          break;
        }
      }
    }
    if (matches == 0) {
      return 0;
    }
    int swaps = outOfOrder(matched, b.units(), taken) / 2;
    double common = matches;
    return (common / n + common / m + (common - swaps) / common) / 3;
  }

  /** The likeness of Jaro, more where the first four symbols are the same and it is above 0.7. */
  public static double jaroWinkler(Symbols a, Symbols b, Symbols.Unit unit) {
    double jaro = jaro(a, b, unit);
    if (jaro <= WINKLER_ABOVE) {
      return jaro;
    }
    int most = Math.min(WINKLER_PREFIX, Math.min(a.length(), b.length()));
    int prefix = 0;
    while (prefix < most && a.units()[prefix] == b.units()[prefix]) {
      prefix++;
    }
    return jaro + prefix * WINKLER_SCALE * (1 - jaro);
  }

  /** Share of the symbols of either text that both have; 0 where a text is empty. */
  public static double jaccard(Symbols a, Symbols b) {
    int[] left = Arrays.stream(a.units()).distinct().sorted().toArray();
    int[] right = Arrays.stream(b.units()).distinct().sorted().toArray();
    if (left.length == 0 || right.length == 0) {
      return 0;
    }
    long both = Arrays.stream(left).filter(s -> Arrays.binarySearch(right, s) >= 0).count();
    return (double) both / (left.length + right.length - both);
  }

  private static int outOfOrder(int[] matched, int[] units, boolean[] taken) {
    int position = 0;
    int moved = 0;
    for (int j = 0; j < units.length; j++) {
      if (taken[j] && matched[position++] != units[j]) {
        moved++;
      }
    }
    return moved;
  }

  /** First position of a symbol, or the length where it does not occur. */
  private static int firstOf(int[] units, int symbol) {
    int i = 0;
    while (i < units.length && units[i] != symbol) {
      i++;
    }
    return i;
  }
}
