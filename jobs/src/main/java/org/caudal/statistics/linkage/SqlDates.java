package org.caudal.statistics.linkage;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The functions of SQL on days. */
final class SqlDates {
  private static final long SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

  /** What makes a day or moment of a text, and leaves a moment as it is. */
  static final Set<String> DAYS =
      Set.of(
          "try_strptime",
          "strptime",
          "to_date",
          "try_to_date",
          "to_timestamp",
          "try_to_timestamp",
          "date",
          "cast date",
          "cast timestamp");

  /** Those that leave the time of day out. */
  static final Set<String> WHOLE_DAYS = Set.of("to_date", "try_to_date", "date", "cast date");

  /** Those that make a moment of seconds since 1970. */
  static final Set<String> OF_SECONDS =
      Set.of("to_timestamp", "try_to_timestamp", "cast timestamp");

  /** What makes the seconds since 1970 of a text or day. */
  static final Set<String> SECONDS = Set.of("epoch", "unix_timestamp");

  /** Days between two days, or other units of time. */
  static final String DIFFERENCE = "datediff";

  private static final Pattern PLURAL = Pattern.compile("s$");

  /** Units of time, and the number of that in which a day is. */
  private static final Map<String, ToLongFunction<LocalDate>> UNITS =
      Map.of(
          "day",
          LocalDate::toEpochDay,
          "month",
          day -> day.getLong(ChronoField.PROLEPTIC_MONTH),
          "quarter",
          day -> Math.floorDiv(day.getLong(ChronoField.PROLEPTIC_MONTH), 3),
          "year",
          LocalDate::getYear);

  private static final double NANOS_A_SECOND = Duration.ofSeconds(1).toNanos();

  private SqlDates() {}

  /** The day of a {@link #moment}. */
  static @Nullable SqlDay day(Object[] arguments) {
    SqlDay moment = moment(arguments);
    return moment == null ? null : moment.day();
  }

  /**
   * A text as a moment by its format, that of ISO 8601 without one, which a time of day may follow;
   * a day at its begin; a number as seconds since 1970.
   */
  static @Nullable SqlDay moment(Object[] arguments) {
    if (arguments[0] instanceof SqlDay day) {
      return day.moment();
    }
    if (arguments[0] instanceof Double seconds) {
      return new SqlDay(seconds, true);
    }
    String text = SqlFunctions.text(arguments[0]);
    try {
      LocalDateTime read =
          arguments.length > 1
              ? SqlFormats.read(text, SqlFunctions.text(arguments[1]))
              : SqlFormats.read(text);
      return new SqlDay(
          read.toLocalDate().toEpochDay() * SECONDS_A_DAY
              + read.toLocalTime().toNanoOfDay() / NANOS_A_SECOND,
          true);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The seconds since 1970 of a {@link #moment}. */
  static @Nullable Double seconds(Object[] arguments) {
    SqlDay moment = moment(arguments);
    return moment == null ? null : (Double) moment.seconds();
  }

  /**
   * The order of two values of which one is a day: the other is read as what that is; null where it
   * is none.
   */
  static @Nullable Integer order(Object left, Object right) {
    SqlDay first = as(left, right);
    SqlDay second = as(right, left);
    return first == null || second == null
        ? null
        : (Integer) Double.compare(first.seconds(), second.seconds());
  }

  /** A value as a day, with its time where it or the other has one. */
  private static @Nullable SqlDay as(Object value, Object other) {
    Object[] argument = {value};
    return isMoment(value) || isMoment(other) ? moment(argument) : day(argument);
  }

  private static boolean isMoment(Object value) {
    return value instanceof SqlDay day && day.isMoment();
  }

  /**
   * The call of {@code datediff}: with two days that of Spark, with a unit that of DuckDB, whose
   * unit becomes part of its name.
   *
   * @throws IllegalArgumentException if it counts in another unit
   */
  static Sql.Call difference(List<Sql> arguments) {
    if (arguments.size() == 2) {
      return new Sql.Call(DIFFERENCE, arguments);
    }
    if (arguments.size() != 3
        || !(arguments.get(0) instanceof Sql.Literal literal)
        || !(literal.value() instanceof String text)
        || !UNITS.containsKey(unit(text))) {
      throw new IllegalArgumentException(
          DIFFERENCE
              + " takes two days, before them 'day', 'month', 'quarter' or 'year' in quotes; it counts in nothing else");
    }
    return new Sql.Call(DIFFERENCE + " " + unit(text), arguments.subList(1, 3));
  }

  private static String unit(String text) {
    return PLURAL.matcher(text.toLowerCase(Locale.ROOT)).replaceFirst("");
  }

  /** What {@link #difference(List)} calls, under its names. */
  static Map<String, SqlFunctions.StrictFunction> differences() {
    Map<String, SqlFunctions.StrictFunction> named = new TreeMap<>();
    named.put(DIFFERENCE, days -> begun(LocalDate::toEpochDay, days[1], days[0]));
    UNITS.forEach(
        (unit, number) ->
            named.put(DIFFERENCE + " " + unit, days -> begun(number, days[0], days[1])));
    return named;
  }

  /** How many units begin after the first day, up to the second; below zero the other way. */
  private static @Nullable Object begun(
      ToLongFunction<LocalDate> number, Object first, Object second) {
    SqlDay from = day(new Object[] {first});
    SqlDay to = day(new Object[] {second});
    return from == null || to == null
        ? null
        : (Object) (double) (number.applyAsLong(to.date()) - number.applyAsLong(from.date()));
  }
}
