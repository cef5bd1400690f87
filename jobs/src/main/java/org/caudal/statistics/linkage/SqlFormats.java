package org.caudal.statistics.linkage;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Formats of days and times: those of strptime, which have a %, and those of Spark. */
final class SqlFormats {
  private static final String UNQUOTED = "(?=(?:[^']*'[^']*')*[^']*$)";

  /** Without an era, Spark takes the year of an era as a year. */
  private static final Pattern YEAR_OF_ERA = Pattern.compile("y" + UNQUOTED);

  private static final Pattern ERA = Pattern.compile("G" + UNQUOTED);
  private static final Pattern DAY_OF_YEAR = Pattern.compile("D" + UNQUOTED);

  /** Of which a time is the sum where it is not whole. */
  private static final List<ChronoField> PARTS_OF_TIME =
      List.of(
          ChronoField.HOUR_OF_DAY,
          ChronoField.AMPM_OF_DAY,
          ChronoField.HOUR_OF_AMPM,
          ChronoField.MINUTE_OF_HOUR,
          ChronoField.SECOND_OF_MINUTE,
          ChronoField.NANO_OF_SECOND);

  /** A moment of two digits throughout, with which formats are tried. */
  private static final LocalDateTime WRITTEN = LocalDateTime.of(1990, 12, 13, 10, 11, 12);

  private static final Map<String, DateTimeFormatter> FORMATS = new ConcurrentHashMap<>();

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm[:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("]['Z']")
          .toFormatter(Locale.ROOT);

  /** A day, or a day, a space or T, and a time. */
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(formatter("%Y-%m-%d"))
          .optionalStart()
          .appendLiteral(' ')
          .append(TIME)
          .optionalEnd()
          .optionalStart()
          .appendLiteral('T')
          .append(TIME)
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private SqlFormats() {}

  /** A text as ISO 8601 writes days, which a time may follow. */
  static LocalDateTime read(String text) {
    return read(text, ISO);
  }

  /** A text by a format. */
  static LocalDateTime read(String text, String format) {
    return read(text, FORMATS.computeIfAbsent(format, SqlFormats::formatter));
  }

  /**
   * A text by its format. Parts of the time that it has not are 0, as in DuckDB and Spark; an hour
   * without am or pm is one before noon, as in Spark.
   */
  private static LocalDateTime read(String text, DateTimeFormatter formatter) {
    TemporalAccessor read = formatter.parse(text);
    LocalDate day = LocalDate.from(read);
    LocalTime time = read.query(TemporalQueries.localTime());
    return time == null
        ? PARTS_OF_TIME.stream()
            .filter(read::isSupported)
            .map(
                part ->
                    part.getBaseUnit()
                        .getDuration()
                        .multipliedBy(part.checkValidValue(read.getLong(part))))
            .reduce(day.atStartOfDay(), LocalDateTime::plus, (first, last) -> last)
        : day.atTime(time);
  }

  /**
   * Reads a format before any record is read by it.
   *
   * @throws IllegalArgumentException as {@link #formatter}
   */
  static void require(String format) {
    FORMATS.put(format, formatter(format));
  }

  /**
   * The formatter of a format of strptime or of Spark; without a month or day the first is meant.
   *
   * @throws IllegalArgumentException if it has a letter that is not read, or makes no day or time
   */
  private static DateTimeFormatter formatter(String format) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    boolean isOfMonths = true;
    if (format.contains("%")) {
      for (int i = 0; i < format.length(); i++) {
        if (format.charAt(i) == '%' && i + 1 < format.length()) {
          append(builder, format.charAt(++i), format);
        } else {
          builder.appendLiteral(format.charAt(i));
        }
      }
    } else {
      try {
        builder.appendPattern(
            ERA.matcher(format).find() ? format : YEAR_OF_ERA.matcher(format).replaceAll("u"));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "format " + format + " cannot be read: " + e.getMessage(), e);
      }
      isOfMonths = !DAY_OF_YEAR.matcher(format).find();
    }
    if (isOfMonths) {
      builder
          .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
          .parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
    }
    DateTimeFormatter formatter =
        builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    try {
      String written = formatter.format(WRITTEN);
      if (!formatter.format(read(written, formatter)).equals(written)) {
        throw new IllegalArgumentException(
            "format " + format + " makes no time of day; write HH, or hh and a for am or pm");
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "format " + format + " makes no day: it has no year, or it has a zone, which is not read",
          e);
    }
    return formatter;
  }

  private static void append(DateTimeFormatterBuilder builder, char letter, String format) {
    switch (letter) {
      case 'Y' -> builder.appendValue(ChronoField.YEAR, 4);
      case 'm' -> builder.appendValue(ChronoField.MONTH_OF_YEAR, 1, 2, SignStyle.NOT_NEGATIVE);
      case 'd' -> builder.appendValue(ChronoField.DAY_OF_MONTH, 1, 2, SignStyle.NOT_NEGATIVE);
      case 'H' -> builder.appendValue(ChronoField.HOUR_OF_DAY, 1, 2, SignStyle.NOT_NEGATIVE);
      case 'M' -> builder.appendValue(ChronoField.MINUTE_OF_HOUR, 1, 2, SignStyle.NOT_NEGATIVE);
      case 'S' -> builder.appendValue(ChronoField.SECOND_OF_MINUTE, 1, 2, SignStyle.NOT_NEGATIVE);
      case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, 1969);
      case 'b' -> builder.appendPattern("MMM");
      case 'B' -> builder.appendPattern("MMMM");
      default ->
          throw new IllegalArgumentException(
              "format "
                  + format
                  + " has %"
                  + letter
                  + ", which is not read; read are %Y %y %m %B %b %d %H %M %S");
    }
  }
}
