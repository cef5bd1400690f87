package org.caudal.statistics.spells;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * Definitions of migration over the spells of one user, in order of time. A definition is a set of
 * thresholds, not code: state the thresholds beside every figure.
 *
 * <p><b>Known bias.</b> Visits shorter than the minimum stay of the spells lie within them, so that
 * their nights count at home.
 */
public final class SpellRules {
  private SpellRules() {}

  /**
   * Which changes of place are moves.
   *
   * @param daysBefore least days of the spell before
   * @param daysAfter least days of the spell after
   * @param mostGap most days between the two spells
   * @param stayProbability least probability of either spell to have lasted the minimum stay
   * @param probability least probability that the two spells are two residences
   */
  public record MoveRule(
      int daysBefore, int daysAfter, int mostGap, double stayProbability, double probability) {
    /** Ninety days on either side, more likely than not, at most 30 days between. */
    public static final MoveRule NINETY_DAYS = new MoveRule(90, 90, 30, 0.5, 0.5);
  }

  /**
   * A move between two spells.
   *
   * @param day first day after the move, the middle of the gap if there is one
   * @param earliest first day that is credible
   * @param latest last day that is credible
   * @param gap days between the spells
   */
  public record Move(
      int from, int to, int day, int earliest, int latest, int gap, double probability) {}

  /** Moves between consecutive spells at different places. */
  public static List<Move> moves(List<Spell> spells, MoveRule rule) {
    List<Move> moves = new ArrayList<>();
    for (int s = 1; s < spells.size(); s++) {
      Spell before = spells.get(s - 1);
      Spell after = spells.get(s);
      int gap = after.start() - before.end() - 1;
      double probability = Math.min(before.endProbability(), after.startProbability());
      if (before.place() != after.place()
          && before.days() >= rule.daysBefore()
          && after.days() >= rule.daysAfter()
          && gap <= rule.mostGap()
          && Math.min(before.stayProbability(), after.stayProbability()) >= rule.stayProbability()
          && probability >= rule.probability()) {
        moves.add(
            new Move(
                before.place(),
                after.place(),
                before.end() + 1 + gap / 2,
                before.earliestEnd() + 1,
                after.latestStart(),
                gap,
                probability));
      }
    }
    return moves;
  }

  /**
   * Spells at a coarser level: consecutive ones whose places have one parent are one, if at most
   * some days lie between.
   */
  public static List<Spell> coarser(List<Spell> spells, IntUnaryOperator parent, int mostGap) {
    List<Spell> coarser = new ArrayList<>();
    for (Spell spell : spells) {
      int place = parent.applyAsInt(spell.place());
      int last = coarser.size() - 1;
      if (last >= 0
          && coarser.get(last).place() == place
          && spell.start() - coarser.get(last).end() - 1 <= mostGap) {
        coarser.set(last, joined(coarser.get(last), spell));
      } else {
        coarser.add(joined(at(spell, place), spell));
      }
    }
    return coarser;
  }

  private static Spell at(Spell spell, int place) {
    return new Spell(
        place,
        spell.start(),
        spell.end(),
        spell.earliestStart(),
        spell.latestStart(),
        spell.earliestEnd(),
        spell.latestEnd(),
        spell.openStart(),
        spell.openEnd(),
        0,
        0,
        spell.stayProbability(),
        spell.startProbability(),
        spell.endProbability());
  }

  /** From the start of one to the later end, which may be its own; the days seen of both. */
  private static Spell joined(Spell first, Spell second) {
    Spell last = second.end() >= first.end() ? second : first;
    return new Spell(
        first.place(),
        first.start(),
        last.end(),
        first.earliestStart(),
        first.latestStart(),
        last.earliestEnd(),
        last.latestEnd(),
        first.openStart(),
        last.openEnd(),
        first.evidenceDays() + second.evidenceDays(),
        first.seenDays() + second.seenDays(),
        Math.max(first.stayProbability(), second.stayProbability()),
        first.startProbability(),
        last.endProbability());
  }

  /**
   * The rule of nights.
   *
   * @param nights least nights on either side of the crossing
   * @param window days on either side
   */
  public record NightRule(int nights, int window) {
    /** 183 of 365: United Nations, MPDMS 5.2.3. */
    public static final NightRule UNITED_NATIONS = new NightRule(183, 365);
  }

  /**
   * A crossing of a border.
   *
   * @param day first day beyond it
   * @param from place before
   * @param to place after
   * @param nightsBefore nights on its near side before
   * @param nightsAfter nights on its far side after
   */
  public record Crossing(
      int day, int from, int to, int nightsBefore, int nightsAfter, boolean isMigration) {}

  /**
   * Emigration of the year by nights: United Nations, Handbook on the Use of Mobile Phone Data for
   * Migration Statistics, 5.2.3. (1) First day abroad in the year after a spell in the country; (2)
   * nights in the country in the window before; (3) nights abroad, all together, in the window from
   * that day on. Emigration if both reach the rule. Empty if the person does not cross.
   *
   * @param inCountry whether a place lies in the country
   * @param yearStart first day of the year
   * @param yearEnd last day of it
   */
  public static List<Crossing> emigration(
      List<Spell> spells, IntPredicate inCountry, int yearStart, int yearEnd, NightRule rule) {
    for (int s = 1; s < spells.size(); s++) {
      int day = spells.get(s).start();
      int from = spells.get(s - 1).place();
      int to = spells.get(s).place();
      if (day >= yearStart && day <= yearEnd && inCountry.test(from) && !inCountry.test(to)) {
        int before = days(spells, inCountry, day - rule.window(), day - 1);
        int after = days(spells, inCountry.negate(), day, day + rule.window() - 1);
        boolean isMigration = before >= rule.nights() && after >= rule.nights();
        return List.of(new Crossing(day, from, to, before, after, isMigration));
      }
    }
    return List.of();
  }

  /** Immigration of the year by nights: the mirror of emigration. */
  public static List<Crossing> immigration(
      List<Spell> spells, IntPredicate inCountry, int yearStart, int yearEnd, NightRule rule) {
    return emigration(spells, inCountry.negate(), yearStart, yearEnd, rule);
  }

  /**
   * Days from a first to a last, both included, at places that satisfy a condition; a day of
   * several spells is one.
   */
  public static int days(List<Spell> spells, IntPredicate where, int first, int last) {
    int days = 0;
    int next = first;
    for (Spell spell : spells) {
      if (where.test(spell.place())) {
        int from = Math.max(spell.start(), next);
        int to = Math.min(spell.end(), last);
        days += Math.max(0, to - from + 1);
        next = Math.max(next, to + 1);
      }
    }
    return days;
  }

  /**
   * The rule of the majority.
   *
   * @param share days must be more than this share of those at any place
   * @param leastDays least days at any place
   */
  public record MajorityRule(double share, int leastDays) {
    /** "50 % + 1": United Nations, MPDMS 5.2.2, with spells for at least half of the days. */
    public static final MajorityRule UNITED_NATIONS = new MajorityRule(0.5, 91);
  }

  /**
   * The place of the majority of days from a first to a last, both included; none where spells
   * share so many days that two places have it.
   */
  public static OptionalInt majority(List<Spell> spells, int first, int last, MajorityRule rule) {
    int all = days(spells, place -> true, first, last);
    int[] places =
        spells.stream()
            .mapToInt(Spell::place)
            .distinct()
            .filter(at -> days(spells, place -> place == at, first, last) > rule.share() * all)
            .toArray();
    return all >= rule.leastDays() && places.length == 1
        ? OptionalInt.of(places[0])
        : OptionalInt.empty();
  }

  /** Whether the places of the majority of two half-years are known and differ: MPDMS 5.2.2. */
  public static boolean isHalfYearMigrant(
      List<Spell> spells, int yearStart, int secondHalf, int yearEnd, MajorityRule rule) {
    OptionalInt before = majority(spells, yearStart, secondHalf - 1, rule);
    OptionalInt after = majority(spells, secondHalf, yearEnd, rule);
    return before.isPresent() && after.isPresent() && before.getAsInt() != after.getAsInt();
  }

  /**
   * Transitions under one definition.
   *
   * @param interval days from the end of the window before to the start of the window after
   * @param buffer days of either window that may be spent elsewhere
   * @param stay days of either window
   * @param known reference days with a residence before and after
   * @param moved of these, with two different ones
   */
  public record Transitions(int interval, int buffer, int stay, int known, int moved) {}

  /**
   * How the count of moves depends on the definition: for every interval, buffer and stay, on how
   * many reference days the place lived at in the days of a stay up to the reference day differs
   * from that of the days of a stay from an interval later on. In the manner of Blumenstock (2012),
   * Information Technology for Development 18(2), whose k months before and after are stay = 30 k,
   * interval = 1, buffer = 0; and of Fiorio et al. (2021), Demography 58(1), over intervals and
   * durations. Add up over users and divide to get the surface of rates.
   *
   * @param gaps the intervals
   * @param slacks the buffers
   * @param lengths the stays
   */
  public static List<Transitions> surface(
      List<Spell> spells, int[] referenceDays, int[] gaps, int[] slacks, int[] lengths) {
    List<Transitions> surface = new ArrayList<>();
    for (int interval : gaps) {
      for (int buffer : slacks) {
        for (int stay : lengths) {
          int known = 0;
          int moved = 0;
          for (int day : referenceDays) {
            OptionalInt before = lived(spells, day - stay + 1, day, buffer);
            int then = day + interval;
            OptionalInt after = lived(spells, then, then + stay - 1, buffer);
            boolean isKnown = before.isPresent() && after.isPresent();
            known += isKnown ? 1 : 0;
            moved += isKnown && before.getAsInt() != after.getAsInt() ? 1 : 0;
          }
          surface.add(new Transitions(interval, buffer, stay, known, moved));
        }
      }
    }
    return surface;
  }

  /** The place of all days but a buffer; of more, the one with most days, then the first. */
  private static OptionalInt lived(List<Spell> spells, int first, int last, int buffer) {
    OptionalInt place = OptionalInt.empty();
    int most = Math.max(0, last - first - buffer);
    for (Spell spell : spells) {
      int days = days(spells, other -> other == spell.place(), first, last);
      if (days > most) {
        most = days;
        place = OptionalInt.of(spell.place());
      }
    }
    return place;
  }
}
