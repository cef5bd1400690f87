package org.caudal.store;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.is_valid_utf8;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.load.Parsing;
import org.caudal.load.RawColumns;

/**
 * The columns of a Parquet file as texts, written as the values of the extract are read.
 *
 * <p>A column of instants, which are of no zone, is written with the offset for a field that is a
 * time, and as local time of the extract's zone for any other, so that its days are local ones.
 *
 * <p>Whole numbers in a column of doubles, as a column of integers becomes where cells are empty,
 * are written without point and exponent, and those of decimals without the zeros behind the point
 * where the field is no amount or measurement. From 2⁵³ on several numbers are one double: a row
 * with such an identifier cannot be read, or it would be of other persons too.
 *
 * <p>Identifiers of bytes are written as lower-case hexadecimal digits.
 */
record ParquetTexts(SparkSession spark, LoadPlan plan, Extract extract) {
  private static final double LEAST_INEXACT_DOUBLE = 0x1p53;
  private static final double LEAST_INEXACT_FLOAT = 0x1p24;

  /** The raw rows of a file. */
  Dataset<Row> of(ExtractFile file) {
    Dataset<Row> stored = ParquetRows.of(spark, file.path());
    Map<String, String> requested = RawColumns.requested(plan, extract);
    Dataset<Row> rows =
        stored
            .withColumn(RawColumns.FILE, lit(file.name()))
            .withColumn(RawColumns.PROBLEM, problem(requested, stored.schema()));
    for (Field field : plan.fields()) {
      String raw = RawColumns.raw(field.column());
      String source = requested.get(raw);
      if (source != null) {
        rows =
            rows.withColumn(
                raw,
                file.header().contains(source)
                    ? text(source, stored.schema().apply(source).dataType(), field)
                    : lit(null).cast("string"));
      }
    }
    return rows.select(
        Arrays.stream(RawColumns.schema(plan, extract).fieldNames())
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new));
  }

  private Column text(String source, DataType type, Field field) {
    Column value = col("`" + source + "`");
    if (type.equals(DataTypes.TimestampType)) {
      return field.kind() == Field.Kind.TIMESTAMP
          ? date_format(value, Parsing.INSTANT)
          : from_utc_timestamp(value, extract.values().zone().getId()).cast("string");
    }
    if (type.equals(DataTypes.BinaryType)) {
      return lower(hex(value)); // as other programs write hashes; only identifiers are of bytes
    }
    Column text = field.isDecimal() ? amount(value, type) : plain(value, type);
    boolean isNumber = type instanceof NumericType && field.isDecimal();
    return isNumber && extract.values().decimalComma() ? replace(text, lit("."), lit(",")) : text;
  }

  /** A number that may have decimals. */
  private static Column amount(Column value, DataType type) {
    return isFloating(type) ? plain(value) : value.cast("string");
  }

  /** A whole number without the zeros that its column has behind the point; else the value. */
  private static Column plain(Column value, DataType type) {
    return type instanceof DecimalType decimal && decimal.scale() > 0
        ? when(value.equalTo(floor(value)), floor(value).cast("string"))
            .otherwise(value.cast("string"))
        : amount(value, type);
  }

  /**
   * A whole number without point and exponent, where the double is of it alone; NaN is no value.
   * The text of a float has its own digits, which are fewer than those of its double.
   */
  private static Column plain(Column value) {
    Column number = value.cast("double");
    return when(
            number.equalTo(floor(number)).and(abs(number).lt(lit(LEAST_INEXACT_DOUBLE))),
            value.cast("bigint").cast("string"))
        .when(not(value.isNaN()), value.cast("string"));
  }

  /** The first identifier that is no exact number, or no text. */
  private Column problem(Map<String, String> requested, StructType stored) {
    Column[] problems =
        plan.fields().stream()
            .filter(Field::identifying)
            .map(field -> requested.get(RawColumns.raw(field.column())))
            .flatMap(source -> Arrays.stream(stored.fields()).filter(c -> c.name().equals(source)))
            .flatMap(ParquetTexts::problem)
            .toArray(Column[]::new);
    return problems.length == 0 ? lit(null).cast("string") : coalesce(problems);
  }

  private static Stream<Column> problem(StructField source) {
    if (isFloating(source.dataType())) {
      return Stream.of(inexact(source));
    }
    return source.dataType() instanceof StringType ? Stream.of(noText(source)) : Stream.empty();
  }

  /** Bytes that are no text would become the same text as others. */
  private static Column noText(StructField source) {
    return when(
        not(is_valid_utf8(col("`" + source.name() + "`"))),
        lit(RawColumns.NO_TEXT + source.name()));
  }

  private static Column inexact(StructField source) {
    double least =
        source.dataType().equals(DataTypes.FloatType) ? LEAST_INEXACT_FLOAT : LEAST_INEXACT_DOUBLE;
    Column value = col("`" + source.name() + "`").cast("double");
    return when(
        not(value.isNaN()).and(abs(value).geq(lit(least))),
        lit(RawColumns.INEXACT + source.name()));
  }

  private static boolean isFloating(DataType type) {
    return type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType);
  }
}
