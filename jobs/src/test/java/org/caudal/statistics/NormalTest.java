package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {

  @ParameterizedTest
  @CsvSource({ // Abramowitz and Stegun (1964), table 26.1
    "0.0, 0.500000000000000",
    "0.5, 0.691462461274013",
    "1.0, 0.841344746068543",
    "1.96, 0.975002104851780",
    "2.0, 0.977249868051821",
    "3.0, 0.998650101968370",
    "4.0, 0.999968328758167"
  })
  void probabilitiesAreThoseOfTheTable(double x, double probability) {
    assertThat(Normal.probability(x)).isCloseTo(probability, within(1e-12));
    assertThat(Normal.probability(-x)).isCloseTo(1 - probability, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({ // Abramowitz and Stegun (1964), table 26.5
    "0.90, 1.644853626951473",
    "0.95, 1.959963984540054",
    "0.99, 2.575829303548901",
    "0.999, 3.290526731491895"
  })
  void twoSidedQuantilesAreThoseOfTheTable(double level, double z) {
    assertThat(Normal.twoSided(level)).isCloseTo(z, within(1e-11));
  }

  @Test
  void aProbabilityOfNoneOrAllHasNoQuantile() {
    assertThatThrownBy(() -> Normal.quantile(0)).hasMessageContaining("within (0, 1), was 0.0");
    assertThatThrownBy(() -> Normal.quantile(1)).hasMessageContaining("was 1.0");
  }
}
