package org.caudal.functions;

import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.year;

import org.apache.spark.sql.Column;

/** Ages and other spans in years. */
public final class Ages {
  private Ages() {}

  /**
   * Completed years from one day to another by month and day: those of 29 February are completed on
   * 1 March of a common year. Below 0 where the first day is later.
   */
  public static Column completedYears(Column from, Column to) {
    return floor(calendar(to).minus(calendar(from)).divide(lit(10_000))).cast("int");
  }

  /** A day as a number, such as 20250228. */
  private static Column calendar(Column day) {
    return year(day)
        .multiply(lit(10_000))
        .plus(month(day).multiply(lit(100)))
        .plus(dayofmonth(day));
  }
}
