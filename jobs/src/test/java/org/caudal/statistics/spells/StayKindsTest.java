package org.caudal.statistics.spells;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.caudal.statistics.spells.StayKinds.Kind;
import org.caudal.statistics.spells.StayKinds.Rule;
import org.junit.jupiter.api.Test;

class StayKindsTest {
  private static final int HOME = 1;

  @Test
  void lengthsAreLongShortOrTemporary() {
    // 365, 364 and 90, 89 days.
    assertThat(kinds(stay(2, 0, 364))).containsExactly(Set.of(Kind.LONG_TERM));
    assertThat(kinds(stay(2, 0, 363))).containsExactly(Set.of(Kind.SHORT_TERM));
    assertThat(kinds(stay(2, 0, 89))).containsExactly(Set.of(Kind.SHORT_TERM));
    assertThat(kinds(stay(2, 0, 88))).containsExactly(Set.of(Kind.TEMPORARY));
    assertThat(kinds(stay(HOME, 0, 500))).containsExactly(Set.of(Kind.HOME));
  }

  @Test
  void theSameMonthsOfTwoYearsAreASeason() {
    // June to August 2023; July to September 2024: two of three months in common.
    Spell first = stay(2, day("2023-06-05"), day("2023-08-28"));
    Spell second = stay(2, day("2024-07-05"), day("2024-09-28"));
    Spell between = stay(HOME, first.end() + 1, second.start() - 1);
    assertThat(kinds(first, between, second))
        .containsExactly(
            Set.of(Kind.TEMPORARY, Kind.SEASONAL),
            Set.of(Kind.HOME),
            Set.of(Kind.TEMPORARY, Kind.SEASONAL));
    // September to November has none; it begins 373 days after the end of August 28, 2023.
    Spell autumn = stay(2, day("2024-09-05"), day("2024-11-28"));
    assertThat(kinds(first, between, autumn).get(2))
        .containsExactlyInAnyOrder(Kind.TEMPORARY, Kind.RETURN);
  }

  @Test
  void twoReturnsHomeAreCircular() {
    List<Set<Kind>> twice =
        kinds(
            stay(HOME, 0, 99),
            stay(2, 100, 199),
            stay(HOME, 200, 299),
            stay(2, 300, 399),
            stay(HOME, 400, 499));
    assertThat(twice.get(1)).containsExactlyInAnyOrder(Kind.SHORT_TERM, Kind.CIRCULAR);
    assertThat(twice.get(3)).containsExactlyInAnyOrder(Kind.SHORT_TERM, Kind.CIRCULAR);
    List<Set<Kind>> once = kinds(stay(HOME, 0, 99), stay(2, 100, 199), stay(HOME, 200, 299));
    assertThat(once.get(1)).containsExactly(Kind.SHORT_TERM);
    // 100 days at work twice and 200 at the first place, before 400 days at a third, the home
    List<Set<Kind>> emigrant =
        kinds(
            stay(3, 0, 49),
            stay(2, 50, 149),
            stay(3, 150, 249),
            stay(2, 250, 349),
            stay(3, 350, 399),
            stay(HOME, 400, 799));
    assertThat(emigrant.get(1)).containsExactlyInAnyOrder(Kind.SHORT_TERM, Kind.CIRCULAR);
    assertThat(emigrant.get(2)).containsExactly(Kind.SHORT_TERM);
    assertThat(emigrant.get(5)).containsExactly(Kind.HOME);
  }

  @Test
  void homeAgainAfterAYearIsAReturn() {
    // 365 days away, from 100 to 464; 364 days.
    assertThat(kinds(stay(HOME, 0, 99), stay(2, 100, 464), stay(HOME, 465, 500)).get(2))
        .containsExactlyInAnyOrder(Kind.HOME, Kind.RETURN);
    assertThat(kinds(stay(HOME, 0, 99), stay(2, 100, 463), stay(HOME, 464, 500)).get(2))
        .containsExactly(Kind.HOME);
  }

  @Test
  void silenceIsNoAbsence() {
    // 400 days of silence; 400 days, of which 200 and 201 in a spell elsewhere
    assertThat(kinds(stay(HOME, 0, 99), stay(HOME, 500, 600)).get(1)).containsExactly(Kind.HOME);
    assertThat(kinds(stay(HOME, 0, 99), stay(2, 100, 299), stay(HOME, 500, 600)).get(2))
        .containsExactly(Kind.HOME);
    assertThat(kinds(stay(HOME, 0, 99), stay(2, 100, 300), stay(HOME, 500, 600)).get(2))
        .containsExactlyInAnyOrder(Kind.HOME, Kind.RETURN);
    // silent for 30 days and for 31 before a stay on the way
    assertThat(kinds(stay(HOME, 0, 99), stay(2, 130, 140), stay(3, 141, 400)).get(1))
        .contains(Kind.TRANSIT);
    assertThat(kinds(stay(HOME, 0, 99), stay(2, 131, 141), stay(3, 142, 400)).get(1))
        .doesNotContain(Kind.TRANSIT);
  }

  @Test
  void aHarvestMayGoOverTheNewYear() {
    // January and February 2024, then December 2024 to February 2025: two of three months
    Spell first = stay(2, day("2024-01-05"), day("2024-02-28"));
    Spell second = stay(2, day("2024-12-20"), day("2025-02-28"));
    Spell between = stay(HOME, first.end() + 1, second.start() - 1);
    assertThat(kinds(first, between, second).get(2)).contains(Kind.SEASONAL);
    // one season, with ten days at home within it, is not two: 20 December and 15 January
    Spell early = stay(2, day("2024-12-20"), day("2025-01-04"));
    Spell home = stay(HOME, day("2025-01-05"), day("2025-01-14"));
    Spell late = stay(2, day("2025-01-15"), day("2025-02-28"));
    assertThat(kinds(early, home, late).get(2)).doesNotContain(Kind.SEASONAL);
  }

  @Test
  void aShortStayOnTheWayIsATransit() {
    // 30 days between two others; 31 days; 30 days and back.
    assertThat(kinds(stay(HOME, 0, 99), stay(2, 100, 129), stay(3, 130, 400)).get(1))
        .containsExactlyInAnyOrder(Kind.TEMPORARY, Kind.TRANSIT);
    assertThat(kinds(stay(HOME, 0, 99), stay(2, 100, 130), stay(3, 131, 400)).get(1))
        .containsExactly(Kind.TEMPORARY);
    assertThat(kinds(stay(HOME, 0, 99), stay(2, 100, 129), stay(HOME, 130, 400)).get(1))
        .containsExactly(Kind.TEMPORARY);
  }

  @Test
  void homeIsWhereMostDaysAreThenTheFirst() {
    // 100 + 50 days at 3, 120 at 2; 100 at each
    assertThat(StayKinds.home(List.of(stay(3, 0, 99), stay(2, 100, 219), stay(3, 220, 269))))
        .isEqualTo(3);
    assertThat(StayKinds.home(List.of(stay(3, 0, 99), stay(2, 100, 199)))).isEqualTo(3);
  }

  private static List<Set<Kind>> kinds(Spell... spells) {
    return StayKinds.of(List.of(spells), HOME, Rule.UNITED_NATIONS);
  }

  private static Spell stay(int place, int start, int end) {
    return SpellRulesTest.spell(place, start, end);
  }

  private static int day(String date) {
    return Math.toIntExact(LocalDate.parse(date).toEpochDay());
  }
}
