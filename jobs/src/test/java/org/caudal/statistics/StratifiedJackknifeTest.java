package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.caudal.statistics.StratifiedJackknife.Part;
import org.junit.jupiter.api.Test;

class StratifiedJackknifeTest {
  private static final double UNKNOWN = Double.NaN;

  private static StratifiedJackknife of(int[] strata, double target, double... weights) {
    List<Part> parts =
        java.util.stream.IntStream.range(0, weights.length)
            .mapToObj(i -> part(i, 0, weights[i]))
            .toList();
    return new StratifiedJackknife(strata, parts, new double[] {target});
  }

  /** One person who stands for some. */
  private static Part part(int cluster, int group, double weight) {
    return new Part(cluster, group, weight, 1);
  }

  /** Clusters drawn with replacement: n / (n - 1) times the squares about the mean. */
  @Test
  void withoutCalibrationTheErrorIsThatOfTheTextbook() {
    StratifiedJackknife sample = of(new int[] {0, 0, 1, 1, 1}, UNKNOWN, 10, 14, 3, 5, 7);
    StratifiedJackknife.Total all =
        sample.of(
            List.of(part(0, 0, 10), part(1, 0, 14), part(2, 0, 3), part(3, 0, 5), part(4, 0, 7)));
    assertThat(all.persons()).isEqualTo(39);
    // 2/1 (4 + 4) and 3/2 (4 + 0 + 4)
    assertThat(all.error()).isCloseTo(Math.sqrt(16 + 12), within(1e-12));
    assertThat(sample.people()).isEqualTo(39);
    assertThat(all.degrees()).isEqualTo(3);
    // of the second stratum only: its clusters have 2, 0 and 4 of them, 3/2 (0 + 4 + 4)
    StratifiedJackknife.Total some = sample.of(List.of(part(2, 0, 2), part(4, 0, 4)));
    assertThat(some.error()).isCloseTo(Math.sqrt(12), within(1e-12));
    assertThat(some.degrees()).isEqualTo(2);
  }

  @Test
  void aKnownTotalHasNoErrorAndAPartOfItThatOfTheShare() {
    StratifiedJackknife sample = of(new int[] {0, 0}, 40, 10, 10);
    StratifiedJackknife.Total all = sample.of(List.of(part(0, 0, 10), part(1, 0, 10)));
    assertThat(all.persons()).isEqualTo(40);
    assertThat(all.error()).isCloseTo(0, within(1e-9));
    // 8 of 20 are 16 of 40; without the first 6 of 10 are 24, without the second 2 of 10 are 8:
    // 1/2 (64 + 64)
    StratifiedJackknife.Total part = sample.of(List.of(part(0, 0, 2), part(1, 0, 6)));
    assertThat(part.persons()).isEqualTo(16);
    assertThat(part.error()).isCloseTo(8, within(1e-12));
  }

  /** 12 of 70 by weights, 120 known: what is left out of one stratum changes those of the other. */
  @Test
  void aGroupMayBeOfSeveralStrata() {
    StratifiedJackknife sample = of(new int[] {0, 0, 1, 1}, 120, 10, 20, 20, 20);
    StratifiedJackknife.Total some =
        sample.of(List.of(part(0, 0, 2), part(1, 0, 6), part(2, 0, 4)));
    double all = 120 * 12 / 70.0;
    assertThat(some.persons()).isCloseTo(all, within(1e-12));
    // without one the other counts twice: 16 of 80, 8 of 60, 8 of 70, 16 of 70
    double squares =
        Math.pow(120 * 16 / 80.0 - all, 2)
            + Math.pow(120 * 8 / 60.0 - all, 2)
            + Math.pow(120 * 8 / 70.0 - all, 2)
            + Math.pow(120 * 16 / 70.0 - all, 2);
    assertThat(some.error()).isCloseTo(Math.sqrt(squares / 2), within(1e-12));
  }

  /** Nobody stands for others in the first stratum; in the second two weights of 0.5 and 1.5. */
  @Test
  void aStratumOfWhichAllWereAskedHasNoErrorAndNoDegrees() {
    StratifiedJackknife sample = of(new int[] {0, 0, 0, 1, 1}, UNKNOWN, 1, 1, 1, 0.5, 1.5);
    StratifiedJackknife.Total whole = sample.of(List.of(part(0, 0, 1)));
    assertThat(whole.error()).isZero();
    assertThat(whole.degrees()).isZero();
    StratifiedJackknife.Total both = sample.of(List.of(part(0, 0, 1), part(4, 0, 1.5)));
    assertThat(both.error()).isCloseTo(1.5, within(1e-12)); // 2/1 (0.75² + 0.75²)
    assertThat(both.degrees()).isEqualTo(1);
    // weights of 1 that are brought to more residents stand for others
    assertThat(of(new int[] {0, 0}, 4, 1, 1).of(List.of(part(0, 0, 1))).error()).isPositive();
  }

  /** Two groups in one cluster: only one has a known total. */
  @Test
  void aGroupWithoutAKnownTotalKeepsItsWeights() {
    List<Part> parts = List.of(part(0, 0, 5), part(0, 1, 5), part(1, 0, 5));
    StratifiedJackknife sample =
        new StratifiedJackknife(new int[] {0, 0}, parts, new double[] {100, UNKNOWN});
    assertThat(sample.people()).isEqualTo(105);
    assertThat(sample.of(List.of(part(0, 0, 1), part(0, 1, 2))).persons())
        .isCloseTo(100 * 1 / 10.0 + 2, within(1e-12));
  }

  @Test
  void strataOfOneClusterCountTogether() {
    List<Part> cell = List.of(part(0, 0, 4), part(2, 0, 8));
    double[] weights = {10, 10, 20, 20};
    for (int[] lone : new int[][] {{0, 1, 2, 2}, {0, 0, 1, 2}}) {
      assertThat(of(lone, UNKNOWN, weights).of(cell))
          .isEqualTo(of(new int[] {0, 0, 1, 1}, UNKNOWN, weights).of(cell));
    }
    // the last one alone counts with the stratum before
    assertThat(of(new int[] {0, 0, 0, 1}, UNKNOWN, weights).of(cell))
        .isEqualTo(of(new int[] {0, 0, 0, 0}, UNKNOWN, weights).of(cell));
  }

  @Test
  void ofOneClusterNoErrorIsKnownUnlessAllWereAsked() {
    List<Part> cell = List.of(part(0, 0, 1));
    assertThat(of(new int[] {0}, UNKNOWN, 10).of(cell).error()).isNaN();
    assertThat(of(new int[] {0}, UNKNOWN, 1).of(cell).error()).isZero();
    assertThat(of(new int[] {0, 0}, UNKNOWN, 1, 1).of(cell).error()).isZero();
  }

  /** One of ten: 0.0179 to 0.4042, as Wilson's interval is tabled, here of 1000 persons. */
  @Test
  void theIntervalOfAShareIsWilsons() {
    double error = 1000 * Math.sqrt(0.1 * 0.9 / 10);
    double[] interval = ShareInterval.of(100, 1000, error, 20_000, 0.95);
    assertThat(interval[0]).isCloseTo(17.9, within(0.1));
    assertThat(interval[1]).isCloseTo(404.2, within(0.1));
    assertThat(ShareInterval.of(100, 1000, error, 5, 0.95)[1]).isGreaterThan(interval[1]);
    assertThat(ShareInterval.of(7, 1000, 0, 5, 0.95)).containsExactly(7, 7);
    // none but for rounding
    assertThat(ShareInterval.of(25e6 + 0.1, 50e6, 1e-8, 5, 0.95))
        .containsExactly(25e6 + 0.1, 25e6 + 0.1);
    // the whole but for rounding: t of five degrees is 2.571
    assertThat(ShareInterval.of(Math.nextDown(100.0), 100, 2, 5, 0.95)[0])
        .isCloseTo(100 - 2 * 2.571, within(0.001));
    // t of one degree of freedom is 12.706; nobody but the part
    assertThat(ShareInterval.of(100, 100, 2, 1, 0.95)[1]).isCloseTo(125.41, within(0.01));
  }
}
