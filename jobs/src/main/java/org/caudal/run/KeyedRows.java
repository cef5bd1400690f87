package org.caudal.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.load.Classification;
import org.caudal.load.DuplicateRow;
import org.caudal.store.DeltaStore;
import org.caudal.table.TableSchema;

/** Rows of a table, loaded or set aside as duplicates, by the hash of their key. */
final class KeyedRows {
  /** Hash of the key of a row, by which two keys are told apart. */
  static final String KEY_HASH = "key_hash";

  /** Number of the key of a row: quickly computed, and the same for a few different keys. */
  static final String KEY_NUMBER = "_key_number";

  /** Value of the partition column as text. */
  static final String FOLDER = "period_folder";

  /** Where a row stands: {@code table}, {@code duplicate} or {@code new}. */
  static final String ORIGIN = "_origin";

  /** Rank of a row among those with its key, from 1. */
  static final String RANK = "_rank";

  /** File of the row to which a duplicate gave way. */
  private static final String KEPT_FILE = "_kept_file";

  private static final TableSchema DUPLICATE = TableSchema.of(DuplicateRow.class);
  private static final String PART = Classification.PART;

  /**
   * Columns beside those of a table, which it must not have; no column begins with an underscore.
   */
  static final Set<String> BESIDE = Set.of(KEY_HASH, FOLDER, PART);

  /** How rows are written as JSON and read back: times to the microsecond. */
  static final Map<String, String> JSON =
      Map.of("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");

  private final DeltaStore store;
  private final TableSchema schema;

  KeyedRows(DeltaStore store, TableSchema schema) {
    this.store = store;
    this.schema = schema;
  }

  /** Rows of the table with the number of their key and the partition they belong to. */
  Dataset<Row> keyed(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    schema.columnNames().forEach(name -> columns.add(col(name)));
    columns.add(col(PART));
    columns.add(number().as(KEY_NUMBER));
    columns.add(folder().as(FOLDER));
    return rows.select(columns.toArray(Column[]::new));
  }

  /** The rows with the hash of their key. */
  Dataset<Row> hashed(Dataset<Row> keyed) {
    return keyed.withColumn(KEY_HASH, hash(schema.key()));
  }

  private Column number() {
    return xxhash64(schema.key().stream().map(functions::col).toArray(Column[]::new));
  }

  /** SHA-256 of columns as texts, ended by a NUL, which no CSV file can hold. */
  static Column hash(List<String> columns) {
    return sha2(
        concat_ws(
            "\u0000",
            columns.stream()
                .map(name -> coalesce(col(name).cast("string"), lit("\u0000N")))
                .toArray(Column[]::new)),
        256);
  }

  private Column folder() {
    String[] partition = schema.declaration().partitionedBy();
    return partition.length == 0 ? lit("") : coalesce(col(partition[0]).cast("string"), lit(""));
  }

  /**
   * Rows in the table and among the duplicates whose key is touched, in the touched partitions;
   * empty where there can be none. A duplicate is touched, too, that gave way to a file which is
   * superseded: where a load was cut off, only the duplicate may tell of it.
   */
  Optional<Dataset<Row>> old(Dataset<Row> fresh, List<String> superseded) {
    boolean isFirst = !store.exists(schema) && !store.exists(DUPLICATE);
    if (isFirst || (isPositional() && superseded.isEmpty())) {
      return Optional.empty();
    }
    Dataset<Row> table =
        hashed(keyed(store.readAt(schema, store.version(schema)).withColumn(PART, lit(0))))
            .withColumn(ORIGIN, lit("table"));
    Dataset<Row> duplicates = duplicates().withColumn(ORIGIN, lit("duplicate"));
    Column isSuperseded = isAny("source_file", superseded);
    if (isPositional()) {
      return Optional.of(table.filter(isSuperseded)); // no two files share a key
    }
    Dataset<Row> keys =
        fresh
            .select(KEY_NUMBER, FOLDER)
            .union(table.filter(isSuperseded).select(KEY_NUMBER, FOLDER))
            .union(
                duplicates
                    .filter(isSuperseded.or(isAny(KEPT_FILE, superseded)))
                    .select(KEY_NUMBER, FOLDER))
            .distinct();
    Column touched = inFolders(keys);
    return Optional.of(
        table
            .filter(touched)
            .unionByName(duplicates.drop(KEPT_FILE).filter(touched))
            .join(keys.select(KEY_NUMBER).distinct(), new String[] {KEY_NUMBER}, "left_semi"));
  }

  private static Column isAny(String column, List<String> files) {
    return files.isEmpty() ? lit(false) : col(column).isin(files.toArray());
  }

  /** Whether no two records can have the same key. */
  boolean isPositional() {
    return schema.key().contains("source_file") && schema.key().contains("source_position");
  }

  /** Condition on the partition column itself, so that other partitions are not read. */
  private Column inFolders(Dataset<Row> keys) {
    String[] partition = schema.declaration().partitionedBy();
    if (partition.length == 0) {
      return lit(true);
    }
    return folder().isin(folders(keys).toArray());
  }

  /** The partitions that rows belong to. */
  static Set<String> folders(Dataset<Row> keys) {
    Set<String> folders = new TreeSet<>();
    keys.select(FOLDER).distinct().collectAsList().forEach(row -> folders.add(row.getString(0)));
    return folders;
  }

  private Dataset<Row> duplicates() {
    Dataset<Row> rows =
        store
            .readAt(DUPLICATE, store.version(DUPLICATE))
            .filter(col("source_table").equalTo(schema.name()))
            .withColumn("row", from_json(col("record"), schema.bareStructType(), JSON));
    List<Column> columns = new ArrayList<>();
    schema.columnNames().forEach(name -> columns.add(col("row").getField(name).as(name)));
    columns.add(lit(0).as(PART));
    columns.add(col(KEY_HASH));
    columns.add(col(FOLDER));
    columns.add(col("kept_file").as(KEPT_FILE));
    return rows.select(columns.toArray(Column[]::new)).withColumn(KEY_NUMBER, number());
  }

  /** Rows of each file in the table and among the duplicates. */
  Map<String, FileLedger.Change> totals() {
    Dataset<Row> duplicates =
        store.read(DUPLICATE).filter(col("source_table").equalTo(schema.name()));
    Map<String, FileLedger.Change> totals = new HashMap<>();
    for (Row row :
        store
            .read(schema)
            .select(col("source_file"), lit(1L).as("loaded"), lit(0L).as("duplicate"))
            .union(duplicates.select(col("source_file"), lit(0L), lit(1L)))
            .groupBy("source_file")
            .agg(functions.sum("loaded"), functions.sum("duplicate"))
            .collectAsList()) {
      totals.put(row.getString(0), new FileLedger.Change(row.getLong(1), row.getLong(2)));
    }
    return totals;
  }
}
