package org.caudal.statistics;

/**
 * Moves between two distributions over the same places that move as little as possible: of each
 * place the smaller of the two weights stays, and only the rest is coupled, in proportion.
 *
 * <p>Independent coupling, w(a) v(b), finds moves where nothing moved: half in a and half in b,
 * twice, gives a quarter from a to b and a quarter back. Here it gives none. The share that moves
 * is the total variation distance, the least that any coupling can have (Lindvall 1992).
 *
 * <p>Weights are whole numbers, so that rows and columns add up to both distributions exactly;
 * proportions are rounded by largest remainder, the first place first.
 */
public final class MinimalMovement {

  private MinimalMovement() {}

  /**
   * The flows by origin and destination; stays are on the diagonal.
   *
   * @param before weights before, with a sum of at most 3,037,000,499, so that products are exact
   * @param after weights after, with the same sum
   */
  public static long[][] flows(long[] before, long[] after) {
    int places = before.length;
    long[] leaving = new long[places];
    long[] arriving = new long[places];
    long[][] flows = new long[places][places];
    long left = 0;
    long open = 0;
    for (int i = 0; i < places; i++) {
      flows[i][i] = Math.min(before[i], after[i]);
      leaving[i] = before[i] - flows[i][i];
      arriving[i] = after[i] - flows[i][i];
      left += leaving[i];
      open += arriving[i];
    }
    if (left != open) {
      throw new IllegalArgumentException("sums differ by " + (left - open));
    }
    for (int i = 0; i < places; i++) {
      if (leaving[i] > 0) {
        long[] row = apportioned(leaving[i], arriving);
        for (int j = 0; j < places; j++) {
          flows[i][j] += row[j];
          arriving[j] -= row[j];
        }
      }
    }
    return flows;
  }

  /**
   * Whole parts of a total in proportion to weights, by largest remainder, of equal ones the first;
   * none is above its weight where the total is not above their sum.
   */
  public static long[] apportioned(long total, long[] weights) {
    long sum = 0;
    for (long weight : weights) {
      sum += weight;
    }
    long[] parts = new long[weights.length];
    long[] remainders = new long[weights.length];
    long missing = total;
    for (int i = 0; i < weights.length; i++) {
      long product = Math.multiplyExact(total, weights[i]);
      parts[i] = product / sum;
      remainders[i] = product % sum;
      missing -= parts[i];
    }
    for (; missing > 0; missing--) {
      int largest = 0;
      for (int i = 1; i < remainders.length; i++) {
        if (remainders[i] > remainders[largest]) {
          largest = i;
        }
      }
      parts[largest]++;
      remainders[largest] = -1;
    }
    return parts;
  }
}
