package org.caudal.statistics.linkage;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The functions of SQL on days; a day is the seconds from 1970 to its begin. */
final class SqlDates {
  private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();
  private static final String ISO = "%Y-%m-%d";
  private static final Map<String, DateTimeFormatter> FORMATS = new ConcurrentHashMap<>();

  private SqlDates() {}

  /** A text as a day by its format, that of ISO 8601 without one; a day stays as it is. */
  static @Nullable Object day(Object[] arguments) {
    if (arguments[0] instanceof Double) {
      return arguments[0];
    }
    String format = arguments.length > 1 ? SqlFunctions.text(arguments[1]) : ISO;
    try {
      return LocalDate.parse(
                  SqlFunctions.text(arguments[0]),
                  FORMATS.computeIfAbsent(format, SqlDates::formatter))
              .toEpochDay()
          * SECONDS_A_DAY;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Days from the second day to the first, as Spark; or of a unit day from first to second. */
  static @Nullable Object difference(Object[] arguments) {
    boolean hasUnit = arguments.length > 2;
    Object first = day(new Object[] {arguments[hasUnit ? 2 : 0]});
    Object second = day(new Object[] {arguments[1]});
    return first instanceof Double x && second instanceof Double y
        ? (Object) Math.floor((x - y) / SECONDS_A_DAY)
        : null;
  }

  /**
   * The formatter of a format of strptime or of Spark.
   *
   * @throws IllegalArgumentException if a letter is not of a day
   */
  static DateTimeFormatter formatter(String format) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    if (format.contains("%")) {
      for (int i = 0; i < format.length(); i++) {
        if (format.charAt(i) == '%' && i + 1 < format.length()) {
          append(builder, format.charAt(++i), format);
        } else {
          builder.appendLiteral(format.charAt(i));
        }
      }
    } else {
      builder.appendPattern(format.replace("yyyy", "uuuu").replace("yy", "uu"));
    }
    return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  }

  private static void append(DateTimeFormatterBuilder builder, char letter, String format) {
    switch (letter) {
      case 'Y' -> builder.appendValue(ChronoField.YEAR, 4);
      case 'm' ->
          builder.appendValue(
              ChronoField.MONTH_OF_YEAR, 1, 2, java.time.format.SignStyle.NOT_NEGATIVE);
      case 'd' ->
          builder.appendValue(
              ChronoField.DAY_OF_MONTH, 1, 2, java.time.format.SignStyle.NOT_NEGATIVE);
      case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, 1969);
      case 'b' -> builder.appendPattern("MMM");
      case 'B' -> builder.appendPattern("MMMM");
      default ->
          throw new IllegalArgumentException(
              "format " + format + " has %" + letter + ", which is no part of a day");
    }
  }
}
