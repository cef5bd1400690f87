package org.caudal.config;

/**
 * One value that a run used.
 *
 * @param path key path
 * @param value as written
 * @param origin file and line, {@code --set}, an environment variable, or {@code default}
 */
public record Setting(String path, String value, String origin) {

  /** For example {@code tables = build/tables (conf/demo.yaml:3)}. */
  @Override
  public String toString() {
    return path + " = " + value + " (" + origin + ")";
  }
}
