package org.caudal.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.caudal.problem.ExitCode;
import org.caudal.problem.ProblemException;

/** What an unexpected error says, without the rows it may have been holding. */
public final class Causes {
  private static final String RAISED = "USER_RAISED_EXCEPTION";

  /** How a file system says that it does not let anybody write. */
  private static final Pattern REFUSED =
      Pattern.compile(
          "Permission denied|Operation not permitted|Read-only file system|No space left on device|^Access(Control|Denied)Exception: ");

  private Causes() {}

  /**
   * Why a job ended.
   *
   * @param problems what to say
   * @param exitCode how the process ends
   */
  record Failure(List<String> problems, ExitCode exitCode) {}

  /**
   * What a job found in its data, or says against its parameters, while Spark worked; any other
   * error is one of the program.
   */
  static Failure failure(Throwable error) {
    Optional<ProblemException> problem = problem(error);
    if (problem.isPresent()) {
      return new Failure(
          problem.get().problems().stream().map(Object::toString).toList(),
          problem.get().exitCode());
    }
    Throwable innermost = innermost(error);
    String described = describe(error);
    if (innermost instanceof IOException && REFUSED.matcher(described).find()) {
      return new Failure(
          List.of(
              described
                  + "\n    Give the user of the run the right to write there, or make room, and run again."),
          ExitCode.USER);
    }
    return innermost instanceof SparkThrowable spark && RAISED.equals(spark.getCondition())
        ? new Failure(
            List.of(String.valueOf(spark.getMessageParameters().get("errorMessage"))),
            ExitCode.USER)
        : new Failure(List.of(described), ExitCode.INTERNAL);
  }

  private static Optional<ProblemException> problem(Throwable error) {
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
   * value that it could not convert. A value may hold quotes and go on in the next line, so
   * everything from the first quote to the last is left out.
   */
  public static String describe(Throwable error) {
    Throwable cause = innermost(error);
    String message = cause.getMessage();
    String firstLine = message == null ? "" : message.lines().findFirst().orElse("");
    boolean isQuotedBeyond = message != null && message.lastIndexOf('\'') > firstLine.length();
    String said = firstLine.replaceFirst(isQuotedBeyond ? "(?s)'.*" : "(?s)'.*'|'.*", "'…'");
    return cause.getClass().getSimpleName() + (said.isEmpty() ? "" : ": " + said);
  }

  private static Throwable innermost(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause;
  }
}
