package org.caudal.statistics.spells;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Kinds of stays away from home, from the spells of one user in order of time; a stay can be of
 * several. Days are counted from 1 January 1970.
 *
 * <p>Durations after United Nations (2021), conceptual framework on international migration and
 * temporary mobility; the thresholds are parameters.
 */
public final class StayKinds {
  private static final int HALF_YEAR = 183;

  private StayKinds() {}

  /** What a stay can be. */
  public enum Kind {
    /** At home. */
    HOME,
    /** At least {@code longTermDays} long. */
    LONG_TERM,
    /** Shorter, at least {@code shortTermDays} long. */
    SHORT_TERM,
    /** Shorter than that. */
    TEMPORARY,
    /** Below a year, in the same months and at the same place as stays half a year away or more. */
    SEASONAL,
    /**
     * At a place from which the person has come home, or to where it first came from, {@code
     * circularReturns} times.
     */
    CIRCULAR,
    /**
     * At an earlier place of residence, {@code returnDays} or more after the end of it, of which
     * more than half in spells elsewhere: silence is no absence.
     */
    RETURN,
    /** Short, and shortly between spells at two other places that differ. */
    TRANSIT
  }

  /**
   * Thresholds.
   *
   * @param longTermDays least days of a long-term stay
   * @param shortTermDays least days of a short-term stay
   * @param transitDays most days of a transit, and of silence before and after it
   * @param returnDays least days away before a return
   * @param seasonalYears least seasons with the stay
   * @param seasonalOverlap least share of the months of the longer of two stays that both cover
   * @param circularReturns least returns home from the place
   */
  public record Rule(
      int longTermDays,
      int shortTermDays,
      int transitDays,
      int returnDays,
      int seasonalYears,
      double seasonalOverlap,
      int circularReturns) {
    /** Twelve months, three months, a month, a year, two years, half of the months, two returns. */
    public static final Rule UNITED_NATIONS = new Rule(365, 90, 30, 365, 2, 0.5, 2);
  }

  /** The place with most days in the spells; of equal ones the first lived at. */
  public static int home(List<Spell> spells) {
    int home = spells.get(0).place();
    int most = 0;
    for (Spell spell : spells) {
      int days = 0;
      for (Spell other : spells) {
        days += other.place() == spell.place() ? other.days() : 0;
      }
      if (days > most) {
        most = days;
        home = spell.place();
      }
    }
    return home;
  }

  /**
   * The kinds of each spell, in its order.
   *
   * @param home number of the place that is home; any other number if none of them is
   */
  public static List<Set<Kind>> of(List<Spell> spells, int home, Rule rule) {
    List<Set<Kind>> kinds = new ArrayList<>();
    for (int s = 0; s < spells.size(); s++) {
      Spell spell = spells.get(s);
      Set<Kind> kind = EnumSet.noneOf(Kind.class);
      if (spell.place() == home) {
        kind.add(Kind.HOME);
      } else {
        kind.add(byLength(spell.days(), rule));
        if (seasons(spells, spell, rule) >= rule.seasonalYears()) {
          kind.add(Kind.SEASONAL);
        }
      }
      if (isCircular(spells, spell, home, rule)) {
        kind.add(Kind.CIRCULAR);
      }
      if (isReturn(spells, s, rule)) {
        kind.add(Kind.RETURN);
      }
      if (isTransit(spells, s, rule)) {
        kind.add(Kind.TRANSIT);
      }
      kinds.add(kind);
    }
    return kinds;
  }

  private static Kind byLength(int days, Rule rule) {
    if (days >= rule.longTermDays()) {
      return Kind.LONG_TERM;
    }
    return days >= rule.shortTermDays() ? Kind.SHORT_TERM : Kind.TEMPORARY;
  }

  /**
   * Stays at the same place in the same months, its own included, of which each begins half a year
   * or more after the one before: a harvest may go over the new year, and be interrupted.
   */
  private static int seasons(List<Spell> spells, Spell spell, Rule rule) {
    int months = months(spell);
    int seasons = 0;
    int last = Integer.MIN_VALUE / 2;
    for (Spell other : spells) {
      int otherMonths = months(other);
      int longer = Math.max(Integer.bitCount(months), Integer.bitCount(otherMonths));
      if (other.place() == spell.place()
          && other.start() - last >= HALF_YEAR
          && Math.max(spell.days(), other.days()) < rule.longTermDays()
          && Integer.bitCount(months & otherMonths) >= rule.seasonalOverlap() * longer) {
        seasons++;
        last = other.start();
      }
    }
    return seasons;
  }

  /** A bit for each calendar month with a day of the spell. */
  private static int months(Spell spell) {
    int months = 0;
    LocalDate last = LocalDate.ofEpochDay(spell.end());
    LocalDate month = LocalDate.ofEpochDay(spell.start()).withDayOfMonth(1);
    for (; !month.isAfter(last); month = month.plusMonths(1)) {
      months |= 1 << month.getMonthValue();
    }
    return months;
  }

  /**
   * Away, with enough returns home; or below a long term with enough returns to where the person
   * first came from: a home that is left for good in the end, or seen less often than the work.
   */
  private static boolean isCircular(List<Spell> spells, Spell spell, int home, Rule rule) {
    int place = spell.place();
    boolean isHomeKept = place != home && returns(spells, place, home) >= rule.circularReturns();
    OptionalInt origin = cameFrom(spells, place);
    return isHomeKept
        || (spell.days() < rule.longTermDays()
            && origin.isPresent()
            && returns(spells, place, origin.getAsInt()) >= rule.circularReturns());
  }

  /** The place before the first spell at a place. */
  private static OptionalInt cameFrom(List<Spell> spells, int place) {
    for (int s = 0; s < spells.size(); s++) {
      if (spells.get(s).place() == place) {
        return s == 0 ? OptionalInt.empty() : OptionalInt.of(spells.get(s - 1).place());
      }
    }
    return OptionalInt.empty();
  }

  private static int returns(List<Spell> spells, int from, int to) {
    int returns = 0;
    for (int s = 1; s < spells.size(); s++) {
      boolean left = spells.get(s - 1).place() == from;
      returns += left && spells.get(s).place() == to ? 1 : 0;
    }
    return returns;
  }

  private static boolean isReturn(List<Spell> spells, int s, Rule rule) {
    Spell spell = spells.get(s);
    int elsewhere = 0;
    for (int earlier = s - 1; earlier >= 0; earlier--) {
      Spell before = spells.get(earlier);
      if (before.place() == spell.place()) {
        int absence = spell.start() - before.end() - 1;
        return absence >= rule.returnDays() && 2 * elsewhere > absence;
      }
      elsewhere += before.days();
    }
    return false;
  }

  private static boolean isTransit(List<Spell> spells, int s, Rule rule) {
    if (s == 0 || s + 1 == spells.size() || spells.get(s).days() > rule.transitDays()) {
      return false;
    }
    Spell before = spells.get(s - 1);
    Spell spell = spells.get(s);
    Spell after = spells.get(s + 1);
    int silence = Math.max(spell.start() - before.end(), after.start() - spell.end()) - 1;
    return silence <= rule.transitDays()
        && before.place() != spell.place()
        && spell.place() != after.place()
        && before.place() != after.place();
  }
}
