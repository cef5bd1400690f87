package org.caudal.run;

import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.LoadedFile;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.store.CommitNote;
import org.caudal.store.DeltaStore;
import org.caudal.store.ExtractFile;
import org.caudal.table.TableSchema;

/** The accounts of the files of one table. */
final class FileLedger {
  private static final TableSchema FILES = TableSchema.of(LoadedFile.class);
  private static final String LOADING = "loading";
  private static final String LOADED = "loaded";

  private final SparkSession spark;
  private final DeltaStore store;
  private final TableSchema table;
  private final RunContext context;

  FileLedger(SparkSession spark, DeltaStore store, TableSchema table, RunContext context) {
    this.spark = spark;
    this.store = store;
    this.table = table;
    this.context = context;
  }

  /** How the accounts of a file change when rows of other files come or go. */
  record Change(long loaded, long duplicate) {}

  /** Files whose content is not loaded under any name. */
  List<ExtractFile> notLoaded(List<ExtractFile> files) {
    Set<String> loaded =
        entries().values().stream()
            .filter(entry -> entry.status().equals(LOADED))
            .map(LoadedFile::sha256)
            .collect(Collectors.toSet());
    return files.stream().filter(file -> !loaded.contains(file.sha256())).toList();
  }

  /** Names of those files that were loaded before, with other content or not to their end. */
  List<String> known(List<ExtractFile> files) {
    Set<String> names = entries().keySet();
    return files.stream().map(ExtractFile::name).filter(names::contains).toList();
  }

  /** Marks files as being loaded. */
  void mark(List<ExtractFile> files, CommitNote note) {
    replace(
        files.stream().map(file -> entry(file, LOADING, Counts.NONE, Instant.EPOCH)).toList(),
        note);
  }

  /** Calls files loaded, with their accounts, and corrects the accounts of other files. */
  void close(
      List<ExtractFile> files,
      Map<String, Counts> read,
      Map<String, Change> changes,
      CommitNote note) {
    List<LoadedFile> entries = new ArrayList<>();
    Map<String, Change> others = new HashMap<>(changes);
    for (ExtractFile file : files) {
      Counts counts = read.getOrDefault(file.name(), Counts.NONE);
      Change own =
          java.util.Objects.requireNonNullElse(others.remove(file.name()), new Change(0, 0));
      entries.add(
          entry(
              file,
              LOADED,
              new Counts(counts.in(), own.loaded(), counts.rejected(), own.duplicate()),
              context.clock().get()));
    }
    Map<String, LoadedFile> known = entries();
    others.forEach(
        (name, change) -> {
          LoadedFile old = known.get(name);
          if (old != null) {
            entries.add(
                new LoadedFile(
                    old.sourceTable(),
                    old.sourceFile(),
                    old.sha256(),
                    old.sizeBytes(),
                    old.status(),
                    old.rowsIn(),
                    old.rowsLoaded() + change.loaded(),
                    old.rowsRejected(),
                    old.rowsDuplicate() + change.duplicate(),
                    old.runId(),
                    old.loadedTs()));
          }
        });
    replace(entries, note);
  }

  private LoadedFile entry(ExtractFile file, String status, Counts counts, Instant loadedTs) {
    return new LoadedFile(
        table.name(),
        file.name(),
        file.sha256(),
        file.size(),
        status,
        counts.in(),
        counts.out(),
        counts.rejected(),
        counts.duplicate(),
        context.runId(),
        loadedTs);
  }

  private Map<String, LoadedFile> entries() {
    Map<String, LoadedFile> entries = new HashMap<>();
    for (Row row :
        store.read(FILES).filter(col("source_table").equalTo(table.name())).collectAsList()) {
      LoadedFile entry =
          new LoadedFile(
              row.getAs("source_table"),
              row.getAs("source_file"),
              row.getAs("sha256"),
              row.getAs("size_bytes"),
              row.getAs("status"),
              row.getAs("rows_in"),
              row.getAs("rows_loaded"),
              row.getAs("rows_rejected"),
              row.getAs("rows_duplicate"),
              row.getAs("run_id"),
              ((java.sql.Timestamp) row.getAs("loaded_ts")).toInstant());
      entries.put(entry.sourceFile(), entry);
    }
    return entries;
  }

  /** Puts the entries in place of those of the same files. */
  private void replace(List<LoadedFile> entries, CommitNote note) {
    store.replaceWhere(
        FILES,
        spark.createDataFrame(entries.stream().map(FILES::row).toList(), FILES.bareStructType()),
        "source_table = "
            + Sql.text(table.name())
            + " AND source_file IN "
            + Sql.list(entries.stream().map(LoadedFile::sourceFile).toList()),
        note);
  }
}
