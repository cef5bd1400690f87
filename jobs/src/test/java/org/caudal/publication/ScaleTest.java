package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScaleTest {

  private static String ticks(double low, double high) {
    return new Scale(low, high, 0, 100)
        .ticks().stream().map(Scale::label).collect(Collectors.joining(" "));
  }

  @Test
  void ticksAreRoundNumbersWithinTheAxis() {
    assertThat(ticks(0, 5)).isEqualTo("0 1 2 3 4 5");
    assertThat(ticks(0, 9)).isEqualTo("0 2 4 6 8");
    assertThat(ticks(0, 18)).isEqualTo("0 5 10 15");
    assertThat(ticks(-4.4, 8)).isEqualTo("−4 −2 0 2 4 6 8");
    assertThat(ticks(0, 0.31)).isEqualTo("0 0.05 0.1 0.15 0.2 0.25 0.3");
    assertThat(ticks(0, 36_000)).isEqualTo("0 5000 10k 15k 20k 25k 30k 35k");
    assertThat(ticks(0, 5_200_000)).isEqualTo("0 1M 2M 3M 4M 5M");
    assertThat(ticks(0, 1_100_000)).isEqualTo("0 200k 400k 600k 800k 1M");
  }

  @Test
  void anAxisFromZeroHasFourToNineTicks() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      double high = Math.pow(10, 8 * random.nextDouble() - 1);
      assertThat(new Scale(0, high, 0, 100).ticks()).as("%s", high).hasSizeBetween(4, 9);
      double low = -high * random.nextDouble();
      assertThat(new Scale(low, high, 0, 100).ticks()).as("%s %s", low, high).hasSizeBetween(3, 9);
    }
  }

  @Test
  void placesAreProportionalAndAPointStillHasAnAxis() {
    Scale up = new Scale(0, 10, 124, 12); // upside down, as on a screen
    assertThat(up.at(0)).isCloseTo(124, within(1e-9));
    assertThat(up.at(10)).isCloseTo(12, within(1e-9));
    assertThat(up.at(2.5)).isCloseTo(96, within(1e-9));
    assertThat(new Scale(7, 7, 0, 100).at(7)).isCloseTo(0, within(1e-9));
  }
}
