package org.caudal.config;

/**
 * One value that a run used.
 *
 * @param path key path
 * @param value as written; {@code ***} where it is a secret of Spark
 * @param origin file and line, {@code --set}, an environment variable, or {@code default}
 */
public record Setting(String path, String value, String origin) {

  /** Hides secrets. */
  public Setting {
    value = SparkSettings.shown(path, value);
  }

  /** For example {@code tables = build/tables (conf/demo.yaml:3)}. */
  @Override
  public String toString() {
    return path + " = " + value + " (" + origin + ")";
  }
}
