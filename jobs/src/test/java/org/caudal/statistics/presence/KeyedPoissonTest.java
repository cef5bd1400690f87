package org.caudal.statistics.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KeyedPoissonTest {
  private static final int DRAWS = 40_000;

  /** Mean and variance within five standard errors: of a Poisson variance 3 m² + m over n. */
  @Test
  void meanAndVarianceAreThoseOfThePoissonDistribution() {
    for (double mean : new double[] {0.5, 4, 49, 51, 2000}) {
      int draws = mean > 50 ? DRAWS / 10 : DRAWS;
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < draws; i++) {
        double number = KeyedPoisson.draw(mean, i, 1 + i % 7, 3);
        sum += number - mean;
        squares += (number - mean) * (number - mean);
      }
      assertThat(sum / draws)
          .as("mean of " + mean)
          .isCloseTo(0, within(5 * Math.sqrt(mean / draws)));
      assertThat(squares / draws / mean)
          .as("variance of " + mean)
          .isCloseTo(1, within(5 * Math.sqrt((3 + 1 / mean) / draws)));
    }
  }

  @Test
  void aKeyHasItsNumberAndOtherReplicatesHaveOthers() {
    int none = 0;
    int same = 0;
    for (int i = 0; i < DRAWS; i++) {
      none += KeyedPoisson.draw(1, i, 1, 9) == 0 ? 1 : 0;
      same += KeyedPoisson.draw(1, i, 1, 9) == KeyedPoisson.draw(1, i, 2, 9) ? 1 : 0;
    }
    // P(0) = e^-1; two independent ones are alike with probability e^-2 I0(2) = 0.3085
    assertThat((double) none / DRAWS).isCloseTo(Math.exp(-1), within(0.012));
    assertThat((double) same / DRAWS).isCloseTo(0.3085, within(0.012));
    assertThat(KeyedPoisson.draw(1, 5, 1, 9)).isEqualTo(KeyedPoisson.draw(1, 5, 1, 9));
    assertThat(KeyedPoisson.draw(0, 5, 1, 9)).isZero();
  }
}
