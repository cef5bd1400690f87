package org.caudal.load;

import java.time.LocalDate;
import java.time.YearMonth;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.load.StaticCall.Argument;
import org.jspecify.annotations.Nullable;

/**
 * A day by the numbers of its year, month and day; Spark's own function ends the query where there
 * is none such.
 *
 * <p>The class and the method that takes numbers are public for the code that Spark generates.
 */
public final class CalendarDay {
  private CalendarDay() {}

  /** The day; null where a number is missing or there is none such. */
  public static Column of(Column year, Column month, Column day) {
    return StaticCall.of(
        CalendarDay.class,
        "number",
        DataTypes.DateType,
        /* isNullable= */ true,
        new Argument(year, DataTypes.LongType),
        new Argument(month, DataTypes.LongType),
        new Argument(day, DataTypes.LongType));
  }

  /** Days from 1970-01-01 to it. */
  public static @Nullable Integer number(long year, long month, long day) {
    boolean isMonth = year >= 1 && year <= 9999 && month >= 1 && month <= 12;
    if (!isMonth || day < 1 || day > YearMonth.of((int) year, (int) month).lengthOfMonth()) {
      return null;
    }
    return Math.toIntExact(LocalDate.of((int) year, (int) month, (int) day).toEpochDay());
  }
}
