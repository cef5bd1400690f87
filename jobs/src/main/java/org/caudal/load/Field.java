package org.caudal.load;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * One field read from an extract.
 *
 * @param column column of the table, or a name that only rules and derived columns use
 * @param kind how the text is read
 * @param required whether a row without it is rejected
 * @param absentable whether the source may lack the whole column
 * @param identifying whether the raw value identifies a person and is masked wherever it is kept
 * @param domain pseudonym domain of an identifier, else empty
 * @param type the Spark type after reading
 */
public record Field(
    String column,
    Kind kind,
    boolean required,
    boolean absentable,
    boolean identifying,
    String domain,
    DataType type) {

  /** How the text of a field is read. */
  public enum Kind {
    /** Trimmed; empty is missing. */
    TEXT,
    /** Trimmed and upper-cased; empty is missing. */
    CODE,
    /** Whole number. */
    INTEGER,
    /** Decimal number in the extract's notation; digits beyond the scale are rounded half up. */
    DECIMAL,
    /** Number in the extract's notation, kept as a double: a measurement, no amount. */
    NUMBER,
    /** Calendar day in one of the extract's date patterns. */
    DATE,
    /** As a day; a text that is none is not known, for a rule of the plan to tell. */
    DATE_IF_READABLE,
    /**
     * Local time in one of the extract's patterns and its time zone, or with an offset; kept as
     * UTC.
     */
    TIMESTAMP,
    /** Replaced by its pseudonym; the raw value goes nowhere. */
    IDENTIFIER,
    /** The letters and digits of the value in capitals, or the pseudonym of these. */
    DOCUMENT
  }

  /** A free text. */
  public static Field text(String column) {
    return new Field(column, Kind.TEXT, true, false, false, "", DataTypes.StringType);
  }

  /** A code from a list. */
  public static Field code(String column) {
    return new Field(column, Kind.CODE, true, false, false, "", DataTypes.StringType);
  }

  /** A whole number. */
  public static Field integer(String column) {
    return new Field(column, Kind.INTEGER, true, false, false, "", DataTypes.LongType);
  }

  /** A decimal number. */
  public static Field decimal(String column, int precision, int scale) {
    return new Field(
        column,
        Kind.DECIMAL,
        true,
        false,
        false,
        "",
        DataTypes.createDecimalType(precision, scale));
  }

  /** A measurement. */
  public static Field number(String column) {
    return new Field(column, Kind.NUMBER, true, false, false, "", DataTypes.DoubleType);
  }

  /** A calendar day. */
  public static Field date(String column) {
    return new Field(column, Kind.DATE, true, false, false, "", DataTypes.DateType);
  }

  /** A calendar day that does not make or break a row; the plan warns of what cannot be read. */
  public static Field dateIfReadable(String column) {
    return new Field(column, Kind.DATE_IF_READABLE, true, false, false, "", DataTypes.DateType);
  }

  /** A point in time. */
  public static Field timestamp(String column) {
    return new Field(column, Kind.TIMESTAMP, true, false, false, "", DataTypes.TimestampType);
  }

  /** An identifier of a person, account or document, kept as a pseudonym of the domain. */
  public static Field identifier(String column, String domain) {
    return new Field(column, Kind.IDENTIFIER, true, false, true, domain, DataTypes.StringType);
  }

  /**
   * A document's number, which sources write with and without signs between.
   *
   * @param domain of its pseudonym; empty for none
   */
  public static Field document(String column, String domain) {
    return new Field(column, Kind.DOCUMENT, true, false, true, domain, DataTypes.StringType);
  }

  /** Whether it is a number that may have decimals. */
  public boolean isDecimal() {
    return kind == Kind.DECIMAL || kind == Kind.NUMBER;
  }

  /** Whether it is a time of day of a day. */
  boolean isTime() {
    return kind == Kind.TIMESTAMP;
  }

  /** Whether every text fits; one that gives no value is then a missing one. */
  boolean fitsAnyText() {
    return switch (kind) {
      case TEXT, CODE, IDENTIFIER, DATE_IF_READABLE -> true;
      case DOCUMENT -> !required;
      case INTEGER, DECIMAL, NUMBER, DATE, TIMESTAMP -> false;
    };
  }

  /** The same field, allowed to be missing. */
  public Field optional() {
    return new Field(column, kind, false, absentable, identifying, domain, type);
  }

  /** The same field; a source without the column is as one that leaves it empty. */
  public Field orAbsent() {
    return new Field(column, kind, required, true, identifying, domain, type);
  }

  /** The same field, masked wherever its raw value would be kept. */
  public Field masked() {
    return new Field(column, kind, required, absentable, true, domain, type);
  }
}
