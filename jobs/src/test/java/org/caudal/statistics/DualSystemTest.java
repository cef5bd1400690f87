package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DualSystemTest {

  @Test
  void thePersonsAreThoseOfTheListByTheShareOfTheCountThatIsFound() {
    // 199 counted, 149 of them on the list of 300: (199 + 1) / (149 + 1) stand for each
    assertThat(new DualSystem(199, 149).weight()).isCloseTo(200 / 150.0, within(1e-12));
    assertThat(new DualSystem(0, 0).weight()).isEqualTo(1);
  }

  @Test
  void ofAWholeStratumTheVarianceIsTheUsualOne() {
    // x n (x - m)(n - m) / m³ (Sekar and Deming 1949): 3000 x 2000 x 1500 x 500 / 1500³; with
    // Chapman's ones it differs by less than 1 in 500
    double usual = 3000.0 * 2000 * 1500 * 500 / Math.pow(1500, 3);
    assertThat(new DualSystem(2000, 1500).variance(3000, 1500, 1500))
        .isCloseTo(usual, within(usual / 500));
  }

  @Test
  void ofASmallPartTheVarianceIsThatOfWhoIsOnTheList() {
    // p = 3/4, c = 12: (1 - p) c / p² = 5.33, and nearly nothing else of 10 000 counted
    DualSystem system = new DualSystem(9999, 7499);
    assertThat(system.variance(12, 0, 7499))
        .isCloseTo(0.25 * 12 / 0.5625 + 0.25 * 144 / (0.421875 * 10_000), within(1e-6));
    assertThat(system.variance(12, 9, 7499)).isLessThan(system.variance(12, 0, 7499));
  }

  @Test
  void missedAndFalseLinksAreTakenOut() {
    // 1000 counted, 800 on the list; 0.95 of these linked and 0.02 of the other 200: 764 links
    DualSystem system = DualSystem.of(1000, 764, 0.95, 0.02);
    assertThat(system.found()).isCloseTo(800, within(1e-9));
    // the links are scaled to those found: of 100 on the list 76.4 linked are 80
    assertThat(system.variance(100, 76.4, 764))
        .isCloseTo(new DualSystem(1000, 800).variance(100, 80, 800), within(1e-9));
    assertThat(DualSystem.of(1000, 990, 0.95, 0).found()).isEqualTo(1000);
    assertThat(DualSystem.of(1000, 10, 0.95, 0.02).found()).isZero();
  }

  @Test
  void theIntervalOfAPartHoldsItInNineteenOfTwentyDraws() {
    // 400 of 3000 persons are the part; 0.8 of all are on the list, 0.9 in the count
    int held = 0;
    int draws = 2000;
    double squares = 0;
    double variances = 0;
    for (int draw = 0; draw < draws; draw++) {
      int counted = 0;
      int matched = 0;
      int part = 0;
      int partMatched = 0;
      for (int person = 0; person < 3000; person++) {
        boolean isListed = chance(person, 1, draw) < 0.8;
        boolean isCounted = chance(person, 2, draw) < 0.9;
        boolean isPart = person < 400;
        counted += isCounted ? 1 : 0;
        matched += isListed && isCounted ? 1 : 0;
        part += isListed && isPart ? 1 : 0;
        partMatched += isListed && isCounted && isPart ? 1 : 0;
      }
      DualSystem system = new DualSystem(counted, matched);
      double error = part * system.weight() - 400;
      double variance = system.variance(part, partMatched, matched);
      squares += error * error;
      variances += variance;
      held += Math.abs(error) <= 1.96 * Math.sqrt(variance) ? 1 : 0;
    }
    assertThat(held).isBetween(draws * 93 / 100, draws * 97 / 100);
    assertThat(variances / squares).isCloseTo(1, within(0.1));
  }

  private static double chance(int person, int number, int draw) {
    return KeyedHash.bits(person, number, draw) / KeyedHash.VALUES;
  }
}
