package org.caudal.phone.network;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_extract;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.Column;
import org.caudal.load.LoadPlan;

/** Operators of rows and files. */
public final class Operators {
  private Operators() {}

  /** Refuses a pattern without a group; an empty one is not used. */
  public static void requirePattern(String pattern) {
    try {
      if (!pattern.isEmpty() && Pattern.compile(pattern).matcher("").groupCount() < 1) {
        throw new IllegalArgumentException(
            "operator-pattern must have a group in brackets, was " + pattern);
      }
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("operator-pattern: " + e.getMessage(), e);
    }
  }

  /** The operator of the row, else the one in the name of the file. */
  public static Column of(String pattern) {
    return pattern.isEmpty()
        ? col("operator_id")
        : coalesce(
            col("operator_id"), nullif(regexp_extract(col("source_file"), pattern, 1), lit("")));
  }

  /** Rejects rows whose operator is not known. */
  public static LoadPlan.Builder require(LoadPlan.Builder plan) {
    return plan.reject(
        "operator-known",
        "operator_id",
        col("operator_id").isNotNull(),
        "The operator is not known.",
        "Give extract.constants.operator_id, map a column to operator_id, or set operator-pattern.");
  }
}
