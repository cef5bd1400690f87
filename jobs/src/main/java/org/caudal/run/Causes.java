package org.caudal.run;

/** What an unexpected error says, without the rows it may have been holding. */
public final class Causes {
  private Causes() {}

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
