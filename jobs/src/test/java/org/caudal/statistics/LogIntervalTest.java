package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogIntervalTest {

  @Test
  void theEndsAreTheEstimateDividedAndMultipliedByOneFactor() {
    // t of ten degrees of freedom is 2.228: e^0.2228 = 1.24957
    double[] ends = LogInterval.of(100, 10, 10, 0.95);
    assertThat(ends[0]).isCloseTo(100 / 1.24957, within(0.005));
    assertThat(ends[1]).isCloseTo(100 * 1.24957, within(0.005));
  }

  @Test
  void theIntervalIsNeverBelowZeroAndNeverWithoutEnd() {
    assertThat(LogInterval.of(5, 0, 1, 0.95)).containsExactly(5, 5);
    assertThat(LogInterval.of(0, 0, 1, 0.95)).containsExactly(0, 0);
    assertThat(LogInterval.of(1, 1000, 1, 0.95)).containsExactly(1 / Math.exp(10), Math.exp(10));
  }
}
