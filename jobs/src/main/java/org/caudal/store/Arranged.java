package org.caudal.store;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.table.TableSchema;

/** Rows as they go into the files of a table. */
final class Arranged {
  /** Rows that are worth a file, and a task that writes it. */
  private static final long ROWS_OF_A_FILE = 250_000;

  private Arranged() {}

  /**
   * The columns of the table, rows of a partition together and sorted.
   *
   * @param rowsOfOnePartition how many the rows are if they are known to be of one partition, which
   *     are then left where they lie; else 0
   */
  static Dataset<Row> of(TableSchema schema, Dataset<Row> rows, long rowsOfOnePartition) {
    String[] partition = schema.declaration().partitionedBy();
    Column[] clusters = columns(schema.declaration().clusteredBy());
    Dataset<Row> arranged =
        rows.select(
            schema.columns().stream()
                .map(c -> col(c.name()).cast(c.type()).as(c.name()))
                .toArray(Column[]::new));
    if (partition.length > 0) {
      arranged =
          rowsOfOnePartition > 0
              ? arranged.coalesce(Math.toIntExact(1 + rowsOfOnePartition / ROWS_OF_A_FILE))
              : together(arranged, partition);
    }
    return clusters.length == 0 ? arranged : arranged.sortWithinPartitions(clusters);
  }

  /** Rows of a partition in one task, or in several where they are too many for one. */
  private static Dataset<Row> together(Dataset<Row> rows, String[] partition) {
    return Boolean.parseBoolean(rows.sparkSession().conf().get("spark.sql.adaptive.enabled"))
        ? rows.hint("rebalance", (Object[]) partition) // by name: it knows no columns
        : rows.repartition(columns(partition));
  }

  private static Column[] columns(String[] names) {
    return Arrays.stream(names).map(functions::col).toArray(Column[]::new);
  }
}
