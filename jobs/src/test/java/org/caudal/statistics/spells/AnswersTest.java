package org.caudal.statistics.spells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.caudal.statistics.spells.Answers.Answer;
import org.caudal.statistics.spells.Answers.Direction;
import org.caudal.statistics.spells.Answers.Period;
import org.caudal.statistics.spells.SpellRules.MajorityRule;
import org.caudal.statistics.spells.SpellRules.MoveRule;
import org.caudal.statistics.spells.SpellRules.NightRule;
import org.caudal.statistics.spells.SpellRules.Transitions;
import org.junit.jupiter.api.Test;

/** Places 1 and 2 are in the country, 8 and 9 are others; the year has the days 365 to 729. */
class AnswersTest {
  private static final List<Period> YEAR = List.of(new Period(365, 547, 729));

  private static boolean isInCountry(int place) {
    return place < 5;
  }

  private static Spell spell(int place, int start, int end) {
    return SpellRulesTest.spell(place, start, end);
  }

  private static List<Answer> moves(Spell... spells) {
    return Answers.moves(List.of(spells), AnswersTest::isInCountry, YEAR, MoveRule.NINETY_DAYS);
  }

  private static List<Answer> nights(Spell... spells) {
    return Answers.nights(
        List.of(spells), AnswersTest::isInCountry, YEAR, NightRule.UNITED_NATIONS);
  }

  private static Answer answer(Direction direction, int from, int to) {
    return new Answer(365, direction, from, to);
  }

  @Test
  void aMoveHasTheDirectionOfItsPlaces() {
    assertThat(moves(spell(1, 0, 499), spell(2, 500, 900)))
        .containsExactly(answer(Direction.INTERNAL, 1, 2));
    assertThat(moves(spell(1, 0, 399), spell(8, 400, 499), spell(9, 500, 599), spell(1, 600, 900)))
        .containsExactly(
            answer(Direction.EMIGRATION, 1, 8),
            answer(Direction.ONWARD, 8, 9),
            answer(Direction.IMMIGRATION, 9, 1));
  }

  @Test
  void whoIsAtOnePlaceOnBothDaysStayedAndOfOthersNothingIsSaid() {
    assertThat(moves(spell(1, 300, 800))).containsExactly(answer(Direction.STAYED, 1, 1));
    // 20 days elsewhere are too few for a move
    assertThat(moves(spell(1, 0, 499), spell(2, 500, 519), spell(1, 520, 900)))
        .containsExactly(answer(Direction.STAYED, 1, 1));
    // the records end 10 days before the year, or 30 days after a move: not long enough to say
    assertThat(moves(spell(1, 0, 719))).isEmpty();
    assertThat(moves(spell(1, 0, 709), spell(2, 710, 739))).isEmpty();
    // 31 days of silence between two places
    assertThat(moves(spell(1, 0, 499), spell(2, 531, 900))).isEmpty();
  }

  @Test
  void nightsThatAreNotKnownMakeUpForNothing() {
    assertThat(nights(spell(1, 0, 499), spell(8, 500, 900)))
        .containsExactly(answer(Direction.EMIGRATION, 1, 8));
    // 100 nights abroad, then home again: no migration in either direction
    assertThat(nights(spell(1, 0, 499), spell(8, 500, 599), spell(1, 600, 999)))
        .containsExactly(answer(Direction.STAYED, 1, 1));
    // 170 nights abroad are known, 195 are not: it cannot be said
    assertThat(nights(spell(1, 0, 599), spell(8, 600, 769))).isEmpty();
    // 170 nights abroad and 183 at home: 12 that are not known are too few
    assertThat(nights(spell(1, 0, 599), spell(8, 600, 769), spell(1, 770, 952)))
        .containsExactly(answer(Direction.STAYED, 1, 1));
    // moves within the country cross no border
    assertThat(nights(spell(1, 0, 499), spell(2, 500, 900)))
        .containsExactly(answer(Direction.STAYED, 1, 1));
  }

  /** A card that is left silent abroad, from day 456 on; the year has the days 365 to 729. */
  @Test
  void aSilenceThatCouldBeAMigrationIsNoStay() {
    // 214 nights of 456 to 669 may be abroad: 31 more than the 183 of an emigration
    assertThat(nights(spell(1, 0, 455), spell(1, 670, 900))).isEmpty();
    // 183 nights, 456 to 638, are just enough, 182 are not
    assertThat(nights(spell(1, 0, 455), spell(1, 639, 900))).isEmpty();
    assertThat(nights(spell(1, 0, 455), spell(1, 638, 900)))
        .containsExactly(answer(Direction.STAYED, 1, 1));
    // the silence is over before the year: whoever crossed did so before it
    assertThat(nights(spell(1, 0, 100), spell(1, 315, 900)))
        .containsExactly(answer(Direction.STAYED, 1, 1));
    // 92 nights from 456 on and 91 from 558 on are 183 of the year from 456 on
    assertThat(nights(spell(1, 0, 455), spell(1, 548, 557), spell(2, 649, 900))).isEmpty();
    assertThat(nights(spell(1, 0, 455), spell(1, 548, 557), spell(2, 648, 900)))
        .containsExactly(answer(Direction.STAYED, 1, 1));
    // who lives abroad may have been here
    assertThat(nights(spell(8, 0, 455), spell(8, 670, 900))).isEmpty();
    // 170 nights abroad, and the 13 of the silence before them
    assertThat(nights(spell(1, 0, 499), spell(8, 513, 682), spell(1, 683, 900))).isEmpty();
    assertThat(nights(spell(1, 0, 499), spell(8, 512, 681), spell(1, 682, 900)))
        .containsExactly(answer(Direction.STAYED, 1, 1));
  }

  @Test
  void aSilenceInWhichOneCouldHaveLivedElsewhereIsNoStay() {
    // 90 days of silence, 400 to 489; 89 days are too few for a spell before or after a move
    assertThat(moves(spell(1, 0, 399), spell(1, 490, 900))).isEmpty();
    assertThat(moves(spell(1, 0, 399), spell(1, 489, 900)))
        .containsExactly(answer(Direction.STAYED, 1, 1));
    // 59 days at place 2 and 31 of silence about them are 90; with 30 they are 89
    assertThat(moves(spell(1, 0, 399), spell(2, 410, 468), spell(1, 490, 900))).isEmpty();
    assertThat(moves(spell(1, 0, 399), spell(2, 410, 468), spell(1, 489, 900)))
        .containsExactly(answer(Direction.STAYED, 1, 1));
    // 50 days at each of two places and 20 of silence
    assertThat(moves(spell(1, 0, 399), spell(2, 400, 449), spell(8, 470, 519), spell(1, 520, 900)))
        .containsExactly(answer(Direction.STAYED, 1, 1));
    // 130 days at place 2, but too long silences on both sides to be two moves
    assertThat(moves(spell(1, 0, 399), spell(2, 431, 560), spell(1, 592, 900))).isEmpty();
    // a silence before the year
    assertThat(moves(spell(1, 0, 100), spell(1, 300, 900)))
        .containsExactly(answer(Direction.STAYED, 1, 1));
  }

  @Test
  void ofTwoSpellsThatBeginOnADayThatAbroadIsCrossedTo() {
    assertThat(nights(spell(1, 0, 399), spell(2, 400, 434), spell(8, 400, 700)))
        .containsExactly(answer(Direction.EMIGRATION, 2, 8));
  }

  @Test
  void majoritiesOfBothHalvesAreCompared() {
    assertThat(
            Answers.majorities(
                List.of(spell(1, 0, 499), spell(2, 500, 729)),
                AnswersTest::isInCountry,
                YEAR,
                MajorityRule.UNITED_NATIONS))
        .containsExactly(answer(Direction.INTERNAL, 1, 2));
    // 91 days of each half, of which 91 are needed; 90 are too few
    assertThat(
            Answers.majorities(
                List.of(spell(1, 456, 637)),
                AnswersTest::isInCountry,
                YEAR,
                MajorityRule.UNITED_NATIONS))
        .containsExactly(answer(Direction.STAYED, 1, 1));
    assertThat(
            Answers.majorities(
                List.of(spell(1, 457, 637)),
                AnswersTest::isInCountry,
                YEAR,
                MajorityRule.UNITED_NATIONS))
        .isEmpty();
  }

  @Test
  void cardsThatAppearOrEndWithinTheRecordsAreNoMigrants() {
    List<Spell> card = List.of(open(1, 431, 600));
    assertThat(Answers.cards(card, YEAR, 400, 631, 30))
        .containsExactly(
            answer(Direction.APPEARED, Answers.NOWHERE, 1),
            answer(Direction.ENDED, 1, Answers.NOWHERE));
    // 30 days from either end
    assertThat(Answers.cards(card, YEAR, 401, 630, 30)).isEmpty();
    // the ends are known to be moves
    assertThat(Answers.cards(List.of(spell(1, 431, 600)), YEAR, 400, 631, 30)).isEmpty();
    assertThat(Answers.moves(card, AnswersTest::isInCountry, YEAR, MoveRule.NINETY_DAYS)).isEmpty();
  }

  @Test
  void aForeignCardThatStaysIsAnArrival() {
    // 183 nights of the 365 from day 431 on, in two spells; a night fewer; here before, it may be
    List<Spell> card = List.of(open(1, 431, 499), open(2, 682, 900));
    assertThat(arrivals(card, 431, 430)).containsExactly(answer(Direction.IMMIGRATION, -1, 1));
    assertThat(arrivals(List.of(open(1, 431, 499), open(2, 683, 900)), 431, 430)).isEmpty();
    assertThat(arrivals(card, 431, 431)).isEmpty();
    assertThat(arrivals(List.of(spell(8, 431, 900)), 431, 430)).isEmpty();
    // seen a day before its spells, from which on it has 69 and 113 nights; in the year before
    assertThat(arrivals(card, 430, 400)).isEmpty();
    List<Spell> once = List.of(open(1, 365, 900));
    assertThat(arrivals(once, 365, 300)).hasSize(1);
    assertThat(arrivals(once, 364, 300)).isEmpty();
  }

  private static List<Answer> arrivals(List<Spell> spells, int firstSeen, int lastOld) {
    return Answers.arrivals(
        spells, AnswersTest::isInCountry, YEAR, firstSeen, lastOld, NightRule.UNITED_NATIONS);
  }

  private static Spell open(int place, int start, int end) {
    return new Spell(place, start, end, start, start, end, end, true, true, 50, 60, 1, 1, 1);
  }

  /** Consistency in the manner of Fiorio et al. (2021): what a wider definition must contain. */
  @Test
  void theSurfaceIsMonotoneWhereItMustBe() {
    Random random = new Random(5);
    int[] stays = {30, 60, 90, 200};
    int[] buffers = {0, 5, 20};
    int[] intervals = {1, 90};
    int[] days = {300, 400, 500, 600, 700};
    int moved = 0;
    for (int user = 0; user < 500; user++) {
      List<Spell> spells = new ArrayList<>();
      int start = random.nextInt(200);
      while (start < 900) {
        int end = start + 10 + random.nextInt(250);
        spells.add(spell(random.nextInt(4), start, end));
        start = end + 1 + (random.nextInt(3) == 0 ? random.nextInt(40) : 0);
      }
      List<Transitions> surface = SpellRules.surface(spells, days, intervals, buffers, stays);
      for (Transitions narrow : surface) {
        moved += narrow.moved();
        for (Transitions wide : surface) {
          boolean isWider =
              wide.interval() == narrow.interval()
                  && wide.buffer() >= narrow.buffer()
                  && wide.stay() <= narrow.stay();
          if (isWider) {
            assertThat(wide.known()).isGreaterThanOrEqualTo(narrow.known());
          }
          if (isWider && (wide.stay() == narrow.stay() || narrow.buffer() == 0)) {
            assertThat(wide.moved()).isGreaterThanOrEqualTo(narrow.moved());
          }
        }
      }
    }
    assertThat(moved).isGreaterThan(1000);
  }
}
