package org.caudal.run;

import java.util.Optional;
import org.caudal.problem.ProblemException;

/** What an unexpected error says, without the rows it may have been holding. */
public final class Causes {
  private Causes() {}

  /** The problem that a job found in its data while Spark worked on them. */
  static Optional<ProblemException> problem(Throwable error) {
    Throwable cause = error;
    while (!(cause instanceof ProblemException)
        && cause.getCause() != null
        && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause instanceof ProblemException problem ? Optional.of(problem) : Optional.empty();
  }

  /**
   * Class and first line of the innermost cause, without what stands in quotes: Spark quotes the
   * value that it could not convert.
   */
  public static String describe(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String firstLine =
        message == null
            ? ""
            : message.lines().findFirst().orElse("").replaceAll("'[^']*('|$)", "'…'");
    return cause.getClass().getSimpleName() + (firstLine.isEmpty() ? "" : ": " + firstLine);
  }
}
