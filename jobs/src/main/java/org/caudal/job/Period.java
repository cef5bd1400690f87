package org.caudal.job;

import java.time.LocalDate;

/** A span of whole days that a run replaces. */
public sealed interface Period permits Months, Days {

  /** First day of the span, included. */
  LocalDate firstDay();

  /** Last day of the span, included. */
  LocalDate lastDay();

  /** Reads what {@code toString} of a period gives. */
  static Period parse(String text) {
    return text.matches("\\d{4}-\\d{2}-\\d{2}.*") ? Days.parse(text) : Months.parse(text);
  }
}
