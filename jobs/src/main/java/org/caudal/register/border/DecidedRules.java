package org.caudal.register.border;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;

import org.apache.spark.sql.Column;

/** By which rules crossings were decided. */
public final class DecidedRules {
  private DecidedRules() {}

  /** The rules of rows of {@link CrossingOutcome}, in {@code rules}. */
  public static Column all() {
    return array_join(array_sort(collect_set("rule")), ", ").as("rules");
  }

  /** A failure that names the {@link #all} that are there. */
  public static Column lack(String rule) {
    return raise_error(
        concat(
            lit("crossing_outcome has no crossing by the rule " + rule + ", but by "),
            col("rules"),
            lit(": name one of these, or run decide-crossings with the other")));
  }
}
