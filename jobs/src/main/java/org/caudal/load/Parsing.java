package org.caudal.load;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.caudal.statistics.linkage.PersonNames;
import org.jspecify.annotations.Nullable;

/** Texts of an extract as typed columns; a text that does not fit gives null and never an error. */
public final class Parsing {
  private static final String GROUPED = "^[+-]?[1-9][0-9]{0,2}(G[0-9]{3})+(P[0-9]+)?$";
  private static final String GROUPED_BY_POINTS =
      GROUPED.replace("(P[0-9]+)?", "").replace("G", "\\.");
  private static final String PLAIN_WITH_COMMA = "^[+-]?[0-9]+(,[0-9]*)?([eE][+-]?[0-9]{1,2})?$";

  /** A pattern that Spark casts ten times as fast as it parses, to the same times. */
  private static final String USUAL = "yyyy-MM-dd HH:mm:ss";

  /** How an instant of a Parquet file is written as text; read there whatever the patterns are. */
  public static final String INSTANT = "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX";

  private static final String WRITTEN_INSTANT = "T[0-9:]{8}[.][0-9]{6}Z$";

  private final Extract.Values values;
  private final boolean hasInstants;

  /** Reads as the values of an extract are written. */
  public Parsing(Extract extract) {
    this.values = extract.values();
    this.hasInstants = extract.format() == Extract.Format.PARQUET;
  }

  /** The text without surrounding space; null when it is empty or stands for a missing value. */
  Column text(Column raw) {
    Column trimmed = Shapes.trimmed(raw);
    return values.missing().stream()
        .map(trimmed::equalTo)
        .reduce(Column::or)
        .map(isMissing -> when(isMissing, lit(null)).otherwise(trimmed))
        .orElse(trimmed);
  }

  /** The text as the kind of the field. */
  Column typed(Column text, Field field) {
    return switch (field.kind()) {
      case TEXT, IDENTIFIER -> text;
      case CODE -> upper(text);
      case DOCUMENT -> document(text);
      case INTEGER -> integer(text);
      case DECIMAL -> decimal(text, (DecimalType) field.type());
      case NUMBER -> number(text);
      case DATE, DATE_IF_READABLE -> date(text);
      case TIMESTAMP -> timestamp(text);
    };
  }

  private static Column document(Column text) {
    UDF1<@Nullable String, @Nullable String> key =
        number -> number == null ? null : PersonNames.document(number);
    return nullif(udf(key, DataTypes.StringType).withName("document_key").apply(text), lit(""));
  }

  /** Groups of points are read where commas are decimal; 1,125 is else more often a 1.125. */
  private Column integer(Column text) {
    Column plain = when(Shapes.isInteger(text), text);
    return (values.decimalComma()
            ? plain.when(text.rlike(GROUPED_BY_POINTS), regexp_replace(text, "\\.", ""))
            : plain)
        .try_cast(DataTypes.LongType);
  }

  private Column decimal(Column text, DecimalType type) {
    return round(
            pointed(text).try_cast(DataTypes.createDecimalType(DecimalType.MAX_PRECISION(), 18)),
            type.scale())
        .try_cast(type);
  }

  private Column number(Column text) {
    return (values.decimalComma() ? pointed(text) : when(isPlain(text), text))
        .try_cast(DataTypes.DoubleType);
  }

  /** The number without groups of digits and with a point; null where it is none. */
  private Column pointed(Column text) {
    String group = values.decimalComma() ? "\\." : ",";
    String point = values.decimalComma() ? "," : "\\.";
    Column grouped = text.rlike("^" + pattern(GROUPED, group, point) + "$");
    Column ungrouped = when(isPlain(text), text).when(grouped, regexp_replace(text, group, ""));
    return values.decimalComma() ? regexp_replace(ungrouped, ",", ".") : ungrouped;
  }

  /** Whether it is a number without groups of digits. */
  private Column isPlain(Column text) {
    return values.decimalComma() ? text.rlike(PLAIN_WITH_COMMA) : Shapes.isNumber(text);
  }

  private static String pattern(String template, String group, String point) {
    return template.replace("G", group).replace("P", point);
  }

  /** The text as a day in one of the patterns. */
  public Column date(Column text) {
    return firstOf(
        values.datePatterns(), text, pattern -> to_date(try_to_timestamp(text, lit(pattern))));
  }

  private Column timestamp(Column text) {
    Column local = firstOf(values.timestampPatterns(), text, pattern -> timestamp(text, pattern));
    return hasInstants
        ? when(isInstant(text), text.try_cast(DataTypes.TimestampType)).otherwise(local)
        : local;
  }

  private Column timestamp(Column text, String pattern) {
    Column parsed =
        pattern.equals(USUAL)
            ? when(Shapes.isTime(text), text).try_cast(DataTypes.TimestampType)
            : try_to_timestamp(text, lit(pattern));
    return Notation.hasOffset(pattern) ? parsed : to_utc_timestamp(parsed, values.zone().getId());
  }

  private static Column isInstant(Column text) {
    return text.rlike(WRITTEN_INSTANT);
  }

  private static Column firstOf(
      List<String> patterns, Column text, java.util.function.Function<String, Column> parse) {
    Column[] attempts = patterns.stream().map(parse).toArray(Column[]::new);
    return when(text.isNotNull(), coalesce(attempts));
  }

  /** Whether the pattern that reads a time has no offset from UTC. */
  Column lacksOffset(Column text) {
    Column read =
        firstOf(
            values.timestampPatterns(),
            text,
            pattern ->
                when(timestamp(text, pattern).isNotNull(), lit(!Notation.hasOffset(pattern))));
    Column isBare = when(Shapes.isTime(text), text.isNotNull()).otherwise(read); // told fast
    return coalesce(hasInstants ? isBare.and(not(isInstant(text))) : isBare, lit(false));
  }
}
