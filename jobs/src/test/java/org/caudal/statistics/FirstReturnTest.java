package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstReturnTest {

  /** Day by day: h at home, a away, a dot where not seen. */
  private static Optional<FirstReturn> of(String days, int lastLeaving, int run) {
    int[] seen = IntStream.range(0, days.length()).filter(i -> days.charAt(i) != '.').toArray();
    boolean[] expected = new boolean[seen.length];
    for (int i = 0; i < seen.length; i++) {
      expected[i] = days.charAt(seen[i]) == 'h';
    }
    return FirstReturn.of(seen, expected, lastLeaving, run);
  }

  @Test
  void theReturnIsTheFirstOfDaysInARowAtHome() {
    // left on day 1; home on day 5 for one day only; back on day 8
    assertThat(of("haa.ahaahh", 6, 2)).contains(new FirstReturn(1, 7, true));
    assertThat(of("haa.ahaahh", 6, 1)).contains(new FirstReturn(1, 4, true));
  }

  @Test
  void whoIsNotBackIsLostOnTheLastDayOnWhichAReturnCouldHaveBeenSeen() {
    // of the last two days seen, 3 and 6
    assertThat(of("aaaa..a...", 6, 2)).contains(new FirstReturn(0, 3, false));
    // a day is no return; that of day 4, true or not, is after the loss on day 2 all the same
    assertThat(of("aaa.h", 6, 2)).contains(new FirstReturn(0, 2, false));
    assertThat(of("aaa.a", 6, 2)).contains(new FirstReturn(0, 2, false));
    assertThat(of("aaa.hh", 6, 2)).contains(new FirstReturn(0, 4, true));
  }

  @Test
  void aDayOfAbsenceOrALateOneIsNoLeaving() {
    assertThat(of("hahhahh", 6, 2)).isEmpty();
    assertThat(of("hhhhhaa", 4, 2)).isEmpty();
    assertThat(of("hhhhhaa", 5, 2)).contains(new FirstReturn(5, 0, false));
    assertThat(of("", 5, 1)).isEmpty();
  }
}
