package org.caudal.statistics;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * The noise of the cell key method: by how many a count is changed, drawn by the key of its cell.
 *
 * <p>Of all distributions on whole numbers from {@code -most} to {@code most} with mean 0 and a
 * variance, by which no count falls below zero or to one from 1 to {@code least - 1}, that with the
 * largest entropy (Marley and Leaver 2011, 58th World Statistical Congress; Giessing 2016, Privacy
 * in Statistical Databases): all else stays as open as it can be. Zero stays zero. Counts of {@code
 * most + least} and more have the same noise.
 */
public final class PerturbationTable implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many keys there are: a key is a whole number from 0 to below. */
  public static final long KEYS = 1L << 32;

  private final int most;
  private final int least;
  private final int[][] values;
  private final double[][] chances;

  /** Of each value, how many keys draw it or a smaller one. */
  private final long[][] keys;

  /**
   * A table, or a failure where a count cannot have a mean of 0 and the variance.
   *
   * @param most the most that is added or taken
   * @param variance of the noise
   * @param least the least count above zero that is left, 1 or more
   */
  public PerturbationTable(int most, double variance, int least) {
    if (least < 1 || most < least) {
      throw new IllegalArgumentException(
          "the least count must be 1 or more and no more than the most of the noise, were "
              + least
              + " and "
              + most);
    }
    // Between its nearest values, 0 and the least, a count i below it has no variance below
    // i (least - i); a count of 1 loses 1 and gains the most at the farthest.
    int smallest = (least / 2) * ((least + 1) / 2);
    if (!(variance > smallest && variance < most)) {
      throw new IllegalArgumentException(
          "the variance of the noise must be above "
              + smallest
              + ", for a least count of "
              + least
              + ", and below the most of the noise, "
              + most
              + ", was "
              + variance);
    }
    this.most = most;
    this.least = least;
    this.values = new int[most + least][];
    this.chances = new double[most + least][];
    this.keys = new long[most + least][];
    for (int i = 0; i < values.length; i++) {
      int count = i + 1;
      values[i] =
          IntStream.rangeClosed(-most, most)
              .filter(v -> count + v == 0 || count + v >= least)
              .toArray();
      chances[i] = new MaximumEntropy(values[i], variance).chances();
      keys[i] = upTo(chances[i]);
    }
  }

  private static long[] upTo(double[] chances) {
    long[] keys = new long[chances.length];
    double sum = 0;
    for (int i = 0; i < chances.length; i++) {
      sum += chances[i];
      keys[i] = Math.round(sum * KEYS);
    }
    keys[chances.length - 1] = KEYS;
    return keys;
  }

  /** The chance that a count is changed by v. */
  public double chance(long count, int v) {
    if (count == 0) {
      return v == 0 ? 1 : 0;
    }
    int row = row(count);
    for (int i = 0; i < values[row].length; i++) {
      if (values[row][i] == v) {
        return chances[row][i];
      }
    }
    return 0;
  }

  /** What is added to a count of 0 or more, by the key of its cell. */
  public int noise(long count, long key) {
    if (count == 0) {
      return 0;
    }
    int row = row(count);
    int i = 0;
    while (key >= keys[row][i]) {
      i++;
    }
    return values[row][i];
  }

  private int row(long count) {
    return (int) Math.min(count, most + least) - 1;
  }
}
