package org.caudal.statistics.border;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a crossing of the border changes the residence of a person, by what came after it: the
 * rule of 12 of 16 months (Statistics New Zealand, outcomes-based migration measure).
 *
 * <p>An arrival of who does not live in the country, or a departure of who does, is a migration if
 * of the {@code window} days after it {@code threshold} are spent on the far side. It is none as
 * soon as more than window - threshold days are spent on the near side. Another crossing changes
 * nothing. Who first arrives did not live in the country before; who first departs did.
 *
 * <p>Until a day, {@code today}, some answers are not known yet. A crossing has then two or three
 * possible outcomes, and the residence after it may be either; what follows is asked for both. So a
 * crossing is a migrant's, or not, only if it is so in every case: whatever comes later, the answer
 * stays. Who returns after fewer than 2 threshold - window days on the far side is no migrant by
 * that: so many must there be for the crossing before and the return to be both one.
 *
 * <p>The days on which answers are known are those of the program of Statistics New Zealand, which
 * counts these days from when the residence was sure, and one more; it calls some returns final
 * that are migrations after all, five in 190,000 crossings of a test.
 *
 * @param window days that are looked at after a crossing
 * @param threshold days of them that make a migration, more than half
 */
public record OutcomeRule(int window, int threshold) implements Serializable {
  private static final int NEVER = Integer.MIN_VALUE;

  /** Refuses thresholds that both sides could reach. */
  public OutcomeRule {
    if (threshold < 1 || threshold > window || 2 * threshold <= window) {
      throw new IllegalArgumentException(
          "threshold must be more than half of window, and no more than it, were "
              + threshold
              + " and "
              + window);
    }
  }

  /** Whether a crossing is a migration. */
  public enum Answer {
    MIGRATION,
    NONE,
    NOT_YET_KNOWN;

    private Answer or(Answer other) {
      return this == other ? this : NOT_YET_KNOWN;
    }
  }

  /**
   * What is known of a crossing.
   *
   * @param residentBefore whether the person lived in the country; null if not known yet
   * @param residentAfter the same after it
   * @param answer whether it is a migration
   * @param knownBefore day on which residence before became known; null if not known
   * @param knownAfter day on which residence after became known
   * @param answered day on which the answer became known
   */
  public record Outcome(
      @Nullable Boolean residentBefore,
      @Nullable Boolean residentAfter,
      Answer answer,
      @Nullable Integer knownBefore,
      @Nullable Integer knownAfter,
      @Nullable Integer answered) {}

  /** The stays after a crossing, until the answer is there. */
  private record Walk(Answer answer, int known) {}

  /**
   * The crossings of one person.
   *
   * @param day days of the crossings, in order
   * @param first whether the first is an arrival; arrivals and departures take turns
   * @param today last day of which anything is known, not before the last crossing
   */
  public List<Outcome> of(int[] day, boolean first, int today) {
    return of(day, first, /* isStart= */ true, today);
  }

  /**
   * Crossings of one person between which none is missing.
   *
   * @param day days of the crossings, in order
   * @param first whether the first is an arrival; arrivals and departures take turns
   * @param isStart whether nothing was before: else where the person lived is not known
   * @param today last day of which anything is known, not before the last crossing
   */
  public List<Outcome> of(int[] day, boolean first, boolean isStart, int today) {
    int[] returned = new int[day.length];
    Arrays.fill(returned, NEVER);
    boolean[] isSureReturn = new boolean[day.length];
    List<Outcome> outcomes = new ArrayList<>();
    boolean mayLive = !first || !isStart;
    boolean mayNot = first || !isStart;
    int known = day.length == 0 || !isStart ? NEVER : day[0];
    for (int i = 0; i < day.length; i++) {
      boolean isArrival = first == (i % 2 == 0);
      boolean isSure = mayLive != mayNot;
      int before = isSure && known != NEVER ? Math.max(known, day[i]) : NEVER;
      boolean mayMove = isArrival ? mayNot : mayLive;
      boolean mayStay = isArrival ? mayLive : mayNot;
      Walk walk =
          mayMove
              ? walk(day, i, before, today, returned, isSureReturn)
              : new Walk(Answer.NONE, before);
      Answer answer = mayStay && mayMove ? walk.answer().or(Answer.NONE) : walk.answer();
      if (answer == Answer.NOT_YET_KNOWN && isSureReturn[i]) {
        answer = Answer.NONE;
      }
      boolean isReturn = returned[i] != NEVER && answer == Answer.NONE;
      boolean livesOn =
          isArrival ? walk.answer() != Answer.NONE : walk.answer() != Answer.MIGRATION;
      boolean leaves = isArrival ? walk.answer() != Answer.MIGRATION : walk.answer() != Answer.NONE;
      Boolean was = isSure ? (Boolean) mayLive : null;
      mayLive = (mayMove && livesOn) || (mayStay && isArrival);
      mayNot = (mayMove && leaves) || (mayStay && !isArrival);
      boolean isSureAfter = mayLive != mayNot;
      known = isSureAfter && isSure ? walk.known() : NEVER;
      int answered = isReturn ? returned[i] : answer == Answer.NOT_YET_KNOWN ? NEVER : walk.known();
      outcomes.add(
          new Outcome(
              was,
              isSureAfter ? (Boolean) mayLive : null,
              answer,
              day(before),
              day(known),
              day(answered)));
    }
    return outcomes;
  }

  private static @Nullable Integer day(int day) {
    return day == NEVER ? null : (Integer) day;
  }

  /**
   * Days on the far side and on the near side after a crossing that may be a migration.
   *
   * @param before day on which the residence before it was sure, if it is
   * @param returned days on which returns are known to be no migration; more are put in
   * @param isSureReturn whether that is so whatever comes; more are put in
   */
  private Walk walk(
      int[] day, int from, int before, int today, int[] returned, boolean[] isSureReturn) {
    int most = window - threshold;
    int far = 0;
    int near = 0;
    for (int i = from; i < day.length && day[i] <= day[from] + window; i++) {
      int stay = (i + 1 < day.length ? day[i + 1] : today) - day[i];
      boolean isFar = (i - from) % 2 == 0;
      far += isFar ? stay : 0;
      near += isFar ? 0 : stay;
      if (near > most) {
        return new Walk(Answer.NONE, Math.max(day[from] + most + far, before));
      }
      if (far >= threshold) {
        return new Walk(Answer.MIGRATION, Math.max(day[from] + threshold + near, before));
      }
      if (isFar && i + 1 < day.length && before != NEVER) {
        isSureReturn[i + 1] |= far < 2 * threshold - window;
      }
      boolean isEarly = i + 1 < day.length && before != NEVER && day[i + 1] < before + 2 * most;
      if (isFar && isEarly && returned[i + 1] == NEVER) {
        returned[i + 1] = Math.max(day[i + 1], before);
      }
    }
    return new Walk(Answer.NOT_YET_KNOWN, NEVER);
  }
}
