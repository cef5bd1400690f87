package org.caudal.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.caudal.load.Classification;
import org.caudal.load.DuplicateRow;
import org.caudal.load.LoadPlan;
import org.caudal.load.RejectedRow;
import org.caudal.run.FileLedger.Change;
import org.caudal.store.CommitNote;
import org.caudal.store.DeltaStore;
import org.caudal.store.ExtractFile;
import org.caudal.store.WriteResult;
import org.caudal.table.TableSchema;

/**
 * Writes classified rows: rejected ones aside, of several rows with one key the last, the others to
 * the duplicates.
 *
 * <p>Which of several rows is last does not depend on the order of loading: it is the row of the
 * file whose name sorts last, in it the row with the highest position. The rows that gave way are
 * kept whole, so that one of them takes the place again when the file of the last one is corrected.
 */
final class LoadWriter {
  private static final TableSchema REJECTED = TableSchema.of(RejectedRow.class);
  private static final TableSchema DUPLICATE = TableSchema.of(DuplicateRow.class);
  private static final String PART = Classification.PART;
  private static final String KEY_HASH = KeyedRows.KEY_HASH;
  private static final String KEY_NUMBER = KeyedRows.KEY_NUMBER;
  private static final String[] NUMBERED = {KEY_NUMBER};

  private final DeltaStore store;
  private final TableSchema schema;
  private final KeyedRows keyedRows;
  private final Ranks ranks;
  private final CommitNote note;
  private final Consumer<String> milestones;

  LoadWriter(
      DeltaStore store,
      TableSchema schema,
      LoadPlan plan,
      CommitNote note,
      Consumer<String> milestones) {
    this.store = store;
    this.schema = schema;
    this.keyedRows = new KeyedRows(store, schema);
    this.ranks = new Ranks(schema);
    this.note = note;
    this.milestones = milestones;
    if (schema.columnNames().stream().anyMatch(KeyedRows.BESIDE::contains)) {
      throw new IllegalArgumentException(
          schema.name() + " is loaded and has one of the columns " + KeyedRows.BESIDE + ".");
    }
    if (schema.declaration().partitionedBy().length > 1) {
      throw new IllegalArgumentException(
          plan.table().getName() + " is loaded and has more than one partition column.");
    }
  }

  /**
   * What was written.
   *
   * @param version of the table
   * @param changes for each file touched, rows more or fewer in the table and in the duplicates
   */
  record Written(long version, Map<String, Change> changes) {

    /** Duplicates among the rows of the files. */
    long duplicatesOf(List<ExtractFile> files) {
      return files.stream()
          .mapToLong(f -> changes.getOrDefault(f.name(), Change.NONE).duplicate())
          .sum();
    }
  }

  /**
   * Writes the rows of the files.
   *
   * @param tally what was counted in the rows
   * @param superseded names of files of which rows may be in the tables already
   * @param cutOff whether an earlier load may have written the duplicates but not the table
   */
  Written write(Dataset<Row> classified, Tally tally, List<String> superseded, boolean cutOff) {
    if (tally.rowsRejected() > 0 || !superseded.isEmpty()) {
      writeRejected(
          classified.filter(col(Classification.RULE).isNotNull()),
          tally.byFile().keySet(),
          superseded);
    }
    milestones.accept("load:rejected");
    Dataset<Row> fresh = keyedRows.keyed(classified.filter(col(Classification.RULE).isNull()));
    Optional<Dataset<Row>> touched = keyedRows.old(fresh, superseded);
    if (touched.isEmpty()) {
      return writeNew(fresh, tally);
    }
    Dataset<Row> old = touched.get().persist(StorageLevel.DISK_ONLY());
    try {
      Map<String, Change> before = Places.ofOld(old);
      return before.isEmpty()
          ? writeNew(fresh, tally)
          : writeOver(fresh, old, before, superseded, cutOff);
    } finally {
      old.unpersist();
    }
  }

  /**
   * Writes rows of which none has the key of a row that is there. Few share a key among themselves:
   * only those whose numbers meet are ranked.
   */
  private Written writeNew(Dataset<Row> fresh, Tally tally) {
    Dataset<Row> shared =
        fresh
            .groupBy(KEY_NUMBER)
            .count()
            .filter(col("count").gt(1))
            .select(KEY_NUMBER)
            .persist(StorageLevel.DISK_ONLY());
    Dataset<Row> ranked =
        ranks
            .of(keyedRows.hashed(fresh.join(shared, NUMBERED, "left_semi")))
            .persist(StorageLevel.DISK_ONLY());
    try {
      boolean isEachItsOwn = keyedRows.isPositional() || shared.isEmpty();
      Map<String, Change> changes = tally.loaded(isEachItsOwn ? Map.of() : Places.ofRanked(ranked));
      Dataset<Row> kept = fresh.select(schema.selected());
      if (!isEachItsOwn) {
        if (Places.haveDuplicates(changes)) {
          store.append(DUPLICATE, ranks.duplicates(ranked), note);
        }
        kept =
            fresh
                .join(shared, NUMBERED, "left_anti")
                .select(schema.selected())
                .union(Ranks.kept(ranked).select(schema.selected()));
      }
      milestones.accept("load:duplicates");
      DeltaStore to = tally.isOnePartition() ? store.ofOnePartition(tally.rowsIn()) : store;
      WriteResult written = to.append(schema, kept, note);
      milestones.accept("load:table");
      return new Written(written.version(), changes);
    } finally {
      ranked.unpersist();
      shared.unpersist();
    }
  }

  /** Writes rows of which some have the key of a row that is there. */
  private Written writeOver(
      Dataset<Row> fresh,
      Dataset<Row> old,
      Map<String, Change> before,
      List<String> superseded,
      boolean cutOff) {
    Dataset<Row> stays =
        superseded.isEmpty()
            ? old
            : old.filter(functions.not(col("source_file").isin(superseded.toArray())));
    Dataset<Row> once =
        cutOff ? stays.dropDuplicates("source_file", "source_position", KEY_HASH) : stays;
    Dataset<Row> candidates =
        keyedRows.hashed(fresh).withColumn(KeyedRows.ORIGIN, lit("new")).unionByName(once);
    Dataset<Row> ranked = ranks.of(candidates).persist(StorageLevel.DISK_ONLY());
    try {
      Map<String, Change> now = Places.ofRanked(ranked);
      if (Places.haveDuplicates(now)) {
        setAside(ranks.duplicates(ranked), Places.haveDuplicates(before));
      }
      milestones.accept("load:duplicates");
      WriteResult written = mergeTable(ranked, old);
      milestones.accept("load:table");
      if (Places.haveDuplicates(before)) {
        takeOutDuplicates(ranked, old);
      }
      milestones.accept("load:duplicates-out");
      return new Written(written.version(), Places.changes(before, now, superseded));
    } finally {
      ranked.unpersist();
    }
  }

  private void writeRejected(Dataset<Row> rejected, Set<String> read, List<String> superseded) {
    Set<String> names = new TreeSet<>(read);
    names.addAll(superseded);
    Dataset<Row> rows =
        rejected.select(
            lit(schema.name()).as("source_table"),
            col("source_file"),
            col("source_position"),
            col(PART),
            col(Classification.RULE).as("rule"),
            col(Classification.RULES).as("rules"),
            col("load_column").as("source_column"),
            col("load_value").as("value"),
            col("load_statement").as("statement"),
            col("load_remedy").as("remedy"),
            col("load_record").as("record"));
    store.replaceWhere(
        REJECTED,
        rows,
        "source_table = " + Sql.text(schema.name()) + " AND source_file IN " + Sql.list(names),
        note);
  }

  private void setAside(Dataset<Row> duplicates, boolean mayBeThere) {
    if (mayBeThere) {
      mergeDuplicates(store, duplicates.withColumn(DeltaStore.DELETE, lit(false)));
    } else {
      store.append(DUPLICATE, duplicates, note);
    }
  }

  /**
   * Takes out the duplicates that are none any more. Some took their place in the table again: they
   * go when they are there, as a load that is cut off in between must find them in one of the two.
   */
  private void takeOutDuplicates(Dataset<Row> ranked, Dataset<Row> old) {
    String[] place = {"source_file", "source_position", KEY_HASH};
    Dataset<Row> gone =
        ranks
            .placesOf(old.filter(col(KeyedRows.ORIGIN).equalTo("duplicate")))
            .join(
                ranks.duplicates(ranked).select("source_file", "source_position", KEY_HASH),
                place,
                "left_anti");
    if (!gone.isEmpty()) {
      mergeDuplicates(store.inNextTurn(), gone.withColumn(DeltaStore.DELETE, lit(true)));
    }
  }

  private void mergeDuplicates(DeltaStore to, Dataset<Row> rows) {
    to.merge(DUPLICATE, rows, "t.source_table = " + Sql.text(schema.name()), note);
  }

  private WriteResult mergeTable(Dataset<Row> ranked, Dataset<Row> old) {
    Dataset<Row> kept = Ranks.kept(ranked);
    Dataset<Row> gone =
        old.filter(col(KeyedRows.ORIGIN).equalTo("table"))
            .join(kept.select(KEY_HASH), new String[] {KEY_HASH}, "left_anti");
    Dataset<Row> changes =
        kept.select(schema.selected())
            .withColumn(DeltaStore.DELETE, lit(false))
            .unionByName(gone.select(schema.selected()).withColumn(DeltaStore.DELETE, lit(true)));
    return store.merge(schema, changes, prune(ranked, old), note);
  }

  private String prune(Dataset<Row> ranked, Dataset<Row> old) {
    String[] partition = schema.declaration().partitionedBy();
    if (partition.length == 0) {
      return "true";
    }
    Set<String> folders =
        KeyedRows.folders(ranked.select(KeyedRows.FOLDER).union(old.select(KeyedRows.FOLDER)));
    return folders.isEmpty()
        ? "false"
        : "CAST(t." + partition[0] + " AS STRING) IN " + Sql.list(folders);
  }
}
