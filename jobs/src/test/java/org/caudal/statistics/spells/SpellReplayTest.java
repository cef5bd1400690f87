package org.caudal.statistics.spells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.caudal.statistics.DayThinning;
import org.caudal.statistics.spells.SpellRules.MoveRule;
import org.junit.jupiter.api.Test;

class SpellReplayTest {
  private static final int SPAN = 300;
  private static final MoveRule RULE = MoveRule.NINETY_DAYS;

  /** The rule of Chi and others, which finds few moves of those who are seen seldom. */
  private static final SpellMethod CHI =
      (day, place, hours, firstDay, lastDay) -> {
        List<Spell> spells = new ArrayList<>();
        ChiSegments.detect(day, place, ChiSegments.Params.PUBLISHED)
            .withoutOverlap()
            .forEach(s -> spells.add(spell(s.place(), s.start(), s.end())));
        return spells;
      };

  private static Spell spell(int place, int start, int end) {
    return new Spell(place, start, end, start, start, end, end, false, false, 9, 9, 1, 1);
  }

  private static int moves(SpellReplay device) {
    return SpellRules.moves(device.spells(CHI), RULE).size();
  }

  /** At place 0 until a day, then at place 1, seen on a share of the days. */
  private static SpellReplay device(int moved, double share, Random draws) {
    int[] day = IntStream.range(0, SPAN).filter(d -> draws.nextDouble() < share).toArray();
    int[] hours = new int[day.length];
    Arrays.fill(hours, 1);
    return new SpellReplay(
        day, IntStream.of(day).map(d -> d < moved ? 0 : 1).toArray(), hours, 0, SPAN - 1);
  }

  @Test
  void aDayIsKeptWithAllItsRecordsOrWithNone() {
    SpellReplay two =
        new SpellReplay(
            new int[] {1, 1, 2, 2, 3, 3},
            new int[] {0, 1, 0, 1, 0, 1},
            new int[] {1, 2, 3, 4, 5, 6},
            0,
            9);
    int kept = 0;
    for (long key = 0; key < 50; key++) {
      SpellReplay thinned = two.thinned(0.5, key, 1);
      assertThat(thinned.day().length % 2).isZero();
      for (int i = 0; i < thinned.day().length; i += 2) {
        assertThat(thinned.day()[i]).isEqualTo(thinned.day()[i + 1]);
        assertThat(thinned.hours()[i]).isEqualTo(2 * thinned.day()[i] - 1);
        assertThat(thinned.place()[i + 1]).isEqualTo(1);
      }
      kept += thinned.day().length / 2;
    }
    assertThat(kept).isBetween(50, 100); // of 150
    assertThat(two.thinned(1, 7, 1).day()).containsExactly(two.day());
    assertThat(moves(two.thinned(0, 7, 1))).isZero();
  }

  /**
   * Half of a thousand devices seen on 55 to 75 % of days moved; many of their moves are missed.
   */
  @Test
  void dividedByTheRateOfThinnedDevicesCountsAreTheMovesMade() {
    Random draws = new Random(5);
    int moves = 0;
    int counted = 0;
    for (int i = 0; i < 1000; i++) {
      boolean hasMoved = i % 2 == 0;
      SpellReplay seldom = device(hasMoved ? 150 : SPAN, 0.55 + 0.2 * draws.nextDouble(), draws);
      moves += hasMoved ? 1 : 0;
      counted += moves(seldom);
    }
    int made = 0;
    int replayed = 0;
    for (int i = 0; i < 600; i++) {
      double share = 0.9 + 0.1 * draws.nextDouble();
      SpellReplay often = device(150, share, draws);
      made += moves(often);
      double other = 0.55 + 0.2 * (DayThinning.drawn(i, 20, 1) + 0.5) / 20;
      replayed += moves(often.thinned(other / share, i, 1));
    }
    double rate = (double) replayed / made;
    assertThat(counted).isLessThan(450);
    // binomial errors of both, three of them
    double error = moves * Math.sqrt((1 - rate) / rate * (1.0 / moves + 1.0 / made));
    assertThat(counted / rate).isCloseTo(moves, within(3 * error));
  }
}
