package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BestAssignmentTest {

  @Test
  void theGreatestTotalIsThatOfAllChoices() {
    Random random = new Random(11);
    for (int round = 0; round < 2000; round++) {
      double[][] weight = new double[1 + random.nextInt(5)][1 + random.nextInt(5)];
      boolean isWhole = round % 2 == 0; // with ties
      for (double[] row : weight) {
        Arrays.setAll(row, j -> isWhole ? random.nextInt(7) - 2 : random.nextDouble() * 6 - 2);
      }
      int[] chosen = BestAssignment.of(weight);
      assertThat(chosen).hasSize(weight.length);
      assertThat(Arrays.stream(chosen).filter(column -> column >= 0)).doesNotHaveDuplicates();
      assertThat(total(weight, chosen))
          .as(Arrays.deepToString(weight))
          .isCloseTo(best(weight, 0, new boolean[weight[0].length]), within(1e-9));
      for (int row = 0; row < chosen.length; row++) {
        assertThat(chosen[row] < 0 || weight[row][chosen[row]] > 0).isTrue();
      }
    }
  }

  @Test
  void theLargestPairIsGivenUpForTwoThatAreMoreTogether() {
    // 5 + 0 against 4 + 3
    assertThat(BestAssignment.of(new double[][] {{5, 4}, {3, -9}})).containsExactly(1, 0);
    assertThat(BestAssignment.of(new double[][] {{0, -1}})).containsExactly(BestAssignment.NONE);
    assertThat(BestAssignment.of(new double[0][])).isEmpty();
  }

  private static double total(double[][] weight, int[] chosen) {
    double total = 0;
    for (int row = 0; row < chosen.length; row++) {
      total += chosen[row] < 0 ? 0 : weight[row][chosen[row]];
    }
    return total;
  }

  /** The greatest total of rows from one on, trying every column and none. */
  private static double best(double[][] weight, int row, boolean[] isTaken) {
    if (row == weight.length) {
      return 0;
    }
    double best = best(weight, row + 1, isTaken);
    for (int column = 0; column < isTaken.length; column++) {
      if (!isTaken[column]) {
        isTaken[column] = true;
        best = Math.max(best, weight[row][column] + best(weight, row + 1, isTaken));
        isTaken[column] = false;
      }
    }
    return best;
  }
}
