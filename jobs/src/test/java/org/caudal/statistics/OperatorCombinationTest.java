package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.caudal.statistics.OperatorCombination.Part;
import org.caudal.statistics.OperatorCombination.Result;
import org.junit.jupiter.api.Test;

class OperatorCombinationTest {
  private static final double Z = Normal.twoSided(0.95);

  @Test
  void twoOperatorsAreWeightedAndTheirCommonPersonsMakeTheErrorLarger() {
    List<Part> parts = List.of(Part.shown(600, 100, 10, 30, 40), Part.shown(400, 150, 15, 20, 25));
    // 0.6 x 100 + 0.4 x 150; errors 6 and 6: 36 + 36, and twice 0.2 x 6 x 6 with common persons
    Result apart = OperatorCombination.combine(parts, 0, Z);
    assertThat(apart.estimate()).isCloseTo(120, within(1e-9));
    assertThat(apart.standardError()).isCloseTo(Math.sqrt(72), within(1e-9));
    Result common = OperatorCombination.combine(parts, 0.2, Z);
    assertThat(common.estimate()).isCloseTo(120, within(1e-9));
    assertThat(common.standardError()).isCloseTo(Math.sqrt(86.4), within(1e-9));
    PersonInterval interval = PersonInterval.of(120, Math.sqrt(86.4), 30, 65, Z);
    assertThat(common.intervalLow()).isCloseTo(interval.low(), within(1e-9));
    assertThat(common.intervalHigh()).isCloseTo(interval.high(), within(1e-9));
  }

  @Test
  void whatAnOperatorHidesIsARangeAndNotZero() {
    // The second hides at most 9 devices of 4 persons: 0 to 36, of which a quarter counts: 0 to 9.
    Result result =
        OperatorCombination.combine(
            List.of(Part.shown(3, 40, 8, 12, 12), Part.hidden(1, 36, 9)), 0, Z);
    assertThat(result.least()).isCloseTo(30, within(1e-9));
    assertThat(result.most()).isCloseTo(39, within(1e-9));
    assertThat(result.estimate()).isCloseTo(34.5, within(1e-9));
    // 9 devices of 4 have an error of 4 x 3 = 12: (0.75 x 8)² + (0.25 x 12)² = 36 + 9
    assertThat(result.standardError()).isCloseTo(Math.sqrt(45), within(1e-9));
    assertThat(result.intervalLow()).isEqualTo(PersonInterval.of(30, 6, 12, 12, Z).low());
    assertThat(result.intervalHigh())
        .isEqualTo(PersonInterval.of(39, Math.sqrt(45), 12, 12, Z).high());
  }

  @Test
  void whatNobodyShowsIsRefused() {
    assertThatThrownBy(() -> OperatorCombination.combine(List.of(Part.hidden(1, 9, 9)), 0, Z))
        .hasMessage("no operator shows the figure");
    assertThatThrownBy(() -> OperatorCombination.combine(List.of(Part.shown(1, 9, 1, 9, 9)), 1, Z))
        .hasMessage("overlap must be at least 0 and below 1, was 1.0");
  }

  /** Movers of whom a quarter has a card of one operator, a fifth of the other, some of both. */
  @Test
  void intervalsHoldTheTruthAsOftenAsTheySayAlsoIfPersonsHaveTwoCards() {
    Random draws = new Random(3);
    int rounds = 4000;
    int held = 0;
    int heldWithoutOverlap = 0;
    int truth = 400;
    for (int round = 0; round < rounds; round++) {
      int[] seen = new int[2];
      for (int person = 0; person < truth; person++) {
        double u = draws.nextDouble();
        seen[0] += u < 0.25 ? 1 : 0;
        seen[1] += u >= 0.15 && u < 0.35 ? 1 : 0; // a tenth of all has both
      }
      List<Part> parts = List.of(part(0.25, seen[0]), part(0.2, seen[1]));
      // common persons 0.1 = rho sqrt(0.25 x 0.2)
      held += holds(OperatorCombination.combine(parts, 0.1 / Math.sqrt(0.05), Z), truth);
      heldWithoutOverlap += holds(OperatorCombination.combine(parts, 0, Z), truth);
    }
    assertThat((double) held / rounds).isBetween(0.93, 0.98);
    assertThat((double) heldWithoutOverlap / rounds).isLessThan(0.93);
  }

  /** A share is seen: estimate m / p, variance m (1 - p) / p². */
  private static Part part(double seen, int devices) {
    return Part.shown(1, devices / seen, Math.sqrt(devices * (1 - seen)) / seen, devices, devices);
  }

  private static int holds(Result result, int truth) {
    return result.intervalLow() <= truth && truth <= result.intervalHigh() ? 1 : 0;
  }
}
