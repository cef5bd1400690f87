package org.caudal.register.border;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;

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

  /** One row, {@code as_of}; a failure where crossings were not decided by the rule or that day. */
  static Dataset<Row> lastDay(Inputs in, Dataset<Row> days, String rule) {
    Dataset<Row> outcomes =
        in.table(CrossingOutcome.class)
            .agg(
                max(col("rule").equalTo(rule)).as("is_found"),
                all(),
                max("as_of").as("decided_until"));
    Column other =
        raise_error(
            concat(
                lit("crossing_outcome was decided as of "),
                col("decided_until"),
                lit(", count-border-events looks until "),
                col("as_of"),
                lit(": give both one as-of, and run decide-crossings again")));
    return days.crossJoin(outcomes)
        .select(
            when(not(col("is_found")), lack(rule).cast("date"))
                .when(col("decided_until").notEqual(col("as_of")), other.cast("date"))
                .otherwise(col("as_of"))
                .as("as_of"));
  }
}
