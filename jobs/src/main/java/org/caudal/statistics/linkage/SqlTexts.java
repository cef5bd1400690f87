package org.caudal.statistics.linkage;

import java.util.List;
import java.util.regex.Pattern;

/** The functions of SQL on texts; positions count from 1, below zero from the end. */
final class SqlTexts {
  private SqlTexts() {}

  /**
   * The part from a position on, so many characters long where a length is given; those that would
   * stand before the first count, but are not there.
   */
  static String substring(Object[] arguments) {
    int[] points = SqlFunctions.text(arguments[0]).codePoints().toArray();
    int position = whole(arguments[1]);
    int from = position > 0 ? position - 1 : position < 0 ? points.length + position : -1;
    long to = arguments.length > 2 ? (long) from + whole(arguments[2]) : points.length;
    int start = Math.min(Math.max(from, 0), points.length);
    int end = (int) Math.min(Math.max(to, start), points.length);
    return new String(points, start, end - start);
  }

  /** The first characters. */
  static String left(Object[] arguments) {
    return substring(new Object[] {arguments[0], 1.0, arguments[1]});
  }

  /** The last characters. */
  static String right(Object[] arguments) {
    int length = whole(arguments[1]);
    return length <= 0 ? "" : substring(new Object[] {arguments[0], (double) -length});
  }

  /**
   * A piece between separators by its number, below zero from the end; empty where there is none.
   */
  static String piece(Object[] arguments) {
    List<String> pieces = split(SqlFunctions.text(arguments[0]), SqlFunctions.text(arguments[1]));
    int number = whole(arguments[2]);
    int index = number < 0 ? pieces.size() + number : number - 1;
    return index >= 0 && index < pieces.size() ? pieces.get(index) : "";
  }

  /** The pieces between separators. */
  static List<String> split(String text, String separator) {
    return List.of(text.split(Pattern.quote(separator), -1));
  }

  private static int whole(Object value) {
    Double number = SqlFunctions.number(value);
    if (number == null) {
      throw new IllegalArgumentException(
          "a position or length in a condition is a field or text, and not a number");
    }
    return number.intValue();
  }
}
