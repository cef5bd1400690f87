package org.caudal.reference;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.caudal.load.Rule;
import org.caudal.load.Strength;

/** Rules of codes that several plans have; a code that is not there breaks none. */
public final class CodeRules {
  private static final LocalDate FIRST_BIRTH = LocalDate.of(1850, 1, 1);

  private CodeRules() {}

  /** What to do where a value cannot be. */
  public static final String MEND = "Mend the value at the source; leave it empty if not known.";

  /** What else to do with a text that stands for a country: the end of a sentence. */
  static final String OR_OTHER_COUNTRY =
      ", or list it under other-countries if it has three letters, or map it by its field under extract.codes, such as {UK: GBR}; leave it empty if not known.";

  /** {@code sex} is a code of ISO 5218. */
  public static Rule sex() {
    return new Rule(
        "sex-known",
        Strength.REJECT,
        "sex",
        Codes.isSex(col("sex")),
        "The sex is none of 0, 1, 2 and 9.",
        "Use ISO 5218: 0 not known, 1 male, 2 female, 9 not applicable.");
  }

  /** {@code age}, where it is known, is one that a person can have. */
  public static Rule age() {
    return new Rule(
        "age-possible",
        Strength.REJECT,
        "age",
        col("age").isNull().or(col("age").between(0, 130)),
        "No person has such an age.",
        MEND);
  }

  /**
   * {@code birth_date} is a day on which somebody who is in a register can have been born.
   *
   * @param last day after which nobody of the record was born; null where it is not known
   */
  public static Rule birth(Column last) {
    Column birth = col("birth_date");
    return new Rule(
        "birth-possible",
        Strength.REJECT,
        "birth_date",
        birth.isNull().or(birth.geq(FIRST_BIRTH).and(coalesce(birth.leq(last), lit(true)))),
        "The day of birth is before 1850, or after the record.",
        "Mend the day at the source; leave it empty if not known.");
  }

  /** A day is one that can be; {@code …-possible}, by parameters of these names. */
  public static Rule day(String column, LocalDate earliestDay, LocalDate latestDay) {
    return new Rule(
        column.replace('_', '-') + "-possible",
        Strength.REJECT,
        column,
        col(column).between(earliestDay, latestDay),
        "The day is before the earliest day or after the latest day.",
        "Mend the day at the source, or set earliest-day or latest-day.");
  }

  /** Refuses days that leave none. */
  public static void requireDays(LocalDate earliestDay, LocalDate latestDay) {
    if (earliestDay.isAfter(latestDay)) {
      throw new IllegalArgumentException(
          "earliest-day must not be after latest-day, were " + earliestDay + " and " + latestDay);
    }
  }

  /** A column is a code of ISO 3166-1 alpha-3, or one of the given others. */
  public static Rule country(String column, List<String> others) {
    return new Rule(
        column.replace('_', '-') + "-known",
        Strength.REJECT,
        column,
        Codes.isCountry(col(column), others),
        "The country is none of ISO 3166-1 alpha-3.",
        "Mend the code"
            + OR_OTHER_COUNTRY
            + " Where the source writes countries in other ways, name the column under codes.countries.");
  }

  /**
   * An area is the whole of a pattern ({@code area-known}); no rule where the pattern is empty.
   *
   * @param column with the area
   * @param isElse what may stand for an area beside
   */
  public static List<Rule> area(String column, Column isElse, String pattern, String remedy) {
    Column area = col(column);
    return pattern.isEmpty()
        ? List.of()
        : List.of(
            new Rule(
                "area-known",
                Strength.REJECT,
                column,
                area.isNull().or(isElse).or(area.rlike("^(?:" + pattern + ")$")),
                "The area is none of the country by area-pattern.",
                remedy));
  }

  /** An area is not the code of all. */
  public static Rule areaNotAll(String column) {
    return new Rule(
        "area-not-all",
        Strength.REJECT,
        column,
        col(column).notEqual(Codes.TOTAL),
        "The area is _T, which stands for all.",
        "Leave sums out, or mend the code at the source.");
  }

  /** Refuses words of parameters that no value has, as values are read in small letters. */
  public static void requireSmallLetters(String names, List<String> words) {
    for (String word : words) {
      if (!word.equals(word.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(names + " must be in small letters, one was " + word);
      }
    }
  }

  /** Refuses a parameter that is no country. */
  public static void requireCountry(String country, List<String> others) {
    if (!Codes.isCountry(country) && !others.contains(country)) {
      throw new IllegalArgumentException(
          "country must be a code of ISO 3166-1 alpha-3 or one of other-countries, was " + country);
    }
  }

  /** Refuses a parameter that neither is nor was a country. */
  public static void requireCountryEver(String country, List<String> others) {
    if (CountryCodes.code(country).isEmpty()
        && !others.contains(country.toUpperCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "countries must be codes or names of ISO 3166-1 or of other-countries, one was "
              + country);
    }
  }
}
