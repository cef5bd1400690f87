package org.caudal.job;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;

/**
 * A span of whole calendar months.
 *
 * @param first first month, included
 * @param last last month, included
 */
public record Months(YearMonth first, YearMonth last) implements Period {

  /** Refuses a span that ends before it starts. */
  public Months {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(
          "must not end before it starts, was " + first + ".." + last);
    }
  }

  /** Reads {@code 2025-03} or {@code 2025-01..2025-03}. */
  public static Months parse(String text) {
    int dots = text.indexOf("..");
    try {
      return dots < 0
          ? new Months(YearMonth.parse(text), YearMonth.parse(text))
          : new Months(
              YearMonth.parse(text.substring(0, dots)), YearMonth.parse(text.substring(dots + 2)));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "must be a month such as 2025-03 or a span such as 2025-01..2025-03, was " + text, e);
    }
  }

  @Override
  public LocalDate firstDay() {
    return first.atDay(1);
  }

  @Override
  public LocalDate lastDay() {
    return last.atEndOfMonth();
  }

  /** The span widened to whole calendar quarters. */
  public Months wholeQuarters() {
    return new Months(
        first.minusMonths((first.getMonthValue() - 1) % 3),
        last.plusMonths(2 - (last.getMonthValue() - 1) % 3));
  }

  @Override
  public String toString() {
    return first.equals(last) ? first.toString() : first + ".." + last;
  }
}
