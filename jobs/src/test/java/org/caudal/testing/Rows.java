package org.caudal.testing;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.table.TableSchema;

/** Typed rows written in line. */
public final class Rows {
  private Rows() {}

  /** A table with the given rows, one record a row. */
  public static Dataset<Row> of(SparkSession spark, Record first, Record... others) {
    TableSchema schema = TableSchema.of(first.getClass());
    List<Row> rows =
        java.util.stream.Stream.concat(java.util.stream.Stream.of(first), Arrays.stream(others))
            .map(schema::row)
            .toList();
    return spark.createDataFrame(rows, schema.bareStructType());
  }

  /** A table with no rows. */
  public static Dataset<Row> none(SparkSession spark, Class<? extends Record> table) {
    return spark.createDataFrame(List.of(), TableSchema.of(table).bareStructType());
  }
}
