package org.caudal.statistics;

import java.util.Optional;

/**
 * The time from leaving home to coming back, from days on which somebody was seen or not seen.
 *
 * <p>Who has left is away on {@code run} days seen in a row, of which the first is not after a last
 * day of leaving. Who has come back after that is where expected on {@code run} days seen in a row;
 * the first of them is the day of return. Days without a sight count for nothing. Who does not come
 * back is lost from sight on the last day on which a return could have been seen, the first of the
 * last {@code run} days seen: of returns after it nobody knows, whoever was seen where.
 *
 * @param left first day away
 * @param days days from then to the return, or to the day of being lost from sight
 * @param returned whether the return was seen
 */
public record FirstReturn(int left, int days, boolean returned) {

  /**
   * The first absence of somebody who left in time, if any.
   *
   * @param day days seen, in order, none twice
   * @param expected whether the person was where expected, on each of them
   * @param lastLeaving last day on which an absence may begin
   * @param run days in a row that make an absence, or a return
   */
  public static Optional<FirstReturn> of(int[] day, boolean[] expected, int lastLeaving, int run) {
    int left = first(expected, /* wanted= */ false, 0, run);
    if (left < 0 || day[left] > lastLeaving) {
      return Optional.empty();
    }
    int back = first(expected, /* wanted= */ true, left + run, run);
    int until = back < 0 ? day.length - run : back;
    return Optional.of(new FirstReturn(day[left], day[until] - day[left], back >= 0));
  }

  /** Index of the first of so many equal ones in a row, or -1. */
  private static int first(boolean[] values, boolean wanted, int from, int run) {
    int length = 0;
    for (int i = from; i < values.length; i++) {
      length = values[i] == wanted ? length + 1 : 0;
      if (length == run) {
        return i - run + 1;
      }
    }
    return -1;
  }
}
