package org.caudal.statistics.spells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.caudal.statistics.spells.HardLives.Kind;
import org.caudal.statistics.spells.HardLives.Life;
import org.caudal.statistics.spells.SpellRules.Move;
import org.caudal.statistics.spells.SpellRules.MoveRule;

/** Moves found against moves that were, in one class of activity. */
final class Score {
  private static final double[] CLASSES = {0.05, 0.1, 0.2, 0.4, 0.6, 0.8};

  /** Any two spells in a row; the minimum stay is in the probability of the spells. */
  private static final MoveRule FOUND = new MoveRule(1, 1, 365, 0.02, 0.5);

  int moves;
  int found;
  int withinWeek;
  int evident;
  double weekAtBest;
  int datable;
  int datableWithinWeek;
  int covered;
  int circular;
  int bothLegs;
  int still;
  int stillFalse;
  int shortStays;
  int shortFalse;
  int borderStays;
  int borderFalse;

  /** Class of the share of days seen: 0 below 5 %, then from 5, 10, 20, 40, 60 and 80 %. */
  static int classOf(Life life) {
    int c = 0;
    while (c < CLASSES.length && life.activity() >= CLASSES[c]) {
      c++;
    }
    return c;
  }

  static Score sum(List<Score> scores) {
    Score sum = new Score();
    for (Score score : scores) {
      sum.moves += score.moves;
      sum.found += score.found;
      sum.withinWeek += score.withinWeek;
      sum.evident += score.evident;
      sum.weekAtBest += score.weekAtBest;
      sum.datable += score.datable;
      sum.datableWithinWeek += score.datableWithinWeek;
      sum.covered += score.covered;
      sum.circular += score.circular;
      sum.bothLegs += score.bothLegs;
      sum.still += score.still;
      sum.stillFalse += score.stillFalse;
      sum.shortStays += score.shortStays;
      sum.shortFalse += score.shortFalse;
      sum.borderStays += score.borderStays;
      sum.borderFalse += score.borderFalse;
    }
    return sum;
  }

  void add(Life life, List<Spell> spells) {
    List<Move> events = SpellRules.moves(spells, FOUND);
    int isFalse = events.isEmpty() ? 0 : 1;
    if (life.kind == Kind.MOVER || life.kind == Kind.CIRCULAR) {
      int hits = 0;
      for (int day : life.moves()) {
        hits += addMove(life, day, events) ? 1 : 0;
      }
      circular += life.kind == Kind.CIRCULAR ? 1 : 0;
      bothLegs += life.kind == Kind.CIRCULAR && hits == 2 ? 1 : 0;
    } else if (life.kind == Kind.STAYER || life.kind == Kind.NO_HOME) {
      still++;
      stillFalse += isFalse;
    } else if (life.kind == Kind.SHORT && life.away <= 75) {
      shortStays++;
      shortFalse += isFalse;
    } else if (life.kind == Kind.SHORT) {
      borderStays++;
      borderFalse += isFalse;
    }
  }

  private boolean addMove(Life life, int day, List<Move> events) {
    int from = life.home[day - 1];
    int to = life.home[day];
    moves++;
    evident += daysSeen(life, from, day, -1) >= 3 && daysSeen(life, to, day, 1) >= 3 ? 1 : 0;
    for (Move event : events) {
      if (event.from() == from && event.to() == to && Math.abs(event.day() - day) <= 60) {
        boolean near = Math.abs(event.day() - day) <= 7;
        boolean isDatable = isSeen(life, from, day - 7, day) && isSeen(life, to, day, day + 7);
        found++;
        weekAtBest += weekAtBest(life, day);
        withinWeek += near ? 1 : 0;
        covered += event.earliest() <= day && day <= event.latest() ? 1 : 0;
        datable += isDatable ? 1 : 0;
        datableWithinWeek += isDatable && near ? 1 : 0;
        return true;
      }
    }
    return false;
  }

  /** Days seen at a home from a move on, or before it, while it was the home. */
  private static int daysSeen(Life life, int home, int move, int step) {
    int seen = 0;
    for (int d = step > 0 ? move : move - 1; d >= 0 && d < life.home.length; d += step) {
      if (life.home[d] != home) {
        break;
      }
      seen += isSeen(life, home, d, d + 1) ? 1 : 0;
    }
    return seen;
  }

  /**
   * Probability that a date is within seven days of a move that is as likely on any day after the
   * last seen at the old home up to the first seen at the new one: 15 of so many days.
   */
  private static double weekAtBest(Life life, int move) {
    int last = move - 1;
    while (last > 0 && !isSeen(life, life.home[move - 1], last, last + 1)) {
      last--;
    }
    int first = move;
    while (first + 1 < life.home.length && !isSeen(life, life.home[move], first, first + 1)) {
      first++;
    }
    return Math.min(1, 15.0 / (first - last));
  }

  private static boolean isSeen(Life life, int place, int from, int to) {
    for (int i = 0; i < life.day.length; i++) {
      if (life.place[i] == place && life.day[i] >= from && life.day[i] < to) {
        return true;
      }
    }
    return false;
  }

  double recall() {
    return (double) found / moves;
  }

  double inWeek() {
    return (double) withinWeek / found;
  }

  double inWeekAtBest() {
    return weekAtBest / found;
  }

  double coverage() {
    return (double) covered / found;
  }

  double dated() {
    return (double) datableWithinWeek / datable;
  }

  double bothLegs() {
    return (double) bothLegs / circular;
  }

  static String table(String title, List<Score> classes) {
    List<String> names =
        List.of("0-5 %", "5-10 %", "10-20 %", "20-40 %", "40-60 %", "60-80 %", "80-100 %");
    List<String> lines = new ArrayList<>();
    lines.add(title);
    lines.add(
        "days seen | moves  seen found  in 7 days at best  if datable  in interval | circular  both"
            + " | still false | 20-75 days false | 76-89 days false");
    for (int c = 0; c < names.size(); c++) {
      lines.add(classes.get(c).line(names.get(c)));
    }
    lines.add(sum(classes).line("all"));
    return String.join(System.lineSeparator(), lines);
  }

  private String line(String name) {
    Object[] values = {
      name,
      moves,
      percent(evident, moves),
      percent(found, moves),
      percent(withinWeek, found),
      percent(weekAtBest, found),
      percent(datableWithinWeek, datable),
      percent(covered, found),
      circular,
      percent(bothLegs, circular),
      still,
      stillFalse,
      shortStays,
      shortFalse,
      borderStays,
      borderFalse
    };
    return String.format(
        Locale.ROOT,
        "%-9s | %5d %5s %5s  %9s %7s  %10s  %11s | %8d %5s | %5d %5d | %10d %5d | %10d %5d",
        values);
  }

  private static String percent(double part, int all) {
    return all == 0 ? "-" : String.format(Locale.ROOT, "%.1f", 100.0 * part / all);
  }

  static List<Score> empty() {
    Score[] scores = new Score[CLASSES.length + 1];
    Arrays.setAll(scores, c -> new Score());
    return List.of(scores);
  }
}
