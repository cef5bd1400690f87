package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.caudal.statistics.ChainLadder.Estimate;
import org.caudal.statistics.ChainLadder.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChainLadderTest {
  private static final double LEVEL = 0.95;

  private static double number(@Nullable Double value) {
    return Objects.requireNonNull(value);
  }

  private static long whole(@Nullable Long value) {
    return Objects.requireNonNull(value);
  }

  @Test
  void totalsAndErrorsAreThoseOfMack() {
    long[][] triangle = {{100, 150, 170, 175}, {110, 168, 190}, {90, 140}, {130}};
    List<Estimate> estimates = ChainLadder.of(triangle, 3, LEVEL);
    // 458 / 300, 360 / 318 and 175 / 170; variances of a step 0.0731313, 0.00044924 and, of the
    // last, the least of 0.00044924^2 / 0.0731313 and the two: 0.0000027596
    double[] totals = {175, 195.588235, 163.152053, 231.287458};
    double[] errors = {0, 0.033322, 0.311181, 4.319876};
    for (int i = 0; i < totals.length; i++) {
      assertThat(number(estimates.get(i).total())).isCloseTo(totals[i], within(1e-6));
      assertThat(number(estimates.get(i).error())).isCloseTo(errors[i], within(1e-6));
    }
    assertThat(estimates).extracting(Estimate::status).startsWith(Status.COMPLETE);
  }

  @Test
  void intervalsAreThoseOfACountWhereMacksErrorIsSmall() {
    long[][] triangle = {{100, 150, 170, 175}, {110, 168, 190}, {90, 140}, {130}};
    List<Estimate> estimates = ChainLadder.of(triangle, 3, LEVEL);
    // 190 known, 5 to 170: odds 1/34. Size 190: mean 5.588235, variance 190/34 x 35/34 = 5.752595
    // and (190 x 35/34)^2 x 5 / (170 x 175) = 6.429611, and P(X <= 0) = 0.0142, P(X <= 1) = 0.0694
    // of the negative binomial: 191. Mack's interval would be 195.5 to 195.7
    assertThat(whole(estimates.get(1).low())).isEqualTo(191);
    assertThat(whole(estimates.get(1).high())).isEqualTo(205);
    assertThat(estimates.get(0).low()).isEqualTo(estimates.get(0).high()).isEqualTo(175);
  }

  @Test
  void quantilesAreThoseOfTheNegativeBinomial() {
    // mean 3, variance 6: size 3, success one half; P(X <= x) is the sum of (x + 2 over 2) /
    // 2^(x+3)
    assertThat(NegativeBinomial.quantile(3, 6, 0.12)).isEqualTo(0); // P(X <= 0) = 1/8
    assertThat(NegativeBinomial.quantile(3, 6, 0.13)).isEqualTo(1);
    assertThat(NegativeBinomial.quantile(3, 6, 0.97)).isEqualTo(9); // 0.9673 at 8, 0.9807 at 9
    assertThat(NegativeBinomial.quantile(0, 0, 0.975)).isZero();
  }

  @Test
  void nobodyReportedYetDoesNotMeanThatNobodyWillBe() {
    long[][] triangle = {{4, 7, 8}, {3, 5, 5}, {5, 6, 7}, {2, 6}, {0}};
    Estimate none = ChainLadder.of(triangle, 2, LEVEL).get(4);
    assertThat(number(none.total())).isZero();
    assertThat(number(none.error())).isZero(); // as Mack has it
    assertThat(whole(none.low())).isZero();
    // factors 24/14 and 20/18, odds 0.9048 + 1.9048 x 0.5/20 and one report more: the tail of a
    // geometric
    // distribution with uncertain odds of one
    assertThat(whole(none.high())).isBetween(5L, 6L);
  }

  @Test
  void thatNoReportWasEverLateDoesNotMeanThatNoneWillBe() {
    long[][] triangle = {{4, 4}, {3, 3}, {5, 5}, {2}};
    Estimate last = ChainLadder.of(triangle, 1, LEVEL).get(3);
    assertThat(number(last.total())).isEqualTo(2);
    assertThat(whole(last.low())).isEqualTo(2);
    assertThat(whole(last.high())).isGreaterThan(2);
  }

  @Test
  void whereNothingTellsADelayThereIsNoEstimate() {
    // of three steps no period has seen the third
    assertThat(ChainLadder.of(new long[][] {{5, 8, 9}, {4, 6}, {3}}, 3, LEVEL))
        .extracting(Estimate::status)
        .containsOnly(Status.DELAY_NOT_OBSERVED);
    // in no period anything was known before the first step: 7 / 0
    List<Estimate> none =
        ChainLadder.of(new long[][] {{0, 4, 5}, {0, 3, 3}, {0, 6}, {2}}, 2, LEVEL);
    assertThat(none)
        .extracting(Estimate::status)
        .containsExactly(
            Status.COMPLETE, Status.COMPLETE, Status.ESTIMATED, Status.DELAY_WITHOUT_REPORTS);
    assertThat(none.get(3).total()).isNull();
    assertThat(none.get(3).high()).isNull();
    // two steps, of which the second was seen once: no error, but an interval
    Estimate two = ChainLadder.of(new long[][] {{5, 8, 9}, {4, 6}, {3}}, 2, LEVEL).get(2);
    assertThat(two.error()).isNull();
    assertThat(number(two.total())).isCloseTo(3 * 14 / 9.0 * 9 / 8, within(1e-9));
    assertThat(whole(two.high())).isGreaterThan(6);
  }

  @Test
  void intervalsHoldWhatIsReportedInTheEnd() {
    Random random = new Random(5);
    double[] shares = {0.3, 0.4, 0.15, 0.07, 0.05, 0.02, 0.01};
    for (double mean : new double[] {4, 20, 200}) {
      int held = 0;
      int above = 0;
      int countries = 600;
      for (int country = 0; country < countries; country++) {
        long[][] all = new long[30][shares.length];
        long[][] triangle = new long[all.length][];
        for (int i = 0; i < all.length; i++) {
          long known = 0;
          for (int d = 0; d < shares.length; d++) {
            known += poisson(random, mean * shares[d]);
            all[i][d] = known;
          }
          triangle[i] = java.util.Arrays.copyOf(all[i], Math.min(shares.length, all.length - i));
        }
        List<Estimate> estimates = ChainLadder.of(triangle, shares.length - 1, LEVEL);
        Estimate newest = estimates.get(all.length - 1);
        long end = all[all.length - 1][shares.length - 1];
        held += whole(newest.low()) <= end && end <= whole(newest.high()) ? 1 : 0;
        above += whole(newest.high()) < end ? 1 : 0;
      }
      System.out.printf("| %.0f | %.3f | %.3f |%n", mean, held / 600.0, above / 600.0);
      assertThat(held).as("%s", mean).isBetween(countries * 94 / 100, countries - 1);
      assertThat(above).as("%s", mean).isBetween(mean < 10 ? 0 : 1, countries * 4 / 100);
    }
  }

  private static long poisson(Random random, double mean) {
    double left = Math.exp(-mean);
    long number = 0;
    for (double p = random.nextDouble(); p > left; p *= random.nextDouble()) {
      number++;
    }
    return number;
  }
}
