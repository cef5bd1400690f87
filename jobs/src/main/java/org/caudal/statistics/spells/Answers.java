package org.caudal.statistics.spells;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.caudal.statistics.spells.SpellRules.Crossing;
import org.caudal.statistics.spells.SpellRules.MajorityRule;
import org.caudal.statistics.spells.SpellRules.Move;
import org.caudal.statistics.spells.SpellRules.MoveRule;
import org.caudal.statistics.spells.SpellRules.NightRule;

/**
 * What each rule of {@link SpellRules} says of one user in each of some periods: a move, no move,
 * or nothing, where the spells do not tell. Spells are in order of time.
 */
public final class Answers {
  /** In place of a place. */
  public static final int NOWHERE = -1;

  private Answers() {}

  /** What is said. */
  public enum Direction {
    /** No move of the kind asked for. */
    STAYED,
    /** Between two places in the country. */
    INTERNAL,
    /** From the country to another. */
    EMIGRATION,
    /** From another country. */
    IMMIGRATION,
    /** From another country to a third. */
    ONWARD,
    /** The first spell begins after the records do: no move. */
    APPEARED,
    /** The last spell ends before the records do: no move. */
    ENDED
  }

  /**
   * A span of days.
   *
   * @param first first day
   * @param middle first day of the second half
   * @param last last day
   */
  public record Period(int first, int middle, int last) {
    boolean holds(int day) {
      return day >= first && day <= last;
    }
  }

  /**
   * What is said of a period.
   *
   * @param period first day of it
   * @param from place before; where the user stayed; {@link #NOWHERE} for those who appeared
   * @param to place after; {@link #NOWHERE} for those whose spells ended
   */
  public record Answer(int period, Direction direction, int from, int to) {}

  /**
   * Moves in the period. No move if the first and the last day lie in spells at one place, each
   * long and sure enough for the rule, and no silence between days there leaves room for a spell
   * elsewhere that is long enough for one.
   */
  public static List<Answer> moves(
      List<Spell> spells, IntPredicate inCountry, List<Period> periods, MoveRule rule) {
    List<Answer> answers = new ArrayList<>();
    List<Move> moves = SpellRules.moves(spells, rule);
    for (Period period : periods) {
      List<Move> within = moves.stream().filter(move -> period.holds(move.day())).toList();
      within.forEach(
          move -> answers.add(answer(period.first(), move.from(), move.to(), inCountry)));
      if (within.isEmpty()) {
        Optional<Spell> before = at(spells, period.first()).filter(s -> lasts(s, rule));
        Optional<Spell> after = at(spells, period.last()).filter(s -> lasts(s, rule));
        if (before.isPresent() && after.isPresent()) {
          int place = before.get().place();
          if (place == after.get().place() && !mayHide(spells, place, period, rule)) {
            answers.add(new Answer(period.first(), Direction.STAYED, place, place));
          }
        }
      }
    }
    return answers;
  }

  private static boolean lasts(Spell spell, MoveRule rule) {
    return spell.days() >= Math.max(rule.daysBefore(), rule.daysAfter())
        && spell.stayProbability() >= rule.stayProbability();
  }

  /** Whether a silence between days at home leaves room for a spell elsewhere, known in part. */
  private static boolean mayHide(List<Spell> spells, int home, Period period, MoveRule rule) {
    int next = period.first();
    for (Spell spell : spells) {
      if (spell.place() == home && spell.end() >= next && spell.start() <= period.last()) {
        int silent = unknown(spells, next, spell.start() - 1);
        int least = Math.min(rule.daysBefore(), rule.daysAfter()) - silent;
        if (silent > 0 && longest(spells, next, spell.start() - 1) >= least) {
          return true;
        }
        next = spell.end() + 1;
      }
    }
    return false;
  }

  /** Days at the place with most of them. */
  private static int longest(List<Spell> spells, int first, int last) {
    return spells.stream()
        .mapToInt(spell -> SpellRules.days(spells, at -> at == spell.place(), first, last))
        .max()
        .orElse(0);
  }

  /**
   * Migration over the border by nights: the first crossing of the period in each direction. No
   * migration if the first and the last day are known, and the nights that are known exclude one on
   * the day of that crossing, and on each day before it on which a silence may hide one.
   */
  public static List<Answer> nights(
      List<Spell> spells, IntPredicate inCountry, List<Period> periods, NightRule rule) {
    List<Answer> answers = new ArrayList<>();
    for (Period period : periods) {
      List<Crossing> crossings = new ArrayList<>();
      boolean isExcluded = true;
      for (IntPredicate near : List.of(inCountry, inCountry.negate())) {
        List<Crossing> first =
            SpellRules.emigration(spells, near, period.first(), period.last(), rule);
        crossings.addAll(first);
        isExcluded &= isExcluded(spells, near, period, first, rule);
      }
      List<Crossing> migrations = crossings.stream().filter(Crossing::isMigration).toList();
      for (Crossing crossing : migrations) {
        answers.add(answer(period.first(), crossing.from(), crossing.to(), inCountry));
      }
      Optional<Spell> first = at(spells, period.first());
      if (migrations.isEmpty()
          && first.isPresent()
          && at(spells, period.last()).isPresent()
          && isExcluded) {
        int place = first.get().place();
        answers.add(new Answer(period.first(), Direction.STAYED, place, place));
      }
    }
    return answers;
  }

  /**
   * Whether neither the first crossing that is seen is a migration, nor one in a silence before.
   */
  private static boolean isExcluded(
      List<Spell> spells, IntPredicate near, Period period, List<Crossing> seen, NightRule rule) {
    int last = seen.isEmpty() ? period.last() : seen.get(0).day() - 1;
    return seen.stream().noneMatch(crossing -> mayMigrate(spells, near, crossing.day(), rule))
        && IntStream.rangeClosed(Math.max(period.first(), spells.get(0).start() + 1), last)
            .filter(day -> SpellRules.days(spells, near, day, day) == 0)
            .filter(day -> SpellRules.days(spells, near.negate(), day - 1, day - 1) == 0)
            .noneMatch(day -> mayMigrate(spells, near, day, rule));
  }

  /** Whether one who crosses on a day has the nights, with those of which no place is known. */
  private static boolean mayMigrate(
      List<Spell> spells, IntPredicate near, int day, NightRule rule) {
    int first = day - rule.window();
    int last = day + rule.window() - 1;
    int before = SpellRules.days(spells, near, first, day - 1);
    int after = SpellRules.days(spells, near.negate(), day, last);
    return before + unknown(spells, first, day - 1) >= rule.nights()
        && after + unknown(spells, day, last) >= rule.nights();
  }

  /** Days of no spell. */
  private static int unknown(List<Spell> spells, int first, int last) {
    return last - first + 1 - SpellRules.days(spells, place -> true, first, last);
  }

  /** Whether the places of the majority of both halves of the period differ, if both are known. */
  public static List<Answer> majorities(
      List<Spell> spells, IntPredicate inCountry, List<Period> periods, MajorityRule rule) {
    List<Answer> answers = new ArrayList<>();
    for (Period period : periods) {
      SpellRules.majority(spells, period.first(), period.middle() - 1, rule)
          .ifPresent(
              from ->
                  SpellRules.majority(spells, period.middle(), period.last(), rule)
                      .ifPresent(to -> answers.add(answer(period.first(), from, to, inCountry))));
    }
    return answers;
  }

  /**
   * Devices that are first or last seen within the records: a new card, a new owner, an arrival, or
   * a departure; nobody knows which.
   *
   * @param firstDay first day of the records
   * @param lastDay last day of them
   * @param margin days from either end within which nothing is said
   */
  public static List<Answer> cards(
      List<Spell> spells, List<Period> periods, int firstDay, int lastDay, int margin) {
    List<Answer> answers = new ArrayList<>();
    Spell first = spells.get(0);
    Spell last = spells.get(spells.size() - 1);
    for (Period period : periods) {
      if (first.openStart() && first.start() > firstDay + margin && period.holds(first.start())) {
        answers.add(new Answer(period.first(), Direction.APPEARED, NOWHERE, first.place()));
      }
      if (last.openEnd() && last.end() < lastDay - margin && period.holds(last.end())) {
        answers.add(new Answer(period.first(), Direction.ENDED, last.place(), NOWHERE));
      }
    }
    return answers;
  }

  /**
   * Cards of another country that are first seen within the records and stay: the mirror of
   * emigration in United Nations, MPDMS 5.2.3, with inbound roamers. A card that leaves before it
   * has been here for the nights, or has not been here long enough yet, says nothing.
   *
   * @param day first day on which the card is seen here, or of its spells where that is earlier
   * @param lastOld last day on which one that is first seen may have been here before the records
   */
  public static List<Answer> arrivals(
      List<Spell> spells,
      IntPredicate inCountry,
      List<Period> periods,
      int day,
      int lastOld,
      NightRule rule) {
    List<Answer> answers = new ArrayList<>();
    int place = spells.get(0).place();
    int nights = SpellRules.days(spells, inCountry, day, day + rule.window() - 1);
    if (inCountry.test(place) && day > lastOld && nights >= rule.nights()) {
      periods.stream()
          .filter(period -> period.holds(day))
          .map(period -> new Answer(period.first(), Direction.IMMIGRATION, NOWHERE, place))
          .forEach(answers::add);
    }
    return answers;
  }

  private static Answer answer(int period, int from, int to, IntPredicate inCountry) {
    return new Answer(period, direction(from, to, inCountry), from, to);
  }

  private static Direction direction(int from, int to, IntPredicate inCountry) {
    if (from == to) {
      return Direction.STAYED;
    }
    if (inCountry.test(from)) {
      return inCountry.test(to) ? Direction.INTERNAL : Direction.EMIGRATION;
    }
    return inCountry.test(to) ? Direction.IMMIGRATION : Direction.ONWARD;
  }

  private static Optional<Spell> at(List<Spell> spells, int day) {
    return spells.stream().filter(spell -> spell.start() <= day && day <= spell.end()).findFirst();
  }
}
