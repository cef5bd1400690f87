package org.caudal.reference;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/** International code lists, as the Java platform keeps them. */
public final class Codes {
  /** All, in SDMX. */
  public static final String TOTAL = "_T";

  /** Not known, in SDMX. */
  public static final String UNKNOWN = "_U";

  /** Stateless, refugee, and other refugee, as travel documents have them (ICAO Doc 9303-3). */
  private static final List<String> STATELESS_AND_REFUGEES = List.of("XXA", "XXB", "XXC");

  /** Germany, of which travel documents alone have no three letters (ICAO Doc 9303-3, 5). */
  private static final String GERMANY_OF_DOCUMENTS = "D";

  private static final String GERMANY = "DEU";

  /** Not stated, in travel documents. */
  private static final String UNSTATED = "XXX";

  private static final Map<String, String> ALPHA_2_BY_ALPHA_3 = alpha2ByAlpha3();

  private Codes() {}

  /** Whether a text is an ISO 3166-1 alpha-3 code. */
  public static boolean isCountry(String code) {
    return ALPHA_2_BY_ALPHA_3.containsKey(code);
  }

  /** Whether a column holds an ISO 3166-1 alpha-3 code, or one of the given others. */
  public static Column isCountry(Column code, List<String> others) {
    return code.isin(
        Stream.concat(ALPHA_2_BY_ALPHA_3.keySet().stream(), others.stream()).toArray());
  }

  /**
   * Codes beside ISO 3166-1 that a nationality may have: the given others and those of documents.
   */
  public static List<String> nationalities(List<String> others) {
    return Stream.of(others, List.of(UNKNOWN, UNSTATED), STATELESS_AND_REFUGEES)
        .flatMap(List::stream)
        .toList();
  }

  /**
   * A nationality; {@link #UNKNOWN} where it is empty or documents say that it is not stated, and
   * DEU for the D of documents. To be asked for before a country is looked up.
   */
  public static Column nationality(Column code) {
    return functions
        .when(code.isNull().or(code.equalTo(UNSTATED)), functions.lit(UNKNOWN))
        .when(code.equalTo(GERMANY_OF_DOCUMENTS), functions.lit(GERMANY))
        .otherwise(code);
  }

  /** Whether a column holds an ISO 3166-1 alpha-3 code, assigned or left to users (XAA to XZZ). */
  public static Column isCountryOrUserAssigned(Column code) {
    return isCountry(code, List.of()).or(code.rlike("^X[A-Z]{2}$"));
  }

  /** The code of ISO 5218 that a column holds: 0 where it is empty, -1 where it is none. */
  public static Column sex(Column code) {
    return whole(functions.coalesce(code, functions.lit(0)));
  }

  /** A number that may be left out; one that is too large for anything becomes -1. */
  public static Column whole(Column number) {
    return functions.when(
        number.isNotNull(), functions.coalesce(number.try_cast("int"), functions.lit(-1)));
  }

  /** A number of ISO 5218 as a code of SDMX: 1, 2 or {@link #UNKNOWN}. */
  public static Column sexOrUnknown(Column code) {
    return functions.when(code.isin(1, 2), code.cast("string")).otherwise(functions.lit(UNKNOWN));
  }

  /** Of rows of one person, the sex that most of them know, by ISO 5218; null if none does. */
  public static Column sexOfMost(Column code) {
    return functions.mode(functions.when(code.isin(1, 2), code), true);
  }

  /** Whether a number is one of ISO 5218. */
  public static Column isSex(Column code) {
    return code.isin(0, 1, 2, 9);
  }

  /** Whether a text is an ISO 4217 code. */
  public static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(currency -> currency.getCurrencyCode().equals(code));
  }

  /** Whether a column holds an ISO 4217 code. */
  public static Column isCurrency(Column code) {
    return code.isin(
        Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .sorted()
            .toArray());
  }

  /** The ISO 3166-1 alpha-2 code of an alpha-3 one; null where there is none. */
  public static Column alpha2(Column alpha3) {
    Column[] pairs =
        ALPHA_2_BY_ALPHA_3.entrySet().stream()
            .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
            .map(org.apache.spark.sql.functions::lit)
            .toArray(Column[]::new);
    return org.apache.spark.sql.functions.try_element_at(
        org.apache.spark.sql.functions.map(pairs), alpha3);
  }

  private static Map<String, String> alpha2ByAlpha3() {
    Map<String, String> codes = new TreeMap<>();
    for (String alpha2 : Locale.getISOCountries()) {
      codes.put(new Locale("", alpha2).getISO3Country(), alpha2);
    }
    return codes;
  }

  /** A copy of the codes of countries beside ISO 3166-1; refuses what is no code of one. */
  public static List<String> others(List<String> otherCountries) {
    otherCountries.forEach(code -> requireAlpha3("other-countries", code));
    return List.copyOf(otherCountries);
  }

  /** Refuses a parameter, where it is given, that is no code of three letters. */
  public static void requireAlpha3(String key, @Nullable String country) {
    if (country != null && !country.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException(
          key + " must be a code of three letters such as MEX, was " + country);
    }
  }
}
