package org.caudal.phone.event;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The measures of a day's phone records, over the columns that {@link PhoneDays} counts. */
enum PhoneMeasure {
  EVENTS(Kind.COUNT, "events"),
  DEVICES(Kind.COUNT, "devices"),
  CELLS(Kind.COUNT, "cells"),
  LINES(Kind.COUNT, "lines"),
  EVENTS_A_DEVICE(Kind.RATE, "events / devices"),
  POSITION_ERROR_M(Kind.RATE, "position_error_m"),
  HOURS_WITHOUT_EVENTS(Kind.HOURS, "24 - hours"),
  INBOUND_SHARE(Kind.SHARE, "inbound / events"),
  WITHOUT_CELL_SHARE(Kind.ERROR, "without_cell / events"),
  UNKNOWN_CELL_SHARE(Kind.ERROR, "flag_1 / events"),
  INVALID_CELL_SHARE(Kind.ERROR, "flag_2 / events"),
  IMPOSSIBLE_SHARE(Kind.ERROR, "flag_3 / events"),
  SUSPICIOUS_SHARE(Kind.ERROR, "flag_4 / events"),
  CONFLICTING_SHARE(Kind.ERROR, "flag_5 / events"),
  UNKNOWN_COUNTRY_SHARE(Kind.ERROR, "no_country / roaming"),
  REJECTED_SHARE(Kind.ERROR, "lines_rejected / lines"),
  DUPLICATE_SHARE(Kind.ERROR, "lines_duplicate / lines"),
  BUSIEST_HOUR_SHARE(Kind.PEAK, "busiest_hour / events"),
  SILENT_CELL_SHARE(Kind.EXCESS, "cells_silent / nullif(cells_active, 0)"),
  NEW_CELL_SHARE(Kind.EXCESS, "if(cells_before > 0, cells_new / nullif(cells, 0), NULL)");

  /** How far a value may be from the expected one. */
  enum Kind {
    /** A number of things: by a share of it, and by its own chance (Poisson). */
    COUNT(/* upOnly= */ false),
    /** A mean: by a share of it. */
    RATE(/* upOnly= */ false),
    /** By points. */
    SHARE(/* upOnly= */ false),
    /** By points, upwards only. */
    EXCESS(/* upOnly= */ true),
    /** By points of 24 hours, upwards only. */
    HOURS(/* upOnly= */ true),
    /** By points, upwards only, and below a limit. */
    ERROR(/* upOnly= */ true),
    /** By points, upwards only, and below another limit. */
    PEAK(/* upOnly= */ true);

    private final boolean upOnly;

    Kind(boolean upOnly) {
      this.upOnly = upOnly;
    }

    /** Whether only more than expected is a fault. */
    boolean upOnly() {
      return upOnly;
    }
  }

  private final Kind kind;
  private final String sql;

  PhoneMeasure(Kind kind, String sql) {
    this.kind = kind;
    this.sql = sql;
  }

  /** How its values are judged. */
  Kind kind() {
    return kind;
  }

  /** Name in the table. */
  String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The measure, or nothing where a day has few of the events that it is a share of. */
  private String from(int leastEvents) {
    if (kind == Kind.COUNT || this == HOURS_WITHOUT_EVENTS) {
      return sql;
    }
    String events = this == UNKNOWN_COUNTRY_SHARE ? "roaming" : "events";
    return "if(%s >= %s, %s, NULL)".formatted(events, Math.max(leastEvents, 1), sql);
  }

  /** The measures of a row of a day as rows of measure, kind, whether upwards only, and value. */
  static String stacked(int leastEvents) {
    return Arrays.stream(values())
        .map(
            measure ->
                "'%s', '%s', %s, CAST(%s AS DOUBLE)"
                    .formatted(
                        measure.code(),
                        measure.kind,
                        measure.kind.upOnly,
                        measure.from(leastEvents)))
        .collect(
            Collectors.joining(
                ", ", "stack(" + values().length + ", ", ") AS (measure, kind, up_only, value)"));
  }
}
