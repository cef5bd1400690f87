package org.caudal.store;

import static org.apache.spark.sql.functions.col;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.TableSchema;

/** The Delta tables under one root; the only place where tables are read and written. */
public final class DeltaStore {
  /** Column of merged rows that says the key is to be deleted. */
  public static final String DELETE = "_delete";

  private static final String MERGE_METADATA = "spark.databricks.delta.commitInfo.userMetadata";

  private final SparkSession spark;
  private final String root;

  /**
   * A store.
   *
   * @param root local path or URI of the folder that holds one folder a table
   */
  public DeltaStore(SparkSession spark, String root) {
    this.spark = spark;
    this.root = new Folder(spark, root).qualified();
  }

  /** The folder that holds the tables. */
  public String root() {
    return root;
  }

  /** The folder of one table. */
  public String path(TableSchema schema) {
    return root + "/" + schema.name();
  }

  /** Whether the table is there. */
  public boolean exists(TableSchema schema) {
    return version(schema) >= 0;
  }

  /** The Delta version of a table, or -1 when it is not there. */
  public long version(TableSchema schema) {
    return log(schema).latestVersion();
  }

  /** Version and transaction of a table, which change when it is written or made anew. */
  public String state(TableSchema schema) {
    CommitLog log = log(schema);
    long version = log.latestVersion();
    return version < 0
        ? "absent"
        : version + ":" + log.commit(version).map(Commit::transactionId).orElse("");
  }

  /** The rows of a table as it is now; none when it is not there. */
  public Dataset<Row> read(TableSchema schema) {
    return exists(schema)
        ? spark.read().format("delta").load(path(schema))
        : spark.createDataFrame(List.of(), schema.bareStructType());
  }

  /** The rows of a table at one version; none for version -1. */
  public Dataset<Row> readAt(TableSchema schema, long version) {
    return version < 0
        ? spark.createDataFrame(List.of(), schema.bareStructType())
        : spark.read().format("delta").option("versionAsOf", version).load(path(schema));
  }

  /** The schema found on disk, with its real nullability. */
  public StructType foundSchema(TableSchema schema) {
    return table(schema).toDF().schema();
  }

  /** Lowest reader protocol version that reads the table. */
  public int readerVersion(TableSchema schema) {
    return table(schema).detail().select("minReaderVersion").collectAsList().get(0).getInt(0);
  }

  /** All commits, newest first. */
  public List<Commit> history(TableSchema schema) {
    return newestFirst(schema).toList();
  }

  /** Commits, newest first; each is read when the stream comes to it. */
  public Stream<Commit> newestFirst(TableSchema schema) {
    return log(schema).newestFirst();
  }

  /** Puts the rows in place of the whole table. */
  public WriteResult replaceWhole(TableSchema schema, Dataset<Row> rows, CommitNote note) {
    create(schema);
    writer(schema, rows, note).mode("overwrite").save(path(schema));
    return written(schema);
  }

  /** Puts the rows in place of those that meet the predicate; every row must meet it. */
  public WriteResult replaceWhere(
      TableSchema schema, Dataset<Row> rows, String predicate, CommitNote note) {
    create(schema);
    if (version(schema) == 0) {
      return append(schema, rows, note); // just made: there is nothing to replace
    }
    writer(schema, rows, note)
        .mode("overwrite")
        .option("replaceWhere", predicate)
        .save(path(schema));
    return written(schema);
  }

  /** Adds the rows. */
  public WriteResult append(TableSchema schema, Dataset<Row> rows, CommitNote note) {
    create(schema);
    writer(schema, rows, note).mode("append").save(path(schema));
    return written(schema);
  }

  /**
   * Merges the rows by the table's key in one commit.
   *
   * @param rows the table's columns and {@link #DELETE}: true removes the key, false sets the row
   * @param prune SQL condition on the target's columns, under the alias {@code t}, that every row
   *     to be changed meets, so that other files are not read; {@code true} for all
   */
  public WriteResult merge(TableSchema schema, Dataset<Row> rows, String prune, CommitNote note) {
    create(schema);
    Column sameKey = functions.expr(prune);
    for (String key : schema.key()) {
      sameKey = sameKey.and(col("t." + key).eqNullSafe(col("s." + key)));
    }
    Map<String, Column> values = new HashMap<>();
    List<Column> differences = new ArrayList<>();
    for (String name : schema.columnNames()) {
      values.put(name, col("s." + name));
      differences.add(functions.not(col("t." + name).eqNullSafe(col("s." + name))));
    }
    Column differs = differences.stream().reduce(Column::or).orElseThrow();
    spark.conf().set(MERGE_METADATA, note.json());
    try {
      table(schema)
          .as("t")
          .merge(rows.as("s"), sameKey)
          .whenMatched(col("s." + DELETE))
          .delete()
          .whenMatched(differs)
          .update(values)
          .whenNotMatched(functions.not(col("s." + DELETE)))
          .insert(values)
          .execute();
    } finally {
      spark.conf().unset(MERGE_METADATA);
    }
    return written(schema);
  }

  /**
   * Makes the table, empty, with comments, NOT NULL columns and constraints, unless it is there.
   */
  public void create(TableSchema schema) {
    if (exists(schema)) {
      return;
    }
    DeltaTableBuilder builder =
        DeltaTable.createIfNotExists(spark)
            .location(path(schema))
            .comment(schema.declaration().row());
    for (StructField field : schema.structType().fields()) {
      builder.addColumn(field);
    }
    builder
        .partitionedBy(schema.declaration().partitionedBy())
        .property("caudal.sensitivity", schema.declaration().sensitivity().name());
    if (schema.declaration().sensitivity() == Sensitivity.PUBLISHED) {
      builder.property("delta.enableDeletionVectors", "false");
    }
    for (Table.Check check : schema.declaration().checks()) {
      builder.property("delta.constraints." + check.name(), check.sql());
    }
    try {
      builder.execute();
    } catch (Exception e) { // Spark throws checked exceptions without declaring them
      if (!exists(schema)) {
        throw e;
      }
      // another run made it at the same moment
    }
  }

  private DataFrameWriter<Row> writer(TableSchema schema, Dataset<Row> rows, CommitNote note) {
    Column[] columns =
        schema.columns().stream().map(c -> col(c.name()).cast(c.type())).toArray(Column[]::new);
    Column[] sorting =
        List.of(schema.declaration().clusteredBy()).stream()
            .map(functions::col)
            .toArray(Column[]::new);
    Dataset<Row> ordered = rows.select(withNames(columns, schema));
    if (schema.declaration().partitionedBy().length > 0) {
      ordered =
          ordered.repartition(
              List.of(schema.declaration().partitionedBy()).stream()
                  .map(functions::col)
                  .toArray(Column[]::new));
    }
    return (sorting.length == 0 ? ordered : ordered.sortWithinPartitions(sorting))
        .write()
        .format("delta")
        .option("userMetadata", note.json())
        .partitionBy(schema.declaration().partitionedBy());
  }

  private static Column[] withNames(Column[] columns, TableSchema schema) {
    Column[] named = new Column[columns.length];
    for (int i = 0; i < columns.length; i++) {
      named[i] = columns[i].as(schema.columns().get(i).name());
    }
    return named;
  }

  private WriteResult written(TableSchema schema) {
    long version = version(schema);
    return new WriteResult(
        version, log(schema).commit(version).map(Commit::rowsWritten).orElse(0L));
  }

  private CommitLog log(TableSchema schema) {
    return new CommitLog(path(schema), spark.sessionState().newHadoopConf());
  }

  private DeltaTable table(TableSchema schema) {
    return DeltaTable.forPath(spark, path(schema));
  }
}
