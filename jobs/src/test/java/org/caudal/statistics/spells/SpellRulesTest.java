package org.caudal.statistics.spells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.caudal.statistics.spells.SpellRules.Crossing;
import org.caudal.statistics.spells.SpellRules.MajorityRule;
import org.caudal.statistics.spells.SpellRules.Move;
import org.caudal.statistics.spells.SpellRules.MoveRule;
import org.caudal.statistics.spells.SpellRules.NightRule;
import org.caudal.statistics.spells.SpellRules.Transitions;
import org.junit.jupiter.api.Test;

class SpellRulesTest {
  @Test
  void aMoveHasTheMiddleOfTheGapForItsDay() {
    List<Spell> spells = List.of(spell(1, 0, 99), spell(2, 110, 229));
    // Days 100 to 109 are between: a gap of 10, of which 5 go to either side.
    assertThat(SpellRules.moves(spells, MoveRule.NINETY_DAYS))
        .containsExactly(new Move(1, 2, 105, 98, 112, 10, 0.9));
  }

  @Test
  void aMoveNeedsDaysOnBothSidesAndAShortGap() {
    // 89 days before; 90 and 90 days with 31 between; one place.
    assertThat(SpellRules.moves(List.of(spell(1, 0, 88), spell(2, 89, 200)), MoveRule.NINETY_DAYS))
        .isEmpty();
    assertThat(SpellRules.moves(List.of(spell(1, 0, 89), spell(2, 121, 210)), MoveRule.NINETY_DAYS))
        .isEmpty();
    assertThat(SpellRules.moves(List.of(spell(1, 0, 89), spell(1, 100, 210)), MoveRule.NINETY_DAYS))
        .isEmpty();
    assertThat(SpellRules.moves(List.of(spell(1, 0, 89), spell(2, 120, 209)), MoveRule.NINETY_DAYS))
        .hasSize(1);
    assertThat(
            SpellRules.moves(
                List.of(spell(1, 0, 89), spell(2, 90, 209)), new MoveRule(90, 90, 30, 0.5, 0.95)))
        .isEmpty();
  }

  /**
   * A card seen on few days: whether places 1 and 2 are two residences is less sure (0.87) than
   * that country 9 is another one.
   */
  @Test
  void aMoveIsAsSureAsTheBorderThatItCrosses() {
    List<Spell> spells =
        List.of(
            spell(1, 19, 305, 1, 0.87),
            spell(2, 306, 587, 0.87, 0.99),
            spell(9, 588, 899, 0.99, 1));
    MoveRule sure = new MoveRule(90, 90, 30, 0.5, 0.9);
    Move abroad = new Move(2, 9, 588, 586, 590, 0, 0.99);
    assertThat(SpellRules.moves(spells, sure)).containsExactly(abroad);
    assertThat(SpellRules.moves(spells, new MoveRule(90, 90, 30, 0.5, 0.87)))
        .containsExactly(new Move(1, 2, 306, 304, 308, 0, 0.87), abroad);
    // places 1 and 2 are in country 0: the border between them is none of it
    List<Spell> countries = SpellRules.coarser(spells, place -> place / 5, 30);
    assertThat(SpellRules.moves(countries, sure))
        .containsExactly(new Move(0, 1, 588, 586, 590, 0, 0.99));
  }

  @Test
  void spellsOfOneParentAreOneSpell() {
    // Places 11 and 12 in region 1, 21 in region 2.
    List<Spell> spells = List.of(spell(11, 0, 99), spell(12, 100, 199), spell(21, 200, 299));
    List<Spell> regions = SpellRules.coarser(spells, place -> place / 10, 30);
    assertThat(regions).hasSize(2);
    assertThat(regions.get(0).place()).isEqualTo(1);
    assertThat(regions.get(0).days()).isEqualTo(200);
    // 50 days seen at home in each of the two.
    assertThat(regions.get(0).evidenceDays()).isEqualTo(100);
    assertThat(SpellRules.moves(spells, MoveRule.NINETY_DAYS)).hasSize(2);
    assertThat(SpellRules.moves(regions, MoveRule.NINETY_DAYS))
        .containsExactly(new Move(1, 2, 200, 198, 202, 0, 0.9));
    assertThat(SpellRules.coarser(List.of(spell(11, 0, 9), spell(12, 50, 60)), p -> 1, 30))
        .hasSize(2);
  }

  @Test
  void aSpellWithinAnotherOfOneParentDoesNotEndIt() {
    // Of three the second ends before the first; the third, from day 120, joins it.
    List<Spell> spells = List.of(spell(11, 0, 199), spell(12, 50, 80), spell(11, 120, 150));
    assertThat(SpellRules.coarser(spells, place -> 1, 30))
        .extracting(Spell::start, Spell::end, Spell::latestEnd)
        .containsExactly(tuple(0, 199, spell(11, 0, 199).latestEnd()));
  }

  @Test
  void emigrantsHave183NightsOnBothSides() {
    // Year from day 365 to 729. At home (1) to day 499, abroad 500 to 599, home 20 days, abroad.
    List<Spell> spells =
        List.of(spell(1, 0, 499), spell(2, 500, 599), spell(1, 600, 619), spell(3, 620, 900));
    // Before: 365 nights of 135 to 499. After, 500 to 864: 100 and 245 nights.
    assertThat(emigration(spells)).containsExactly(new Crossing(500, 1, 2, 365, 345, true));
    // 182 nights abroad: 500 to 681.
    assertThat(emigration(List.of(spell(1, 0, 499), spell(2, 500, 681), spell(1, 682, 900))))
        .containsExactly(new Crossing(500, 1, 2, 365, 182, false));
    // 182 nights at home before: 318 to 499.
    assertThat(emigration(List.of(spell(2, 0, 317), spell(1, 318, 499), spell(2, 500, 900))))
        .containsExactly(new Crossing(500, 1, 2, 182, 365, false));
    // A crossing in another year.
    assertThat(emigration(List.of(spell(1, 0, 299), spell(2, 300, 900)))).isEmpty();
  }

  @Test
  void aNightInTwoSpellsIsOne() {
    // 100 and 83 days with five in common are 178, 61 and 61 with 22 in common 100
    List<Spell> home = List.of(spell(1, 317, 416), spell(3, 412, 494));
    assertThat(SpellRules.days(home, place -> true, 0, 900)).isEqualTo(178);
    assertThat(SpellRules.days(home, place -> true, 414, 415)).isEqualTo(2);
    List<Spell> abroad = List.of(home.get(0), home.get(1), spell(2, 495, 900));
    assertThat(
            SpellRules.emigration(abroad, place -> place != 2, 365, 729, NightRule.UNITED_NATIONS))
        .extracting(Crossing::nightsBefore, Crossing::isMigration)
        .containsExactly(tuple(178, false));
    // a spell within another
    assertThat(SpellRules.days(List.of(spell(1, 0, 99), spell(3, 20, 29)), place -> true, 0, 900))
        .isEqualTo(100);
    // 61 of 100 days at each of two places: neither is that of the majority
    assertThat(
            SpellRules.majority(
                List.of(spell(1, 0, 60), spell(3, 39, 99)), 0, 99, MajorityRule.UNITED_NATIONS))
        .isEmpty();
  }

  @Test
  void immigrantsAreTheMirror() {
    List<Spell> spells = List.of(spell(2, 0, 499), spell(1, 500, 900));
    assertThat(
            SpellRules.immigration(spells, place -> place == 1, 365, 729, NightRule.UNITED_NATIONS))
        .containsExactly(new Crossing(500, 2, 1, 365, 365, true));
  }

  @Test
  void theMajorityIsMoreThanHalf() {
    // 91 of 182 days are half, not more; 92 are.
    List<Spell> half = List.of(spell(1, 0, 90), spell(2, 91, 181));
    assertThat(SpellRules.majority(half, 0, 181, MajorityRule.UNITED_NATIONS)).isEmpty();
    List<Spell> more = List.of(spell(1, 0, 91), spell(2, 92, 364));
    assertThat(SpellRules.majority(more, 0, 181, MajorityRule.UNITED_NATIONS)).hasValue(1);
    // 90 days at any place are too few.
    assertThat(SpellRules.majority(List.of(spell(1, 0, 89)), 0, 181, MajorityRule.UNITED_NATIONS))
        .isEmpty();
    assertThat(SpellRules.isHalfYearMigrant(more, 0, 182, 364, MajorityRule.UNITED_NATIONS))
        .isTrue();
    assertThat(SpellRules.isHalfYearMigrant(half, 0, 182, 364, MajorityRule.UNITED_NATIONS))
        .isFalse();
  }

  @Test
  void theSurfaceFallsWithTheStayAndRisesWithTheInterval() {
    // Place 1 on 0..99, 2 on 100..159, 1 on 160..299.
    List<Spell> spells = List.of(spell(1, 0, 99), spell(2, 100, 159), spell(1, 160, 299));
    int[] days = {99, 109};
    // Day 99, stay 60: 40..99 at 1; interval 1: 100..159 at 2: moved. Interval 61: 160..219 at 1.
    // Day 109: 50..109 has 50 days at 1, 10 at 2: known with a buffer of 10 only; then 110..169
    // has 50 at 2 and 10 at 1: moved; 170..229 at 1: not moved.
    // Stay 61: 39..99 at 1; 100..160 has 60 of 61 at 2: unknown without a buffer.
    assertThat(
            SpellRules.surface(
                spells, days, new int[] {1, 61}, new int[] {0, 10}, new int[] {60, 61}))
        .containsExactly(
            new Transitions(1, 0, 60, 1, 1),
            new Transitions(1, 0, 61, 0, 0),
            new Transitions(1, 10, 60, 2, 2),
            // Day 109: 49..109 has 51 of 61 at 1; 110..170 has 50 of 61 at 2: unknown.
            new Transitions(1, 10, 61, 1, 1),
            new Transitions(61, 0, 60, 1, 0),
            new Transitions(61, 0, 61, 1, 0),
            new Transitions(61, 10, 60, 2, 0),
            new Transitions(61, 10, 61, 2, 0));
  }

  private static List<Crossing> emigration(List<Spell> spells) {
    return SpellRules.emigration(spells, place -> place == 1, 365, 729, NightRule.UNITED_NATIONS);
  }

  /** Ends known to two days, seen at home on half of 100 days. */
  static Spell spell(int place, int start, int end) {
    return spell(place, start, end, 0.9, 0.9);
  }

  private static Spell spell(
      int place, int start, int end, double startProbability, double endProbability) {
    return new Spell(
        place,
        start,
        end,
        start - 2,
        start + 2,
        end - 2,
        end + 2,
        false,
        false,
        50,
        60,
        1,
        startProbability,
        endProbability);
  }
}
