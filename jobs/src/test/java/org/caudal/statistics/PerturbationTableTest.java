package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerturbationTableTest {
  private static final PerturbationTable TABLE = new PerturbationTable(10, 3, 3);

  @ParameterizedTest
  @CsvSource({
    "10, 3, 3",
    "5, 3, 3",
    "10, 2.01, 3",
    "10, 9.9, 3",
    "20, 3, 1",
    "15, 6.1, 5",
    "3, 2.5, 3"
  })
  void everyCountHasMeanZeroAndTheVariance(int most, double variance, int least) {
    PerturbationTable table = new PerturbationTable(most, variance, least);
    for (int count = 1; count < 2 * most + least; count++) {
      double sum = 0;
      double mean = 0;
      double square = 0;
      for (int v = -most - 1; v <= most + 1; v++) {
        double chance = table.chance(count, v);
        sum += chance;
        mean += chance * v;
        square += chance * v * v;
        boolean isAllowed = Math.abs(v) <= most && (count + v == 0 || count + v >= least);
        assertThat(chance > 0).as(count + " by " + v).isEqualTo(isAllowed);
      }
      assertThat(sum).as("sum of " + count).isCloseTo(1, within(1e-9));
      assertThat(mean).as("mean of " + count).isCloseTo(0, within(1e-9));
      assertThat(square).as("variance of " + count).isCloseTo(variance, within(1e-9));
    }
    assertThat(table.chance(0, 0)).isEqualTo(1);
    assertThat(table.chance(0, 1)).isZero();
  }

  /**
   * On -2 to 2 with x = exp(b), chances are 1, x and x⁴ over 1 + 2x + 2x⁴. A variance of 1 asks for
   * 2x + 8x⁴ = 1 + 2x + 2x⁴, so x⁴ = 1/6.
   */
  @Test
  void ofASmallTableTheChancesAreKnown() {
    PerturbationTable table = new PerturbationTable(2, 1, 1);
    double x = Math.pow(1.0 / 6, 0.25);
    double all = 1 + 2 * x + 2.0 / 6;
    assertThat(table.chance(3, 0)).isCloseTo(1 / all, within(1e-12));
    assertThat(table.chance(3, -1)).isCloseTo(x / all, within(1e-12));
    assertThat(table.chance(99, 2)).isCloseTo(1 / (6 * all), within(1e-12));
    // Of 1, which becomes 0, 3 or 4, mean and variance leave no choice: -p + 2q + 3r = 0,
    // p + 4q + 9r = 2.5 and p + q + r = 1, so 3q + 4r = 1, 3q + 8r = 1.5, r = 1/8, q = 1/6.
    PerturbationTable least = new PerturbationTable(3, 2.5, 3);
    assertThat(least.chance(1, -1)).isCloseTo(17.0 / 24, within(1e-12));
    assertThat(least.chance(1, 2)).isCloseTo(1.0 / 6, within(1e-12));
    assertThat(least.chance(1, 3)).isCloseTo(1.0 / 8, within(1e-12));
  }

  /**
   * A distribution can move without change of its sum, mean and variance along the divided
   * differences of any four of its values, and every such move is made of these.
   */
  @ParameterizedTest
  @CsvSource({"10, 3, 3", "5, 3, 3", "4, 1.5, 1"})
  void noOtherDistributionHasMoreEntropy(int most, double variance, int least) {
    PerturbationTable table = new PerturbationTable(most, variance, least);
    for (int count = 1; count <= most + least; count++) {
      int of = count;
      int[] values =
          IntStream.rangeClosed(-most, most).filter(v -> table.chance(of, v) > 1e-6).toArray();
      double[] chances = Arrays.stream(values).mapToDouble(v -> table.chance(of, v)).toArray();
      double entropy = entropy(chances);
      for (int i = 0; i + 3 < values.length; i++) {
        for (int sign = -1; sign <= 1; sign += 2) {
          double[] moved = chances.clone();
          double least4 = Arrays.stream(chances, i, i + 4).min().orElseThrow();
          for (int j = i; j < i + 4; j++) {
            double product = 1;
            for (int k = i; k < i + 4; k++) {
              product *= k == j ? 1 : values[j] - values[k];
            }
            moved[j] += sign * least4 / 100 / product;
          }
          assertThat(entropy(moved)).as(count + " at " + values[i]).isLessThan(entropy);
        }
      }
    }
  }

  private static double entropy(double[] chances) {
    return -Arrays.stream(chances).map(p -> p * Math.log(p)).sum();
  }

  @Test
  void keysDrawTheNoiseByItsChances() {
    long step = 1L << 14;
    for (int count : new int[] {1, 2, 3, 5, 12, 13, 1000}) {
      long[] drawn = new long[21];
      int last = -10;
      for (long key = step / 2; key < PerturbationTable.KEYS; key += step) {
        int noise = TABLE.noise(count, key);
        assertThat(noise).isGreaterThanOrEqualTo(last);
        last = noise;
        drawn[noise + 10]++;
      }
      for (int v = -10; v <= 10; v++) {
        double share = (double) drawn[v + 10] * step / PerturbationTable.KEYS;
        assertThat(share).as(count + " by " + v).isCloseTo(TABLE.chance(count, v), within(1e-5));
      }
    }
    assertThat(TABLE.noise(0, 0)).isZero();
    assertThat(TABLE.noise(500, 0)).isEqualTo(-10);
    assertThat(TABLE.noise(500, PerturbationTable.KEYS - 1)).isEqualTo(10);
  }

  /**
   * Who takes a figure from one with a person, or two, more, and knows the table, guesses between
   * the two. Noise of two cells has a variance of 6, so that guesses are right in about Φ(1/2 / √6)
   * = 58 of 100.
   */
  @Test
  void aDifferenceOfFiguresDoesNotTellOneFromTwo() {
    int seeds = 40_000;
    int right = 0;
    double products = 0;
    long equal = 0;
    for (int seed = 0; seed < seeds; seed++) {
      int truth = 1 + seed % 2;
      long key = 0;
      for (int person = 0; person < 50; person++) {
        key += recordKey(person, seed);
      }
      int part = TABLE.noise(50, key % PerturbationTable.KEYS);
      for (int person = 50; person < 50 + truth; person++) {
        key += recordKey(person, seed);
      }
      int whole = TABLE.noise(50 + truth, key % PerturbationTable.KEYS);
      products += part * whole;
      int difference = truth + whole - part;
      equal += difference == 0 && truth == 1 ? 1 : 0;
      right += (likelihood(difference - 1) >= likelihood(difference - 2) ? 1 : 2) == truth ? 1 : 0;
    }
    assertThat((double) right / seeds).isBetween(0.57, 0.59);
    // Independent: the mean of products is 0, its standard error 3 / √40,000 = 0.015.
    assertThat(products / seeds).isCloseTo(0, within(0.06));
    // Equal figures do not say that nobody is between: of a difference of one they are as often as
    // noise differs by one, 1 / √(2π 6) exp(-1/12) = 15 of 100.
    assertThat(2.0 * equal / seeds).isCloseTo(0.15, within(0.01));
    // A difference of figures of which one in a thousand is as far off: at most 4 to 1.
    for (int difference = -6; difference <= 9; difference++) {
      assertThat(likelihood(difference - 1) / likelihood(difference - 2))
          .as("odds of one by " + difference)
          .isBetween(1 / 4.0, 4.0);
    }
  }

  private static long recordKey(int person, int seed) {
    return KeyedHash.bits(person, 0, seed) % PerturbationTable.KEYS;
  }

  /** The chance that the noise of one cell is so much above that of another. */
  private static double likelihood(int above) {
    double sum = 0;
    for (int v = -10; v <= 10; v++) {
      sum += TABLE.chance(50, v) * TABLE.chance(50, v + above);
    }
    return sum;
  }

  @Test
  void tablesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new PerturbationTable(10, 2, 3))
        .hasMessageContaining(
            "above 2, for a least count of 3, and below the most of the noise, 10");
    assertThatThrownBy(() -> new PerturbationTable(10, 10, 3)).hasMessageContaining("was 10.0");
    assertThatThrownBy(() -> new PerturbationTable(2, 1.5, 3))
        .hasMessageContaining("least count must be 1 or more");
  }
}
