package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
    "0.999, 30, 3.646"
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
  void manyDegreesOfFreedomApproachTheNormalDistribution() {
    assertThat(StudentT.twoSided(0.95, 1_000_000))
        .isCloseTo(Normal.twoSided(0.95), within(0.00001));
  }

  @Test
  void levelsAndDegreesOfFreedomOutOfRangeAreRefused() {
    assertThatThrownBy(() -> StudentT.twoSided(1, 5)).hasMessageContaining("were 1.0 and 5");
    assertThatThrownBy(() -> StudentT.twoSided(0.95, 0)).hasMessageContaining("were 0.95 and 0");
  }
}
