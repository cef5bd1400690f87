package org.caudal.statistics.spells;

/**
 * A time of residence at one place. All days are included.
 *
 * @param place where
 * @param start first day, the median of its distribution; if open, the first with a record, or that
 *     of the span where the silence before it is no longer than usual
 * @param end last day, likewise
 * @param earliestStart lower end of the credible interval of the first day; if open, the first day
 *     of the span or, after a long silence, the first with a record
 * @param latestStart upper end of it; if open, the first day with a record
 * @param earliestEnd lower end of the interval of the last day; if open, the last day with a record
 * @param latestEnd upper end of it; if open, the last day of the span or, before a long silence,
 *     the last with a record
 * @param openStart whether the person may have lived there before: the span or the records of the
 *     device begin with the spell
 * @param openEnd whether the person may live there still
 * @param evidenceDays days with records at the place
 * @param seenDays days with records anywhere
 * @param stayProbability probability that the part observed lasts the minimum stay
 * @param startProbability probability that the spell before is another residence; 1 without one
 * @param endProbability the same of the spell after
 */
public record Spell(
    int place,
    int start,
    int end,
    int earliestStart,
    int latestStart,
    int earliestEnd,
    int latestEnd,
    boolean openStart,
    boolean openEnd,
    int evidenceDays,
    int seenDays,
    double stayProbability,
    double startProbability,
    double endProbability) {

  /** Number of days. */
  public int days() {
    return end - start + 1;
  }
}
