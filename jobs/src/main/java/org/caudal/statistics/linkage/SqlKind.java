package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an expression gives; every field is a text. */
enum SqlKind {
  CONDITION("a condition"),
  NUMBER("a number"),
  TEXT("a text"),
  /** One or the other, by what the records hold. */
  NUMBER_OR_TEXT("a number or text"),
  DAY("a day"),
  MOMENT("a moment"),
  LIST("a list"),
  /** Null, or what nobody knows a function of. */
  UNKNOWN("null");

  /** What gives one of several values. */
  static final Set<String> CHOICES = Set.of("coalesce", "ifnull", "case", "greatest", "least");

  /** What gives the last in order of several values, or the first. */
  static final Set<String> EXTREMES = Set.of("greatest", "least");

  /** Operators that compare. */
  static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");

  private static final Set<String> CONDITIONS = Set.of("and", "or", "not", "is null", "like");
  private static final Set<String> LISTS = Set.of("string_split", "split", SqlLists.LIST);

  /** What reads numbers, and gives one. */
  private static final Set<String> ARITHMETIC =
      Set.of(
          "+", "-", "*", "/", "abs", "sqrt", "sin", "cos", "acos", "asin", "radians", "floor",
          "pow");

  private static final Set<String> CASTS =
      Set.of("cast double", "cast float", "cast integer", "cast int", "cast bigint");

  private static final Set<SqlKind> KEYLESS = EnumSet.of(NUMBER_OR_TEXT, UNKNOWN);

  private final String called;

  SqlKind(String called) {
    this.called = called;
  }

  /** The kind of an expression. */
  static SqlKind of(Sql sql) {
    if (sql instanceof Sql.Field) {
      return TEXT;
    }
    if (sql instanceof Sql.Literal literal) {
      Object value = literal.value();
      return value instanceof Double
          ? NUMBER
          : value instanceof String ? TEXT : value instanceof Boolean ? CONDITION : UNKNOWN;
    }
    return sql instanceof Sql.Call call ? of(call) : UNKNOWN;
  }

  private static SqlKind of(Sql.Call call) {
    String name = call.name();
    if (name.equals("nullif")) {
      return of(call.arguments().get(0));
    }
    if (CHOICES.contains(name)) {
      return ofChoice(call);
    }
    if (COMPARISONS.contains(name) || CONDITIONS.contains(name)) {
      return CONDITION;
    }
    if (SqlDates.DAYS.contains(name)) {
      return SqlDates.WHOLE_DAYS.contains(name) ? DAY : MOMENT;
    }
    if (LISTS.contains(name) || SqlLists.INTERSECTIONS.contains(name)) {
      return LIST;
    }
    if (takesNumbers(name)
        || name.equals(PairwiseMetric.NAME)
        || SqlFunctions.LENGTHS.contains(name)
        || SqlLists.LENGTHS.contains(name)
        || SqlDates.SECONDS.contains(name)
        || name.startsWith(SqlDates.DIFFERENCE)
        || Metric.NAMES.contains(name)
        || SqlVectors.COSINES.contains(name)) {
      return NUMBER;
    }
    return SqlFunctions.named(name) == null ? UNKNOWN : TEXT;
  }

  private static SqlKind ofChoice(Sql.Call choice) {
    Set<SqlKind> kinds = ofValues(choice);
    if (kinds.size() == 1) {
      SqlKind kind = kinds.iterator().next();
      return kind == TEXT && EXTREMES.contains(choice.name()) ? NUMBER_OR_TEXT : kind;
    }
    return kinds.isEmpty() ? UNKNOWN : NUMBER_OR_TEXT;
  }

  /** The kinds of the values of which a choice gives one, null aside. */
  static Set<SqlKind> ofValues(Sql.Call choice) {
    Set<SqlKind> kinds = EnumSet.noneOf(SqlKind.class);
    values(choice).forEach(value -> kinds.add(of(value)));
    kinds.remove(UNKNOWN);
    return kinds;
  }

  private static List<Sql> values(Sql.Call choice) {
    List<Sql> arguments = choice.arguments();
    if (!choice.name().equals("case")) {
      return arguments;
    }
    List<Sql> values = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i += 2) {
      values.add(arguments.get(i));
    }
    values.add(arguments.get(arguments.size() - 1));
    return values;
  }

  /** Whether a function reads its arguments as numbers. */
  static boolean takesNumbers(String name) {
    return ARITHMETIC.contains(name) || CASTS.contains(name);
  }

  /** Whether a value is a day or a moment of one. */
  boolean isDay() {
    return this == DAY || this == MOMENT;
  }

  /** Whether a value is a number or text. */
  boolean isPlain() {
    return this == NUMBER || this == TEXT || this == NUMBER_OR_TEXT;
  }

  /** Whether both can be compared: as days where one is a day, and as numbers where one is. */
  boolean isComparableWith(SqlKind other) {
    return this == other
        || this == UNKNOWN
        || other == UNKNOWN
        || (isPlain() && other.isPlain())
        || (isDay() && (other.isDay() || other == TEXT))
        || (other.isDay() && this == TEXT);
  }

  /** Whether two that are equal, one of this and one of the other kind, have one key. */
  boolean hasKeyWith(SqlKind other) {
    return isComparableWith(other) && !KEYLESS.contains(this) && !KEYLESS.contains(other);
  }

  /** What reads a text as a value of this kind; null where nothing does. */
  @Nullable String cast() {
    return switch (this) {
      case NUMBER -> "cast double";
      case DAY -> "cast date";
      case MOMENT -> "cast timestamp";
      default -> null;
    };
  }

  @Override
  public String toString() {
    return called;
  }
}
