package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DetectionTest {
  private static final long[] KEYS = LongStream.range(0, 20_000).toArray();

  private static long[] days(long bits) {
    long[] days = new long[KEYS.length];
    Arrays.fill(days, bits);
    return days;
  }

  @Test
  void thinnedDaysAreBinomial() {
    // 10 days, 0.3 kept, at least two: 1 - 0.7^10 - 10 x 0.3 x 0.7^9 = 1 - 0.02825 - 0.12106
    Detection.Result result = Detection.thinned(KEYS, days(0b1111111111L << 5), 0.3, 2, 1);
    assertThat(result.standardError()).isCloseTo(0.0025, within(0.0001));
    assertThat(result.probability()).isCloseTo(0.85069, within(4 * 0.0025));
    assertThat(Detection.thinned(KEYS, days(0b1111111111L << 5), 0.3, 2, 2).probability())
        .isNotEqualTo(result.probability());
  }

  @Test
  void allDaysLocateAllAndNoneNobody() {
    assertThat(Detection.thinned(KEYS, days(0b111), 1, 3, 1)).isEqualTo(new Detection.Result(1, 0));
    assertThat(Detection.thinned(KEYS, days(0b111), 1, 4, 1).probability()).isZero();
    assertThat(Detection.thinned(KEYS, days(0b111), 0, 1, 1).probability()).isZero();
  }
}
