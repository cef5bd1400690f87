package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.caudal.statistics.KaplanMeier.Step;
import org.junit.jupiter.api.Test;

class KaplanMeierTest {
  /** Weeks of remission under 6-mercaptopurine: Freireich and others (1963), Blood 21. */
  private static final int[] RELAPSES = {6, 6, 6, 7, 10, 13, 16, 22, 23};

  private static final int[] CENSORED = {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35};

  private static List<Step> remissions() {
    int[] time = new int[RELAPSES.length + CENSORED.length];
    long[] events = new long[time.length];
    long[] lost = new long[time.length];
    for (int i = 0; i < time.length; i++) {
      boolean relapse = i < RELAPSES.length;
      time[i] = relapse ? RELAPSES[i] : CENSORED[i - RELAPSES.length];
      events[i] = relapse ? 1 : 0;
      lost[i] = relapse ? 0 : 1;
    }
    return KaplanMeier.curve(time, events, lost, 0.95);
  }

  @Test
  void remissionsUnderMercaptopurineAreThoseOfTheTextbooks() {
    List<Step> steps = remissions().stream().filter(step -> step.events() > 0).toList();
    assertThat(steps.stream().map(Step::time)).containsExactly(6, 7, 10, 13, 16, 22, 23);
    assertThat(steps.stream().map(Step::atRisk)).containsExactly(21L, 17L, 15L, 12L, 11L, 7L, 6L);
    // share and Greenwood's error: Kalbfleisch and Prentice (2002), Collett (2015), R survival
    double[] share = {0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448};
    double[] error = {0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346};
    // by log(-log), as in the manuals of Stata and SAS for these data
    double[] low = {0.6197, 0.5631, 0.5032, 0.4316, 0.3675, 0.2678, 0.1881};
    double[] high = {0.9516, 0.9228, 0.8894, 0.8491, 0.8049, 0.7468, 0.6801};
    for (int i = 0; i < share.length; i++) {
      Step step = steps.get(i);
      assertThat(step.share()).isCloseTo(share[i], within(0.0005));
      assertThat(step.standardError()).isCloseTo(error[i], within(0.00005));
      assertThat(step.low()).isCloseTo(low[i], within(0.00005));
      assertThat(step.high()).isCloseTo(high[i], within(0.00005));
    }
  }

  @Test
  void withoutLossesTheCurveIsTheShareLeftAndEndsAtNothing() {
    List<Step> steps =
        KaplanMeier.curve(new int[] {3, 1, 2}, new long[] {1, 2, 1}, new long[3], 0.95);
    assertThat(steps.stream().map(Step::share)).containsExactly(0.5, 0.25, 0.0);
    // of 4 with 2: 0.5 x 0.5 / 4 under the root
    assertThat(steps.get(0).standardError()).isCloseTo(0.25, within(1e-12));
    assertThat(steps.get(2).low()).isZero();
    assertThat(steps.get(2).high()).isEqualTo(steps.get(1).high());
    assertThat(steps.get(2).standardError()).isZero();
  }

  @Test
  void beforeTheFirstEventTheLowerEndIsThatOfAllOfAll() {
    Step first = KaplanMeier.curve(new int[] {0}, new long[1], new long[] {10}, 0.95).get(0);
    assertThat(first.share()).isEqualTo(1);
    // Clopper and Pearson, 10 of 10: 0.025^(1/10) = 0.6915
    assertThat(first.low()).isCloseTo(0.6915, within(0.00005));
    assertThat(first.high()).isEqualTo(1);
  }

  @Test
  void nobodyGivesNoCurve() {
    assertThat(KaplanMeier.curve(new int[0], new long[0], new long[0], 0.95)).isEmpty();
  }
}
