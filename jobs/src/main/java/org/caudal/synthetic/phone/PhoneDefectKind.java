package org.caudal.synthetic.phone;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Kinds of planted defects of phone records and what should become of the line or file. */
enum PhoneDefectKind {
  /** The line stands twice. */
  EXACT_DUPLICATE("duplicate", "exact"),
  /** After the true line stands one of the same device and second in another cell. */
  CONFLICTING_DUPLICATE("duplicate", "conflicting"),
  /** On 30 February. */
  IMPOSSIBLE_DATE("rejected", "timestamp"),
  /** A cell that is in no inventory. */
  UNKNOWN_CELL("rejected", "cell_id"),
  /** Latitude and longitude exchanged. */
  SWAPPED_POSITION("rejected", "latitude"),
  /** In the file of two days later. */
  LATE_LINE("late", "timestamp"),
  /** A repetition within the hour of a real event. */
  SPIKE("warned", "events"),
  /** The file of an operator and day is not there. */
  MISSING_FILE("missing", "file"),
  /** All location errors of a file are in kilometres. */
  UNIT_ERROR("warned", "loc_error"),
  /** Bytes in UTF-8 read as Latin-1. */
  WRONG_ENCODING("warned", "network");

  private final String fate;
  private final String detail;

  PhoneDefectKind(String fate, String detail) {
    this.fate = fate;
    this.detail = detail;
  }

  /** The kind as written in the table of planted defects. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What should become of it. */
  String fate() {
    return fate;
  }

  /** Kind of duplicate, or the column in question. */
  String detail() {
    return detail;
  }

  /** Kinds that an event meets by chance, in the order of their shares. */
  static List<PhoneDefectKind> ofEvents() {
    return Stream.of(values()).filter(kind -> kind.compareTo(LATE_LINE) < 0).toList();
  }
}
