package org.caudal.statistics.linkage;

import java.util.List;
import java.util.Set;
import org.caudal.statistics.linkage.Sql.Side;

/**
 * Refuses values where a condition is expected, conditions where a value is, and comparisons of two
 * that have nothing in common: they would be null, and never hold.
 */
final class SqlConditions {
  private static final Set<String> JOINED = Set.of("and", "or", "not");

  private SqlConditions() {}

  /**
   * The condition.
   *
   * @throws IllegalArgumentException if it is none, but a value
   */
  static Sql required(Sql condition) {
    SqlKind kind = SqlKind.of(condition);
    if (kind != SqlKind.CONDITION && kind != SqlKind.UNKNOWN) {
      throw new IllegalArgumentException(
          String.format(
              "%s is %s where a condition is expected; write %s",
              written(condition),
              kind,
              kind == SqlKind.TEXT
                  ? written(condition) + " = 'true', or what else it is to be"
                  : "with what it is compared"));
    }
    return condition;
  }

  /**
   * Refuses what is of another kind than its function takes.
   *
   * @throws IllegalArgumentException with what to write instead
   */
  static void requireKinds(Sql.Call call) {
    List<Sql> arguments = call.arguments();
    if (JOINED.contains(call.name())) {
      arguments.forEach(SqlConditions::required);
    }
    if (call.name().equals("case")) {
      for (int i = 0; i + 1 < arguments.size(); i += 2) {
        required(arguments.get(i));
      }
    }
    if (SqlKind.takesNumbers(call.name())) {
      arguments.forEach(argument -> requirePlain(call.name(), argument));
    }
    if (SqlDates.DAYS.contains(call.name()) || SqlDates.SECONDS.contains(call.name())) {
      requireReadable(call);
    }
    if (SqlKind.EXTREMES.contains(call.name())) {
      arguments.stream()
          .filter(argument -> !SqlKind.of(argument).isDay())
          .forEach(argument -> requirePlain(call.name(), argument));
    }
    if (call.name().equals("nullif") && arguments.size() != 2) {
      throw new IllegalArgumentException("nullif takes two values");
    }
    if (SqlKind.COMPARISONS.contains(call.name()) || call.name().equals("nullif")) {
      requireComparable(call.name(), arguments.get(0), arguments.get(1));
      requireDay(arguments.get(0), arguments.get(1));
      requireDay(arguments.get(1), arguments.get(0));
    }
  }

  private static void requirePlain(String name, Sql argument) {
    SqlKind kind = SqlKind.of(argument);
    if (kind != SqlKind.UNKNOWN && !kind.isPlain()) {
      throw new IllegalArgumentException(
          String.format("%s of %s, which is %s; %s", name, written(argument), kind, instead(kind)));
    }
  }

  /** Refuses to read a day from a number, but for seconds since 1970 as a moment. */
  private static void requireReadable(Sql.Call call) {
    if (call.arguments().isEmpty()) {
      throw new IllegalArgumentException(call.name() + " takes a field");
    }
    Sql argument = call.arguments().get(0);
    SqlKind kind = SqlKind.of(argument);
    boolean isSeconds = SqlDates.OF_SECONDS.contains(call.name()) && call.arguments().size() == 1;
    if (kind == SqlKind.CONDITION
        || kind == SqlKind.LIST
        || (kind == SqlKind.NUMBER && !isSeconds)) {
      throw new IllegalArgumentException(
          String.format(
              "%s of %s, which is %s; write a text, with its format",
              call.name(), written(argument), kind));
    }
  }

  private static void requireComparable(String name, Sql left, Sql right) {
    SqlKind first = SqlKind.of(left);
    SqlKind second = SqlKind.of(right);
    boolean hasOrder = first != SqlKind.CONDITION && first != SqlKind.LIST;
    if (!first.isComparableWith(second) || (Expressions.ORDERS.contains(name) && !hasOrder)) {
      throw new IllegalArgumentException(
          String.format(
              "%s %s %s compares %s with %s; %s",
              written(left),
              name,
              written(right),
              first,
              second,
              instead(first.isPlain() ? second : first)));
    }
  }

  /** What to write in place of a value of a kind. */
  private static String instead(SqlKind kind) {
    return switch (kind) {
      case CONDITION ->
          "every field is a text: write = 'true', and CASE WHEN … THEN 1 ELSE 0 END for a number";
      case LIST -> "write array_length(…) for how many elements it has";
      default -> "write epoch(…) for its seconds since 1970, or datediff('day', …, …)";
    };
  }

  /** Refuses a text in quotes that is compared with a day and is none. */
  private static void requireDay(Sql text, Sql day) {
    if (SqlKind.of(day).isDay()
        && text instanceof Sql.Literal literal
        && literal.value() instanceof String written
        && SqlDates.moment(new Object[] {written}) == null) {
      throw new IllegalArgumentException(
          "'" + written + "' is compared with a day and is none; write it as 1990-03-12");
    }
  }

  private static String written(Sql sql) {
    if (sql instanceof Sql.Field field) {
      return (field.side() == Side.RIGHT ? "r." : "l.") + field.name();
    }
    if (sql instanceof Sql.Literal literal) {
      return literal.value() instanceof String text
          ? "'" + text + "'"
          : literal.value() instanceof Double number
              ? SqlFunctions.text(number)
              : String.valueOf(literal.value());
    }
    return sql instanceof Sql.Call call ? call.name() + "(…)" : "an element";
  }
}
