package org.caudal.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Write;
import org.caudal.problem.ExitCode;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.run.JobOutcome.Status;
import org.caudal.store.CommitNote;
import org.caudal.store.DeltaStore;
import org.caudal.store.Folder;

/**
 * Runs jobs in the order of their inputs; each is checked before, during and after, and entered in
 * the ledger.
 */
public final class Runner {
  private final SparkSession spark;
  private final DeltaStore store;
  private final Folder reports;
  private final Keys keys;
  private final RunContext context;
  private final Reasons reasons;

  /** Why jobs ran again. */
  private final Map<String, List<String>> differences = new ConcurrentHashMap<>();

  /**
   * A runner.
   *
   * @param reports folder of the run reports
   * @param keys asked only by jobs that take them
   */
  public Runner(
      SparkSession spark, DeltaStore store, Folder reports, Keys keys, RunContext context) {
    this.spark = spark;
    this.store = store;
    this.reports = reports;
    this.keys = keys;
    this.context = context;
    this.reasons = new Reasons(reports, context.codeVersion());
  }

  /**
   * Runs the jobs, each after those that it waits for; when one fails no other is begun.
   *
   * @param requests inputs before users
   * @param strict whether warnings count
   * @param atOnce most jobs that run at the same time
   */
  public RunResult run(List<JobRequest> requests, boolean strict, int atOnce) {
    new Preflight(store, new Folder(spark, store.root()), reports).require(requests);
    Keyed keyed = Keyed.of(requests, keys);
    Ledger ledger = new Ledger(spark, store, reports, context);
    List<Ended> ended = new ArrayList<>();
    try (Progress progress = new Progress(spark, context.lines(), context.clock());
        Workers<Ended> workers = new Workers<>(atOnce)) {
      Turns turns = new Turns(requests);
      boolean goesOn = true;
      while (true) {
        while (goesOn && workers.areFree()) {
          JobRequest next = turns.next();
          if (next == null) {
            break;
          }
          workers.begin(() -> attempt(next, requests, keyed, ledger, progress));
        }
        if (!workers.areBusy()) {
          break;
        }
        Ended job = workers.await();
        ended.add(job);
        turns.end(job.request());
        goesOn &= job.exitCode() == ExitCode.DONE;
      }
    }
    ended.sort(Comparator.comparing(job -> requests.indexOf(job.request())));
    List<JobOutcome> outcomes = ended.stream().map(Ended::outcome).toList();
    ExitCode exitCode =
        ended.stream()
            .map(Ended::exitCode)
            .filter(code -> code != ExitCode.DONE)
            .findFirst()
            .orElseGet(() -> RunResult.exitCode(outcomes, strict));
    return new RunResult(
        context.runId(),
        outcomes,
        requests.stream()
            .map(JobRequest::name)
            .filter(name -> outcomes.stream().noneMatch(outcome -> outcome.job().equals(name)))
            .toList(),
        exitCode,
        ledger.report(requests, outcomes, differences, exitCode));
  }

  /** A job that has ended, and how the run would end if all others were done. */
  private record Ended(JobRequest request, JobOutcome outcome, ExitCode exitCode) {}

  /** Runs one job and enters it in the ledger. */
  private Ended attempt(
      JobRequest request,
      List<JobRequest> requests,
      Keyed keyed,
      Ledger ledger,
      Progress progress) {
    progress.begin(request.name(), requests.indexOf(request) + 1, requests.size());
    try {
      Instant started = context.clock().get();
      JobOutcome outcome;
      ExitCode exitCode = ExitCode.DONE;
      try {
        context.milestones().accept("job:begun");
        outcome = execute(request, keyed, started, progress);
      } catch (Exception | LinkageError | VirtualMachineError e) {
        // Spark throws checked exceptions without declaring them
        Causes.Failure failure = Causes.failure(e);
        outcome = failed(request, started, failure.problems());
        exitCode = failure.exitCode();
      }
      progress.say(request.name(), Lines.outcome(outcome));
      if (!entered(ledger, request, outcome, started, progress)) {
        exitCode = exitCode == ExitCode.DONE ? ExitCode.INTERNAL : exitCode;
      } else {
        context.milestones().accept("job:ledger");
      }
      return new Ended(request, outcome, exitCode);
    } finally {
      progress.end(request.name());
    }
  }

  /** Whether the outcome could be entered in the ledger; the report is left even if not. */
  private boolean entered(
      Ledger ledger, JobRequest request, JobOutcome outcome, Instant started, Progress progress) {
    try {
      ledger.add(request, outcome, started, context.clock().get());
      return true;
    } catch (Exception e) { // Spark throws checked exceptions without declaring them
      progress.say(request.name(), "failed: the ledger cannot be written: " + Causes.describe(e));
      return false;
    }
  }

  private JobOutcome execute(JobRequest request, Keyed keyed, Instant started, Progress progress) {
    if (request.job().spec().write() instanceof Write.Load load) {
      return new LoadStep(spark, store, keyed, context).execute(request, load, started);
    }
    Map<String, String> inputs = new InputStates(store).of(request);
    String fingerprint =
        Fingerprint.of(request.name(), request.parametersJson(), context.codeVersion(), inputs);
    TableStep step = new TableStep(spark, store, context);
    Optional<CommitNote> written = step.written(request);
    if (!context.force() && step.isUpToDate(request, fingerprint, written)) {
      return outcome(
          request,
          Status.NOTHING_TO_DO,
          fingerprint,
          inputs,
          Counts.NONE,
          Map.of(),
          -1,
          started,
          List.of());
    }
    List<String> because = written.map(note -> reasons.of(note, request, inputs)).orElse(List.of());
    if (!because.isEmpty()) {
      progress.say(request.name(), "runs again, as these differ: " + String.join(", ", because));
      differences.put(request.name(), because);
    }
    TableStep.Done done = step.execute(request, fingerprint, keyed.of(request));
    return outcome(
        request,
        Status.DONE,
        fingerprint,
        inputs,
        Counts.written(done.rows()),
        done.warnings(),
        done.version(),
        started,
        List.of());
  }

  private JobOutcome failed(JobRequest request, Instant started, List<String> problems) {
    return outcome(
        request, Status.FAILED, "", Map.of(), Counts.NONE, Map.of(), -1, started, problems);
  }

  private JobOutcome outcome(
      JobRequest request,
      Status status,
      String fingerprint,
      Map<String, String> inputs,
      Counts counts,
      Map<String, Long> warnings,
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
        warnings,
        outputVersion,
        Duration.between(started, context.clock().get()),
        problems);
  }
}
