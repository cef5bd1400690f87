package org.caudal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.caudal.job.Job;
import org.caudal.problem.ExitCode;
import org.caudal.run.RunResult;
import org.caudal.suite.Suite;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the jobs of conf/demo.yaml on a fictional country. */
@Command(
    name = "demo",
    description = "Runs conf/demo.yaml on a fictional country and writes the page; no server.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  /** Small jobs leave cores idle between the steps of Spark. */
  private static final int JOBS_AT_ONCE = 2;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one key of conf/demo.yaml; repeatable.")
  private List<String> sets = new ArrayList<>();

  @Override
  public Integer call() {
    Settings settings = Settings.of(Home.folder() + "/conf/demo.yaml", sets);
    try (Session session =
        Session.open(settings, Suite.jobs(), List.of(), java.util.Objects.requireNonNull(spec))) {
      List<Job<?>> jobs = session.chosen(List.of(), /* all= */ true, /* from= */ null);
      RunResult result =
          session.run(jobs, "caudal demo", /* force= */ false, /* strict= */ false, JOBS_AT_ONCE);
      session.print(RunCommand.closingTable(result));
      if (result.exitCode() == ExitCode.DONE) {
        ReportCommand.write(session, jobs).forEach(page -> session.print("page " + page));
      }
      return result.exitCode().status();
    }
  }
}
