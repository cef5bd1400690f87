package org.caudal.register.border;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** Crossings of women at noon, of whom no more is recorded, for tests. */
final class Crossings {
  private Crossings() {}

  static BorderCrossing of(
      String mark, String traveller, LocalDate day, String direction, String nationality) {
    return new BorderCrossing(
        day.withDayOfMonth(1),
        mark,
        traveller,
        day.atTime(12, 0).toInstant(ZoneOffset.UTC),
        day,
        direction,
        nationality,
        2,
        null,
        null,
        null,
        null,
        null,
        "c.csv",
        2);
  }
}
