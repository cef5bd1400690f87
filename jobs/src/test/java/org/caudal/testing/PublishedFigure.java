package org.caudal.testing;

import java.math.BigDecimal;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** A row of indicator, of a whole number, as a text that a test can compare. */
public final class PublishedFigure {
  private PublishedFigure() {}

  /** For example {@code 41 (35 to 45) of 58}; if hidden, the given text. */
  public static String text(Row row, String hidden) {
    BigDecimal value = row.<@Nullable BigDecimal>getAs("value");
    return value == null
        ? hidden
        : value.intValueExact()
            + " ("
            + row.<BigDecimal>getAs("interval_low").intValueExact()
            + " to "
            + row.<BigDecimal>getAs("interval_high").intValueExact()
            + ") of "
            + row.getAs("observations");
  }

  /** The same; if hidden, status and rule. */
  public static String text(Row row) {
    return text(row, row.getAs("disclosure_status") + ": " + row.getAs("disclosure_rule"));
  }
}
