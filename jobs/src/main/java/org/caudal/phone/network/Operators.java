package org.caudal.phone.network;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;
import org.caudal.load.FileNames;
import org.caudal.load.LoadPlan;

/** Operators of rows and files. */
public final class Operators {
  private Operators() {}

  /** Refuses a pattern without a group; an empty one is not used. */
  public static void requirePattern(String pattern) {
    if (!pattern.isEmpty()) {
      FileNames.requireGroup("operator-pattern", pattern);
    }
  }

  /** The operator of the row, else the one in the name of the file. */
  public static Column of(String pattern) {
    return pattern.isEmpty()
        ? col("operator_id")
        : coalesce(col("operator_id"), FileNames.part(pattern, 1));
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
