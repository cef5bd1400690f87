package org.caudal.statistics.border;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where somebody is on a day, and has been since a crossing.
 *
 * @param isAway whether on the far side of the crossing
 * @param near days on the near side since
 */
public record Standing(boolean isAway, int near) {

  /**
   * Where each crossing leads to.
   *
   * @param day days of crossings that take turns, in order
   * @param today last day of which anything is known, not before the last crossing
   */
  public static List<Standing> of(int[] day, int today) {
    List<Standing> standings = new ArrayList<>();
    int near = 0; // since the crossing, and since the next one
    int nextNear = 0;
    for (int i = day.length - 1; i >= 0; i--) {
      int afterNext = nextNear;
      nextNear = near;
      near = i + 1 < day.length ? afterNext + stay(day, i + 1, today) : 0;
      standings.add(new Standing((day.length - i) % 2 == 1, near));
    }
    Collections.reverse(standings);
    return standings;
  }

  private static int stay(int[] day, int i, int today) {
    return (i + 1 < day.length ? day[i + 1] : today) - day[i];
  }
}
