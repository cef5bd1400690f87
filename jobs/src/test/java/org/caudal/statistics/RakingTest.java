package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.caudal.statistics.Raking.Limits;
import org.caudal.statistics.Raking.Margin;
import org.caudal.statistics.Raking.Result;
import org.junit.jupiter.api.Test;

class RakingTest {
  private static final int[] ROWS = {0, 0, 1, 1};
  private static final int[] COLUMNS = {0, 1, 0, 1};

  private static List<Margin> margins(double[] rows, double[] columns) {
    return List.of(new Margin("row", ROWS, rows), new Margin("column", COLUMNS, columns));
  }

  @Test
  void aTableOfTwoByTwoKeepsItsOddsRatio() {
    Result result =
        Raking.rake(
            new double[] {1, 2, 3, 4},
            margins(new double[] {5, 5}, new double[] {4, 6}),
            Limits.USUAL);
    // Odds ratio 1 x 4 / (2 x 3) = 2/3. With a in the corner the table is a, 5 - a, 4 - a, 1 + a:
    // a (1 + a) = 2/3 (5 - a) (4 - a), so a² + 21 a - 40 = 0, a = (sqrt(601) - 21) / 2
    double a = (Math.sqrt(601) - 21) / 2;
    assertThat(result.weights())
        .containsExactly(new double[] {a, 5 - a, 4 - a, 1 + a}, within(1e-9));
    assertThat(result.converged()).isTrue();
    assertThat(result.gap()).isLessThan(1e-10);
    assertThat(result.sweeps()).isBetween(2, 20);
    assertThat(result.bounded()).isZero();
  }

  @Test
  void allMarginsAreMetToNineDigits() {
    int cells = 60;
    double[] start = new double[cells];
    double[] wanted = new double[cells];
    int[][] groups = new int[3][cells];
    for (int i = 0; i < cells; i++) {
      start[i] = 1 + i * 7 % 11;
      wanted[i] = 1 + i * 5 % 13;
      groups[0][i] = i % 5;
      groups[1][i] = i / 5 % 4;
      groups[2][i] = i / 20;
    }
    List<Margin> margins =
        List.of(
            new Margin("a", groups[0], sums(wanted, groups[0], 5)),
            new Margin("b", groups[1], sums(wanted, groups[1], 4)),
            new Margin("c", groups[2], sums(wanted, groups[2], 3)));
    Result result = Raking.rake(start, margins, Limits.USUAL);
    for (Margin margin : margins) {
      assertThat(sums(result.weights(), margin.groups(), margin.targets().length))
          .containsExactly(margin.targets(), within(1e-9 * 100));
    }
  }

  private static double[] sums(double[] weights, int[] groups, int size) {
    double[] sums = new double[size];
    for (int i = 0; i < weights.length; i++) {
      sums[groups[i]] += weights[i];
    }
    return sums;
  }

  @Test
  void oneMarginIsPostStratification() {
    Result result =
        Raking.rake(
            new double[] {1, 3, 2, 2},
            List.of(new Margin("row", ROWS, new double[] {10, 6})),
            Limits.USUAL);
    // 10 / (1 + 3) = 2.5; 6 / (2 + 2) = 1.5
    assertThat(result.weights()).containsExactly(2.5, 7.5, 3, 3);
    assertThat(result.sweeps()).isEqualTo(1);
  }

  @Test
  void whatCannotBeReachedIsRefused() {
    double[] start = {1, 1, 0, 0};
    assertThatThrownBy(
            () ->
                Raking.rake(start, margins(new double[] {5, 5}, new double[] {4, 6}), Limits.USUAL))
        .hasMessage("group 1 of row has a target but no unit");
    assertThatThrownBy(
            () ->
                Raking.rake(
                    new double[] {1, 1, 1, 1},
                    margins(new double[] {5, 5}, new double[] {4, 7}),
                    Limits.USUAL))
        .hasMessage("margins contradict each other: row adds up to 10.0, column to 11.0");
  }

  @Test
  void aGroupWhoseTargetIsNothingGetsNothing() {
    Result result =
        Raking.rake(
            new double[] {1, 1, 1, 1},
            margins(new double[] {10, 0}, new double[] {4, 6}),
            Limits.USUAL);
    assertThat(result.weights()).containsExactly(new double[] {4, 6, 0, 0}, within(1e-9));
  }

  @Test
  void marginsThatEmptyCellsMakeImpossibleDoNotConverge() {
    // the corner is empty, so the first row has its 7 in the second column, which may hold 6
    Result result =
        Raking.rake(
            new double[] {0, 1, 1, 1},
            margins(new double[] {7, 3}, new double[] {4, 6}),
            new Limits(50, 1e-10, 0, Double.POSITIVE_INFINITY));
    assertThat(result.converged()).isFalse();
    assertThat(result.sweeps()).isEqualTo(50);
    assertThat(result.gap()).isGreaterThan(0.01);
  }

  @Test
  void boundsHoldAndAreTold() {
    Result result =
        Raking.rake(
            new double[] {1, 2, 3, 4},
            margins(new double[] {5, 5}, new double[] {4, 6}),
            new Limits(500, 1e-10, 0, 1.7));
    // without bounds the first cell is 1.76: cut to 1.7, which leaves 5 - 1.7, 4 - 1.7 and 1 + 1.7
    assertThat(result.weights()).containsExactly(new double[] {1.7, 3.3, 2.3, 2.7}, within(1e-9));
    assertThat(result.bounded()).isEqualTo(1);
    assertThat(result.converged()).isTrue();
    // the first row of 1 + 2 cannot reach 5 with 1.3 times at most
    Result narrow =
        Raking.rake(
            new double[] {1, 2, 3, 4},
            margins(new double[] {5, 5}, new double[] {4, 6}),
            new Limits(500, 1e-10, 0, 1.3));
    assertThat(narrow.converged()).isFalse();
    assertThat(narrow.bounded()).isEqualTo(2);
    assertThat(narrow.weights()[0]).isEqualTo(1.3);
  }
}
