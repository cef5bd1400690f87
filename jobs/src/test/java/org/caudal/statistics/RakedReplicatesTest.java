package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.caudal.statistics.RakedReplicates.Cells;
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
            new double[] {16, 10},
            new double[] {0});
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
    Weights all = RakedReplicates.rake(cells(1, counts), new double[] {10, 5}, new double[] {0});
    assertThat(all.spreads()).containsExactly(0, 0);
    // a quarter of the persons with two units: q = 1 / 1.25 = 0.8; (1 + 0.75) / 1.25 = 1.4 = 3 -
    // 1.6
    Weights pairs =
        RakedReplicates.rake(cells(0.8, counts), new double[] {40, 20}, new double[] {0});
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
    Weights weights = RakedReplicates.rake(cells, new double[] {30, 70}, new double[] {1, 2});
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
                cells, new double[] {5, 5}, new double[] {60, 40}, RakedReplicates.Calibration.GREG)
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
}
