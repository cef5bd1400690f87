package org.caudal.store;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.RawColumns;

/** The rows of a Parquet file as they are, numbered. */
public final class ParquetRows {
  /** Column with the number of the row in the file, from 1 on. */
  public static final String POSITION = RawColumns.POSITION;

  private ParquetRows() {}

  /** Whether a local file is there. */
  public static boolean isReadable(String file) {
    return Files.isReadable(Path.of(file));
  }

  /** All columns and {@link #POSITION}. */
  public static Dataset<Row> of(SparkSession spark, String file) {
    return spark.read().parquet(file).withColumn(POSITION, col("_metadata.row_index").plus(1));
  }
}
