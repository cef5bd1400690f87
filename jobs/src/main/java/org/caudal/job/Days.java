package org.caudal.job;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * A span of days.
 *
 * @param firstDay first day, included
 * @param lastDay last day, included
 */
public record Days(LocalDate firstDay, LocalDate lastDay) implements Period {

  /** Refuses a span that ends before it starts. */
  public Days {
    if (lastDay.isBefore(firstDay)) {
      throw new IllegalArgumentException(
          "must not end before it starts, was " + firstDay + ".." + lastDay);
    }
  }

  /** Reads {@code 2025-06-02} or {@code 2025-06-02..2025-06-08}. */
  public static Days parse(String text) {
    int dots = text.indexOf("..");
    try {
      return dots < 0
          ? new Days(LocalDate.parse(text), LocalDate.parse(text))
          : new Days(
              LocalDate.parse(text.substring(0, dots)), LocalDate.parse(text.substring(dots + 2)));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "must be a day such as 2025-06-02 or a span such as 2025-06-02..2025-06-08, was " + text,
          e);
    }
  }

  @Override
  public String toString() {
    return firstDay.equals(lastDay) ? firstDay.toString() : firstDay + ".." + lastDay;
  }
}
