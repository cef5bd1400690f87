package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PersonIntervalTest {
  private static final double Z = Normal.twoSided(0.95);
  private static final double MANY = 1e12;

  @Test
  void whatIsNotCountedHasTheQuantilesOfAGammaDistribution() {
    // Mean and variance 10: half a chi-square of 20 degrees of freedom, whose quantiles are 9.591
    // and 34.170 (Abramowitz and Stegun 1964, table 26.8)
    PersonInterval interval = PersonInterval.of(10, Math.sqrt(10), 0, MANY, Z);
    assertThat(interval.low()).isCloseTo(9.591 / 2, within(0.01));
    assertThat(interval.high()).isCloseTo(34.170 / 2, within(0.01));
    // seven more who are counted move both ends
    PersonInterval more = PersonInterval.of(17, Math.sqrt(10), 7, MANY, Z);
    assertThat(more.low() - interval.low()).isCloseTo(7, within(1e-9));
    assertThat(more.high() - interval.high()).isCloseTo(7, within(1e-9));
  }

  @Test
  void ofFewDevicesOneMoreIsReckonedWith() {
    // one of two persons seen, the chance being a half: the rest, 1, has a mean of 1 (1 + 1/1) = 2
    // and a variance of 2 (1 + 1) = 4: exponential, with quantiles -2 ln 0.975 and -2 ln 0.025
    PersonInterval interval = PersonInterval.of(2, Math.sqrt(2), 1, 1, Z);
    assertThat(interval.low()).isCloseTo(1 + 0.0506, within(0.03));
    assertThat(interval.high()).isCloseTo(1 + 7.378, within(0.15)); // as near as the cube root is
  }

  /**
   * 1300 residents with an error of 361, 0.87 persons to a device. With the ends of 13 devices, 764
   * and 2225, no other number from 10 to 19 would agree. All of them have the same interval, which
   * holds that of each: the lower end of 19 devices and the upper of 10, computed apart.
   */
  @Test
  void devicesToldInFullStepsHaveOneInterval() {
    double perDevice = 0.87;
    PersonInterval exact = PersonInterval.of(1300, 361, 13 * perDevice, 13, Z);
    assertThat(Math.floor(exact.low())).isEqualTo(764);
    assertThat(Math.ceil(exact.high())).isEqualTo(2225);
    for (int devices = 10; devices < 20; devices++) {
      PersonInterval told = PersonInterval.ofSteps(1300, 361, devices * perDevice, devices, 10, Z);
      PersonInterval own = PersonInterval.of(1300, 361, devices * perDevice, devices, Z);
      assertThat(told.low()).as("%d", devices).isCloseTo(741.3, within(0.1));
      assertThat(told.high()).as("%d", devices).isCloseTo(2261.9, within(0.1));
      assertThat(told.low()).isLessThanOrEqualTo(own.low() + 1e-9);
      assertThat(told.high()).isGreaterThanOrEqualTo(own.high() - 1e-9);
    }
  }

  /** Fewer than ten are told as none: one to nine. */
  @Test
  void stepsOfFewDevicesBeginWithOne() {
    PersonInterval one = PersonInterval.of(2, Math.sqrt(2), 1, 1, Z);
    PersonInterval told = PersonInterval.ofSteps(2, Math.sqrt(2), 1, 1, 10, Z);
    assertThat(told.low()).isLessThanOrEqualTo(one.low());
    assertThat(told.high()).isGreaterThanOrEqualTo(one.high());
  }

  @Test
  void whoAreAllCountedHaveANormalIntervalThatHoldsTheEstimate() {
    // counted as many as estimated: 1.96 x 2 to either side
    PersonInterval normal = PersonInterval.of(50, 2, 50, MANY, Z);
    assertThat(normal.low()).isCloseTo(50 - 3.92, within(0.001));
    assertThat(normal.high()).isCloseTo(50 + 3.92, within(0.001));
    assertThat(PersonInterval.of(5, 0, 5, 5, Z)).isEqualTo(new PersonInterval(5, 5));
    assertThat(PersonInterval.of(1, 3, 1, MANY, Z).low()).isZero();
  }
}
