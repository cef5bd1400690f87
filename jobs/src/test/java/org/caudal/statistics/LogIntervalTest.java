package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogIntervalTest {

  @Test
  void theEndsAreTheEstimateDividedAndMultipliedByOneFactor() {
    // t of ten degrees of freedom is 2.2281, and the root of ln(1 + 0.25) 0.47238: e^1.05252
    double[] ends = LogInterval.of(100, 50, 10, 0.95);
    assertThat(ends[0]).isCloseTo(100 / 2.8649, within(0.01));
    assertThat(ends[1]).isCloseTo(100 * 2.8649, within(0.01));
  }

  @Test
  void theIntervalIsNeverBelowZeroAndNeverWithoutEnd() {
    assertThat(LogInterval.of(5, 0, 1, 0.95)).containsExactly(5, 5);
    assertThat(LogInterval.of(0, 0, 1, 0.95)).containsExactly(0, 0);
    assertThat(LogInterval.of(1, 1000, 1, 0.95)).containsExactly(1 / Math.exp(10), Math.exp(10));
  }
}
