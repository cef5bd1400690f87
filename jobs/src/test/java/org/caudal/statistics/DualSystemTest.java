package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DualSystemTest {

  @Test
  void thePersonsAreThoseOfTheListByTheShareOfTheCountThatIsFound() {
    // 199 counted, 149 of them on the list of 300: 301 x 200 / 150 - 1 of the 300
    assertThat(DualSystem.ofSureLinks(300, 199, 149).weight() * 300)
        .isCloseTo(301 * 200 / 150.0 - 1, within(1e-9));
    assertThat(DualSystem.ofSureLinks(0, 7, 0).weight()).isEqualTo(1);
  }

  @Test
  void inSmallNumbersTheEstimateLeansToNeitherSide() {
    // 12 persons, 6 on the list: of 7 counted, each m has its chance of drawing 7 of 12 without
    // replacement, and the mean is 12 (Chapman 1951: without bias where x + n is 12 or more).
    double mean = 0;
    double variance = 0;
    double squares = 0;
    for (int m = 1; m <= 6; m++) {
      double chance = choose(6, m) * choose(6, 7 - m) / choose(12, 7);
      DualSystem system = DualSystem.ofSureLinks(6, 7, m);
      double persons = 6 * system.weight();
      mean += chance * persons;
      squares += chance * (persons - 12) * (persons - 12);
      variance += chance * system.variance(6, m);
    }
    assertThat(mean).isCloseTo(12, within(1e-9));
    // Seber's variance has no bias either.
    assertThat(variance).isCloseTo(squares, within(1e-9));
  }

  private static double choose(int of, int drawn) {
    double ways = 1;
    for (int i = 0; i < drawn; i++) {
      ways = ways * (of - i) / (i + 1);
    }
    return ways;
  }

  @Test
  void ofAWholeStratumTheVarianceIsSebers() {
    double seber = 3001.0 * 2001 * 1500 * 500 / (1501.0 * 1501 * 1502);
    assertThat(DualSystem.ofSureLinks(3000, 2000, 1500).variance(3000, 1500))
        .isCloseTo(seber, within(1e-9));
  }

  @Test
  void ofASmallPartTheVarianceIsThatOfWhoIsOnTheList() {
    // p = 3/4, c = 12: (1 - p) c / p² = 5.33, and nearly nothing else of 10 000 counted
    DualSystem system = DualSystem.ofSureLinks(12_000, 10_000, 7500);
    assertThat(system.variance(12, 0))
        .isCloseTo(0.25 * 12 / 0.5625 + 0.25 * 144 / (0.421875 * 10_000), within(0.003));
    assertThat(system.variance(12, 9)).isLessThan(system.variance(12, 0));
  }

  @Test
  void missedAndFalseLinksAreTakenOut() {
    // 1000 counted, 800 on the list; 0.95 of these linked and 0.02 of the other 200: 764 links
    DualSystem system = new DualSystem(2000, 1000, 764, 0.95, 0.02);
    assertThat(system.found()).isCloseTo(800, within(1e-9));
    // The links are scaled to those found: of 100 on the list 76.4 linked are 80. They vary by
    // 800 x 0.95 x 0.05 + 200 x 0.02 x 0.98, and one more or less is 1 / 0.93 found.
    double links = 800 * 0.0475 + 200 * 0.0196;
    double slope = 100 / 2000.0 * 2001 * 1001 / (801.0 * 801) / 0.93;
    assertThat(system.variance(100, 76.4))
        .isCloseTo(
            DualSystem.ofSureLinks(2000, 1000, 800).variance(100, 80) + slope * slope * links,
            within(1e-9));
    assertThat(new DualSystem(2000, 1000, 990, 0.95, 0).found()).isEqualTo(1000);
    assertThat(new DualSystem(2000, 1000, 10, 0.95, 0.02).found()).isZero();
  }

  /** Of a part of a stratum, links of all of those who are on both, and of a share of them. */
  @ParameterizedTest
  @CsvSource({"1, 0", "0.9, 0.05"})
  void theIntervalOfAPartHoldsItInNineteenOfTwentyDraws(double recall, double falseShare) {
    // 400 of 1500 persons are the part; 0.8 of all are on the list, 0.9 in the count
    int held = 0;
    int draws = 4000;
    double squares = 0;
    double variances = 0;
    for (int draw = 0; draw < draws; draw++) {
      int listed = 0;
      int counted = 0;
      int matched = 0;
      int part = 0;
      int partMatched = 0;
      for (int person = 0; person < 1500; person++) {
        boolean isListed = chance(person, 1, draw) < 0.8;
        boolean isCounted = chance(person, 2, draw) < 0.9;
        boolean isPart = person < 400;
        boolean isLinked = isCounted && chance(person, 3, draw) < (isListed ? recall : falseShare);
        listed += isListed ? 1 : 0;
        counted += isCounted ? 1 : 0;
        matched += isLinked ? 1 : 0;
        part += isListed && isPart ? 1 : 0;
        partMatched += isLinked && isListed && isPart ? 1 : 0;
      }
      DualSystem system = new DualSystem(listed, counted, matched, recall, falseShare);
      double error = part * system.weight() - 400;
      double variance = system.variance(part, partMatched);
      squares += error * error;
      variances += variance;
      held += Math.abs(error) <= 1.96 * Math.sqrt(variance) ? 1 : 0;
    }
    assertThat(held).isBetween(draws * 94 / 100, draws * 96 / 100);
    assertThat(variances / squares).isCloseTo(1, within(0.06));
  }

  private static double chance(int person, int number, int draw) {
    return KeyedHash.bits(person, number, draw) / KeyedHash.VALUES;
  }
}
