package org.caudal.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.caudal.describe.ReferencePage;
import org.caudal.problem.ExitCode;
import org.caudal.problem.Nearest;
import org.caudal.problem.ProblemException;
import org.caudal.suite.Suite;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the reference page of a job or a table. */
@Command(
    name = "describe",
    description =
        "Prints what a job does with its method, parameters and rules, or what a row and the columns of a table are.",
    mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {
  /** A link of Markdown, of which a terminal shows the text. */
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\([^)]+\\)");

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "JOB|TABLE", description = "Job or table to describe.")
  private String name = "";

  @Override
  public Integer call() {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(LINK.matcher(page()).replaceAll("$1"));
    out.flush();
    return ExitCode.DONE.status();
  }

  private String page() {
    if (Suite.jobs().find(name).isPresent()) {
      return ReferencePage.ofJob(name);
    }
    if (Suite.tables().find(name).isPresent()) {
      return ReferencePage.ofTable(name);
    }
    List<String> names =
        Stream.concat(Suite.jobs().names().stream(), Suite.tables().names().stream()).toList();
    throw ProblemException.user(
        name,
        "is neither a job nor a table.",
        Nearest.question(name, names) + "`caudal list` shows all.");
  }
}
