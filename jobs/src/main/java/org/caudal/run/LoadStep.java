package org.caudal.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.caudal.job.Loading;
import org.caudal.job.Write;
import org.caudal.load.Extract;
import org.caudal.load.LoadPlan;
import org.caudal.load.LoadedFile;
import org.caudal.problem.ExitCode;
import org.caudal.problem.Problem;
import org.caudal.problem.ProblemException;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.run.JobOutcome.Status;
import org.caudal.store.CommitNote;
import org.caudal.store.DeltaStore;
import org.caudal.store.ExtractFile;
import org.caudal.store.ExtractPaths;
import org.caudal.store.Extracts;
import org.caudal.store.UnmetColumn;
import org.caudal.table.TableSchema;

/**
 * One run of a job that loads files.
 *
 * <p>The order of writing makes a kill harmless: the files are marked as loading, then rejected
 * rows, the table with its duplicates, and last the accounts that call the files loaded. A file
 * that is not called loaded is loaded again, and every write replaces what an earlier attempt
 * wrote.
 */
final class LoadStep {
  /** Warning under which the rows of files are counted of which every row was rejected. */
  static final String WHOLE_FILE_REJECTED = "whole-file-rejected";

  /** The same of files of which more than half was rejected; the rejected rows are counted. */
  static final String MOST_REJECTED = "most-of-file-rejected";

  /** Warning with the records of files that hold what another one holds. */
  static final String COPY_LEFT_OUT = "copy-left-out";

  /** Warning of files that hold no record. */
  static final String NO_RECORDS = "file-without-records";

  /** Warning of files whose load was cut off and that are not there any more. */
  static final String CUT_OFF_GONE = "cut-off-file-gone";

  /** Warning of names that are not there any more, of which a file has the place. */
  static final String UNDER_NEW_NAME = "file-under-new-name";

  /** Warning of files whose load was cut off, and is another one than this. */
  static final String CUT_OFF_ELSEWHERE = "cut-off-in-another-load";

  private static final int MOST_NAMES = 3;

  private static final JsonMapper JSON = new JsonMapper();

  private final SparkSession spark;
  private final DeltaStore store;
  private final Keyed keyed;
  private final RunContext context;

  LoadStep(SparkSession spark, DeltaStore store, Keyed keyed, RunContext context) {
    this.spark = spark;
    this.store = store;
    this.keyed = keyed;
    this.context = context;
  }

  /** Loads the files that are new, changed, or were read with other parameters. */
  JobOutcome execute(JobRequest request, Write.Load load, Instant started) {
    Loading params = (Loading) request.params();
    LoadPlan plan = params.plan(load.plan());
    TableSchema schema = TableSchema.of(plan.table());
    Extract extract = params.extract().under(store.root());
    Extracts extracts = new Extracts(spark, extract, plan);
    Map<String, String> lookedUp = new InputStates(store).of(request);
    FileLedger ledger = new FileLedger(spark, store, schema, context, reading(request, lookedUp));
    List<ExtractFile> files = extracts.inspect();
    List<UnmetColumn> unmet = extracts.unmet(files, params.named());
    unmet.forEach(column -> context.lines().accept(request.name() + ": " + column.told()));
    DueFiles due = ledger.due(files, new ExtractPaths(spark, extract)::name);
    List<ExtractFile> fresh = due.fresh();
    Map<String, String> inputs = new TreeMap<>(lookedUp);
    files.forEach(file -> inputs.put(file.name(), file.sha256()));
    String fingerprint =
        Fingerprint.of(request.name(), request.parametersJson(), context.codeVersion(), inputs);
    if (due.isNothing()) {
      return new JobOutcome(
          request.name(),
          Status.NOTHING_TO_DO,
          "all",
          fingerprint,
          inputs,
          Counts.NONE,
          Map.of(),
          warnings(due, ledger.unknown(files), Tally.NONE, unmet),
          -1,
          since(started),
          List.of());
    }
    extracts
        .remarks(fresh, params.named(), params.replaced())
        .forEach(line -> context.lines().accept(request.name() + ": " + line));
    CommitNote note = new CommitNote(context.runId(), request.name(), "all", fingerprint);
    StoreInputs in =
        new StoreInputs(
            spark,
            request.job().spec(),
            input -> store.readAt(input, store.version(input)),
            store::exists,
            () -> extracts.read(fresh),
            UnaryOperator.identity(), // an extract is gone through once
            keyed.of(request));
    Dataset<Row> rows =
        new ErasedPersons(spark, store)
            .rejected(request.transform(in), schema)
            .persist(StorageLevel.DISK_ONLY());
    try {
      Tally tally = Tally.of(rows, schema);
      requireComplete(fresh, tally, plan);
      RejectedLoads.requireNoFailure(tally, plan, schema);
      tally.warned(plan).forEach(line -> context.lines().accept(request.name() + ": " + line));
      if (!context.force()) {
        RejectedLoads.requireWhole(rows, tally, plan);
        if (!store.exists(schema)) {
          RejectedLoads.requireAnyRow(rows, tally, fresh, schema);
        }
        FileRefusals.requireRowsLeft(due, tally);
      }
      List<String> superseded = ledger.superseded(due);
      boolean cutOff = ledger.wasCutOff();
      context.milestones().accept("load:counted");
      DeltaStore claimed = ledger.mark(due, note);
      context.milestones().accept("load:marked");
      LoadWriter writer = new LoadWriter(claimed, schema, plan, note, context.milestones());
      LoadWriter.Written written = writer.write(rows, tally, superseded, cutOff);
      ledger.close(
          due,
          tally.byFile(),
          written.changes(),
          cutOff ? Optional.of(new KeyedRows(store, schema).totals()) : Optional.empty(),
          note);
      context.milestones().accept("load:ledger");
      long duplicate = written.duplicatesOf(fresh);
      Map<String, Long> warnings = warnings(due, ledger.unknown(files), tally, unmet);
      request.warnings(in.loaded()).forEach(warning -> warnings.put(warning, 0L));
      return new JobOutcome(
          request.name(),
          Status.DONE,
          "all",
          fingerprint,
          inputs,
          new Counts(
              tally.rowsIn(),
              tally.rowsIn() - tally.rowsRejected() - duplicate,
              tally.rowsRejected(),
              duplicate),
          tally.rejected(),
          warnings,
          written.version(),
          since(started),
          List.of());
    } finally {
      rows.unpersist();
    }
  }

  /**
   * What decides, beside the files, how they are read: the parameters without paths, and the tables
   * in which values are looked up. A new version of the program does not read years of files again
   * by itself; {@code --force} makes it.
   */
  private static String reading(JobRequest request, Map<String, String> lookedUp) {
    try {
      JsonNode parameters = JSON.readTree(request.parametersJson());
      if (parameters.path("extract") instanceof ObjectNode extract) {
        extract.remove("paths");
        if (extract.path("codes").isEmpty()) {
          extract.remove("codes"); // files that were read before there were codes are as they were
        }
      }
      return Fingerprint.of(request.name(), parameters.toString(), "", lookedUp);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Parameters are written as JSON.", e);
    }
  }

  /**
   * Rows by the warning rule they break; the rows of files of which none or few could be loaded;
   * the records of files that were left out, as they are copies of others; files without any; the
   * good rows of files that are gone or have another name; and columns that no file has.
   */
  private static Map<String, Long> warnings(
      DueFiles due, List<ExtractFile> leftOut, Tally tally, List<UnmetColumn> unmet) {
    Map<String, Long> warnings = new TreeMap<>(tally.warnings());
    unmet.forEach(column -> warnings.put(column.warning(), column.records()));
    Map<String, Long> whole = new TreeMap<>();
    Map<String, Long> most = new TreeMap<>();
    tally
        .byFile()
        .forEach(
            (file, counts) -> {
              if (Tally.isWhollyRejected(counts)) {
                whole.put(file, counts.in());
              } else if (2 * counts.rejected() > counts.in()) {
                most.put(file, counts.rejected());
              }
            });
    Map<String, Long> copies = new TreeMap<>();
    leftOut.forEach(file -> copies.put(file.name(), file.records()));
    named(warnings, WHOLE_FILE_REJECTED, whole);
    named(warnings, MOST_REJECTED, most);
    named(warnings, COPY_LEFT_OUT, copies);
    Map<String, Long> empty = new TreeMap<>();
    due.fresh().stream()
        .filter(file -> file.records() == 0)
        .forEach(file -> empty.put(file.name(), 0L));
    named(warnings, NO_RECORDS, empty);
    named(warnings, CUT_OFF_GONE, goodRows(due.gone()));
    named(warnings, UNDER_NEW_NAME, goodRows(due.renamed()));
    named(warnings, CUT_OFF_ELSEWHERE, goodRows(due.elsewhere()));
    return warnings;
  }

  private static Map<String, Long> goodRows(List<LoadedFile> files) {
    Map<String, Long> rows = new TreeMap<>();
    files.forEach(file -> rows.put(file.sourceFile(), DueFiles.goodRows(file)));
    return rows;
  }

  /** Adds a warning with the names of the first files and the rows of all. */
  private static void named(Map<String, Long> warnings, String warning, Map<String, Long> files) {
    if (!files.isEmpty()) {
      String names = files.keySet().stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
      String others = files.size() > MOST_NAMES ? " and " + (files.size() - MOST_NAMES) : "";
      warnings.put(
          warning + " (" + names + others + ")",
          files.values().stream().mapToLong(Long::longValue).sum());
    }
  }

  private Duration since(Instant started) {
    return Duration.between(started, context.clock().get());
  }

  /** Every record that the inspection counted must have come out of the reader. */
  private static void requireComplete(List<ExtractFile> files, Tally tally, LoadPlan plan) {
    if (plan.unpivot().isPresent()) {
      return; // a record gives one row for each of its columns
    }
    List<Problem> problems = new ArrayList<>();
    for (ExtractFile file : files) {
      long found = tally.byFile().getOrDefault(file.name(), Counts.NONE).in();
      if (found != file.records()) {
        problems.add(
            new Problem(
                file.path(),
                "had "
                    + file.records()
                    + " records when it was inspected and "
                    + found
                    + " when it was read.",
                "It changed in between: run again when nobody writes to it."));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(ExitCode.DATA, problems);
    }
  }
}
