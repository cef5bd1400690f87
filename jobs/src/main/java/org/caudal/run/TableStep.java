package org.caudal.run;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.caudal.job.Period;
import org.caudal.job.Write;
import org.caudal.store.Commit;
import org.caudal.store.CommitNote;
import org.caudal.store.DeltaStore;
import org.caudal.store.ExtractWriter;
import org.caudal.store.Folder;
import org.caudal.store.KeptRows;
import org.caudal.store.WriteResult;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;

/** One run of a job that computes rows from tables: transform, check, write. */
final class TableStep {
  /** Warning of a job that wrote nothing: often days or months beyond those of its inputs. */
  static final String NO_ROWS = "no-rows-written";

  private final SparkSession spark;
  private final DeltaStore store;
  private final RunContext context;

  TableStep(SparkSession spark, DeltaStore store, RunContext context) {
    this.spark = spark;
    this.store = store;
    this.context = context;
  }

  /** Rows written, the version they made, -1 for files, and what the job warns of. */
  record Done(long rows, long version, Map<String, Long> warnings) {}

  /** Whether the newest rows of the same period were written with this fingerprint. */
  boolean isUpToDate(JobRequest request, String fingerprint) {
    return isUpToDate(request, fingerprint, written(request));
  }

  /** The same, of what {@link #written} the newest rows. */
  boolean isUpToDate(JobRequest request, String fingerprint, Optional<CommitNote> written) {
    if (request.job().spec().write() instanceof Write.Export) {
      return extracts(request).isUpToDate(fingerprint);
    }
    return written
        .filter(
            note -> note.fingerprint().equals(fingerprint) && note.scope().equals(request.scope()))
        .isPresent();
  }

  /** What wrote the newest rows of the same period; empty where nothing or another program did. */
  Optional<CommitNote> written(JobRequest request) {
    if (request.job().spec().write() instanceof Write.Export) {
      return Optional.empty();
    }
    Iterator<Commit> newestFirst =
        store.newestFirst(request.job().spec().outputSchema()).iterator();
    while (newestFirst.hasNext()) {
      Commit commit = newestFirst.next();
      if (commit.keepsRows()) {
        continue;
      }
      if (commit.note().isEmpty() || overlaps(commit.note().get().scope(), request.replaced())) {
        return commit.note();
      }
    }
    return Optional.empty();
  }

  /** Transforms, checks and writes; a broken check leaves the output as it was. */
  Done execute(JobRequest request, String fingerprint, Keyed keyed) {
    TableSchema schema = request.job().spec().outputSchema();
    KeptRows kept = new KeptRows();
    StoreInputs inputs =
        new StoreInputs(
            spark,
            request.job().spec(),
            input -> store.readAt(input, store.version(input)),
            store::exists,
            () -> {
              throw new IllegalStateException(request.name() + " loads no extract.");
            },
            kept::of,
            keyed);
    try (kept) {
      Dataset<Row> rows = kept.of(request.transform(inputs).select(schema.selected()));
      Checks.Result checks = Checks.of(schema, rows);
      checks.requireClean(
          schema,
          "The output was left as it was. Look at the inputs of "
              + request.name()
              + " with `caudal check`.");
      context.milestones().accept("job:checked");
      DeltaStore to = checks.isOnePartition() ? store.ofOnePartition(checks.rows()) : store;
      long version = write(to, request, schema, rows, fingerprint);
      context.milestones().accept("job:written");
      return new Done(checks.rows(), version, warnings(request, inputs, checks.rows()));
    }
  }

  /** What the job warns of, and that it wrote nothing; neither is of a number of rows. */
  private static Map<String, Long> warnings(JobRequest request, StoreInputs inputs, long rows) {
    Map<String, Long> warnings = new TreeMap<>();
    if (rows == 0) {
      warnings.put(NO_ROWS, 0L);
    }
    request.warnings(inputs).forEach(warning -> warnings.put(warning, 0L));
    return warnings;
  }

  private long write(
      DeltaStore to,
      JobRequest request,
      TableSchema schema,
      Dataset<Row> rows,
      String fingerprint) {
    CommitNote note = new CommitNote(context.runId(), request.name(), request.scope(), fingerprint);
    Write write = request.job().spec().write();
    if (write instanceof Write.Export export) {
      extracts(request).write(schema, rows, export.fileColumn(), fingerprint);
      return -1;
    }
    if (write instanceof Write.Merge) {
      return to.merge(
              schema, rows.withColumn(DeltaStore.DELETE, functions.lit(false)), "true", note)
          .version();
    }
    Period period = request.replaced();
    WriteResult result =
        period != null && write instanceof Write.Span span
            ? to.replaceWhere(schema, rows, within(span.column(), period), note)
            : to.replaceWhole(schema, rows, note);
    return result.version();
  }

  private ExtractWriter extracts(JobRequest request) {
    return new ExtractWriter(
        new Folder(spark, store.root())
            .inside("_extracts")
            .inside(request.job().spec().outputSchema().name()));
  }

  private static String within(String column, Period period) {
    return String.format(
        java.util.Locale.ROOT,
        "%s >= DATE'%s' AND %s <= DATE'%s'",
        column,
        period.firstDay(),
        column,
        period.lastDay());
  }

  private static boolean overlaps(String scope, @Nullable Period period) {
    if (period == null || scope.equals("all")) {
      return true;
    }
    Period other = Period.parse(scope);
    return !other.lastDay().isBefore(period.firstDay())
        && !period.lastDay().isBefore(other.firstDay());
  }
}
