package org.caudal.statistics.linkage;

import java.util.List;
import java.util.Set;

/** Refuses what DuckDB and Spark read in two ways. */
final class SqlReadings {
  private static final Set<String> SUMS = Set.of("+", "-");
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
      if (SUMS.contains(call.name()) && call.arguments().stream().anyMatch(SqlDates::isDay)) {
        throw new IllegalArgumentException(
            call.name()
                + " of days counts days in DuckDB and makes an interval in Spark; write datediff('day', …, …), or epoch of each");
      }
      requireKnownType(call);
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
