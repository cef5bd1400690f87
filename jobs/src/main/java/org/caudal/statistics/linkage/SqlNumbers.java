package org.caudal.statistics.linkage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The functions of SQL that round, and those that take the first or last in order. */
final class SqlNumbers {
  private static final Comparator<Object> BY_NUMBER =
      Comparator.comparingDouble(SqlFunctions::asNumber);

  private SqlNumbers() {}

  /**
   * The nearest whole number as in DuckDB: of two, a text gives the outer and a number the even.
   */
  static @Nullable Object whole(Object value) {
    Double number = SqlFunctions.number(value);
    if (number == null || value instanceof Double) {
      return number == null ? null : (Object) Math.rint(number);
    }
    return new BigDecimal(SqlFunctions.text(value).strip())
        .setScale(0, RoundingMode.HALF_UP)
        .doubleValue();
  }

  /**
   * The last in order, or the first; null stands aside. The order is that of numbers where all are,
   * that of days where all are, else that of letters; null where some are texts and others not.
   */
  static @Nullable Object extreme(@Nullable Object[] values, boolean last) {
    List<Object> given =
        Arrays.stream(values).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    if (!given.isEmpty() && given.stream().allMatch(SqlDay.class::isInstance)) {
      Comparator<Object> byTime = Comparator.comparingDouble(day -> ((SqlDay) day).seconds());
      return Collections.max(given, last ? byTime : byTime.reversed());
    }
    boolean areNumbers = given.stream().allMatch(value -> SqlFunctions.number(value) != null);
    if (!areNumbers && !given.stream().allMatch(String.class::isInstance)) {
      return null;
    }
    Comparator<Object> order = areNumbers ? BY_NUMBER : Comparator.comparing(SqlFunctions::text);
    Object extreme = given.stream().max(last ? order : order.reversed()).orElse(null);
    return areNumbers ? SqlFunctions.number(extreme) : extreme;
  }
}
