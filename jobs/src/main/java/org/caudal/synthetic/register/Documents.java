package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.chr;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;

/**
 * Numbers of documents, in invented forms. A person has one national identity, a passport for every
 * ten years or so, and, if foreign, a document of the country of origin; no two persons share one.
 *
 * <p>The number of a person is scattered over eight digits by a multiplication that can be undone,
 * so that neighbours in number are no neighbours in life. After a hundred million numbers a letter
 * of series comes first.
 */
public final class Documents {
  private static final long NUMBERS = 100_000_000L;
  private static final int DIGITS = 8;
  private static final int PASSPORT_DAYS = 3650;
  private static final int SECOND_SERIES = 10;
  private static final List<Integer> WEIGHTS = List.of(7, 3, 1); // ICAO Doc 9303, part 3, 4.9

  private Documents() {}

  /** National identity of the fictional country: eight digits, a hyphen and a check digit. */
  static Column nationalIdentity() {
    return checked(scattered(38_971_043L));
  }

  /**
   * Passport: a letter for the issue, eight digits and a check digit.
   *
   * @param issue number of the passport in the life of the person, from 0
   */
  static Column passport(Column issue) {
    return concat(chr(issue.plus(lit((int) 'A'))), checked(scattered(70_330_907L)));
  }

  /**
   * Number of the passport shown on a day: a new one ten years after the last, the second
   * citizenship's in letters from K. It reads {@code first_day} of the simulation too.
   */
  public static Column passportOn(Column day, Column isSecond) {
    Column phase = Draw.evenly(Draw.keyed(col("person_key"), "passport-issue"), lit(PASSPORT_DAYS));
    Column age = datediff(day, col("first_day")).plus(phase);
    return passport(
        floor(age.divide(lit(PASSPORT_DAYS)))
            .cast("int")
            .plus(when(isSecond, lit(SECOND_SERIES)).otherwise(lit(0))));
  }

  /** Identity document of the country of citizenship: its code and eight digits. */
  static Column foreignIdentity() {
    return concat(col("citizenship"), lit("-"), scattered(52_711_989L));
  }

  /**
   * The document that somebody shows at a counter: nationals their identity; of foreigners 55 % the
   * passport, 35 % the identity of their country and 10 % none, each person always the same.
   */
  public static Column shown() {
    Column draw = Draw.keyed(col("person_key"), "document-shown");
    return when(col("citizenship").equalTo(CountryColumns.HOME), nationalIdentity())
        .when(draw.lt(550_000), passport(lit(0)))
        .when(draw.lt(900_000), foreignIdentity())
        .otherwise(lit(""));
  }

  /** Eight digits, after the letter of the series if not the first. */
  private static Column scattered(long factor) {
    Column person = col("person_id");
    Column series = person.divide(lit(NUMBERS)).cast("int");
    Column number = person.mod(lit(NUMBERS)).multiply(lit(factor)).mod(lit(NUMBERS));
    return concat(
        when(series.equalTo(0), lit("")).otherwise(chr(series.plus(lit((int) '@')))),
        lpad(number.cast("string"), DIGITS, "0"));
  }

  private static Column checked(Column number) {
    Column sum = lit(0);
    for (int i = 0; i < DIGITS; i++) {
      Column digit = substring(number, i - DIGITS, 1).cast("int");
      sum = sum.plus(digit.multiply(lit(WEIGHTS.get(i % WEIGHTS.size()))));
    }
    return concat(number, lit("-"), sum.mod(lit(10)).cast("string"));
  }
}
