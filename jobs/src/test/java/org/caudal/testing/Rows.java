package org.caudal.testing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.caudal.table.TableSchema;

/** Typed rows written in line. */
public final class Rows {
  private Rows() {}

  /** A table with the given rows, one record a row. */
  public static Dataset<Row> of(SparkSession spark, Record first, Record... others) {
    return of(spark, Stream.concat(Stream.of(first), Arrays.stream(others)).toList());
  }

  /** A table with the given rows, of which there is one at least. */
  public static Dataset<Row> of(SparkSession spark, List<? extends Record> rows) {
    TableSchema schema = TableSchema.of(rows.get(0).getClass());
    return spark.createDataFrame(rows.stream().map(schema::row).toList(), schema.bareStructType());
  }

  /** The columns of a table among those of rows, which are computed once. */
  public static Dataset<Row> kept(Dataset<Row> rows, Class<? extends Record> table) {
    TableSchema schema = TableSchema.of(table);
    Column[] columns = schema.columnNames().stream().map(functions::col).toArray(Column[]::new);
    return rows.sparkSession()
        .createDataFrame(rows.select(columns).collectAsList(), schema.bareStructType());
  }

  /** A table with no rows. */
  public static Dataset<Row> none(SparkSession spark, Class<? extends Record> table) {
    return spark.createDataFrame(List.of(), TableSchema.of(table).bareStructType());
  }
}
