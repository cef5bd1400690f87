package org.caudal.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Write;
import org.caudal.problem.ExitCode;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.run.JobOutcome.Status;
import org.caudal.store.DeltaStore;
import org.caudal.store.Folder;

/**
 * Runs jobs one after another; each is checked before, during and after, and entered in the ledger.
 */
public final class Runner {
  /** Warning of a job that wrote nothing: often days or months beyond those of its inputs. */
  static final String NO_ROWS = "no-rows-written";

  private final SparkSession spark;
  private final DeltaStore store;
  private final Folder reports;
  private final Supplier<BiFunction<Column, String, Column>> pseudonyms;
  private final RunContext context;

  /**
   * A runner.
   *
   * @param reports folder of the run reports
   * @param pseudonyms gives the keyed pseudonym function; asked only by jobs that read identifiers
   */
  public Runner(
      SparkSession spark,
      DeltaStore store,
      Folder reports,
      Supplier<BiFunction<Column, String, Column>> pseudonyms,
      RunContext context) {
    this.spark = spark;
    this.store = store;
    this.reports = reports;
    this.pseudonyms = pseudonyms;
    this.context = context;
  }

  /** Runs the jobs in the given order and stops at the first that fails. */
  public RunResult run(List<JobRequest> requests, boolean strict) {
    new Preflight(store, new Folder(spark, store.root()), reports).require(requests);
    BiFunction<Column, String, Column> keyed = pseudonymsFor(requests);
    Ledger ledger = new Ledger(spark, store, reports, context);
    List<JobOutcome> outcomes = new ArrayList<>();
    ExitCode exitCode = ExitCode.DONE;
    try (Progress progress = new Progress(spark, context.lines(), context.clock())) {
      for (JobRequest request : requests) {
        progress.begin(request.name(), outcomes.size() + 1, requests.size());
        Instant started = context.clock().get();
        JobOutcome outcome;
        try {
          outcome = execute(request, keyed, started);
        } catch (Exception e) { // Spark throws checked exceptions without declaring them
          Causes.Failure failure = Causes.failure(e);
          outcome = failed(request, started, failure.problems());
          exitCode = failure.exitCode();
        }
        outcomes.add(outcome);
        progress.say(Lines.outcome(outcome));
        if (!entered(ledger, request, outcome, started, progress)) {
          exitCode = exitCode == ExitCode.DONE ? ExitCode.INTERNAL : exitCode;
          break;
        }
        context.milestones().accept("job:ledger");
        if (outcome.status() == Status.FAILED) {
          break;
        }
      }
    }
    if (exitCode == ExitCode.DONE) {
      exitCode = RunResult.exitCode(outcomes, strict);
    }
    return new RunResult(
        context.runId(),
        List.copyOf(outcomes),
        exitCode,
        ledger.report(requests, outcomes, exitCode));
  }

  /** Whether the outcome could be entered in the ledger; the report is left even if not. */
  private boolean entered(
      Ledger ledger, JobRequest request, JobOutcome outcome, Instant started, Progress progress) {
    try {
      ledger.add(request, outcome, started, context.clock().get());
      return true;
    } catch (Exception e) { // Spark throws checked exceptions without declaring them
      progress.say("failed: the ledger cannot be written: " + Causes.describe(e));
      return false;
    }
  }

  private JobOutcome execute(
      JobRequest request, BiFunction<Column, String, Column> keyed, Instant started) {
    if (request.job().spec().write() instanceof Write.Load load) {
      return new LoadStep(spark, store, keyed, context).execute(request, load, started);
    }
    Map<String, String> inputs = new InputStates(store).of(request);
    String fingerprint =
        Fingerprint.of(request.name(), request.parametersJson(), context.codeVersion(), inputs);
    TableStep step = new TableStep(spark, store, context);
    if (!context.force() && step.isUpToDate(request, fingerprint)) {
      return outcome(
          request, Status.NOTHING_TO_DO, fingerprint, inputs, Counts.NONE, -1, started, List.of());
    }
    TableStep.Done done = step.execute(request, fingerprint, pseudonymsFor(request, keyed));
    return outcome(
        request,
        Status.DONE,
        fingerprint,
        inputs,
        Counts.written(done.rows()),
        done.version(),
        started,
        List.of());
  }

  /** A bad key is found before anything is written; jobs without identifiers need none. */
  private BiFunction<Column, String, Column> pseudonymsFor(List<JobRequest> requests) {
    return requests.stream().anyMatch(JobRequest::readsIdentifiers)
        ? pseudonyms.get()
        : (identifier, domain) -> {
          throw new IllegalStateException("None of these jobs declares an identifier.");
        };
  }

  /** A job that does not say so makes no pseudonyms, whatever others of the run do. */
  private static BiFunction<Column, String, Column> pseudonymsFor(
      JobRequest request, BiFunction<Column, String, Column> keyed) {
    return request.readsIdentifiers()
        ? keyed
        : (identifier, domain) -> {
          throw new IllegalStateException(request.name() + " declares no pseudonyms.");
        };
  }

  private JobOutcome failed(JobRequest request, Instant started, List<String> problems) {
    return outcome(request, Status.FAILED, "", Map.of(), Counts.NONE, -1, started, problems);
  }

  private JobOutcome outcome(
      JobRequest request,
      Status status,
      String fingerprint,
      Map<String, String> inputs,
      Counts counts,
      long outputVersion,
      Instant started,
      List<String> problems) {
    return new JobOutcome(
        request.name(),
        status,
        request.scope(),
        fingerprint,
        inputs,
        counts,
        Map.of(),
        status == Status.DONE && counts.out() == 0 ? Map.of(NO_ROWS, 0L) : Map.of(),
        outputVersion,
        Duration.between(started, context.clock().get()),
        problems);
  }
}
