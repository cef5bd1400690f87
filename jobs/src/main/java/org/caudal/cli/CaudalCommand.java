package org.caudal.cli;

import org.caudal.problem.ExitCode;
import org.caudal.problem.Problem;
import org.caudal.problem.ProblemException;
import org.caudal.run.Causes;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root command. */
@Command(
    name = "caudal",
    description = "Counts migration and remittances with Spark, each figure with its uncertainty.",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or nothing to do",
      "1:a fault of the program or the machine",
      "2:the command line, configuration, key or a path is wrong",
      "3:the data break their contract or a check; tables are as they were",
      "4:done with quality warnings (only with --strict)"
    },
    subcommands = {
      DemoCommand.class,
      BenchCommand.class,
      TestCommand.class,
      ListCommand.class,
      DescribeCommand.class,
      PlanCommand.class,
      RunCommand.class,
      ShowCommand.class,
      CheckCommand.class,
      HistoryCommand.class,
      ReportCommand.class,
      EraseCommand.class,
      ManifestCommand.class
    })
public final class CaudalCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  /** The command line with its error messages and exit codes. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new CaudalCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(false);
    line.setExecutionExceptionHandler((error, command, parsed) -> report(error, command));
    return line;
  }

  @Override
  public void run() {
    java.util.Objects.requireNonNull(spec);
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int report(Exception error, CommandLine command) {
    var err = command.getErr();
    if (error instanceof ProblemException problems) {
      for (Problem problem : problems.problems()) {
        err.println(problem.place() + "  " + problem.statement());
        err.println("    " + problem.remedy());
      }
      return problems.exitCode().status();
    }
    err.println("internal error: " + Causes.describe(error));
    if (System.getenv("CAUDAL_STACKTRACE") == null) {
      err.println("    Set CAUDAL_STACKTRACE=1 to see where.");
    } else {
      error.printStackTrace(err);
    }
    return ExitCode.INTERNAL.status();
  }
}
