package org.caudal.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.caudal.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Settings of Spark: those that a configuration cannot change, and those that nobody is shown. */
public final class SparkSettings {
  /** What figures depend on. */
  public static final Map<String, String> FIXED =
      Map.of(
          "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
          "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.ansi.enabled", "true",
          // Others than Spark do not read INT96 beyond the year 2262.
          "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
          "spark.sql.decimalOperations.allowPrecisionLoss", "true",
          // A merge reads its source twice; both times it must be the same.
          "spark.databricks.delta.merge.materializeSource", "all");

  /**
   * A setting whose key, or an option in whose value, is named as secrets are: no class of them.
   */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?is)\\s*spark\\b.*"
              + "(secret|credential(?!s?[._-]?provider)|pwd|pass(w|phrase)|token|\\.sas\\.|(access|account|auth|private)[._-]?key"
              + "|encryption[._-]?key\\b).*");

  private SparkSettings() {}

  /** A text {@code key=value} as it may be shown: without the value where that is secret. */
  public static String shown(String set) {
    return SECRET.matcher(set).matches() ? set.replaceFirst("(?s)([=:\\s]).*", "$1***") : set;
  }

  /** The value of a key as it may be shown. */
  static String shown(String path, String value) {
    return SECRET.matcher(path + "=" + value).matches() ? "***" : value;
  }

  /** Adds a problem for each setting that is fixed to another value. */
  static void refuseFixed(@Nullable Tree spark, List<Problem> problems) {
    if (spark instanceof Tree.Entries given) {
      given
          .entries()
          .forEach(
              (key, value) -> {
                String fixed = FIXED.get(key);
                if (fixed != null
                    && value instanceof Tree.Text text
                    && !text.value().equals(fixed)) {
                  problems.add(
                      Binder.problem(
                          text.place(),
                          key,
                          "must be "
                              + fixed
                              + ", as figures depend on it, was '"
                              + text.value()
                              + "'.",
                          "Leave it out."));
                }
              });
    }
  }
}
