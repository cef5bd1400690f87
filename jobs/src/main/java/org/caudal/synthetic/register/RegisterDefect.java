package org.caudal.synthetic.register;

import java.util.Locale;

/** Kinds of planted defects of registers and what should become of the line. */
enum RegisterDefect {
  /** The line stands again, next in the same file. */
  EXACT_DUPLICATE("duplicate"),
  /** The date of the event is 30 February. */
  IMPOSSIBLE_DATE("rejected"),
  /** No record_id. */
  MISSING_KEY("rejected"),
  /** The line is in the file of the next period. */
  LATE_LINE("late"),
  /** Given names and surnames stand in each other's column, in the whole file. */
  SWAPPED_COLUMNS("repaired"),
  /** The accents of the whole file are encoded twice. */
  DOUBLE_ENCODED("repaired"),
  /** The line is not in this delivery of the file, but in the next. */
  MISSING_LINE("delivered_later"),
  /** All lines of a post and day stand three times; the last of the three counts. */
  SPIKE("duplicate"),
  /** The lines of a post and day are in no delivery of the file. */
  LOST_DAY("lost"),
  /** Wages are in cents in the whole file. */
  CENTS("repaired"),
  /** More days than a month has. */
  IMPOSSIBLE_DAYS("rejected");

  private final String fate;

  RegisterDefect(String fate) {
    this.fate = fate;
  }

  /** The kind as written in the table of planted defects. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What should become of the line. */
  String fate() {
    return fate;
  }
}
