package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DayThinningTest {
  private static final int DEVICES = 20_000;

  @Test
  void daysKeptAreBinomial() {
    // 10 days, 0.3 kept, at least two: 1 - 0.7^10 - 10 x 0.3 x 0.7^9 = 1 - 0.02825 - 0.12106
    int located = 0;
    int other = 0;
    for (int device = 0; device < DEVICES; device++) {
      int kept = 0;
      int again = 0;
      for (int day = 5; day < 15; day++) {
        kept += DayThinning.isKept(device, day, 0.3, 1) ? 1 : 0;
        again += DayThinning.isKept(device, day, 0.3, 2) ? 1 : 0;
      }
      located += kept >= 2 ? 1 : 0;
      other += again >= 2 ? 1 : 0;
    }
    assertThat((double) located / DEVICES).isCloseTo(0.85069, within(4 * 0.0025));
    assertThat(other).isNotEqualTo(located);
  }

  @Test
  void ofALargerShareTheSameDaysAreKeptAndMore() {
    int[] drawn = new int[4];
    for (int device = 0; device < DEVICES; device++) {
      assertThat(DayThinning.isKept(device, 7, 0, 1)).isFalse();
      assertThat(DayThinning.isKept(device, 7, 1, 1)).isTrue();
      if (DayThinning.isKept(device, 7, 0.3, 1)) {
        assertThat(DayThinning.isKept(device, 7, 0.5, 1)).isTrue();
      }
      drawn[DayThinning.drawn(device, 4, 1)]++;
    }
    for (int count : drawn) {
      assertThat(count).isBetween(5000 - 250, 5000 + 250); // 4 standard errors of 61
    }
  }
}
