package org.caudal.run;

import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.DuplicateRow;
import org.caudal.load.LoadedFile;
import org.caudal.load.RejectedRow;
import org.caudal.problem.ExitCode;
import org.caudal.problem.ProblemException;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.store.CommitNote;
import org.caudal.store.DeltaStore;
import org.caudal.store.ExtractFile;
import org.caudal.store.Turn;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;

/** The accounts of the files of one table. */
final class FileLedger {
  private static final TableSchema FILES = TableSchema.of(LoadedFile.class);
  private static final List<TableSchema> SHARED =
      List.of(TableSchema.of(RejectedRow.class), TableSchema.of(DuplicateRow.class));

  /** Status of a file that is being loaded, or whose load was cut off. */
  static final String LOADING = "loading";

  private static final String LOADED = "loaded";

  /** Turns of a load: to mark its files, to write, and to write the duplicates once more. */
  private static final int TURNS = 3;

  private final SparkSession spark;
  private final TableSchema table;
  private final RunContext context;
  private final String reading;
  private @Nullable Map<String, LoadedFile> entries;
  private DeltaStore store;
  private Turn turn;

  /**
   * A ledger.
   *
   * @param reading fingerprint of what decides, beside the files, how they are read
   */
  FileLedger(
      SparkSession spark, DeltaStore store, TableSchema table, RunContext context, String reading) {
    this.spark = spark;
    this.store = store;
    this.table = table;
    this.context = context;
    this.reading = reading;
    this.turn = new Turn(table.name(), 0);
  }

  /** How the accounts of a file change when rows of other files come or go. */
  record Change(long loaded, long duplicate) {
    static final Change NONE = new Change(0, 0);

    Change plus(Change other) {
      return new Change(loaded + other.loaded, duplicate + other.duplicate);
    }

    Change negated() {
      return new Change(-loaded, -duplicate);
    }
  }

  /**
   * What a load of the files has to do. Where accounts call files loaded and the table is not
   * there, that is refused; with {@code --force} their loads are as cut off.
   *
   * @param isNamed whether this load would read the file at a place, if it were there
   */
  DueFiles due(List<ExtractFile> files, Predicate<String> isNamed) {
    if (!store.exists(table)) {
      if (!context.force() && entries().values().stream().anyMatch(FileLedger::isLoaded)) {
        throw new ProblemException(ExitCode.DATA, List.of(RejectedLoads.takenAway(table)));
      }
      entries().replaceAll((name, entry) -> entry.as(entry.reading(), LOADING));
    }
    return DueFiles.of(files, entries(), reading, context.force(), isNamed);
  }

  /** Whether an earlier load was cut off, so that accounts may lag behind the tables. */
  boolean wasCutOff() {
    return entries().values().stream().anyMatch(entry -> entry.status().equals(LOADING));
  }

  /** Names of files of which rows may be in the tables, which give way to what is read now. */
  List<String> superseded(DueFiles due) {
    Set<String> names = new TreeSet<>(due.leaving());
    due.fresh().stream().map(ExtractFile::name).filter(entries()::containsKey).forEach(names::add);
    return List.copyOf(names);
  }

  /** Files without an account, after a load those that are copies of others. */
  List<ExtractFile> unknown(List<ExtractFile> files) {
    return files.stream().filter(file -> !entries().containsKey(file.name())).toList();
  }

  /**
   * Marks files as being loaded, unless another load of the table has marked or closed any since
   * the entries were read: of two runs at once only one gets so far. A load that was cut off, or is
   * still under way, can write nothing from here on.
   *
   * @return the tables, to be written until another load takes over
   */
  DeltaStore mark(DueFiles due, CommitNote note) {
    boolean takesOver = wasCutOff();
    turn = turn.plus(TURNS);
    store = store.inTurn(turn);
    replace(
        Stream.concat(
                Stream.concat(due.fresh().stream(), due.copies().stream())
                    .map(file -> entry(file, LOADING, lastCounts(file, due), Instant.EPOCH)),
                due.renamed().stream().map(old -> old.as(reading, LOADING)))
            .toList(),
        Set.of(),
        note);
    if (takesOver) {
      SHARED.forEach(kept -> store.shutOutEarlierTurns(kept, note));
      store.shutOutEarlierTurns(table, note);
    }
    store = store.inTurn(turn.next());
    return store;
  }

  /** Counts of the last load of a file that came to its end: those rows are the ones to lose. */
  private static Counts lastCounts(ExtractFile file, DueFiles due) {
    LoadedFile last = due.last().get(file.name());
    return last == null
        ? Counts.NONE
        : new Counts(last.rowsIn(), last.rowsLoaded(), last.rowsRejected(), last.rowsDuplicate());
  }

  /**
   * Calls files loaded, with their accounts, and corrects the accounts of other files; files of
   * which nothing is left have none any more. While files of another load are left that was cut
   * off, tables may lag behind each other; who counts again is the load that finds none left.
   *
   * @param totals rows of each file in the tables, counted after a load that was cut off; else
   *     empty, and the accounts of other files follow from the changes
   */
  void close(
      DueFiles due,
      Map<String, Counts> read,
      Map<String, Change> changes,
      Optional<Map<String, Change>> totals,
      CommitNote note) {
    List<LoadedFile> entries = new ArrayList<>();
    for (ExtractFile file : due.fresh()) {
      Counts counts = read.getOrDefault(file.name(), Counts.NONE);
      Change own = changes.getOrDefault(file.name(), Change.NONE);
      entries.add(
          entry(
              file,
              LOADED,
              new Counts(counts.in(), own.loaded(), counts.rejected(), own.duplicate()),
              context.clock().get()));
    }
    Set<String> done = new HashSet<>(due.leaving());
    due.fresh().forEach(file -> done.add(file.name()));
    boolean isSettled = due.elsewhere().isEmpty();
    for (LoadedFile old : entries().values()) {
      if (isSettled && !done.contains(old.sourceFile()) && isLoaded(old)) {
        Change before = new Change(old.rowsLoaded(), old.rowsDuplicate());
        Change after =
            totals
                .map(counted -> counted.getOrDefault(old.sourceFile(), Change.NONE))
                .orElse(before.plus(changes.getOrDefault(old.sourceFile(), Change.NONE)));
        if (!after.equals(before)) {
          entries.add(corrected(old, after, old.rowsRejected()));
        }
      }
    }
    replace(entries, due.leaving(), note);
  }

  /** Brings accounts in line with rows of loaded files that are among the rejected now. */
  void recount(Map<String, Change> totals, Map<String, Long> rejected, CommitNote note) {
    List<LoadedFile> changed = new ArrayList<>();
    for (LoadedFile old : entries().values()) {
      String file = old.sourceFile();
      LoadedFile now =
          corrected(old, totals.getOrDefault(file, Change.NONE), rejected.getOrDefault(file, 0L));
      if (!now.equals(old)) {
        changed.add(now);
      }
    }
    if (!changed.isEmpty()) {
      turn = turn.plus(TURNS);
      store = store.inTurn(turn);
      replace(changed, Set.of(), note);
    }
  }

  private static LoadedFile corrected(LoadedFile old, Change rows, long rejected) {
    return old.with(rows.loaded(), rejected, rows.duplicate());
  }

  private static boolean isLoaded(LoadedFile entry) {
    return entry.status().equals(LOADED);
  }

  private LoadedFile entry(ExtractFile file, String status, Counts counts, Instant loadedTs) {
    return new LoadedFile(
        table.name(),
        file.name(),
        file.path(),
        file.sha256(),
        reading,
        file.size(),
        status,
        counts.in(),
        counts.out(),
        counts.rejected(),
        counts.duplicate(),
        context.runId(),
        loadedTs);
  }

  /** The entries by file; read once, and then as this load has changed them. */
  private Map<String, LoadedFile> entries() {
    if (entries == null) {
      turn = store.lastTurn(FILES, table.name()); // first: an older turn does no harm
      entries = read();
    }
    return entries;
  }

  private Map<String, LoadedFile> read() {
    Map<String, LoadedFile> read = new HashMap<>();
    for (Row row :
        store.read(FILES).filter(col("source_table").equalTo(table.name())).collectAsList()) {
      LoadedFile entry =
          new LoadedFile(
              row.getAs("source_table"),
              row.getAs("source_file"),
              row.getAs("source_path"),
              row.getAs("sha256"),
              row.getAs("reading"),
              row.getAs("size_bytes"),
              row.getAs("status"),
              row.getAs("rows_in"),
              row.getAs("rows_loaded"),
              row.getAs("rows_rejected"),
              row.getAs("rows_duplicate"),
              row.getAs("run_id"),
              ((java.sql.Timestamp) row.getAs("loaded_ts")).toInstant());
      read.put(entry.sourceFile(), entry);
    }
    return read;
  }

  /** Puts the entries in place of those of the same files: the entries of one table are few. */
  private void replace(List<LoadedFile> changed, Set<String> leaving, CommitNote note) {
    Map<String, LoadedFile> all = new TreeMap<>(entries());
    all.keySet().removeAll(leaving);
    changed.forEach(entry -> all.put(entry.sourceFile(), entry));
    store
        .ofOnePartition(all.size())
        .replaceWhere(
            FILES,
            spark.createDataFrame(
                all.values().stream().map(FILES::row).toList(), FILES.bareStructType()),
            "source_table = " + Sql.text(table.name()),
            note);
    entries = all;
  }
}
