package org.caudal.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.replace;

import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
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
 */
record ParquetTexts(SparkSession spark, LoadPlan plan, Extract extract) {
  /** The raw rows of a file. */
  Dataset<Row> of(ExtractFile file) {
    Dataset<Row> stored = ParquetRows.of(spark, file.path());
    Dataset<Row> rows =
        stored
            .withColumn(RawColumns.FILE, lit(file.name()))
            .withColumn(RawColumns.PROBLEM, lit(null).cast("string"));
    Map<String, String> requested = RawColumns.requested(plan, extract);
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
    boolean isNumber = type instanceof NumericType && field.isDecimal();
    return isNumber && extract.values().decimalComma()
        ? replace(value.cast("string"), lit("."), lit(","))
        : value.cast("string");
  }
}
