package org.caudal.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;
import org.caudal.problem.ExitCode;
import org.caudal.problem.ProblemException;
import org.caudal.run.JobOutcome;
import org.caudal.run.RunResult;
import org.caudal.suite.Suite;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs jobs. */
@Command(
    name = "run",
    description = "Runs jobs in the order of their inputs, and says what each did.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private Settings settings = new Settings();

  @Parameters(arity = "0..*", paramLabel = "JOB", description = "Jobs to run.")
  private List<String> names = List.of();

  @Option(names = "--all", description = "Every job that the configuration has a section for.")
  private boolean all;

  @Option(
      names = "--from",
      paramLabel = "JOB",
      description = "With --all: only this job and those that use what it writes.")
  private @Nullable String from;

  @Option(names = "--dry-run", description = "Checks everything and says what would run.")
  private boolean dryRun;

  @Option(names = "--force", description = "Writes even what is up to date.")
  private boolean force;

  @Option(names = "--strict", description = "Ends with 4 when there are quality warnings.")
  private boolean strict;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      defaultValue = "1",
      description = "Most jobs that run at the same time, each after its inputs; 1 by default.")
  private int atOnce = 1;

  @Override
  public Integer call() {
    CommandSpec known = java.util.Objects.requireNonNull(spec);
    JobCatalogue catalogue = Suite.jobs();
    try (Session session = Session.open(settings, catalogue, wanted(catalogue), known)) {
      List<Job<?>> jobs = session.chosen(names, all, from);
      if (dryRun) {
        return PlanCommand.print(session, jobs);
      }
      String command = "caudal run " + String.join(" ", chosenAsTyped()) + settings.typed();
      RunResult result = session.run(jobs, command, force, strict, atOnce);
      session.print(closingTable(result));
      if (result.exitCode() == ExitCode.DONE || result.exitCode() == ExitCode.WARNINGS) {
        ReportCommand.write(session, jobs).forEach(page -> session.print("page " + page));
      }
      return result.exitCode().status();
    }
  }

  /** A table of what each job did, and where the report is. */
  static String closingTable(RunResult result) {
    TextTable table =
        new TextTable(
            "job", "status", "months", "rows in", "rows out", "rejected", "duplicate", "seconds");
    for (JobOutcome outcome : result.outcomes()) {
      table.add(
          List.of(
              outcome.job(),
              outcome.status().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              outcome.scope(),
              number(outcome.counts().in()),
              number(outcome.counts().out()),
              number(outcome.counts().rejected()),
              number(outcome.counts().duplicate()),
              String.format(Locale.ROOT, "%.1f", outcome.took().toMillis() / 1000.0)));
    }
    StringBuilder text = new StringBuilder(System.lineSeparator()).append(table);
    for (JobOutcome outcome : result.outcomes()) {
      outcome
          .warnings()
          .forEach(
              (rule, rows) ->
                  text.append(System.lineSeparator())
                      .append("warning  ")
                      .append(outcome.job())
                      .append("  ")
                      .append(rule)
                      .append(": ")
                      .append(number(rows)));
    }
    for (JobOutcome outcome : result.outcomes()) {
      outcome
          .problems()
          .forEach(
              problem ->
                  text.append(System.lineSeparator())
                      .append("failed  ")
                      .append(outcome.job())
                      .append("  ")
                      .append(problem));
    }
    if (!result.notBegun().isEmpty()) {
      text.append(System.lineSeparator())
          .append("not begun  ")
          .append(String.join(", ", result.notBegun()));
    }
    return text.append(System.lineSeparator())
        .append("run ")
        .append(result.runId())
        .append("  report ")
        .append(result.reportLocation())
        .toString();
  }

  private List<String> wanted(JobCatalogue catalogue) {
    if (names.isEmpty() && !all) {
      throw ProblemException.user(
          "caudal run", "names no job.", "Name jobs, or give --all; `caudal list` shows all jobs.");
    }
    if (atOnce < 1) {
      throw ProblemException.user(
          "--at-once", "must be 1 or more, was " + atOnce + ".", "Leave it out for one at a time.");
    }
    if (from != null) {
      catalogue.named(from);
    }
    names.forEach(catalogue::named);
    return names;
  }

  private List<String> chosenAsTyped() {
    List<String> typed = new java.util.ArrayList<>(names);
    if (all) {
      typed.add("--all");
    }
    if (from != null) {
      typed.add("--from " + from);
    }
    if (force) {
      typed.add("--force");
    }
    if (strict) {
      typed.add("--strict");
    }
    if (atOnce > 1) {
      typed.add("--at-once " + atOnce);
    }
    return typed;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
