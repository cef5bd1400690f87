package org.caudal.cli;

import java.util.concurrent.Callable;
import org.caudal.problem.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs every test; the launcher does it, because the tests need the sources. */
@Command(
    name = "test",
    description = "Runs every test of the source tree (from the launcher ./caudal only).",
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      description =
          "Only these: java, notebooks, cluster or airflow; golden writes generated files.",
      paramLabel = "PART")
  private @org.jspecify.annotations.Nullable String part;

  @Override
  public Integer call() {
    throw ProblemException.user(
        "caudal test" + (part == null ? "" : " " + part),
        "is run by the launcher of the source tree, not by the program.",
        "Go to the source tree and run ./caudal test.");
  }
}
