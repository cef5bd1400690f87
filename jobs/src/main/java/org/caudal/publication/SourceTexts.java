package org.caudal.publication;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.job.Inputs;
import org.caudal.phone.network.Zone;
import org.caudal.reference.Codes;
import org.caudal.reference.PopulationMargin;

/**
 * Texts that a source of persons wrote and no list of codes knows. One could be the name of a
 * person that stands in the wrong column, and a row that hides its figure would still show it.
 */
final class SourceTexts {
  private SourceTexts() {}

  /** Areas of lists, in {@code area_id}: zones, and areas whose residents are known. */
  static Dataset<Row> areas(Inputs in) {
    return in.table(Zone.class)
        .select(col("zone_id").as("area_id"))
        .union(in.table(PopulationMargin.class).select("zone_id"));
  }

  /**
   * The rows without those that hide their figure and have a text that no row shows, and no list
   * has.
   *
   * @param column with texts of the source
   * @param listed a column of the same name with texts that may be read
   */
  static Dataset<Row> known(Dataset<Row> rows, String column, Dataset<Row> listed) {
    Column shown = when(Suppression.isShown(), true).otherwise(false);
    Column code = col(column).isin(Codes.TOTAL, Codes.UNKNOWN);
    return rows.join(
            broadcast(listed.select(column).distinct().withColumn("is_listed", lit(true))),
            new String[] {column},
            "left")
        .withColumn("is_shown_text", max(shown).over(Window.partitionBy(column)))
        .filter(code.or(coalesce(col("is_listed"), lit(false))).or(col("is_shown_text")))
        .drop("is_listed", "is_shown_text");
  }
}
