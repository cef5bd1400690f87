package org.caudal.run;

import org.apache.spark.SparkThrowable;
import org.jspecify.annotations.Nullable;

/** What an unexpected error says, without the rows it may have been holding. */
public final class Causes {
  private static final String RAISED = "USER_RAISED_EXCEPTION";

  private Causes() {}

  /**
   * What a job itself says against its parameters or inputs, raised in a row; null for any other
   * error.
   */
  static @Nullable String raised(Throwable error) {
    Throwable cause = innermost(error);
    return cause instanceof SparkThrowable spark && RAISED.equals(spark.getCondition())
        ? spark.getMessageParameters().get("errorMessage")
        : null;
  }

  /**
   * Class and first line of the innermost cause, without what stands in quotes: Spark quotes the
   * value that it could not convert.
   */
  public static String describe(Throwable error) {
    Throwable cause = innermost(error);
    String message = cause.getMessage();
    String firstLine =
        message == null
            ? ""
            : message.lines().findFirst().orElse("").replaceAll("'[^']*('|$)", "'…'");
    return cause.getClass().getSimpleName() + (firstLine.isEmpty() ? "" : ": " + firstLine);
  }

  private static Throwable innermost(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause;
  }
}
