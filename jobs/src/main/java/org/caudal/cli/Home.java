package org.caudal.cli;

import org.jspecify.annotations.Nullable;

/** The folder of the program's own files. */
final class Home {
  private Home() {}

  static String folder() {
    return folder(System.getProperty("caudal.home"), System.getenv("CAUDAL_HOME"));
  }

  /**
   * The folder that the launcher names, else that of the environment, else the one it is run in.
   *
   * @param property {@code caudal.home}, set by the launcher
   * @param variable {@code CAUDAL_HOME}, set where spark-submit starts the program; empty as if it
   *     were not
   */
  static String folder(@Nullable String property, @Nullable String variable) {
    if (property != null) {
      return property;
    }
    return variable == null || variable.isEmpty() ? "." : variable;
  }
}
