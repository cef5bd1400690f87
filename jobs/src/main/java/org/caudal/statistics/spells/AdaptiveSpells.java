package org.caudal.statistics.spells;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Spells of residence of one user, whatever share of days the device is seen on.
 *
 * <p><b>Input.</b> One user's records in any order: a day, a place, and how many records of that
 * day are there; the span that was observed. Records of nights serve best: with those of working
 * hours a place of work can be taken for the home of people seen rarely. <b>Output.</b> Spells in
 * order of time.
 *
 * <p><b>Method.</b> Three steps, each by an exact maximum or a sum, all ties by order. (1) {@link
 * StayModel}: each day with records has a likelihood under each place the user may stay at, by
 * rates learned from the user; the most likely sequence of stays. Days without records say nothing,
 * so {@code longestSilence} silent days end no stay. (2) {@link Residences}: the sequence of
 * residences with the most days at home of which each may have lasted the minimum stay, given what
 * is known of its ends; stays that cannot have lasted it are visits. Neighbours must differ by a
 * likelihood ratio. (3) {@link ChangeDay}: the distribution of the day of each change between two
 * residences; its median is the date, its quantiles the interval.
 *
 * <p>In the line of Chi, Lin, Chi and Blumenstock (2020), PLOS ONE 15(10), with their share of days
 * seen replaced by likelihoods; the segmentation is the semi-Markov one of Fearnhead (2006),
 * Statistics and Computing 16, with a minimum duration.
 *
 * <p><b>Known bias.</b> People seen on fewer than 10 % of days lose a quarter of their moves or
 * more. Of stays somewhat shorter than the minimum, the more are taken as long enough the more
 * rarely the user is seen: {@link Spell#stayProbability} says how likely each is. Two long visits
 * to one place with silence between look like a residence. Of more than 100 places at which the
 * user may live those of the fewest days are left out.
 */
public final class AdaptiveSpells {
  /** A place seen on fewer of the days usually seen in a minimum stay is no candidate. */
  private static final double LEAST_SHARE = 0.15;

  private AdaptiveSpells() {}

  /**
   * What counts as a residence.
   *
   * @param minimumStay least days of a residence
   * @param minimumOpenStay least days of one that the span cuts off
   * @param longestSilence most days in a row without any record within a spell
   * @param minimumEvidence least days with records at the place
   * @param leastStayProbability least probability that a spell lasted the minimum stay
   * @param switchCost logarithm of the odds against a change of stay from one day to the next; less
   *     after a silence
   * @param moveCost logarithm of the odds against a change of residence, as information
   * @param level of the intervals of both ends
   */
  public record Params(
      int minimumStay,
      int minimumOpenStay,
      int longestSilence,
      int minimumEvidence,
      double leastStayProbability,
      double switchCost,
      double moveCost,
      double level)
      implements Serializable {

    /** Refuses lengths below a day and shares outside (0, 1). */
    public Params {
      if (minimumStay < 1 || minimumOpenStay < 1 || longestSilence < 1 || minimumEvidence < 1) {
        throw new IllegalArgumentException("lengths in days must be at least 1");
      }
      if (!(leastStayProbability > 0 && leastStayProbability < 1) || !(level > 0 && level < 1)) {
        throw new IllegalArgumentException("probability and level must be within (0, 1)");
      }
      if (!(switchCost >= 0) || !(moveCost >= 0)) {
        throw new IllegalArgumentException("costs must be 0 or more");
      }
    }

    /**
     * For a minimum stay in days; one that is cut off needs a third of it, and as any two fifths
     * from the first to the last day seen there.
     */
    public static Params of(int minimumStay) {
      return new Params(
          minimumStay, Math.max(1, minimumStay / 3), 120, 3, 0.02, Math.log(100), 4, 0.95);
    }
  }

  /**
   * Spells of one user.
   *
   * @param count records of the day at the place, at least 1
   * @param firstDay first day of the span observed
   * @param lastDay last day of it
   */
  public static List<Spell> detect(
      int[] day, int[] place, int[] count, int firstDay, int lastDay, Params params) {
    double stayShare = (double) params.minimumStay() / (lastDay - firstDay + 1);
    Sightings seen =
        Sightings.of(
            day,
            place,
            count,
            days -> Math.max(params.minimumEvidence(), (int) (LEAST_SHARE * days * stayShare)));
    List<Spell> spells = new ArrayList<>();
    if (seen.places.length == 0) {
      return spells;
    }
    if (seen.days[0] < firstDay || seen.days[seen.size - 1] > lastDay) {
      throw new IllegalArgumentException(
          "records must lie within the span, were from "
              + seen.days[0]
              + " to "
              + seen.days[seen.size - 1]);
    }
    StayModel model = StayModel.fit(seen, params.switchCost());
    int from = 0;
    int edge = seen.days[0] - firstDay > params.longestSilence() ? seen.days[0] : firstDay;
    for (int to = 1; to <= seen.size; to++) {
      int next = to < seen.size ? seen.days[to] : lastDay + 1;
      boolean silent = next - seen.days[to - 1] - 1 > params.longestSilence();
      if (silent || to == seen.size) {
        int end = silent ? seen.days[to - 1] : lastDay;
        new Residences(seen, model, params, from, to, edge, end).addTo(spells);
        from = to;
        edge = next;
      }
    }
    return spells;
  }
}
