package org.caudal.statistics.linkage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Groups of records that are alike on average: two groups are joined as long as the mean weight of
 * all their pairs is high enough, the highest mean first (Sokal and Michener 1958).
 *
 * <p>One wrong link does not join two persons, as it does in connected components: the pairs that
 * were not linked speak against it.
 */
public final class MeanLinkage {
  private final int[] size;
  private final double[][] means;
  private final int[] group;

  private MeanLinkage(double[][] weights) {
    means = weights;
    size = new int[weights.length];
    group = new int[weights.length];
    Arrays.fill(size, 1);
    Arrays.setAll(group, i -> i);
  }

  /** The weight of two records; negative infinity where they must not be of one person. */
  public interface PairWeight {
    /** The weight of record {@code first} and a later record {@code second}. */
    double of(int first, int second);
  }

  /**
   * The group of each record: its lowest record.
   *
   * @param weights of each pair of records, on either side of the diagonal; is changed
   * @param least lowest mean weight at which groups are joined
   */
  public static int[] groups(double[][] weights, double least) {
    MeanLinkage linkage = new MeanLinkage(weights);
    while (linkage.joinNearest(least)) {
      // until no mean is high enough
    }
    return linkage.group;
  }

  /** Weights of all pairs. */
  public static double[][] weights(int records, PairWeight weight) {
    double[][] weights = new double[records][records];
    for (int i = 0; i < records; i++) {
      for (int j = i + 1; j < records; j++) {
        weights[i][j] = weight.of(i, j);
        weights[j][i] = weights[i][j];
      }
    }
    return weights;
  }

  /** Mean weight of a record with the others of its group; null where it is alone. */
  public static @Nullable Double meanWithin(double[][] weights, int[] groups, int record) {
    double sum = 0;
    int others = 0;
    for (int i = 0; i < groups.length; i++) {
      if (i != record && groups[i] == groups[record]) {
        sum += weights[record][i];
        others++;
      }
    }
    return others == 0 ? null : (Double) (sum / others);
  }

  private boolean joinNearest(double least) {
    int first = -1;
    int second = -1;
    double nearest = least;
    for (int i = 0; i < size.length; i++) {
      for (int j = i + 1; size[i] > 0 && j < size.length; j++) {
        if (size[j] > 0 && (means[i][j] > nearest || (first < 0 && means[i][j] == least))) {
          nearest = means[i][j];
          first = i;
          second = j;
        }
      }
    }
    if (first >= 0) {
      join(first, second);
    }
    return first >= 0;
  }

  private void join(int first, int second) {
    int both = size[first] + size[second];
    for (int k = 0; k < size.length; k++) {
      if (size[k] > 0 && k != first && k != second) {
        means[first][k] = (size[first] * means[first][k] + size[second] * means[second][k]) / both;
        means[k][first] = means[first][k];
      }
      if (group[k] == second) {
        group[k] = first;
      }
    }
    size[first] = both;
    size[second] = 0;
  }
}
