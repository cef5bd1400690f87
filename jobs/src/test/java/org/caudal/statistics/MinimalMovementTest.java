package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MinimalMovementTest {

  private static long[] of(long... weights) {
    return weights;
  }

  @Test
  void weightsThatDoNotChangeDoNotMove() {
    // independent coupling would give 24 from the first to the second and 24 back
    assertThat(MinimalMovement.flows(of(60, 40), of(60, 40)))
        .isDeepEqualTo(new long[][] {{60, 0}, {0, 40}});
  }

  @Test
  void onlyTheRestMovesAndInProportion() {
    assertThat(MinimalMovement.flows(of(60, 40, 0), of(50, 50, 0)))
        .isDeepEqualTo(new long[][] {{50, 10, 0}, {0, 40, 0}, {0, 0, 0}});
    // 60 leave the first, 20 the second; 50 arrive in the third, 30 in the fourth:
    // of 60: 60 x 50 / 80 = 37.5 and 22.5, rounded 38 and 22; the second takes what is left
    assertThat(MinimalMovement.flows(of(70, 30, 0, 0), of(10, 10, 50, 30)))
        .isDeepEqualTo(new long[][] {{10, 0, 38, 22}, {0, 10, 12, 8}, {0, 0, 0, 0}, {0, 0, 0, 0}});
  }

  @Test
  void rowsAndColumnsAddUpExactly() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 2000; round++) {
      int places = 1 + random.nextInt(6);
      long[] before = MinimalMovement.apportioned(1_000_000_000, drawn(random, places));
      long[] after = MinimalMovement.apportioned(1_000_000_000, drawn(random, places));
      long[][] flows = MinimalMovement.flows(before, after);
      long moved = 0;
      long distance = 0;
      for (int i = 0; i < places; i++) {
        assertThat(Arrays.stream(flows[i]).sum()).isEqualTo(before[i]);
        assertThat(Arrays.stream(flows[i]).min().orElseThrow()).isNotNegative();
        int column = i;
        assertThat(Arrays.stream(flows).mapToLong(row -> row[column]).sum()).isEqualTo(after[i]);
        moved += before[i] - flows[i][i];
        distance += Math.abs(before[i] - after[i]);
      }
      assertThat(2 * moved).isEqualTo(distance);
    }
  }

  private static long[] drawn(SplittableRandom random, int places) {
    long[] weights = new long[places];
    for (int i = 0; i < places; i++) {
      weights[i] = random.nextInt(4) == 0 ? 0 : random.nextInt(1_000_000);
    }
    weights[random.nextInt(places)]++;
    return weights;
  }

  @Test
  void sumsThatDifferAreRefused() {
    assertThatThrownBy(() -> MinimalMovement.flows(of(1, 1), of(1, 0)))
        .hasMessage("sums differ by 1");
  }
}
