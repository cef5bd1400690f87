package org.caudal.statistics.linkage;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Refuses what DuckDB and Spark read in two ways. */
final class SqlReadings {
  private static final Set<String> SUMS = Set.of("+", "-");
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N} ,;:/_-]+");
  private static final Set<String> PARTS = Set.of("substr", "substring", "left", "right");

  private SqlReadings() {}

  /**
   * The condition.
   *
   * @throws IllegalArgumentException if DuckDB and Spark would not read it alike
   */
  static Sql requireOne(Sql condition) {
    if (condition instanceof Sql.Call call) {
      call.arguments().forEach(SqlReadings::requireOne);
      if (SUMS.contains(call.name())
          && call.arguments().stream().anyMatch(argument -> SqlKind.of(argument).isDay())) {
        throw new IllegalArgumentException(
            call.name()
                + " of days counts days in DuckDB and makes an interval in Spark; write datediff('day', …, …), or epoch of each");
      }
      SqlConditions.requireKinds(call);
      requireKnownType(call);
      requireOneChoice(call);
      requireFormat(call);
      requireOneText(call);
      if (PARTS.contains(call.name())) {
        requireWithin(call);
      }
    }
    return condition;
  }

  private static void requireKnownType(Sql.Call cast) {
    if (cast.name().equals("cast decimal")) {
      throw new IllegalArgumentException(
          "decimal has three digits behind the point in DuckDB and none in Spark; write double");
    }
  }

  private static void requireOneText(Sql.Call call) {
    if (call.name().equals("concat")) {
      throw new IllegalArgumentException(
          "concat leaves null out in DuckDB and is null in Spark; write a || b, and coalesce(a, '') || b where null counts as nothing");
    }
    if (call.name().equals("split")
        && !(call.arguments().size() == 2
            && call.arguments().get(1) instanceof Sql.Literal literal
            && literal.value() instanceof String text
            && PLAIN.matcher(text).matches())) {
      throw new IllegalArgumentException(
          "split takes a text in DuckDB and a pattern in Spark as separator; write string_split, which takes a text");
    }
  }

  private static void requireOneChoice(Sql.Call call) {
    if (SqlKind.CHOICES.contains(call.name())) {
      Set<SqlKind> kinds = SqlKind.ofValues(call);
      if (kinds.size() > 1 && kinds.stream().anyMatch(SqlKind::isDay)) {
        throw new IllegalArgumentException(
            call.name()
                + " of days and other values gives days in DuckDB and texts in Spark; write cast(… as date) or cast(… as timestamp) around each");
      }
    }
  }

  private static void requireFormat(Sql.Call call) {
    boolean hasFormat =
        (SqlDates.DAYS.contains(call.name()) || SqlDates.SECONDS.contains(call.name()))
            && call.arguments().size() > 1;
    if (!hasFormat) {
      return;
    }
    if (!(call.arguments().get(1) instanceof Sql.Literal literal)
        || !(literal.value() instanceof String format)) {
      throw new IllegalArgumentException(
          call.name() + " takes a field and one format in quotes, such as '%d/%m/%Y'");
    }
    SqlFormats.require(format);
  }

  private static void requireWithin(Sql.Call part) {
    List<Sql> arguments = part.arguments();
    boolean hasPosition = part.name().startsWith("sub");
    boolean isZero = hasPosition && arguments.size() > 1 && number(arguments.get(1)) == 0;
    int length = hasPosition ? 2 : 1;
    if (isZero || (arguments.size() > length && number(arguments.get(length)) < 0)) {
      throw new IllegalArgumentException(
          part.name()
              + " with position 0 or a length below zero is read in two ways by DuckDB and Spark; count from 1, or from the end with a position below zero");
    }
  }

  /** A number as it is written; NaN for what is none. */
  private static double number(Sql sql) {
    if (sql instanceof Sql.Call call
        && call.name().equals("-")
        && call.arguments().get(0).equals(new Sql.Literal(0.0))) {
      return -number(call.arguments().get(1));
    }
    return sql instanceof Sql.Literal literal && literal.value() instanceof Double number
        ? number
        : Double.NaN;
  }
}
