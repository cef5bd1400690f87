package org.caudal.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.LoadedFile;
import org.caudal.load.RejectedRow;
import org.caudal.store.CommitNote;
import org.caudal.store.DeltaStore;
import org.caudal.table.TableSchema;

/** Where rows of erased persons were: they count as rejected, so that accounts of files hold. */
final class ErasedPlaces {
  private static final TableSchema FILES = TableSchema.of(LoadedFile.class);
  private static final TableSchema REJECTED = TableSchema.of(RejectedRow.class);

  private final SparkSession spark;
  private final DeltaStore store;
  private final RunContext context;
  private final CommitNote note;

  ErasedPlaces(SparkSession spark, DeltaStore store, RunContext context, CommitNote note) {
    this.spark = spark;
    this.store = store;
    this.context = context;
    this.note = note;
  }

  /** Enters places of rows that are to be taken out among the rejected ones. */
  void enter(Dataset<Row> places) {
    Column[] columns = {
      col("source_table"),
      col("source_file"),
      col("source_position"),
      lit(0).as("part"),
      lit(ErasedPersons.RULE).as("rule"),
      lit(ErasedPersons.RULE).as("rules"),
      lit("").as("source_column"),
      lit(null).cast("string").as("value"),
      lit(ErasedPersons.STATEMENT).as("statement"),
      lit(ErasedPersons.REMEDY).as("remedy"),
      lit(null).cast("string").as("record")
    };
    store.merge(
        REJECTED,
        places.select(columns).withColumn(DeltaStore.DELETE, lit(false)),
        "t.rule = " + Sql.text(ErasedPersons.RULE),
        note);
  }

  /** Brings the accounts of the files in line; returns the files with lines of erased persons. */
  List<ErasureReport.File> settle(List<TableSchema> loaded) {
    Map<String, Map<String, Long>> lines = new TreeMap<>();
    counted(col("rule").equalTo(ErasedPersons.RULE))
        .forEach(
            row ->
                lines
                    .computeIfAbsent(row.getString(0), table -> new TreeMap<>())
                    .put(row.getString(1), row.getLong(2)));
    for (TableSchema table : loaded) {
      if (lines.containsKey(table.name())) {
        Map<String, Long> rejected = new TreeMap<>();
        counted(col("source_table").equalTo(table.name()))
            .forEach(row -> rejected.put(row.getString(1), row.getLong(2)));
        new FileLedger(spark, store, table, context, "")
            .recount(new KeyedRows(store, table).totals(), rejected, note);
      }
    }
    List<ErasureReport.File> files = new ArrayList<>();
    store
        .read(FILES)
        .select("source_table", "source_file", "source_path")
        .orderBy("source_path", "source_table")
        .collectAsList()
        .forEach(
            row -> {
              long found =
                  lines.getOrDefault(row.getString(0), Map.of()).getOrDefault(row.getString(1), 0L);
              if (found > 0) {
                files.add(new ErasureReport.File(row.getString(2), found));
              }
            });
    return files;
  }

  private List<Row> counted(Column isOne) {
    return store
        .read(REJECTED)
        .filter(isOne)
        .groupBy("source_table", "source_file")
        .count()
        .collectAsList();
  }
}
