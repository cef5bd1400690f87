package org.caudal.statistics.border;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.caudal.statistics.border.JourneyLengths.Before;
import org.caudal.statistics.border.JourneyLengths.Gap;
import org.caudal.statistics.border.OutcomeRule.Answer;
import org.caudal.statistics.border.OutcomeRule.Outcome;

/**
 * How probable it is that a crossing is a migration where others of the traveller are missing: two
 * that follow each other in one direction have one between them, on a day that nobody knows.
 *
 * <p>The rule is asked for each day that it may have been, {@link JourneyLengths#split} says how
 * probable the day is, and the probability is that of the days with which the answer is yes. With
 * several missing crossings a thousand choices of all their days stand for all: the points of a
 * lattice rule (Korobov 1959), at the quantiles of each. No chance is in it.
 *
 * <p>Where but one is missing, next to the first or the last crossing of the traveller, that one
 * may instead be written the other way round, and none is missing: by how many are so for each that
 * is missed, times how probable the journeys are then. It is no migration in its direction then.
 */
public final class MissingCrossings {
  private static final int POINTS = 1000;
  private static final int GENERATOR = 619; // prime to POINTS, near its golden section

  private final OutcomeRule rule;
  private final JourneyLengths lengths;
  private final double wrong;

  /**
   * By a rule.
   *
   * @param lengths of journeys of like travellers
   * @param wrong crossings that are written the other way round for each that is missed
   */
  public MissingCrossings(OutcomeRule rule, JourneyLengths lengths, double wrong) {
    this.rule = rule;
    this.lengths = lengths;
    this.wrong = wrong;
  }

  /**
   * What is probable of a crossing.
   *
   * @param migration probability that it is a migration
   * @param known probability that this is known by what the records have, with the crossings that
   *     are missing
   */
  public record Chance(double migration, double known) {}

  /**
   * What may have been.
   *
   * @param after days of the missing crossings, counted from those before them; none where the
   *     direction of one is wrong
   * @param wrong the crossing whose direction is wrong; fewer than none without one
   * @param weight how probable it is
   */
  private record Choice(List<Integer> after, int wrong, double weight) {}

  /** The crossings after which one is missing: the next is in the same direction. */
  public static int[] gaps(boolean[] isEntry) {
    return IntStream.range(0, isEntry.length - 1)
        .filter(i -> isEntry[i] == isEntry[i + 1])
        .toArray();
  }

  /**
   * The crossings of a traveller.
   *
   * @param day days of the crossings, in order
   * @param isEntry their directions
   * @param isStart whether nothing was before, as for {@link OutcomeRule}
   * @param today last day of which anything is known
   */
  public List<Chance> of(int[] day, boolean[] isEntry, boolean isStart, int today) {
    int[] gaps = gaps(isEntry);
    double[] migration = new double[day.length];
    double[] known = new double[day.length];
    List<Choice> choices = choices(day, isEntry, gaps, today);
    double sum = choices.stream().mapToDouble(Choice::weight).sum();
    for (Choice choice : choices) {
      int inserted = choice.after().size();
      int[] all = new int[day.length + inserted];
      int[] place = new int[day.length];
      int at = 0;
      for (int i = 0; i < day.length; i++) {
        place[i] = i + at;
        all[i + at] = day[i];
        if (at < inserted && gaps[at] == i) {
          all[i + at + 1] = day[i] + choice.after().get(at);
          at++;
        }
      }
      boolean first = isEntry[0] != (choice.wrong() == 0);
      List<Outcome> outcomes = rule.of(all, first, isStart, today);
      for (int i = 0; i < day.length; i++) {
        Answer answer = i == choice.wrong() ? Answer.NONE : outcomes.get(place[i]).answer();
        migration[i] += answer == Answer.MIGRATION ? choice.weight() / sum : 0;
        known[i] += answer == Answer.NOT_YET_KNOWN ? 0 : choice.weight() / sum;
      }
    }
    List<Chance> chances = new ArrayList<>();
    for (int i = 0; i < day.length; i++) {
      chances.add(new Chance(migration[i], known[i]));
    }
    return chances;
  }

  private List<Choice> choices(int[] day, boolean[] isEntry, int[] gaps, int today) {
    List<double[]> splits = new ArrayList<>();
    for (int gap : gaps) {
      splits.add(lengths.split(gap(day, isEntry, gap, today)));
    }
    List<Choice> choices = new ArrayList<>();
    if (gaps.length == 1) {
      double missing = addWrong(choices, gap(day, isEntry, gaps[0], today), gaps[0], day.length);
      double[] split = splits.get(0);
      for (int after = 0; after < split.length; after++) {
        choices.add(new Choice(List.of(after), -1, split[after] * missing));
      }
      return choices;
    }
    for (int point = 0; point < POINTS; point++) {
      List<Integer> after = new ArrayList<>();
      int place = point;
      for (double[] split : splits) {
        after.add(quantile(split, (place + 0.5) / POINTS));
        place = place * GENERATOR % POINTS;
      }
      choices.add(new Choice(after, -1, 1.0 / POINTS));
    }
    return choices;
  }

  /** Adds that the first or the last is wrong; how probable it is that one is missing instead. */
  private double addWrong(List<Choice> choices, Gap gap, int at, int crossings) {
    boolean isStay = gap.isStay();
    boolean isFirst = at == 0;
    boolean isLast = at + 2 == crossings;
    double start = isFirst ? lengths.firsts(isStay) : 1;
    Before after = Before.of(gap.days());
    if (isFirst && wrong > 0) {
      double other = lengths.firsts(!isStay) * lengths.density(!isStay, Before.NONE, gap.days());
      choices.add(new Choice(List.of(), 0, wrong * other * lengths.next(gap, after)));
    }
    if (isLast && wrong > 0) {
      double other =
          lengths.density(isStay, gap.before(), gap.days())
              * lengths.left(!isStay, after, gap.next());
      choices.add(new Choice(List.of(), at + 1, wrong * start * other));
    }
    return start * lengths.likelihood(gap);
  }

  /** What is known of the two journeys after a crossing, of those before and after them. */
  private static Gap gap(int[] day, boolean[] isEntry, int at, int today) {
    boolean isAfterGap = at > 0 && isEntry[at - 1] == isEntry[at];
    boolean isLast = at + 2 == day.length;
    boolean isBeforeGap = !isLast && isEntry[at + 2] == isEntry[at + 1];
    Before first =
        at == 0 ? Before.NONE : isAfterGap ? Before.UNKNOWN : Before.of(day[at] - day[at - 1]);
    int next = isBeforeGap ? -1 : (isLast ? today : day[at + 2]) - day[at + 1];
    return new Gap(isEntry[at], first, day[at + 1] - day[at], next, !isLast);
  }

  private static int quantile(double[] shares, double at) {
    int day = 0;
    double sum = shares[0];
    while (day + 1 < shares.length && sum < at) {
      day++;
      sum += shares[day];
    }
    return day;
  }
}
