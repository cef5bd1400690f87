package org.caudal.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;
import org.caudal.problem.ExitCode;
import org.caudal.run.Planner;
import org.caudal.suite.Suite;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a run would do. */
@Command(
    name = "plan",
    description =
        "Analyses jobs on empty tables with the declared columns, and says what would run.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private Settings settings = new Settings();

  @Parameters(
      arity = "0..*",
      paramLabel = "JOB",
      description =
          "Jobs to plan; without any, every job that the configuration has a section for.")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    JobCatalogue catalogue = Suite.jobs();
    names.forEach(catalogue::named);
    try (Session session =
        Session.open(settings, catalogue, names, java.util.Objects.requireNonNull(spec))) {
      return print(session, session.chosen(names, names.isEmpty(), null));
    }
  }

  /** Prints the plan of the jobs; a job whose columns do not fit makes it end with 3. */
  static int print(Session session, List<Job<?>> jobs) {
    TextTable table = new TextTable("job", "reads", "writes", "months", "state");
    boolean sound = true;
    for (Planner.Line line : session.plan(jobs)) {
      table.add(
          List.of(
              line.job(),
              String.join(", ", line.reads()),
              line.writes(),
              line.scope(),
              line.state()));
      sound &= line.sound();
    }
    session.print(table.toString());
    return sound ? ExitCode.DONE.status() : ExitCode.DATA.status();
  }
}
