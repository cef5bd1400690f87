package org.caudal.load;

import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.caudal.load.StaticCall.Argument;
import org.jspecify.annotations.Nullable;

/**
 * Shapes of texts. Nearly all texts are told by a look at their bytes, several times as fast as by
 * the regular expression; the others are left to it, so that the answer is always its own.
 *
 * <p>The class and the methods that take bytes are public for the code that Spark generates.
 */
public final class Shapes {
  private static final Pattern INTEGER = Pattern.compile("^[+-]?[0-9]{1,18}$");
  private static final Pattern NUMBER =
      Pattern.compile("^[+-]?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]{1,2})?$");
  private static final Pattern TIME =
      Pattern.compile("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$");

  private static final int MOST_DIGITS = 18;
  private static final String TIME_SHAPE = "dddd-dd-dd dd:dd:dd";

  private Shapes() {}

  /** A whole number of at most 18 digits, with or without a sign. */
  static Column isInteger(Column text) {
    return told("isInteger", text);
  }

  /** A number with a point, or none, and an exponent, or none. */
  static Column isNumber(Column text) {
    return told("isNumber", text);
  }

  /** A time as in 2025-06-02 14:30:00. */
  static Column isTime(Column text) {
    return told("isTime", text);
  }

  /** The text without surrounding space; null when nothing is left. */
  static Column trimmed(Column text) {
    return called("trimmed", text, DataTypes.StringType, /* isNullable= */ true);
  }

  private static Column told(String shape, Column text) {
    return called(shape, text, DataTypes.BooleanType, /* isNullable= */ false);
  }

  private static Column called(String method, Column text, DataType result, boolean isNullable) {
    return StaticCall.of(
        Shapes.class, method, result, isNullable, new Argument(text, DataTypes.StringType));
  }

  /** Trims it. */
  public static @Nullable UTF8String trimmed(UTF8String text) {
    UTF8String trimmed = text.trim();
    return trimmed.numBytes() == 0 ? null : trimmed;
  }

  /** Tells whether it is a whole number. */
  public static boolean isInteger(UTF8String text) {
    int size = text.numBytes();
    return (size > 0 && size <= MOST_DIGITS && digitsFrom(text, 0) == size)
        || INTEGER.matcher(text.toString()).find();
  }

  /** Tells whether it is a number. */
  public static boolean isNumber(UTF8String text) {
    int size = text.numBytes();
    int from = size > 0 && text.getByte(0) == '-' ? 1 : 0;
    int at = digitsFrom(text, from);
    boolean isPlain = at > from && at == size;
    if (at > from && at < size && text.getByte(at) == '.') {
      isPlain = digitsFrom(text, at + 1) == size;
    }
    return isPlain || NUMBER.matcher(text.toString()).find();
  }

  /** Tells whether it is a time. */
  public static boolean isTime(UTF8String text) {
    int size = text.numBytes();
    boolean isPlain = size == TIME_SHAPE.length();
    for (int i = 0; isPlain && i < size; i++) {
      char shape = TIME_SHAPE.charAt(i);
      isPlain = shape == 'd' ? isDigit(text.getByte(i)) : text.getByte(i) == shape;
    }
    return isPlain || TIME.matcher(text.toString()).find();
  }

  /** The place of the first byte from one on that is no digit. */
  private static int digitsFrom(UTF8String text, int from) {
    int at = from;
    while (at < text.numBytes() && isDigit(text.getByte(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
