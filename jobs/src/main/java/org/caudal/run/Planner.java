package org.caudal.run;

import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.job.Write;
import org.caudal.load.DuplicateRow;
import org.caudal.load.LoadedFile;
import org.caudal.load.RawColumns;
import org.caudal.load.RejectedRow;
import org.caudal.store.DeltaStore;
import org.caudal.table.ContractDiff;
import org.caudal.table.TableSchema;

/** Finds out, without data, whether jobs fit their declarations and which of them would run. */
public final class Planner {
  private static final String CANNOT = "cannot run yet: ";

  /** What every load writes beside its table. */
  private static final List<Class<? extends Record>> LOADED =
      List.of(LoadedFile.class, RejectedRow.class, DuplicateRow.class);

  private final SparkSession spark;
  private final DeltaStore store;
  private final RunContext context;

  /** A planner over the tables of a store. */
  public Planner(SparkSession spark, DeltaStore store, RunContext context) {
    this.spark = spark;
    this.store = store;
    this.context = context;
  }

  /**
   * One job of a plan.
   *
   * @param job its name
   * @param reads its input tables, and which of them may be missing
   * @param writes its output table
   * @param scope months replaced, or {@code all}
   * @param state what would happen, or why the job does not fit
   * @param sound whether the job fits its declarations
   */
  public record Line(
      String job, List<String> reads, String writes, String scope, String state, boolean sound) {}

  /** One line a job, in the given order. */
  public List<Line> plan(List<JobRequest> requests) {
    List<Line> lines = new ArrayList<>();
    Set<String> changed = new HashSet<>();
    Set<String> written = new HashSet<>();
    requests.forEach(request -> written.add(request.job().spec().outputSchema().name()));
    for (JobRequest request : requests) {
      TableSchema output = request.job().spec().outputSchema();
      List<String> reads =
          request.job().spec().reads().stream().map(t -> TableSchema.of(t).name()).toList();
      String fault = fault(request, output);
      String state = fault.isEmpty() ? state(request, reads, changed) : fault;
      if (!state.equals("up to date") && !state.startsWith(CANNOT)) {
        changed.add(output.name());
        if (request.job().spec().write() instanceof Write.Load) {
          LOADED.forEach(table -> changed.add(TableSchema.of(table).name()));
        }
      }
      lines.add(
          new Line(
              request.name(),
              inputs(request, written),
              output.name(),
              request.scope(),
              state,
              fault.isEmpty()));
    }
    return List.copyOf(lines);
  }

  /** Inputs of a job; of those that may be absent and will be, only how many. */
  private List<String> inputs(JobRequest request, Set<String> written) {
    JobSpec<?> spec = request.job().spec();
    List<String> inputs = new ArrayList<>();
    int absent = 0;
    for (Class<? extends Record> table : spec.reads()) {
      TableSchema schema = TableSchema.of(table);
      boolean isOptional = spec.absentable().contains(table);
      if (isOptional && !written.contains(schema.name()) && !store.exists(schema)) {
        absent++;
      } else {
        inputs.add(schema.name() + (isOptional ? " (optional)" : ""));
      }
    }
    if (absent > 0) {
      inputs.add(absent + " optional that are not there");
    }
    return List.copyOf(inputs);
  }

  /** Why the rows of a job would not fit its output; empty when they would. */
  private String fault(JobRequest request, TableSchema output) {
    Dataset<Row> rows;
    try {
      rows =
          request.transform(StoreInputs.empty(spark, request.job().spec(), emptyExtract(request)));
    } catch (Exception e) { // Spark throws checked exceptions without declaring them
      return "does not fit: " + Causes.describe(e);
    }
    Set<String> names = Set.of(rows.columns());
    List<String> missing =
        output.columnNames().stream().filter(name -> !names.contains(name)).toList();
    if (!missing.isEmpty()) {
      return "does not fit: lacks " + String.join(", ", missing);
    }
    StructType found = rows.select(output.selected()).schema();
    ContractDiff diff = ContractDiff.between(output, found).ignoringNullability();
    return diff.isEmpty() ? "" : "does not fit: " + diff.render();
  }

  private Dataset<Row> emptyExtract(JobRequest request) {
    if (request.params() instanceof Loading loading
        && request.job().spec().write() instanceof Write.Load load) {
      return spark.createDataFrame(
          List.of(), RawColumns.schema(loading.plan(load.plan()), loading.extract()));
    }
    return spark.emptyDataFrame().withColumn("none", lit(""));
  }

  private String state(JobRequest request, List<String> reads, Set<String> changed) {
    if (request.job().spec().write() instanceof Write.Load) {
      return "would load files that are new or changed";
    }
    for (Class<? extends Record> table : request.job().spec().reads()) {
      TableSchema schema = TableSchema.of(table);
      if (!changed.contains(schema.name())
          && !store.exists(schema)
          && !request.job().spec().absentable().contains(table)) {
        return CANNOT + schema.name() + " is not there";
      }
    }
    for (String table : reads) {
      if (changed.contains(table)) {
        return "would run: " + table + " may change";
      }
    }
    String fingerprint =
        Fingerprint.of(
            request.name(),
            request.parametersJson(),
            context.codeVersion(),
            new InputStates(store).of(request));
    return new TableStep(spark, store, context).isUpToDate(request, fingerprint)
        ? "up to date"
        : "would run";
  }
}
