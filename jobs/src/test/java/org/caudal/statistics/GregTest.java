package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.caudal.statistics.Raking.Limits;
import org.caudal.statistics.Raking.Margin;
import org.junit.jupiter.api.Test;

class GregTest {
  private static final double NONE = Double.POSITIVE_INFINITY;

  /** A constant and 1, 2, 3, 4. */
  private static final double[][] LINE = {{1, 1}, {1, 2}, {1, 3}, {1, 4}};

  private static final double[] TWOS = {2, 2, 2, 2};

  @Test
  void aLineIsCalibratedAsByHand() {
    // Σd = 8, Σdx = 20, Σdx² = 60; missing: 0 and 4. Determinant 8 x 60 - 20² = 80,
    // λ = (60 x 0 - 20 x 4, 8 x 4 - 20 x 0) / 80 = (-1, 0.4), g = 1 - 1 + 0.4 x
    Greg.Result result = Greg.calibrate(TWOS, LINE, new double[] {8, 24}, -NONE, NONE);
    assertThat(result.factors()).containsExactly(new double[] {0.4, 0.8, 1.2, 1.6}, within(1e-12));
    assertThat(result.rounds()).isEqualTo(1);
  }

  @Test
  void boundsCutAndTheRestMakesUpForIt() {
    // g of 0.4 and 1.6 are cut to 0.5 and 1.5; the others must add up to 2, and times x to
    // 24 / 2 - 0.5 x 1 - 1.5 x 4 = 5.5: 2 g + 3 (2 - g) = 5.5, so 0.5 and 1.5
    Greg.Result result = Greg.calibrate(TWOS, LINE, new double[] {8, 24}, 0.5, 1.5);
    assertThat(result.factors()).containsExactly(new double[] {0.5, 0.5, 1.5, 1.5}, within(1e-12));
    assertThat(result.bounded()).isEqualTo(2);
    assertThat(result.rounds()).isEqualTo(2);
  }

  @Test
  void indicatorsOfOneMarginAreBothPostStratificationAndRaking() {
    double[] start = {1, 3, 2, 2, 5};
    double[] targets = {10, 6};
    double[][] indicators = {{1, 0}, {1, 0}, {0, 1}, {0, 1}, {0, 1}};
    double[] factors = Greg.calibrate(start, indicators, targets, -NONE, NONE).factors();
    double[] raked =
        Raking.rake(
                start, List.of(new Margin("m", new int[] {0, 0, 1, 1, 1}, targets)), Limits.USUAL)
            .weights();
    for (int i = 0; i < start.length; i++) {
      assertThat(factors[i]).isCloseTo(i < 2 ? 10 / 4.0 : 6 / 9.0, within(1e-12));
      assertThat(start[i] * factors[i]).isCloseTo(raked[i], within(1e-9));
    }
  }

  @Test
  void variablesThatDependOnEachOtherAreRefused() {
    double[][] doubled = {{1, 2}, {1, 2}, {1, 2}, {1, 2}};
    assertThatThrownBy(() -> Greg.calibrate(TWOS, doubled, new double[] {8, 24}, -NONE, NONE))
        .hasMessageStartingWith("no solution");
    assertThatThrownBy(() -> Greg.calibrate(TWOS, LINE, new double[] {8, 24}, 0.9, 1.1))
        .hasMessageStartingWith("no solution");
  }
}
