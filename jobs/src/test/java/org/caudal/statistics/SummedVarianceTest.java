package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummedVarianceTest {
  private static final double LEVEL = 0.95;
  private static final int RUNS = 4000;
  private static final int DEVICES = 10_000;

  @Test
  void theDegreesOfFreedomAreThoseOfSatterthwaite() {
    // (4 + 9)² / (4² / 10 + 9² / 5) = 169 / 17.8 = 9.49
    assertThat(SummedVariance.degreesOfFreedom(4, 10, 9, 5)).isEqualTo(9);
    // equal parts of as many: twice as many
    assertThat(SummedVariance.degreesOfFreedom(1, 7, 1, 7)).isEqualTo(14);
    // one alone has its own
    assertThat(SummedVariance.degreesOfFreedom(0.1, 48, 0, 2)).isEqualTo(48);
    assertThat(SummedVariance.degreesOfFreedom(0, 48, 0.1, 2)).isEqualTo(2);
    assertThat(SummedVariance.degreesOfFreedom(0, 48, 0, 2)).isEqualTo(48);
    // a single week counts as two
    assertThat(SummedVariance.degreesOfFreedom(0, 48, 1, 0)).isEqualTo(1);
  }

  /** A week of a baseline, and what is told of the week after it, or of its first day. */
  private static final class Quiet {
    private final double weekHalf;
    private final double week;
    private final double weekHalfOfDevices;
    private final double dayHalf;
    private final double day;

    /** Shifts of whole weeks and of days of a share, in points, and its error of sampling. */
    Quiet(int weeks, double ofWeeks, double ofDays, double sampling, Random random) {
      double[] shares = new double[7 * (weeks + 1)];
      for (int d = 0; d < shares.length; d += 7) {
        double common = ofWeeks * random.nextGaussian() + sampling * random.nextGaussian();
        for (int of = d; of < d + 7; of++) {
          shares[of] = common + ofDays * random.nextGaussian();
        }
      }
      int[] days = IntStream.range(0, 7 * weeks).toArray();
      WeekdayNormal normal = new WeekdayNormal(days, Arrays.copyOf(shares, days.length));
      double squares =
          IntStream.range(0, weeks)
              .mapToDouble(number -> Math.pow(distance(shares, normal, number), 2))
              .average()
              .orElseThrow();
      week = distance(shares, normal, weeks);
      weekHalf = half(sampling * sampling, squares, weeks);
      weekHalfOfDevices =
          StudentT.twoSided(LEVEL, DEVICES - 1) * Math.sqrt(sampling * sampling + squares);
      day = shares[7 * weeks] - normal.expected(7 * weeks);
      dayHalf = half(sampling * sampling, Math.pow(normal.deviation(), 2), normal.weeks());
    }

    private static double distance(double[] shares, WeekdayNormal normal, int week) {
      return IntStream.range(7 * week, 7 * week + 7)
          .mapToDouble(day -> shares[day] - normal.expected(day))
          .average()
          .orElseThrow();
    }

    private static double half(double chance, double ofNormal, int weeks) {
      int freedom = (int) SummedVariance.degreesOfFreedom(chance, DEVICES - 1, ofNormal, weeks - 1);
      return StudentT.twoSided(LEVEL, freedom) * Math.sqrt(chance + ofNormal);
    }
  }

  /**
   * The table of docs/explanation/displacement.md. Where nobody is displaced intervals of 95 % hold
   * 0 as often as they say, whether the error of sampling is small, as with the phones of a city,
   * or as large as weeks differ. It is taken to be known.
   */
  @Test
  void intervalsHoldNothingWhereNothingIs() {
    Random random = new Random(17);
    for (double ofWeeks : new double[] {0.4, 0.2}) {
      for (int weeks : new int[] {3, 4, 6, 8}) {
        for (double sampling : new double[] {0.07, 0.4}) {
          int inWeek = 0;
          int inDay = 0;
          int ofDevices = 0;
          for (int run = 0; run < RUNS; run++) {
            Quiet quiet = new Quiet(weeks, ofWeeks, 0.6 - ofWeeks, sampling, random);
            inWeek += Math.abs(quiet.week) <= quiet.weekHalf ? 1 : 0;
            ofDevices += Math.abs(quiet.week) <= quiet.weekHalfOfDevices ? 1 : 0;
            inDay += Math.abs(quiet.day) <= quiet.dayHalf ? 1 : 0;
          }
          String row =
              String.format(
                  Locale.ROOT,
                  "| %.1f | %.1f | %d | %.2f | %.1f | %.1f | %.1f |",
                  ofWeeks,
                  0.6 - ofWeeks,
                  weeks,
                  sampling,
                  100.0 * inWeek / RUNS,
                  100.0 * inDay / RUNS,
                  100.0 * ofDevices / RUNS);
          System.out.println(row);
          assertThat(inWeek / (double) RUNS).as(row).isBetween(0.93, 0.99);
          assertThat(inDay / (double) RUNS).as(row).isGreaterThan(0.94);
          if (sampling < 0.1) { // the few weeks decide
            assertThat(ofDevices / (double) RUNS).as(row).isLessThan(0.94);
          }
        }
      }
    }
  }
}
