package org.caudal.statistics.linkage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * A day, or a moment of one.
 *
 * @param seconds from 1970 to it, or to its begin
 * @param isMoment whether it has a time of day, also where that is midnight
 */
record SqlDay(double seconds, boolean isMoment) {
  private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();
  private static final double MICROS_A_SECOND = Duration.ofSeconds(1).toNanos() / 1e3;

  /** The day without its time. */
  SqlDay day() {
    return new SqlDay(Math.floor(seconds / SECONDS_A_DAY) * SECONDS_A_DAY, false);
  }

  /** The moment at which a day begins; a moment as it is. */
  SqlDay moment() {
    return new SqlDay(seconds, true);
  }

  /** The day in the calendar. */
  LocalDate date() {
    return LocalDate.ofEpochDay((long) Math.floor(seconds / SECONDS_A_DAY));
  }

  /** As DuckDB and Spark write it: {@code 1990-03-12}, or {@code 1990-03-12 00:00:00}. */
  String text() {
    if (!isMoment) {
      return date().toString();
    }
    LocalDateTime moment =
        LocalDateTime.ofInstant(
            Instant.EPOCH.plus(Math.round(seconds * MICROS_A_SECOND), ChronoUnit.MICROS),
            ZoneOffset.UTC);
    return moment.toLocalDate() + " " + DateTimeFormatter.ISO_LOCAL_TIME.format(moment);
  }
}
