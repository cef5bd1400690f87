package org.caudal.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.load.Classification;
import org.caudal.table.TableSchema;

/**
 * Of several rows with one key the last, and what is said of the others.
 *
 * @param schema of the table the rows are meant for
 */
record Ranks(TableSchema schema) {
  /** Where a row came from, which is no part of what it says. */
  private static final Set<String> PLACE = Set.of("source_file", "source_position");

  /** A folder of a month or day as Spark names it, which is to sort by its number. */
  private static final String ONE_DIGIT = "=([0-9])/";

  private static final String CONTENT = "_content";
  private static final String KEPT_FILE = "_kept_file";
  private static final String KEPT_POSITION = "_kept_position";
  private static final String KEPT_CONTENT = "_kept_content";

  /** Each row with its rank within its key, and the last row beside it. */
  Dataset<Row> of(Dataset<Row> candidates) {
    WindowSpec last =
        Window.partitionBy(KeyedRows.KEY_HASH)
            .orderBy(
                regexp_replace(col("source_file"), ONE_DIGIT, "=0$1/").desc(),
                col("source_file").desc(),
                col("source_position").desc(),
                col(Classification.PART).desc());
    Column content =
        KeyedRows.hash(
            schema.columnNames().stream().filter(name -> !PLACE.contains(name)).toList());
    return candidates
        .withColumn(CONTENT, content)
        .withColumn(KeyedRows.RANK, row_number().over(last))
        .withColumn(KEPT_FILE, first("source_file").over(last))
        .withColumn(KEPT_POSITION, first("source_position").over(last))
        .withColumn(KEPT_CONTENT, first(CONTENT).over(last));
  }

  /** The last rows. */
  static Dataset<Row> kept(Dataset<Row> ranked) {
    return ranked.filter(col(KeyedRows.RANK).equalTo(1));
  }

  /** The others, as rows of {@link org.caudal.load.DuplicateRow}. */
  Dataset<Row> duplicates(Dataset<Row> ranked) {
    return setAside(
        ranked.filter(col(KeyedRows.RANK).gt(1)),
        when(col(CONTENT).equalTo(col(KEPT_CONTENT)), "exact").otherwise("conflicting"),
        col(KEPT_FILE),
        col(KEPT_POSITION),
        to_json(struct(schema.selected()), KeyedRows.JSON));
  }

  /** Where duplicates stand, in rows of the same columns. */
  Dataset<Row> placesOf(Dataset<Row> rows) {
    return setAside(rows, lit("exact"), lit(""), lit(0L), lit(""));
  }

  /** What is said of rows set aside; their own columns may have the same names. */
  private Dataset<Row> setAside(
      Dataset<Row> rows, Column kind, Column keptFile, Column keptPosition, Column record) {
    return rows.select(
        lit(schema.name()).as("source_table"),
        col("source_file"),
        col("source_position"),
        col(KeyedRows.KEY_HASH),
        col(KeyedRows.FOLDER),
        kind.as("kind"),
        keptFile.as("kept_file"),
        keptPosition.as("kept_position"),
        record.as("record"));
  }
}
