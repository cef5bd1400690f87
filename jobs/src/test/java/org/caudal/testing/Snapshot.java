package org.caudal.testing;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.caudal.load.DuplicateRow;
import org.caudal.load.LoadedFile;
import org.caudal.load.RejectedRow;
import org.caudal.store.DeltaStore;
import org.caudal.table.TableSchema;

/** All rows of tables as text, without the columns that name the run and its time. */
public final class Snapshot {
  private static final List<String> OF_THE_RUN = List.of("run_id", "loaded_ts");

  private Snapshot() {}

  /** Rows of the given tables and of those that loading keeps, sorted, by table. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static Map<String, List<String>> of(DeltaStore store, Class<? extends Record>... tables) {
    Map<String, List<String>> snapshot = new TreeMap<>();
    List<Class<? extends Record>> all = new java.util.ArrayList<>(Arrays.asList(tables));
    all.addAll(List.of(RejectedRow.class, DuplicateRow.class, LoadedFile.class));
    for (Class<? extends Record> table : all) {
      TableSchema schema = TableSchema.of(table);
      Column[] columns =
          schema.columnNames().stream()
              .filter(name -> !OF_THE_RUN.contains(name))
              .map(name -> col(name))
              .toArray(Column[]::new);
      snapshot.put(
          schema.name(),
          store.read(schema).select(columns).collectAsList().stream()
              .map(Row::toString)
              .sorted()
              .toList());
    }
    return snapshot;
  }

  /** Delta versions of the same tables. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static Map<String, Long> versions(DeltaStore store, Class<? extends Record>... tables) {
    Map<String, Long> versions = new TreeMap<>();
    List<Class<? extends Record>> all = new java.util.ArrayList<>(Arrays.asList(tables));
    all.addAll(List.of(RejectedRow.class, DuplicateRow.class, LoadedFile.class));
    all.forEach(t -> versions.put(TableSchema.of(t).name(), store.version(TableSchema.of(t))));
    return versions;
  }
}
