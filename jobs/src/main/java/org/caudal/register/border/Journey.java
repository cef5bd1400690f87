package org.caudal.register.border;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.caudal.statistics.border.OutcomeRule;
import org.caudal.statistics.border.OutcomeRule.Answer;
import org.caudal.statistics.border.OutcomeRule.Outcome;
import org.caudal.statistics.border.Standing;
import org.jspecify.annotations.Nullable;

/**
 * What is known, on a day, of a crossing and of what came after it.
 *
 * @param crossing row of when, mark, day, direction, nationality, sex, month and date
 * @param answer answer as in {@link CrossingOutcome}
 * @param outcome what the rule says
 * @param standing where the traveller has been since
 * @param sinceLast days since the crossing before it; null for the first
 * @param days days until the next crossing; null for the last and before a missing one
 * @param next day of the next crossing, whichever its direction; null for the last
 */
record Journey(
    Row crossing,
    String answer,
    Outcome outcome,
    Standing standing,
    @Nullable Integer sinceLast,
    @Nullable Integer days,
    @Nullable Integer next) {

  static final String OPEN = "not_yet_known";

  /** The first day of the records as a number; one before all others where it is not given. */
  static int records(@Nullable LocalDate from) {
    return from == null ? Integer.MIN_VALUE / 2 : (int) from.toEpochDay();
  }

  /**
   * The crossings, those at one moment so that entries and exits take turns where they can. Those
   * at the first moment end opposite to what follows; where nothing does, the entry is the first.
   */
  static List<Row> inTurns(List<Row> sorted) {
    List<Row> crossings = new ArrayList<>(sorted);
    boolean first = isEntryFirst(sorted);
    int begin = 0;
    while (isEntry(crossings.get(begin)) != first) {
      begin++;
    }
    crossings.add(0, crossings.remove(begin));
    for (int i = 1; i < crossings.size(); i++) {
      boolean before = isEntry(crossings.get(i - 1));
      int other = i;
      while (other < crossings.size()
          && crossings.get(other).get(0).equals(crossings.get(i).get(0))
          && isEntry(crossings.get(other)) == before) {
        other++;
      }
      if (other < crossings.size() && crossings.get(other).get(0).equals(crossings.get(i).get(0))) {
        crossings.add(i, crossings.remove(other));
      }
    }
    return crossings;
  }

  /** Whether entries are no fewer at the first moment that has more crossings in one direction. */
  private static boolean isEntryFirst(List<Row> crossings) {
    int more = 0;
    for (int i = 0; i < crossings.size(); i++) {
      boolean isNext = i > 0 && !crossings.get(i).get(0).equals(crossings.get(i - 1).get(0));
      if (isNext && more != 0) {
        break;
      }
      more += isEntry(crossings.get(i)) ? 1 : -1;
    }
    return more >= 0;
  }

  /**
   * The journeys of a traveller: runs of crossings that take turns, between which one is missing.
   *
   * @param crossings of {@link #inTurns}
   * @param today last day looked at
   * @param records first day of the records
   */
  static List<Journey> of(List<Row> crossings, int today, int records, OutcomeRule rule) {
    List<Journey> found = new ArrayList<>();
    int from = 0;
    while (from < crossings.size()) {
      int to = from + 1;
      while (to < crossings.size()
          && isEntry(crossings.get(to)) != isEntry(crossings.get(to - 1))) {
        to++;
      }
      boolean isLast = to == crossings.size();
      int[] days = crossings.subList(from, to).stream().mapToInt(Journey::day).toArray();
      int until = isLast ? today : days[days.length - 1];
      List<Outcome> outcomes =
          rule.of(
              days,
              isEntry(crossings.get(from)),
              from == 0 && days[0] >= records + rule.window(),
              until);
      List<Standing> standings = Standing.of(days, until);
      for (int i = 0; i < days.length; i++) {
        boolean isOver = !isLast || today >= days[i] + rule.window(); // no answer will come
        int at = from + i;
        found.add(
            new Journey(
                crossings.get(at),
                answer(outcomes.get(i), isOver),
                outcomes.get(i),
                standings.get(i),
                at == 0 ? null : (Integer) (days[i] - day(crossings.get(at - 1))),
                i + 1 < days.length ? (Integer) (days[i + 1] - days[i]) : null,
                at + 1 < crossings.size() ? (Integer) day(crossings.get(at + 1)) : null));
      }
      from = to;
    }
    return found;
  }

  static int day(Row crossing) {
    return crossing.getInt(2);
  }

  static boolean isEntry(Row crossing) {
    return crossing.getString(3).equals("entry");
  }

  private static String answer(Outcome outcome, boolean isOver) {
    boolean isMissing = outcome.answer() == Answer.NOT_YET_KNOWN && isOver;
    return isMissing ? "crossing_missing" : outcome.answer().name().toLowerCase(Locale.ROOT);
  }
}
