package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.caudal.statistics.RakedReplicates.Cells;
import org.caudal.statistics.RakedReplicates.Margins;
import org.caudal.statistics.RakedReplicates.Parts;
import org.caudal.statistics.RakedReplicates.Weights;
import org.junit.jupiter.api.Test;

class RakedReplicatesTest {

  private static Cells cells(double persons, double[]... counts) {
    return new Cells(new int[] {0, 1}, new int[] {0, 0}, new double[] {1, 1}, persons, counts);
  }

  @Test
  void aReplicateVariesAsMuchAsIsNotCounted() {
    // 4 of 16 and 5 of 10: weights 4 and 2, k² = 1 - 1/4 and 1 - 1/2
    Weights weights =
        RakedReplicates.rake(
            cells(1, new double[] {4, 8}, new double[] {5, 5}),
            new Margins(new double[] {16, 10}, new double[] {0}));
    assertThat(weights.spreads()[0]).isEqualTo(Math.sqrt(0.75));
    assertThat(weights.spreads()[1]).isEqualTo(Math.sqrt(0.5));
    // the replicate counts 4 + k (8 - 4), and its weights give 16 again
    double counted = 4 + 4 * Math.sqrt(0.75);
    assertThat(weights.weights()[0][1]).isCloseTo(16 / counted, within(1e-12));
    assertThat(weights.weights()[1][1]).isCloseTo(2, within(1e-12));
  }

  @Test
  void whoeverIsCountedHasNoErrorAndPairsHaveMore() {
    double[][] counts = {{10}, {5}};
    Weights all =
        RakedReplicates.rake(cells(1, counts), new Margins(new double[] {10, 5}, new double[] {0}));
    assertThat(all.spreads()).containsExactly(0, 0);
    // a quarter of the persons with two units: q = 1 / 1.25 = 0.8; (1 + 0.75) / 1.25 = 1.4 = 3 -
    // 1.6
    Weights pairs =
        RakedReplicates.rake(
            cells(0.8, counts), new Margins(new double[] {40, 20}, new double[] {0}));
    assertThat(pairs.spreads()[0]).isCloseTo(Math.sqrt(1.4 - 0.25), within(1e-12));
  }

  @Test
  void aRowWithoutUnitsGetsNobodyAndColumnsFollowTheRows() {
    Cells cells =
        new Cells(
            new int[] {0, 0, 1},
            new int[] {0, 1, 1},
            new double[] {1, 1, 1},
            1,
            new double[][] {{2}, {2}, {0}});
    Weights weights =
        RakedReplicates.rake(cells, new Margins(new double[] {30, 70}, new double[] {1, 2}));
    // only row 0 is left: 30 by columns 1 : 2, over two units each
    assertThat(weights.weights()[0][0]).isCloseTo(5, within(1e-9));
    assertThat(weights.weights()[1][0]).isCloseTo(10, within(1e-9));
    assertThat(weights.weights()[2][0]).isZero();
  }

  @Test
  void byRegressionWeightsChangeInALine() {
    // 1, 3 and 4, 2 to rows 5, 5 and columns 6, 4
    Cells cells =
        new Cells(
            new int[] {0, 0, 1, 1},
            new int[] {0, 1, 0, 1},
            new double[] {1, 1, 1, 1},
            1,
            new double[][] {{1}, {3}, {4}, {2}});
    double[][] weights =
        RakedReplicates.calibrate(
                cells,
                new Margins(new double[] {5, 5}, new double[] {60, 40}),
                RakedReplicates.Calibration.GREG)
            .weights();
    // Rows are scaled first, to 1.25, 3.75 and 3.33, 1.67. Factors 1 + a + c, 1 + a, 1 + b + c and
    // 1 + b with 5a + 1.25c = 0, 5b + 3.33c = 0, 1.25a + 3.33b + 4.583c = 6 - 4.583
    double c = (6 - 55 / 12.0) / (55 / 12.0 - 1.25 * 0.25 - 10 / 3.0 * 2 / 3.0);
    double a = -c / 4;
    double b = -c * 2 / 3;
    double[] expected = {1.25 * (1 + a + c), 1.25 * (1 + a), (1 + b + c) / 1.2, (1 + b) / 1.2};
    for (int i = 0; i < expected.length; i++) {
      assertThat(weights[i][0]).isCloseTo(expected[i], within(1e-9));
    }
    assertThat(weights[0][0] + 3 * weights[1][0]).isCloseTo(5, within(1e-9));
    assertThat(weights[0][0] + 4 * weights[2][0]).isCloseTo(6, within(1e-9));
  }

  /** Column 1 is in row 1 alone, where 20 of 100 are. */
  @Test
  void columnsThatCannotBeMetAreSaid() {
    Cells cells =
        new Cells(
            new int[] {0, 1, 1},
            new int[] {0, 0, 1},
            new double[] {1, 1, 1},
            1,
            new double[][] {{30}, {4}, {6}});
    double[] rows = {80, 20};
    double[] shortfalls =
        RakedReplicates.rake(cells, new Margins(rows, new double[] {7, 3})).shortfalls();
    assertThat(shortfalls[0]).isZero(); // it has 80 of 70
    assertThat(shortfalls[1]).isCloseTo(1 / 3.0, within(1e-6)); // 20 of 30
    assertThat(RakedReplicates.rake(cells, new Margins(rows, new double[] {9, 1})).shortfalls())
        .containsExactly(new double[2], within(1e-9));
    assertThat(RakedReplicates.rake(cells, new Margins(rows, new double[] {0, 1})).shortfalls())
        .containsExactly(0, 0); // one is not known: columns are left out
  }

  /** Men and women, each young and old, and four of whom nothing is known, in one row. */
  private static Weights bySexAndAge(RakedReplicates.Calibration how, double[]... counts) {
    return RakedReplicates.calibrate(
        new Cells(new int[5], new int[5], new double[] {1, 1, 1, 1, 1}, 1, counts),
        new Margins(
            new double[] {500},
            new double[] {0},
            List.of(
                new Parts("sex", new int[] {1, 1, 2, 2, 0}, new double[][] {{0, 2, 3}}),
                new Parts("age", new int[] {1, 2, 1, 2, 0}, new double[][] {{0, 220, 280}}))),
        how);
  }

  @Test
  void sexAndAgeAreMetWithinARowByTheSampleAndByEachReplicate() {
    double[][] counts = {{30, 36}, {10, 8}, {20, 15}, {20, 31}, {20, 10}};
    Weights weights = bySexAndAge(RakedReplicates.Calibration.RAKING, counts);
    // Of 500, a fifth of the units are not known: 100, 5 each. The other 400 are 160 men and 240
    // women, 176 young and 224 old. Raking keeps the odds ratio 30 x 20 / (10 x 20) = 3, and so
    // does 96, 64, 80, 160 with these margins: 96 x 160 / (64 x 80) = 3.
    double[] expected = {96 / 30.0, 64 / 10.0, 80 / 20.0, 160 / 20.0, 5};
    for (int i = 0; i < expected.length; i++) {
      assertThat(weights.weights()[i][0]).isCloseTo(expected[i], within(1e-6));
    }
    assertThat(weights.gap()).isLessThan(1e-9);
    double[] sums = new double[5];
    double[] counted = new double[5];
    for (int i = 0; i < sums.length; i++) {
      counted[i] = RakedReplicates.counted(counts[i], weights.spreads()[i], 1);
      sums[i] = weights.weights()[i][1] * counted[i];
    }
    double known = 500 - 500 * counted[4] / Arrays.stream(counted).sum();
    assertThat(sums[0] + sums[1]).isCloseTo(known * 0.4, within(1e-6));
    assertThat(sums[1] + sums[3]).isCloseTo(known * 0.56, within(1e-6));
    assertThat(Arrays.stream(sums).sum()).isCloseTo(500, within(1e-9));
  }

  @Test
  void byRegressionSexAndAgeAreMetToo() {
    double[][] counts = {{30}, {10}, {20}, {20}, {20}};
    Weights weights = bySexAndAge(RakedReplicates.Calibration.GREG, counts);
    // All weigh 5 before, 150, 50, 100, 100 and 100. Factors 1 + a, 1 + a + c, 1 + b, 1 + b + c:
    // men 200 + 200a + 50c = 160, women 200 + 200b + 100c = 240, old 150 + 50a + 100b + 150c = 224:
    // a = -0.2 - c/4, b = 0.2 - c/2, so 10 - 12.5c - 50c + 150c = 74, c = 64/87.5
    double c = 64 / 87.5;
    double a = -0.2 - c / 4;
    double b = 0.2 - c / 2;
    double[] expected = {5 * (1 + a), 5 * (1 + a + c), 5 * (1 + b), 5 * (1 + b + c), 5};
    for (int i = 0; i < expected.length; i++) {
      assertThat(weights.weights()[i][0]).isCloseTo(expected[i], within(1e-9));
    }
  }

  /** Weights of cells that are the groups of a part of one row of 300. */
  private static double[] weights(double[] targets, double... counts) {
    int[] groups = IntStream.range(0, counts.length).toArray();
    double[] start = new double[counts.length];
    Arrays.fill(start, 1);
    return Arrays.stream(
            RakedReplicates.rake(
                    new Cells(
                        new int[counts.length],
                        new int[counts.length],
                        start,
                        1,
                        Arrays.stream(counts)
                            .mapToObj(count -> new double[] {count})
                            .toArray(double[][]::new)),
                    new Margins(
                        new double[] {300},
                        new double[] {0},
                        List.of(new Parts("age", groups, new double[][] {targets}))))
                .weights())
        .mapToDouble(weight -> weight[0])
        .toArray();
  }

  @Test
  void groupsOfFewUnitsArePutTogetherWithTheNextOrAtTheEndWithTheOneBefore() {
    // 19 and 1 are 20: one group of 1 + 2 parts of 6, 150 over 20; 2 and 1 parts of 20 and 5: 150
    assertThat(weights(new double[] {1, 2, 2, 1}, 19, 1, 20, 5))
        .containsExactly(new double[] {7.5, 7.5, 6, 6}, within(1e-9));
    // 19 and 19 are no two groups: all as one
    assertThat(weights(new double[] {1, 5}, 1, 19)).containsExactly(15, 15);
    // nobody of the first is there: the second stands for it
    assertThat(weights(new double[] {1, 2, 3}, 0, 30, 20))
        .containsExactly(new double[] {0, 5, 7.5}, within(1e-9));
    // the last is of no group, 10 units of 60, 50; the others 1 : 4 of 250
    assertThat(weights(new double[] {1, 4, 0}, 20, 30, 10))
        .containsExactly(new double[] {2.5, 200 / 30.0, 5}, within(1e-9));
  }

  @Test
  void groupsThatContradictEachOtherAreSaid() {
    // all men are young and all women old; two thirds are men, a third is young
    Weights weights =
        RakedReplicates.rake(
            new Cells(
                new int[] {0, 1, 1},
                new int[3],
                new double[] {1, 1, 1},
                1,
                new double[][] {{9}, {30}, {30}}),
            new Margins(
                new double[] {20, 600},
                new double[] {0},
                List.of(
                    new Parts("sex", new int[] {0, 0, 1}, new double[][] {{1, 1}, {2, 1}}),
                    new Parts("age", new int[] {0, 0, 1}, new double[][] {{1, 1}, {1, 2}}))));
    // ages are met last, 200 and 400: twice as many women as there are
    assertThat(weights.gap()).isCloseTo(1, within(1e-6));
    assertThat(weights.widest()).isEqualTo(1);
    assertThat(30 * weights.weights()[1][0] + 30 * weights.weights()[2][0])
        .isCloseTo(600, within(1e-9));
  }
}
