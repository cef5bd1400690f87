package org.caudal.config;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.caudal.job.Days;
import org.caudal.job.Months;

/** Texts of a configuration as Java values. */
public final class ScalarReader {
  /** A readable type: what it is called in messages and how it is read. */
  private record Reading(String name, Function<String, Object> reader) {}

  private static final Pattern SPAN =
      Pattern.compile("\\d{4}-(0[1-9]|1[0-2])\\.\\.\\d{4}-(0[1-9]|1[0-2])");

  private static final Map<Class<?>, Reading> READINGS = new LinkedHashMap<>();

  static {
    READINGS.put(String.class, new Reading("text", text -> text));
    READINGS.put(int.class, new Reading("a whole number", Integer::valueOf));
    READINGS.put(Integer.class, new Reading("a whole number", Integer::valueOf));
    READINGS.put(long.class, new Reading("a whole number", Long::valueOf));
    READINGS.put(Long.class, new Reading("a whole number", Long::valueOf));
    READINGS.put(double.class, new Reading("a number", Double::valueOf));
    READINGS.put(BigDecimal.class, new Reading("a decimal number", BigDecimal::new));
    READINGS.put(boolean.class, new Reading("true or false", ScalarReader::bool));
    READINGS.put(LocalDate.class, new Reading("a day such as 2025-03-31", LocalDate::parse));
    READINGS.put(YearMonth.class, new Reading("a month such as 2025-03", YearMonth::parse));
    READINGS.put(LocalTime.class, new Reading("a time of day such as 19:30", LocalTime::parse));
    READINGS.put(Duration.class, new Reading("a duration such as PT30M", Duration::parse));
    READINGS.put(ZoneId.class, new Reading("a time zone such as America/Mexico_City", ZoneId::of));
    READINGS.put(
        Charset.class, new Reading("a character encoding such as UTF-8", Charset::forName));
    READINGS.put(
        Days.class,
        new Reading(
            "a day such as 2025-06-02 or a span such as 2025-06-02..2025-06-08", Days::parse));
    READINGS.put(
        Months.class,
        new Reading("a month such as 2025-03 or a span such as 2025-01..2025-03", Months::parse));
  }

  private ScalarReader() {}

  /** Whether a type is read from a single text. */
  public static boolean reads(Class<?> type) {
    return READINGS.containsKey(type) || type.isEnum();
  }

  /** What values of the type are called. */
  public static String nameOf(Class<?> type) {
    Reading reading = READINGS.get(type);
    if (reading != null) {
      return reading.name();
    }
    return type.isEnum() ? "one of " + String.join(", ", Keys.values(type)) : "a group of keys";
  }

  /** What is wrong with a text that is not of the type. */
  static String fault(Class<?> type, String text) {
    return type == Months.class && SPAN.matcher(text.strip()).matches()
        ? "ends before it starts, was '" + text + "'."
        : "must be " + nameOf(type) + ", was '" + text + "'.";
  }

  /** The value of a text; empty when the text is not of the type. */
  static Optional<Object> read(Class<?> type, String text) {
    try {
      if (type.isEnum()) {
        for (Object constant : type.getEnumConstants()) {
          if (Keys.of((Enum<?>) constant).equals(text)) {
            return Optional.of(constant);
          }
        }
        return Optional.empty();
      }
      Reading reading = READINGS.get(type);
      return reading == null ? Optional.empty() : Optional.of(reading.reader().apply(text.strip()));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Object bool(String text) {
    return switch (text) {
      case "true", "yes" -> true;
      case "false", "no" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
