package org.caudal.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.caudal.problem.ExitCode;
import org.caudal.store.CommitNote;
import org.caudal.store.DeltaStore;
import org.caudal.store.Folder;
import org.caudal.table.TableSchema;

/** Keeps what every run did: a row of the table {@code run} a job, and one JSON report a run. */
final class Ledger {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final TableSchema RUN = TableSchema.of(RunRow.class);

  private final SparkSession spark;
  private final DeltaStore store;
  private final Folder reports;
  private final RunContext context;

  Ledger(SparkSession spark, DeltaStore store, Folder reports, RunContext context) {
    this.spark = spark;
    this.store = store;
    this.reports = reports;
    this.context = context;
  }

  /** Adds the row of one job; of jobs that end together one waits for the other. */
  synchronized void add(JobRequest request, JobOutcome outcome, Instant started, Instant ended) {
    RunRow row =
        new RunRow(
            context.runId(),
            outcome.job(),
            outcome.status().name().toLowerCase(Locale.ROOT),
            outcome.scope(),
            outcome.fingerprint(),
            request.parametersJson(),
            oneLine(new TreeMap<>(outcome.inputs())),
            outcome.outputVersion(),
            outcome.counts().in(),
            outcome.counts().out(),
            outcome.counts().rejected(),
            outcome.counts().duplicate(),
            context.codeVersion(),
            started,
            ended,
            outcome.problems().isEmpty() ? null : String.join("\n", outcome.problems()));
    append(
        spark,
        store,
        row,
        new CommitNote(context.runId(), outcome.job(), outcome.scope(), outcome.fingerprint()));
  }

  /** Adds the row of an erasure, with the rows found in each table as its inputs, and in all. */
  static void add(
      SparkSession spark,
      DeltaStore store,
      RunContext context,
      CommitNote note,
      ErasureReport report,
      Instant started) {
    Map<String, Long> found = new TreeMap<>();
    report.tables().forEach(table -> found.put(table.table(), table.all()));
    found.values().removeIf(rows -> rows == 0);
    append(
        spark,
        store,
        new RunRow(
            context.runId(),
            note.job(),
            report.isComplete() ? "done" : "failed",
            note.scope(),
            note.fingerprint(),
            "{}",
            oneLine(found),
            -1,
            report.tables().stream().mapToLong(ErasureReport.Found::all).sum(),
            0,
            report.tables().stream().mapToLong(table -> table.all() - table.left()).sum(),
            0,
            context.codeVersion(),
            started,
            context.clock().get(),
            report.isComplete() ? null : "Rows of the persons were left."),
        note);
  }

  private static void append(SparkSession spark, DeltaStore store, RunRow row, CommitNote note) {
    store.append(RUN, spark.createDataFrame(List.of(RUN.row(row)), RUN.bareStructType()), note);
  }

  /**
   * Writes the report of the run; returns where it is.
   *
   * @param differences why jobs ran again
   */
  String report(
      List<JobRequest> requests,
      List<JobOutcome> outcomes,
      Map<String, List<String>> differences,
      ExitCode exitCode) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("run", context.runId());
    report.put("status", exitCode.name().toLowerCase(Locale.ROOT));
    report.put("exit_code", exitCode.status());
    report.put("code_version", context.codeVersion());
    report.put("spark_version", spark.version());
    report.put("spark_master", spark.sparkContext().master());
    report.put("cores", spark.sparkContext().defaultParallelism());
    report.put("tables", store.root());
    report.put("command", context.command());
    report.put("settings", context.settings());
    report.put(
        "jobs",
        outcomes.stream().map(outcome -> describe(outcome, requests, differences)).toList());
    Folder folder = reports.inside(context.runId());
    folder.write("report.json", json(report));
    return folder.location("report.json");
  }

  private static Map<String, Object> describe(
      JobOutcome outcome, List<JobRequest> requests, Map<String, List<String>> differences) {
    Map<String, Object> job = new LinkedHashMap<>();
    job.put("job", outcome.job());
    job.put("status", outcome.status().name().toLowerCase(Locale.ROOT));
    job.put("scope", outcome.scope());
    job.put("fingerprint", outcome.fingerprint());
    job.put("differs_in", differences.getOrDefault(outcome.job(), List.of()));
    job.put("inputs", new TreeMap<>(outcome.inputs()));
    requests.stream()
        .filter(request -> request.name().equals(outcome.job()))
        .findFirst()
        .ifPresent(request -> job.put("parameters", tree(request.parametersJson())));
    job.put("rows_in", outcome.counts().in());
    job.put("rows_out", outcome.counts().out());
    job.put("rows_rejected", outcome.counts().rejected());
    job.put("rows_duplicate", outcome.counts().duplicate());
    job.put("rejected_by_rule", new TreeMap<>(outcome.rejectedByRule()));
    job.put("warnings", new TreeMap<>(outcome.warnings()));
    job.put("output_version", outcome.outputVersion());
    job.put("seconds", outcome.took().toMillis() / 1000.0);
    job.put("problems", outcome.problems());
    return job;
  }

  private static Object tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Parameters are written as JSON.", e);
    }
  }

  private static String oneLine(Object value) {
    return tree(json(value)).toString();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts, numbers and lists have a JSON form.", e);
    }
  }
}
