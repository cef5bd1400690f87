package org.caudal.synthetic.country;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * Usual residence by the rule of twelve months (United Nations 2021, conceptual framework on
 * international migration and mobility): who lives in a country for a year resides there from the
 * first day; any shorter stay is a temporary absence from the residence before it. Within the
 * fictional country the same rule tells the town, the first one being a residence however short,
 * and no spell there is abroad.
 *
 * <p>A year is not broken by shorter absences that end where they began. The shortest absence is
 * bridged first, so that a visit home does not interrupt a life abroad, nor the other way round.
 * Who dies within a year of arriving never resided there.
 */
final class UsualResidence {
  /** Days that make a residence. */
  static final int YEAR = 365;

  /** A spell from a day to the day before the next spell. */
  record Spell(int place, int from, String reason) {}

  private record Run(int place, int from, int to, String reason) {
    int days() {
      return to - from;
    }
  }

  private UsualResidence() {}

  /**
   * The spells of usual residence.
   *
   * @param stays in order; the first one is where the person lives at the start or at birth
   * @param end day after the last known day: death, or the end of what was simulated
   */
  static List<Spell> of(List<Member.Stay> stays, int end) {
    List<Spell> spells = new ArrayList<>();
    List<Spell> countries = spells(stays, end, UsualResidence::country, place -> true);
    for (int i = 0; i < countries.size(); i++) {
      Spell country = countries.get(i);
      int to = i + 1 < countries.size() ? countries.get(i + 1).from() : end;
      if (Geography.isAbroad(country.place())) {
        spells.add(country);
      } else {
        List<Member.Stay> within =
            stays.stream().filter(s -> s.from() >= country.from() && s.from() < to).toList();
        spells.addAll(spells(within, to, place -> place, place -> !Geography.isAbroad(place)));
      }
    }
    return spells;
  }

  /** A number for each country; one for all towns of the fictional one. */
  private static int country(int place) {
    return Geography.isAbroad(place) ? place : 0;
  }

  private static List<Spell> spells(
      List<Member.Stay> stays, int end, IntUnaryOperator area, IntPredicate canLast) {
    List<Run> runs = runs(stays, end, area);
    for (int i = shortestAbsence(runs); i > 0; i = shortestAbsence(runs)) {
      Run before = runs.get(i - 1);
      Run bridged = new Run(before.place(), before.from(), runs.get(i + 1).to(), before.reason());
      runs.set(i - 1, bridged);
      runs.subList(i, i + 2).clear();
    }
    List<Spell> spells = new ArrayList<>();
    for (Run run : runs) {
      boolean lasts =
          run.days() >= YEAR
              && canLast.test(run.place())
              && (spells.isEmpty() || spells.get(spells.size() - 1).place() != run.place());
      if (spells.isEmpty() || lasts) {
        spells.add(new Spell(run.place(), run.from(), run.reason()));
      }
    }
    return spells;
  }

  private static List<Run> runs(List<Member.Stay> stays, int end, IntUnaryOperator area) {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < stays.size(); i++) {
      Member.Stay stay = stays.get(i);
      int place = area.applyAsInt(stay.place());
      int to = i + 1 < stays.size() ? stays.get(i + 1).from() : end;
      int last = runs.size() - 1;
      if (last >= 0 && runs.get(last).place() == place) {
        Run run = runs.get(last);
        runs.set(last, new Run(run.place(), run.from(), to, run.reason()));
      } else {
        runs.add(new Run(place, stay.from(), to, stay.reason()));
      }
    }
    return runs;
  }

  /** Index of the shortest run of less than a year between two runs in one place, or 0. */
  private static int shortestAbsence(List<Run> runs) {
    int shortest = 0;
    int days = YEAR;
    for (int i = 1; i < runs.size() - 1; i++) {
      if (runs.get(i - 1).place() == runs.get(i + 1).place() && runs.get(i).days() < days) {
        shortest = i;
        days = runs.get(i).days();
      }
    }
    return shortest;
  }
}
