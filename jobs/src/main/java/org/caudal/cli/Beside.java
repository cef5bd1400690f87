package org.caudal.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.caudal.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** A program of others that does the same work after a benchmark, to compare. */
final class Beside {
  private Beside() {}

  /**
   * Runs it to its end; its output goes where that of the benchmark goes.
   *
   * @param python program that runs it; null for not at all
   * @param script the program, which names the packages it needs
   */
  static void run(@Nullable String python, String script, String... arguments) {
    if (python == null) {
      return;
    }
    List<String> line = new ArrayList<>(List.of(python, script));
    line.addAll(List.of(arguments));
    try {
      int status = new ProcessBuilder(line).inheritIO().start().waitFor();
      if (status != 0) {
        throw ProblemException.user(
            python,
            "ended with " + status + ".",
            "See what it wrote; docs/benchmarks/README.md names the packages it needs.");
      }
    } catch (IOException e) {
      throw ProblemException.user(
          python, "does not start: " + e.getMessage() + ".", "Name a Python 3.11 or newer.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
