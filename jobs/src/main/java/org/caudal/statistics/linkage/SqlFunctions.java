package org.caudal.statistics.linkage;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The functions of SQL that conditions may use, under their names in DuckDB and in Spark. A value
 * is a String, a Double, a Boolean, a {@link SqlDay}, a List or null.
 */
final class SqlFunctions {
  /** Letters of a text, or elements of a list. */
  static final Set<String> LENGTHS = Set.of("length", "len");

  private static final Map<String, Function> FUNCTIONS = new TreeMap<>();
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*");

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
    FUNCTIONS.put("nullif", a -> truth(compared(a, "=", sign -> sign == 0)) ? null : a[0]);
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
    numbers("pow", Math::pow);
    FUNCTIONS.put("greatest", a -> SqlNumbers.extreme(a, true));
    FUNCTIONS.put("least", a -> SqlNumbers.extreme(a, false));
    for (String type : List.of("double", "float")) {
      FUNCTIONS.put("cast " + type, a -> number(a[0]));
    }
    for (String type : List.of("integer", "int", "bigint")) {
      FUNCTIONS.put("cast " + type, strict(a -> SqlNumbers.whole(a[0])));
    }
    for (String type : List.of("varchar", "string", "text")) {
      FUNCTIONS.put("cast " + type, strict(a -> text(a[0])));
    }
    FUNCTIONS.put("lower", strict(a -> text(a[0]).toLowerCase(Locale.ROOT)));
    FUNCTIONS.put("upper", strict(a -> text(a[0]).toUpperCase(Locale.ROOT)));
    FUNCTIONS.put("trim", strict(a -> text(a[0]).strip()));
    for (String name : LENGTHS) {
      FUNCTIONS.put(name, strict(a -> (double) length(a[0])));
    }
    FUNCTIONS.put("||", strict(a -> text(a[0]) + text(a[1])));
    FUNCTIONS.put("substr", strict(SqlTexts::substring));
    FUNCTIONS.put("substring", strict(SqlTexts::substring));
    FUNCTIONS.put("left", strict(SqlTexts::left));
    FUNCTIONS.put("right", strict(SqlTexts::right));
    FUNCTIONS.put("split_part", strict(SqlTexts::piece));
    FUNCTIONS.put("strip_accents", strict(a -> Symbols.withoutMarks(text(a[0]))));
    FUNCTIONS.put("name_key", strict(a -> nullIfEmpty(NameKey.of(text(a[0])))));
    FUNCTIONS.put("first_surname", strict(a -> nullIfEmpty(PersonNames.firstSurname(text(a[0])))));
    FUNCTIONS.put(
        "second_surname", strict(a -> nullIfEmpty(PersonNames.secondSurname(text(a[0])))));
    FUNCTIONS.put("formal_name", strict(a -> nullIfEmpty(PersonNames.formal(text(a[0])))));
    FUNCTIONS.put("document_key", strict(a -> nullIfEmpty(PersonNames.document(text(a[0])))));
    FUNCTIONS.put("like", strict(a -> ((SqlPattern) a[1]).isOf(text(a[0]))));
    FUNCTIONS.put(
        SqlPattern.EXTRACT,
        strict(a -> ((SqlPattern) a[1]).part(text(a[0]), ((Double) a[2]).intValue())));
    for (String name : SqlDates.DAYS) {
      FUNCTIONS.put(
          name, strict(SqlDates.WHOLE_DAYS.contains(name) ? SqlDates::day : SqlDates::moment));
    }
    for (String name : SqlDates.SECONDS) {
      FUNCTIONS.put(name, strict(SqlDates::seconds));
    }
    FUNCTIONS.put(Metric.BITS, strict(a -> LongTermKeys.bits(text(a[0]))));
    SqlDates.differences().forEach((name, function) -> FUNCTIONS.put(name, strict(function)));
    FUNCTIONS.put(SqlLists.READ, strict(a -> SqlLists.of(a[0])));
    FUNCTIONS.put(SqlLists.ELEMENTS, strict(a -> new LinkedHashSet<>(SqlLists.of(a[0]))));
    FUNCTIONS.put(SqlVectors.READ, strict(a -> SqlVectors.of(a[0])));
    for (String name : SqlVectors.COSINES) {
      FUNCTIONS.put(name, strict(a -> SqlVectors.cosine((double[]) a[0], (double[]) a[1])));
    }
    for (String name : SqlLists.INTERSECTIONS) {
      FUNCTIONS.put(name, strict(a -> SqlLists.common(a[0], a[1])));
    }
    for (String name : SqlLists.LENGTHS) {
      FUNCTIONS.put(name, strict(a -> (double) SqlLists.of(a[0]).size()));
    }
    FUNCTIONS.put("string_split", strict(a -> SqlTexts.split(text(a[0]), text(a[1]))));
    FUNCTIONS.put("split", strict(a -> SqlTexts.split(text(a[0]), text(a[1]))));
  }

  private SqlFunctions() {}

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

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
    if (value instanceof SqlDay day) {
      return day.text();
    }
    return value instanceof Double number
            && number == Math.rint(number)
            && Math.abs(number) < Long.MAX_VALUE
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
    return value instanceof String text && NUMBER.matcher(text).matches()
        ? Double.valueOf(text.strip())
        : null;
  }

  private interface Test {
    boolean holds(int sign);
  }

  /** Texts that are both numbers are in the order of numbers: every field is a text. */
  private static int ordered(String left, String right) {
    Double x = number(left);
    Double y = number(right);
    return x == null || y == null ? left.compareTo(right) : x.compareTo(y);
  }

  private static void compare(String name, Test test) {
    FUNCTIONS.put(name, a -> compared(a, name, test));
  }

  private static @Nullable Object compared(@Nullable Object[] arguments, String name, Test test) {
    Object left = arguments[0];
    Object right = arguments[1];
    if (left == null || right == null) {
      return null;
    }
    if (left instanceof SqlDay || right instanceof SqlDay) {
      Integer sign = SqlDates.order(left, right);
      return sign == null ? null : (Object) test.holds(sign);
    }
    if (left instanceof String text && right instanceof String other) {
      return test.holds(
          Expressions.ORDERS.contains(name) ? ordered(text, other) : text.compareTo(other));
    }
    boolean areLists = left instanceof List && right instanceof List; // of whichever classes
    if (areLists || (left.getClass() == right.getClass() && !(left instanceof Double))) {
      return test.holds(left.equals(right) ? 0 : 1);
    }
    Double x = number(left);
    Double y = number(right);
    return x == null || y == null ? null : (Object) test.holds(order(x, y));
  }

  /** Zero is one, whatever its sign. */
  private static int order(double x, double y) {
    return x == y ? 0 : Double.compare(x, y);
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

  /** A function of values of which none is null. */
  interface StrictFunction {
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

  private static int length(Object value) {
    return value instanceof List<?> list
        ? list.size()
        : text(value).codePointCount(0, text(value).length());
  }
}
