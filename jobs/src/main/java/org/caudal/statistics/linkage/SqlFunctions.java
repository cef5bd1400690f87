package org.caudal.statistics.linkage;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The functions of SQL that conditions may use, under their names in DuckDB and in Spark. A value
 * is a String, a Double, a Boolean, a List or null; a day is the seconds since 1970.
 */
final class SqlFunctions {
  private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();
  private static final Map<String, Function> FUNCTIONS = new TreeMap<>();
  private static final Map<String, DateTimeFormatter> FORMATS = new ConcurrentHashMap<>();

  /** Letters of strptime, and the pattern of Java for each. */
  private static final Map<String, String> STRPTIME =
      Map.of("%Y", "uuuu", "%m", "MM", "%d", "dd", "%y", "uu", "%b", "MMM", "%B", "MMMM");

  /** A function of values. */
  interface Function {
    @Nullable Object of(@Nullable Object[] arguments);
  }

  static {
    compare("=", sign -> sign == 0);
    compare("<>", sign -> sign != 0);
    compare("<", sign -> sign < 0);
    compare("<=", sign -> sign <= 0);
    compare(">", sign -> sign > 0);
    compare(">=", sign -> sign >= 0);
    FUNCTIONS.put("and", arguments -> logical(arguments, false));
    FUNCTIONS.put("or", arguments -> logical(arguments, true));
    FUNCTIONS.put("not", strict(a -> !truth(a[0])));
    FUNCTIONS.put("is null", a -> a[0] == null);
    FUNCTIONS.put("case", SqlFunctions::cases);
    FUNCTIONS.put("coalesce", SqlFunctions::coalesce);
    FUNCTIONS.put("ifnull", SqlFunctions::coalesce);
    FUNCTIONS.put("nullif", a -> a[0] == null || a[0].equals(a[1]) ? null : a[0]);
    numbers("+", Double::sum);
    numbers("-", (a, b) -> a - b);
    numbers("*", (a, b) -> a * b);
    numbers("/", (a, b) -> a / b);
    number("abs", Math::abs);
    number("sqrt", Math::sqrt);
    number("sin", Math::sin);
    number("cos", Math::cos);
    number("acos", Math::acos);
    number("asin", Math::asin);
    number("radians", Math::toRadians);
    number("floor", Math::floor);
    number("epoch", seconds -> seconds);
    number("unix_timestamp", seconds -> seconds);
    numbers("pow", Math::pow);
    FUNCTIONS.put("greatest", a -> extreme(a, 1));
    FUNCTIONS.put("least", a -> extreme(a, -1));
    for (String type : List.of("double", "float", "integer", "int", "bigint", "decimal")) {
      FUNCTIONS.put("cast " + type, a -> number(a[0]));
    }
    for (String type : List.of("varchar", "string", "text")) {
      FUNCTIONS.put("cast " + type, strict(a -> text(a[0])));
    }
    for (String type : List.of("date", "timestamp")) {
      FUNCTIONS.put("cast " + type, strict(a -> day(text(a[0]), "yyyy-MM-dd")));
    }
    FUNCTIONS.put("lower", strict(a -> text(a[0]).toLowerCase(Locale.ROOT)));
    FUNCTIONS.put("upper", strict(a -> text(a[0]).toUpperCase(Locale.ROOT)));
    FUNCTIONS.put("trim", strict(a -> text(a[0]).strip()));
    FUNCTIONS.put(
        "length", strict(a -> (double) text(a[0]).codePointCount(0, text(a[0]).length())));
    FUNCTIONS.put("||", strict(a -> text(a[0]) + text(a[1])));
    FUNCTIONS.put("concat", a -> concat(a));
    FUNCTIONS.put("substr", strict(SqlFunctions::substring));
    FUNCTIONS.put("substring", strict(SqlFunctions::substring));
    FUNCTIONS.put("left", strict(a -> part(text(a[0]), 0, whole(a[1]))));
    FUNCTIONS.put("right", strict(a -> last(text(a[0]), whole(a[1]))));
    FUNCTIONS.put("split_part", strict(a -> piece(text(a[0]), text(a[1]), whole(a[2]))));
    FUNCTIONS.put("strip_accents", strict(a -> Symbols.withoutMarks(text(a[0]))));
    FUNCTIONS.put("name_key", strict(a -> NameKey.of(text(a[0]))));
    for (String name : List.of("try_strptime", "strptime", "to_date", "try_to_date")) {
      FUNCTIONS.put(name, strict(a -> day(text(a[0]), format(a))));
    }
    for (String name : List.of("to_timestamp", "try_to_timestamp")) {
      FUNCTIONS.put(name, strict(a -> day(text(a[0]), format(a))));
    }
    numbers("datediff", (a, b) -> Math.floor((a - b) / SECONDS_A_DAY));
    for (String name : List.of("list_intersect", "array_intersect")) {
      FUNCTIONS.put(name, strict(a -> common(list(a[0]), list(a[1]))));
    }
    for (String name : List.of("array_length", "list_length", "len", "size", "cardinality")) {
      FUNCTIONS.put(name, strict(a -> (double) list(a[0]).size()));
    }
    FUNCTIONS.put("string_split", strict(a -> split(text(a[0]), text(a[1]))));
    FUNCTIONS.put("split", strict(a -> split(text(a[0]), text(a[1]))));
  }

  private SqlFunctions() {}

  /** The function of a name, or null. */
  static @Nullable Function named(String name) {
    return FUNCTIONS.get(name);
  }

  /** All names, in order. */
  static Set<String> names() {
    return FUNCTIONS.keySet();
  }

  /** A value as text; whole numbers without a point. */
  static String text(Object value) {
    return value instanceof Double number && number == Math.rint(number)
        ? Long.toString(number.longValue())
        : value.toString();
  }

  /** Whether a condition holds; null does not. */
  static boolean truth(@Nullable Object value) {
    return Boolean.TRUE.equals(value);
  }

  /** A value as a number; NaN where it is none. */
  static double asNumber(@Nullable Object value) {
    if (value instanceof Double number) {
      return number;
    }
    Double number = number(value);
    return number == null ? Double.NaN : number;
  }

  /** A value as a number; null where it is none. */
  static @Nullable Double number(@Nullable Object value) {
    if (value instanceof Double number) {
      return number;
    }
    if (value instanceof String text) {
      try {
        return Double.valueOf(text);
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return null;
  }

  private interface Test {
    boolean holds(int sign);
  }

  private static void compare(String name, Test test) {
    FUNCTIONS.put(
        name,
        a -> {
          Object left = a[0];
          Object right = a[1];
          if (left == null || right == null) {
            return null;
          }
          if (left instanceof String text && right instanceof String other) {
            return test.holds(text.equals(other) ? 0 : text.compareTo(other));
          }
          if (left.getClass() == right.getClass() && !(left instanceof Double)) {
            return test.holds(left.equals(right) ? 0 : 1);
          }
          Double x = number(left);
          Double y = number(right);
          return x == null || y == null ? null : (Object) test.holds(Double.compare(x, y));
        });
  }

  private static void number(String name, DoubleUnaryOperator operator) {
    FUNCTIONS.put(
        name,
        a -> {
          Double x = number(a[0]);
          return x == null ? null : operator.applyAsDouble(x);
        });
  }

  private static void numbers(String name, DoubleBinaryOperator operator) {
    FUNCTIONS.put(
        name,
        a -> {
          Double x = number(a[0]);
          Double y = number(a[1]);
          return x == null || y == null ? null : operator.applyAsDouble(x, y);
        });
  }

  /** Null where any argument is null. */
  private static Function strict(StrictFunction function) {
    return arguments -> {
      for (Object argument : arguments) {
        if (argument == null) {
          return null;
        }
      }
      return function.of(arguments);
    };
  }

  private interface StrictFunction {
    @Nullable Object of(Object[] arguments);
  }

  /** And or or of SQL: the deciding value wins over null, null over the other. */
  private static @Nullable Object logical(@Nullable Object[] arguments, boolean deciding) {
    boolean unknown = false;
    for (Object argument : arguments) {
      if (argument == null) {
        unknown = true;
      } else if (truth(argument) == deciding) {
        return deciding;
      }
    }
    return unknown ? null : !deciding;
  }

  private static @Nullable Object cases(@Nullable Object[] arguments) {
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      if (truth(arguments[i])) {
        return arguments[i + 1];
      }
    }
    return arguments[arguments.length - 1];
  }

  private static @Nullable Object coalesce(@Nullable Object[] arguments) {
    return Arrays.stream(arguments).filter(a -> a != null).findFirst().orElse(null);
  }

  private static @Nullable Object extreme(@Nullable Object[] arguments, int direction) {
    Double extreme = null;
    for (Object argument : arguments) {
      Double number = number(argument);
      if (number != null && (extreme == null || number.compareTo(extreme) * direction > 0)) {
        extreme = number;
      }
    }
    return extreme;
  }

  private static String concat(@Nullable Object[] arguments) {
    StringBuilder joined = new StringBuilder();
    for (Object argument : arguments) {
      joined.append(argument == null ? "" : text(argument));
    }
    return joined.toString();
  }

  private static int whole(Object value) {
    Double number = number(value);
    if (number == null) {
      throw new IllegalArgumentException(value + " is no number of characters");
    }
    return number.intValue();
  }

  private static String substring(Object[] arguments) {
    String text = text(arguments[0]);
    int from = whole(arguments[1]) - 1;
    int length = arguments.length > 2 ? whole(arguments[2]) : text.length();
    return part(text, from, length);
  }

  private static String part(String text, int from, int length) {
    int[] points = text.codePoints().toArray();
    int start = Math.min(Math.max(from, 0), points.length);
    return new String(points, start, Math.min(Math.max(length, 0), points.length - start));
  }

  private static String last(String text, int length) {
    int points = text.codePointCount(0, text.length());
    return part(text, points - Math.min(length, points), length);
  }

  private static String piece(String text, String separator, int number) {
    List<String> pieces = split(text, separator);
    return number >= 1 && number <= pieces.size() ? pieces.get(number - 1) : "";
  }

  private static List<String> split(String text, String separator) {
    return List.of(text.split(Pattern.quote(separator), -1));
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  private static List<?> common(List<?> left, List<?> right) {
    Set<Object> both = new LinkedHashSet<>(left);
    both.retainAll(new LinkedHashSet<>(right));
    return new ArrayList<>(both);
  }

  private static String format(Object[] arguments) {
    return arguments.length > 1 ? text(arguments[1]) : "yyyy-MM-dd";
  }

  /** Seconds from 1970 to the day, or null where the text is no day in the format. */
  private static @Nullable Object day(String text, String format) {
    try {
      return LocalDate.parse(text, FORMATS.computeIfAbsent(format, SqlFunctions::formatter))
              .toEpochDay()
          * SECONDS_A_DAY;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static DateTimeFormatter formatter(String format) {
    String pattern = format.replace("yyyy", "uuuu");
    for (Map.Entry<String, String> letter : STRPTIME.entrySet()) {
      pattern = pattern.replace(letter.getKey(), letter.getValue());
    }
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
