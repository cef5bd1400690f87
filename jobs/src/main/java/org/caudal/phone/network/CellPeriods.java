package org.caudal.phone.network;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.least;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Periods of a cell that do not overlap: each ends, at the latest, on the day before the next
 * begins. Lists often leave the end of a period open when they list the cell anew.
 */
public final class CellPeriods {
  private CellPeriods() {}

  /** The periods of one cell, in order; of {@link Cell}, where no two begin on one day. */
  public static WindowSpec ofCell() {
    return Window.partitionBy("operator_id", "cell_id").orderBy("valid_from");
  }

  /** The day before the cell's next period; null in the last one. */
  public static Column dayBeforeNext() {
    return date_sub(lead("valid_from", 1).over(ofCell()), 1);
  }

  /** The last day of the period, listed or by the next one; null while the cell stands. */
  public static Column lastDay() {
    return least(col("valid_to"), dayBeforeNext()); // leaves nulls out
  }
}
