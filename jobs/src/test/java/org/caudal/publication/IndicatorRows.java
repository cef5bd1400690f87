package org.caudal.publication;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Rows of the page that differ in few things. */
final class IndicatorRows {
  private IndicatorRows() {}

  /** A figure of the corridor from USA to MEX; suppressed where it has no value. */
  static IndicatorRow of(
      String frequency, LocalDate start, @Nullable BigDecimal value, String unit) {
    return new IndicatorRow(
        "remittance_value",
        frequency,
        start,
        "country",
        "USA",
        "MEX",
        "_Z",
        value,
        unit,
        value,
        value,
        new BigDecimal("0.950000"),
        value == null ? null : 50L,
        "transfers",
        "method",
        "source",
        LocalDate.of(2025, 7, 1),
        value == null ? "suppressed_secondary" : "published",
        "rule");
  }
}
