package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;

/**
 * What a register looks like.
 *
 * @param register its name; those of its files begin with it
 * @param manner how the office writes
 * @param sheet record of a line
 * @param date column of the sheet with the date of the event
 * @param period span of a file
 */
record Form(
    String register, Manner manner, Class<? extends Record> sheet, String date, Period period) {

  /** The span of days that a file holds. */
  enum Period {
    /** All days. */
    WHOLE("", 0),
    /** A year. */
    YEAR("yyyy", 12),
    /** A month. */
    MONTH("yyyy-MM", 1);

    private final String pattern;
    private final int months;

    Period(String pattern, int months) {
      this.pattern = pattern;
      this.months = months;
    }

    /** Months from a file to the next; 0 where there is no next. */
    int months() {
      return months;
    }
  }

  /**
   * Name of the file of a day.
   *
   * @param part what else the register is cut by, null for nothing
   */
  Column file(Column day, Column part) {
    Column name =
        period == Period.WHOLE
            ? concat_ws("_", lit(register), part)
            : concat_ws("_", lit(register), date_format(day, period.pattern), part);
    return concat_ws("", name, lit(".csv"));
  }
}
