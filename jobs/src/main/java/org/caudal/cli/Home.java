package org.caudal.cli;

import java.util.Objects;
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
   * @param variable {@code CAUDAL_HOME}, set where spark-submit starts the program
   */
  static String folder(@Nullable String property, @Nullable String variable) {
    return property != null ? property : Objects.requireNonNullElse(variable, ".");
  }
}
