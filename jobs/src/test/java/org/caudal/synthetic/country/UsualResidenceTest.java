package org.caudal.synthetic.country;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.caudal.synthetic.country.Member.Stay;
import org.caudal.synthetic.country.UsualResidence.Spell;
import org.junit.jupiter.api.Test;

/** The rule of twelve months on lives that a person can count out. */
class UsualResidenceTest {
  private static final int A = 1; // towns
  private static final int B = 2;
  private static final int C = 3;
  private static final int USA = Geography.abroad("USA");

  /** Pairs of place and first day. */
  private static List<Stay> stays(int... placeAndDay) {
    List<Stay> stays = new ArrayList<>();
    for (int i = 0; i < placeAndDay.length; i += 2) {
      stays.add(new Stay(placeAndDay[i], placeAndDay[i + 1], "r" + i / 2, 0, null));
    }
    return stays;
  }

  @Test
  void aYearAndNoDayLessMakesAResidence() {
    assertThat(UsualResidence.of(stays(A, 0, B, 1000), 1365))
        .containsExactly(new Spell(A, 0, "r0"), new Spell(B, 1000, "r1"));
    assertThat(UsualResidence.of(stays(A, 0, B, 1000), 1364))
        .containsExactly(new Spell(A, 0, "r0"));
  }

  @Test
  void aVisitHomeDoesNotInterruptALifeAbroad() {
    // 300 days in B, 20 at home, 500 in B: abroad since day 1000
    assertThat(UsualResidence.of(stays(A, 0, B, 1000, A, 1300, B, 1320), 1820))
        .containsExactly(new Spell(A, 0, "r0"), new Spell(B, 1000, "r1"));
  }

  @Test
  void harvestsAbroadDoNotEndTheResidenceAtHome() {
    assertThat(UsualResidence.of(stays(A, 0, B, 300, A, 420, B, 660, A, 790), 1500))
        .containsExactly(new Spell(A, 0, "r0"));
  }

  @Test
  void elevenMonthsAbroadTwiceWithAMonthAtHomeBetweenIsALifeAbroad() {
    assertThat(UsualResidence.of(stays(A, 0, B, 900, A, 1230, B, 1260, A, 1590), 2590))
        .containsExactly(new Spell(A, 0, "r0"), new Spell(B, 900, "r1"), new Spell(A, 1590, "r4"));
  }

  @Test
  void whoPassesThroughKeepsTheResidenceBefore() {
    // half a year in B, then C for good
    assertThat(UsualResidence.of(stays(A, 0, B, 800, C, 980), 1980))
        .containsExactly(new Spell(A, 0, "r0"), new Spell(C, 980, "r2"));
  }

  @Test
  void whoIsNeverAwayForAYearResidesInTheCountryWhateverTheTowns() {
    // 10 and 340 days abroad, and 25 in B between: a year for no town, and no residence abroad
    assertThat(UsualResidence.of(stays(A, 0, USA, 1000, B, 1010, USA, 1035, B, 1375), 3000))
        .containsExactly(new Spell(A, 0, "r0"), new Spell(B, 1375, "r4"));
  }

  @Test
  void theFirstPlaceIsAResidenceHoweverShort() {
    assertThat(UsualResidence.of(stays(A, 0, B, 10), 500))
        .containsExactly(new Spell(A, 0, "r0"), new Spell(B, 10, "r1"));
  }

  @Test
  void aYearInTheCountryCountsWhateverTheTowns() {
    // from abroad, 200 days in A and 300 in B: resident from the first day, first in A
    assertThat(UsualResidence.of(stays(USA, 0, A, 1000, B, 1200, USA, 1500), 2500))
        .containsExactly(
            new Spell(USA, 0, "r0"), new Spell(A, 1000, "r1"), new Spell(USA, 1500, "r3"));
    // and in B as well once that has lasted a year
    assertThat(UsualResidence.of(stays(USA, 0, A, 1000, B, 1200), 2000))
        .containsExactly(
            new Spell(USA, 0, "r0"), new Spell(A, 1000, "r1"), new Spell(B, 1200, "r2"));
  }
}
