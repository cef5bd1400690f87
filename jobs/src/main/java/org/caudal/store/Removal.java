package org.caudal.store;

import io.delta.tables.DeltaTable;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.caudal.table.TableSchema;

/** Takes rows out of tables, and files that hold what was taken out. */
public final class Removal {
  /** Rows are taken out of the files, not only marked as gone beside them. */
  private static final String MARKS = "spark.databricks.delta.delete.deletionVectors.persistent";

  private static final String UPDATE_MARKS =
      "spark.databricks.delta.update.deletionVectors.persistent";
  private static final String LEAST_RETENTION =
      "spark.databricks.delta.retentionDurationCheck.enabled";

  /** As many tasks list the folders of a table: ten thousand unless told otherwise. */
  private static final String LISTERS = "spark.sql.sources.parallelPartitionDiscovery.parallelism";

  private static final String LOGGED = "spark.databricks.delta.vacuum.logging.enabled";

  private final SparkSession spark;
  private final DeltaStore store;
  private final CommitNote note;

  /**
   * A removal.
   *
   * @param note what each commit says of itself
   */
  public Removal(SparkSession spark, DeltaStore store, CommitNote note) {
    this.spark = spark;
    this.store = store;
    this.note = note;
  }

  /** Takes out the rows that meet a condition; the log of the table has its text. */
  public void delete(TableSchema schema, Column condition) {
    SessionSettings.with(
        spark,
        Map.of(KeyMerge.NOTE, note.json(), MARKS, "false"),
        () -> table(schema).delete(condition));
  }

  /** Puts a value into a column of the rows that meet a condition. */
  public void set(TableSchema schema, String column, Column value, Column condition) {
    SessionSettings.with(
        spark,
        Map.of(KeyMerge.NOTE, note.json(), UPDATE_MARKS, "false"),
        () -> table(schema).update(condition, Map.of(column, value)));
  }

  /**
   * Removes the files that no version of the last hours needs, also of rows that an earlier write
   * only marked as gone. No older version can be read from then on.
   */
  public void vacuum(TableSchema schema, double hours) {
    SessionSettings.with(
        spark,
        Map.of(
            KeyMerge.NOTE,
            note.json(),
            LEAST_RETENTION,
            "false",
            LOGGED,
            "false",
            LISTERS,
            String.valueOf(spark.sparkContext().defaultParallelism())),
        () -> {
          spark.sql("REORG TABLE delta.`" + store.path(schema) + "` APPLY (PURGE)");
          table(schema).vacuum(hours);
        });
  }

  private DeltaTable table(TableSchema schema) {
    return DeltaTable.forPath(spark, store.path(schema));
  }
}
