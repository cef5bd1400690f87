package org.caudal.statistics.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PairSharesTest {

  @Test
  void aPairAloneHasItsOddsAndOthersTakeFromIt() {
    // odds of 3 to 1
    assertThat(PairShares.of(new int[] {0}, new int[] {0}, new double[] {3})[0])
        .isCloseTo(0.75, within(1e-12));
    // one document and two that may follow: neither 1, the one 2, the other 1, of 4
    double[] two = PairShares.of(new int[] {0, 0}, new int[] {0, 1}, new double[] {2, 1});
    assertThat(two[0]).isCloseTo(0.5, within(1e-12));
    assertThat(two[1]).isCloseTo(0.25, within(1e-12));
    // a row a-1, b-1, b-2 of odds 2, 3, 4: none 1, single 2 + 3 + 4, a-1 with b-2 8, together 18
    double[] row = PairShares.of(new int[] {0, 1, 1}, new int[] {0, 0, 1}, new double[] {2, 3, 4});
    assertThat(row[0]).isCloseTo(10 / 18.0, within(1e-12));
    assertThat(row[1]).isCloseTo(3 / 18.0, within(1e-12));
    assertThat(row[2]).isCloseTo(12 / 18.0, within(1e-12));
    assertThat(PairShares.of(new int[0], new int[0], new double[0])).isEmpty();
  }

  @Test
  void sharesAreThoseOfAllChoicesWhereThereIsNoRingAndCloseWhereThereIs() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      int pairs = 1 + random.nextInt(7);
      boolean isRing = round % 3 == 0;
      int[] left = new int[pairs];
      int[] right = new int[pairs];
      double[] odds = new double[pairs];
      for (int i = 0; i < pairs; i++) { // a tree: each pair has a side of its own
        boolean isLeftNew = i == 0 || random.nextBoolean();
        int other = i == 0 ? 0 : random.nextInt(i);
        left[i] = isLeftNew ? i : left[other];
        right[i] = isLeftNew && i > 0 ? right[other] : i;
        odds[i] = Math.exp(random.nextDouble() * 8 - 3);
      }
      if (isRing) {
        left = new int[] {0, 0, 1, 1};
        right = new int[] {0, 1, 0, 1};
        odds = new double[] {odds[0], 0.2 + random.nextDouble(), odds[0] / 2, 1};
      }
      double[] shares = PairShares.of(left, right, odds);
      double all = sum(left, right, odds, 0, 0, 0, -1);
      for (int i = 0; i < odds.length; i++) {
        assertThat(shares[i])
            .isCloseTo(sum(left, right, odds, 0, 0, 0, i) / all, within(isRing ? 0.08 : 1e-9));
      }
    }
  }

  /** Sum over all choices from a pair on, of those that hold a pair if it is not -1. */
  private static double sum(
      int[] left, int[] right, double[] odds, int from, int lefts, int rights, int must) {
    if (from == odds.length) {
      return 1;
    }
    double sum = from == must ? 0 : sum(left, right, odds, from + 1, lefts, rights, must);
    int l = 1 << left[from];
    int r = 1 << right[from];
    if ((lefts & l) == 0 && (rights & r) == 0) {
      sum += odds[from] * sum(left, right, odds, from + 1, lefts | l, rights | r, must);
    }
    return sum;
  }
}
