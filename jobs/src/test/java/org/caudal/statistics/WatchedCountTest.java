package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchedCountTest {
  private static final int[] SIX_WEEKS = IntStream.range(0, 42).toArray();

  @Test
  void theErrorIsThatOfPoissonWhereDaysAreAsTheirNormal() {
    double[] tens = new double[21];
    Arrays.fill(tens, 10);
    WatchedCount day = WatchedCount.of(IntStream.range(0, 21).toArray(), tens, 25, 0.95);
    assertThat(day.expected()).isEqualTo(10);
    // (10 + 1) (1 + 1.5708 / 3) = 16.760; the root is 4.0939
    assertThat(day.error()).isCloseTo(4.0939, within(1e-4));
    // 0.37 x 21 = 7.77: Student's t of 7 degrees of freedom is 2.3646
    assertThat(day.half()).isCloseTo(2.3646 * 4.0939 + 0.5, within(1e-3));
  }

  @Test
  void theErrorIsTheDeviationWhereDaysDifferMore() {
    // Each weekday has three times 70 and three times 130: the others of its weeks have a median of
    // 130 or 70, so that each day lies 60 from its normal.
    double[] counts = new double[42];
    Arrays.setAll(counts, d -> d / 7 % 2 == 0 ? 70 : 130);
    WatchedCount day = WatchedCount.of(SIX_WEEKS, counts, 50, 0.95);
    assertThat(day.expected()).isEqualTo(100);
    assertThat(day.error()).isCloseTo(1.4826 * 60, within(1e-9));
  }

  @Test
  void quietDaysAreOutsideAtMostAsOftenAsTheLevelSays() {
    Random random = new Random(11);
    for (double mean : new double[] {0.1, 0.7, 3, 12, 60, 400}) {
      int outside = 0;
      int days = 4000;
      for (int run = 0; run < days; run++) {
        double[] counts = new double[42];
        Arrays.setAll(counts, d -> poisson(mean * (d % 7 < 5 ? 1 : 0.6), random));
        int of = 42 + run % 7;
        WatchedCount day = WatchedCount.of(SIX_WEEKS, counts, of, 0.95);
        double count = poisson(mean * (of % 7 < 5 ? 1 : 0.6), random);
        outside += Math.abs(count - day.expected()) > day.half() ? 1 : 0;
      }
      assertThat(outside / (double) days).as("mean " + mean).isLessThanOrEqualTo(0.05);
      // and not because nothing is ever outside
      assertThat(outside / (double) days).as("mean " + mean).isGreaterThan(mean < 12 ? 0 : 0.01);
    }
  }

  private static int poisson(double mean, Random random) {
    if (mean > 30) {
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double product = random.nextDouble();
    int count = 0;
    for (double least = Math.exp(-mean); product > least; count++) {
      product *= random.nextDouble();
    }
    return count;
  }
}
