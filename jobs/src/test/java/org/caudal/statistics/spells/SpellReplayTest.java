package org.caudal.statistics.spells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.caudal.statistics.DayThinning;
import org.caudal.statistics.spells.HardLives.Life;
import org.caudal.statistics.spells.SpellRules.MoveRule;
import org.caudal.statistics.spells.StayKinds.Kind;
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
    return new Spell(place, start, end, start, start, end, end, false, false, 9, 9, 1, 1, 1);
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

  /**
   * Short-term stays of people seen on fewer than four days in ten, from 90 and from 120 days, by
   * one rate for both and by one each. The truth of each is known.
   */
  @Test
  void aRateForEachLengthBringsCountsOfLengthsNearerToTheTruth() {
    List<Life> often = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    int[] truth = new int[2];
    int[] found = new int[2];
    for (int user = 0; user < 8000; user++) {
      Life life = HardLives.life(202, user, 0);
      if (life.activity() >= 0.8) {
        often.add(life);
      } else if (life.activity() < 0.4 && life.day.length > 0) {
        shares.add(life.activity());
        add(truth, residences(life));
        add(found, adaptive(replay(life)));
      }
    }
    int[] made = new int[2];
    int[] counted = new int[2];
    for (int i = 0; i < often.size(); i++) {
      Life life = often.get(i);
      for (int round = 0; round < 3; round++) {
        long key = 3L * i + round;
        double share = shares.get(DayThinning.drawn(key, shares.size(), 1));
        add(made, adaptive(replay(life)));
        add(counted, adaptive(replay(life).thinned(share / life.activity(), key, 1)));
      }
    }
    double one = (double) (counted[0] + counted[1]) / (made[0] + made[1]);
    double errorOfOne = 0;
    double errorOfEach = 0;
    for (int length = 0; length < 2; length++) {
      double each = (double) counted[length] / made[length];
      errorOfOne += Math.abs(found[length] / one - truth[length]);
      errorOfEach += Math.abs(found[length] / each - truth[length]);
      System.out.printf(
          Locale.ROOT,
          "stays from %d days: rate %.3f, of both %.3f; true %d, found %d, corrected %.0f, by the"
              + " rate of both %.0f%n",
          length == 0 ? 90 : 120,
          each,
          one,
          truth[length],
          found[length],
          found[length] / each,
          found[length] / one);
    }
    assertThat(errorOfEach).isLessThan(0.8 * errorOfOne);
  }

  private static SpellReplay replay(Life life) {
    return new SpellReplay(life.day, life.place, life.count, 0, HardLives.DAYS - 1);
  }

  private static List<Spell> adaptive(SpellReplay device) {
    return device.spells(
        (day, place, hours, first, last) ->
            AdaptiveSpells.detect(day, place, hours, first, last, AdaptiveSpells.Params.of(90)));
  }

  /** The true stays. */
  private static List<Spell> residences(Life life) {
    List<Integer> ends = new ArrayList<>(life.moves());
    ends.add(HardLives.DAYS);
    List<Spell> stays = new ArrayList<>();
    int from = 0;
    for (int end : ends) {
      stays.add(spell(life.home[from], from, end - 1));
      from = end;
    }
    return stays;
  }

  /** Counts short-term stays below 120 days, and those of 120 or more. */
  private static void add(int[] numbers, List<Spell> spells) {
    if (!spells.isEmpty()) {
      List<Set<Kind>> kinds =
          StayKinds.of(spells, StayKinds.home(spells), StayKinds.Rule.UNITED_NATIONS);
      for (int s = 0; s < spells.size(); s++) {
        if (kinds.get(s).contains(Kind.SHORT_TERM)) {
          numbers[spells.get(s).days() < 120 ? 0 : 1]++;
        }
      }
    }
  }
}
