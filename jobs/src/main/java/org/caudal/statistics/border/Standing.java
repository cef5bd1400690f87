package org.caudal.statistics.border;

/**
 * Where somebody is on a day, and has been since a crossing.
 *
 * @param isAway whether on the far side of the crossing
 * @param near days on the near side since
 */
public record Standing(boolean isAway, int near) {

  /**
   * Where the crossing leads to.
   *
   * @param day days of crossings that take turns, in order
   * @param from which of them
   * @param today last day of which anything is known, not before the last crossing
   */
  public static Standing of(int[] day, int from, int today) {
    int near = 0;
    for (int i = from + 1; i < day.length; i += 2) {
      near += (i + 1 < day.length ? day[i + 1] : today) - day[i];
    }
    return new Standing((day.length - from) % 2 == 1, near);
  }
}
