package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {

  @ParameterizedTest
  @CsvSource({ // Fisher and Yates (1963), table III
    "0.95, 1, 12.706",
    "0.95, 2, 4.303",
    "0.95, 3, 3.182",
    "0.95, 4, 2.776",
    "0.95, 5, 2.571",
    "0.95, 10, 2.228",
    "0.95, 30, 2.042",
    "0.95, 120, 1.980",
    "0.99, 1, 63.657",
    "0.99, 2, 9.925",
    "0.99, 9, 3.250",
    "0.999, 1, 636.619",
    "0.999, 30, 3.646",
    "0.95, 1000, 1.962", // NIST/SEMATECH e-Handbook, 1.3.6.7.2
    "0.99, 1000, 2.581",
    "0.95, 1000000, 1.960",
    "0.99, 1000000, 2.576"
  })
  void quantilesAreThoseOfTheTable(double level, int degreesOfFreedom, double t) {
    assertThat(StudentT.twoSided(level, degreesOfFreedom)).isCloseTo(t, within(0.0005001));
  }

  @Test
  void oneAndTwoDegreesOfFreedomHaveClosedForms() {
    // Cauchy: t = tan(π level / 2). Two degrees: P(|T| ≤ t) = t / √(2 + t²).
    for (double level : new double[] {0.5, 0.95, 0.99999}) {
      double cauchy = Math.tan(Math.PI * level / 2);
      double two = level * Math.sqrt(2 / (1 - level * level));
      assertThat(StudentT.twoSided(level, 1) / cauchy).isCloseTo(1, within(1e-9));
      assertThat(StudentT.twoSided(level, 2) / two).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void manyDegreesOfFreedomApproachTheNormalDistributionWithoutASumOverThem() {
    assertThat(StudentT.twoSided(0.95, 1000)).isCloseTo(1.962339, within(1e-6));
    // The next degree is reckoned in another way: from one to the other t falls by about
    // z (z² + 1) / 4 / v² = 2.4e-6.
    double fall = StudentT.twoSided(0.95, 1000) - StudentT.twoSided(0.95, 1001);
    assertThat(fall).isCloseTo(2.37e-6, within(2e-8));
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () ->
            assertThat(StudentT.twoSided(0.95, Integer.MAX_VALUE))
                .isCloseTo(1.959964, within(1e-6)));
  }

  @Test
  void levelsAndDegreesOfFreedomOutOfRangeAreRefused() {
    assertThatThrownBy(() -> StudentT.twoSided(1, 5)).hasMessageContaining("were 1.0 and 5");
    assertThatThrownBy(() -> StudentT.twoSided(0.95, 0)).hasMessageContaining("were 0.95 and 0");
  }
}
