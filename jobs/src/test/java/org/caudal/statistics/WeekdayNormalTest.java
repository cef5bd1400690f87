package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeekdayNormalTest {
  /** Four weeks: 1 on each day, but 5, 6, 7 and 40 on the days that are multiples of seven. */
  private static WeekdayNormal fourWeeks() {
    int[] day = IntStream.range(-28, 0).toArray();
    double[] value = new double[day.length];
    for (int i = 0; i < day.length; i++) {
      value[i] = day[i] % 7 == 0 ? new double[] {5, 6, 7, 40}[i / 7] : 1;
    }
    return new WeekdayNormal(day, value);
  }

  @Test
  void aLaterDayIsComparedWithItsWeekdayOfAllWeeks() {
    assertThat(fourWeeks().expected(0)).isEqualTo(6.5); // of 5, 6, 7, 40
    assertThat(fourWeeks().expected(70)).isEqualTo(6.5);
    assertThat(fourWeeks().expected(1)).isEqualTo(1);
  }

  @Test
  void aDayOfTheBaselineIsComparedWithTheOtherWeeks() {
    assertThat(fourWeeks().expected(-28)).isEqualTo(7); // of 6, 7, 40
    assertThat(fourWeeks().expected(-7)).isEqualTo(6); // of 5, 6, 7
  }

  @Test
  void theDeviationIsTheMedianOfAllDistances() {
    assertThat(fourWeeks().deviation()).isZero(); // 24 of 28 days are as normal
    // two weeks; distances from the other week are 0, 0, 1, 1, 2, 2, ... 6, 6: median 3
    int[] day = IntStream.range(0, 14).toArray();
    double[] value = IntStream.range(0, 14).mapToDouble(i -> i < 7 ? 0 : i - 7).toArray();
    assertThat(new WeekdayNormal(day, value).deviation()).isCloseTo(3 * 1.4826, within(1e-12));
  }

  @Test
  void aWeekdayThatWasNeverSeenHasTheMedianOfTheOtherDays() {
    WeekdayNormal normal = new WeekdayNormal(new int[] {-7, -6, -5}, new double[] {1, 2, 4});
    assertThat(normal.expected(3)).isEqualTo(2);
    assertThat(normal.expected(-7)).isEqualTo(3); // of 2 and 4: there is no other week
    assertThat(new WeekdayNormal(new int[0], new double[0]).expected(1)).isZero();
  }
}
