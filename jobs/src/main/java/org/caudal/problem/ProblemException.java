package org.caudal.problem;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/** Ends a command with problems that a user can mend; shown without a stack trace. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final ArrayList<Problem> problems; // travels from the task that found them

  /** Several problems found together. */
  public ProblemException(ExitCode exitCode, List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(joining(System.lineSeparator())));
    this.exitCode = exitCode;
    this.problems = new ArrayList<>(problems);
  }

  /** A problem of the command line, configuration, a key or a path. */
  public static ProblemException user(String place, String statement, String remedy) {
    return new ProblemException(ExitCode.USER, List.of(new Problem(place, statement, remedy)));
  }

  /** A problem of the data. */
  public static ProblemException data(String place, String statement, String remedy) {
    return new ProblemException(ExitCode.DATA, List.of(new Problem(place, statement, remedy)));
  }

  /** How the process ends. */
  public ExitCode exitCode() {
    return exitCode;
  }

  /** All problems, in the order found. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }
}
