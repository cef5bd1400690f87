package org.caudal.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.delta.tables.DeltaTable;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructType;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** The Delta tables under one root; the only place where tables are read and written. */
public final class DeltaStore {
  /** Column of merged rows that says the key is to be deleted. */
  public static final String DELETE = "_delete";

  private static final String TURN_OF = "txnAppId";
  private static final String TURN_NUMBER = "txnVersion";

  private final SparkSession spark;
  private final String root;
  private final @Nullable Turn turn;
  private final long rowsOfOnePartition;
  private final Configuration hadoop;

  /**
   * A store.
   *
   * @param root local path or URI of the folder that holds one folder a table
   */
  public DeltaStore(SparkSession spark, String root) {
    this(spark, new Folder(spark, root).qualified(), null, 0);
  }

  private DeltaStore(
      SparkSession spark, String root, @Nullable Turn turn, long rowsOfOnePartition) {
    this.spark = spark;
    this.root = root;
    this.turn = turn;
    this.rowsOfOnePartition = rowsOfOnePartition;
    this.hadoop = spark.sessionState().newHadoopConf();
  }

  /** The same tables; a write ends with a problem when the table has seen the turn or a later. */
  public DeltaStore inTurn(Turn turn) {
    return new DeltaStore(spark, root, turn, rowsOfOnePartition);
  }

  /** The same tables in the turn behind this one, to write again what was written in this one. */
  public DeltaStore inNextTurn() {
    return turn == null ? this : inTurn(turn.next());
  }

  /**
   * The same tables, to write rows that are known to belong to one partition of a table, as those
   * of a day do: they are written as they lie, without being brought together first.
   */
  public DeltaStore ofOnePartition(long rows) {
    return new DeltaStore(spark, root, turn, rows);
  }

  /** The last turn in which a table was written, or number 0. */
  public Turn lastTurn(TableSchema schema, String of) {
    return new Turn(
        of,
        exists(schema)
            ? DeltaLog.forTable(spark, path(schema))
                .update(/* stalenessAcceptable= */ false, Option.empty(), Option.empty())
                .transactions()
                .getOrElse(of, () -> 0L)
            : 0);
  }

  /** Lets no earlier turn write the table from now on. */
  public void shutOutEarlierTurns(TableSchema schema, CommitNote note) {
    Dataset<Row> none = spark.createDataFrame(List.of(), schema.bareStructType());
    write(schema, none, note, SessionSettings::read, appending(schema, none, note));
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
    return version < 0 ? "absent" : log.commit(version).map(Commit::state).orElse(version + ":");
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
    return written(
        schema,
        rows,
        note,
        SessionSettings::read,
        () -> writer(schema, rows, note).mode("overwrite").save(path(schema)));
  }

  /** Puts the rows in place of those that meet the predicate; every row must meet it. */
  public WriteResult replaceWhere(
      TableSchema schema, Dataset<Row> rows, String predicate, CommitNote note) {
    return written(
        schema,
        rows,
        note,
        SessionSettings::read,
        () ->
            writer(schema, rows, note)
                .mode("overwrite")
                .option("replaceWhere", predicate)
                .save(path(schema)));
  }

  /** Adds the rows. */
  public WriteResult append(TableSchema schema, Dataset<Row> rows, CommitNote note) {
    return written(schema, rows, note, SessionSettings::read, appending(schema, rows, note));
  }

  private Runnable appending(TableSchema schema, Dataset<Row> rows, CommitNote note) {
    return () -> writer(schema, rows, note).mode("append").save(path(schema));
  }

  /**
   * Merges the rows by the table's key in one commit.
   *
   * @param rows the table's columns and {@link #DELETE}: true removes the key, false sets the row
   * @param prune SQL condition on the target's columns, under the alias {@code t}, that every row
   *     to be changed meets, so that other files are not read; {@code true} for all
   */
  public WriteResult merge(TableSchema schema, Dataset<Row> rows, String prune, CommitNote note) {
    return written(
        schema,
        rows.where(not(col(DELETE))),
        note,
        action -> SessionSettings.with(spark, mergeSettings(note), action),
        () -> new KeyMerge(schema, prune).into(table(schema), rows));
  }

  private DataFrameWriter<Row> writer(TableSchema schema, Dataset<Row> rows, CommitNote note) {
    DataFrameWriter<Row> writer =
        Arranged.of(schema, rows, rowsOfOnePartition)
            .write()
            .format("delta")
            .option("userMetadata", note.json())
            .option("partitionOverwriteMode", "static") // whatever that of the session is
            .partitionBy(schema.declaration().partitionedBy());
    return turn == null
        ? writer
        : writer.option(TURN_OF, turn.of()).option(TURN_NUMBER, turn.number());
  }

  /** Writes, and finds the commit; Delta leaves out without a word what comes behind its turn. */
  private WriteResult written(
      TableSchema schema,
      Dataset<Row> rows,
      CommitNote note,
      Consumer<Runnable> settings,
      Runnable writing) {
    long before = version(schema);
    write(schema, rows, note, settings, writing);
    Optional<Commit> own =
        newestFirst(schema)
            .takeWhile(commit -> commit.version() > before)
            .filter(commit -> commit.note().filter(note::equals).isPresent())
            .findFirst();
    if (own.isEmpty() && turn != null) {
      throw Turn.lost(schema, turn);
    }
    return own.map(commit -> new WriteResult(commit.version(), commit.rowsWritten()))
        .orElseGet(() -> new WriteResult(version(schema), 0));
  }

  /** Makes the table of the rows if there is none, else writes. */
  private void write(
      TableSchema schema,
      Dataset<Row> rows,
      CommitNote note,
      Consumer<Runnable> settings,
      Runnable writing) {
    try {
      if (exists(schema) || !isMade(schema, rows, note)) {
        settings.accept(writing);
      }
    } catch (ConcurrentModificationException e) {
      throw Turn.lost(schema, turn);
    }
  }

  private boolean isMade(TableSchema schema, Dataset<Row> rows, CommitNote note) {
    AtomicBoolean made = new AtomicBoolean();
    try {
      SessionSettings.read(
          () ->
              made.set(
                  new FirstWrite(schema, note, turn)
                      .into(spark, path(schema), Arranged.of(schema, rows, rowsOfOnePartition))));
    } catch (ConcurrentModificationException e) {
      if (turn != null) {
        throw e;
      }
      // another run made it at the same moment
    }
    return made.get();
  }

  private Map<String, String> mergeSettings(CommitNote note) {
    return turn == null
        ? Map.of(KeyMerge.NOTE, note.json())
        : Map.of(
            KeyMerge.NOTE,
            note.json(),
            KeyMerge.TURN + TURN_OF,
            turn.of(),
            KeyMerge.TURN + TURN_NUMBER,
            String.valueOf(turn.number()));
  }

  private CommitLog log(TableSchema schema) {
    return new CommitLog(path(schema), hadoop);
  }

  private DeltaTable table(TableSchema schema) {
    return DeltaTable.forPath(spark, path(schema));
  }
}
