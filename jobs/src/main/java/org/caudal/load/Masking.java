package org.caudal.load;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;

import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.caudal.load.StaticCall.Argument;

/**
 * How raw values are shown beside a rejected row.
 *
 * <p>A value of an identifying field is never shown. Any other value could still be a name or a
 * number of a person when a source swaps its columns, so it is shown as it is only when it is too
 * short for that: at most three letters, all of ASCII, and at most six letters and digits in all,
 * whatever stands between them. Else each letter is shown as {@code X} or {@code x} and each digit
 * as {@code #}, so that nobody takes the shape for the value: some sources write 99/99/9999. A time
 * field is shown where a day with a time of day stands, which is of no person, but for midnight,
 * also that of the Americas in UTC: so sources write days alone, and one may be that of a birth.
 *
 * <p>The class and the methods that take bytes are public for the code that Spark generates: each
 * is one call there, for every field of a table, where expressions would be many.
 */
public final class Masking {
  /** From so many letters and digits on a value could be a telephone or a card. */
  private static final int LENGTH_OF_A_NUMBER = 7;

  /** Four letters or an accented one could be a name. */
  private static final Pattern COULD_BE_A_PERSON =
      Pattern.compile(
          "(?:\\p{L}[^\\p{L}]*){4}|[\\p{L}&&[^A-Za-z]]|(?:[\\p{L}\\p{N}][^\\p{L}\\p{N}]*){"
              + LENGTH_OF_A_NUMBER
              + "}|(?s).{25}");

  private static final Pattern DAY_AND_TIME =
      Pattern.compile(
          "(?:[0-9]{4}-[01][0-9]-[0-3][0-9]|[0-3]?[0-9]/[0-3]?[0-9]/[0-9]{4})[ T][0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?:\\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?");

  private static final Pattern MIDNIGHT =
      Pattern.compile(
          "[ T](?:(?:0?0|24):00(?::00)?(?:\\.0+)?(?:Z|[+-].*)?|0?[2-9]:[03]0(?::00)?(?:\\.0+)?(?:Z|[+-]00(?::?00)?)?)$");

  private static final Pattern CAPITAL = Pattern.compile("\\p{Lu}");
  private static final Pattern SMALL = Pattern.compile("(?!X)\\p{L}");
  private static final Pattern DIGIT = Pattern.compile("\\p{N}");

  private Masking() {}

  /**
   * Whether a value is written as a telephone number, or is that of an identifying field of the
   * record, with the sign of a number or without; what is too short for a telephone may be a
   * running number or a code of both.
   */
  public static Column isNumber(Column value, String... identifiers) {
    Column isOne = value.startsWith("+");
    for (String identifier : identifiers) {
      Column number = col(RawColumns.raw(identifier));
      Column isOwn = value.equalTo(number).or(concat(lit("+"), value).equalTo(number));
      isOne = isOne.or(length(value).geq(LENGTH_OF_A_NUMBER).and(isOwn));
    }
    return isOne;
  }

  static Column shown(Column raw, Field field) {
    return StaticCall.of(
        Masking.class,
        field.identifying() ? "hidden" : field.isTime() ? "timed" : "shaped",
        DataTypes.StringType,
        /* isNullable= */ false,
        new Argument(raw, DataTypes.StringType));
  }

  /** Says how long it is. */
  public static UTF8String hidden(UTF8String raw) {
    return UTF8String.fromString("*** (" + raw.numChars() + " characters)");
  }

  /** Itself where a day with a time of day but midnight stands, as remedies speak of both. */
  public static UTF8String timed(UTF8String raw) {
    String text = raw.toString();
    return DAY_AND_TIME.matcher(text).matches() && !MIDNIGHT.matcher(text).find()
        ? raw
        : shaped(raw);
  }

  /** Itself, or its shape where it could be of a person. */
  public static UTF8String shaped(UTF8String raw) {
    String text = raw.toString();
    if (!COULD_BE_A_PERSON.matcher(text).find()) {
      return raw;
    }
    String letters = SMALL.matcher(CAPITAL.matcher(text).replaceAll("X")).replaceAll("x");
    return UTF8String.fromString(DIGIT.matcher(letters).replaceAll("#"));
  }
}
