package org.caudal.publication;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

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
 * person that stands in the wrong column, and a row that hides its figure would still show it, as
 * would one whose figure is shown because it has noise. The column {@link #SHOWS} says of a row
 * whether it has a figure that may show the text.
 */
final class SourceTexts {
  /** Whether the figure of a row is shown, and of so many persons that its text is no name. */
  static final String SHOWS = "shows_text";

  private SourceTexts() {}

  /** Areas of lists, in {@code area_id}: zones, and areas whose residents are known. */
  static Dataset<Row> areas(Inputs in) {
    return in.table(Zone.class)
        .select(col("zone_id").as("area_id"))
        .union(in.table(PopulationMargin.class).select("zone_id"));
  }

  /** The rows without those of an area that no list has, and that no row may show. */
  static Dataset<Row> knownAreas(Dataset<Row> rows, Dataset<Row> listed) {
    Dataset<Row> once = listed.distinct().withColumn("is_listed", lit(true));
    return known(
            rows.join(broadcast(once), new String[] {"area_id"}, "left"),
            "area_id",
            coalesce(col("is_listed"), lit(false)))
        .drop("is_listed");
  }

  /** The same of a column that no list has. */
  static Dataset<Row> known(Dataset<Row> rows, String column) {
    return known(rows, column, lit(false));
  }

  private static Dataset<Row> known(Dataset<Row> rows, String column, Column isListed) {
    return rows.withColumn("is_shown_text", max(SHOWS).over(Window.partitionBy(column)))
        .filter(col(column).isin(Codes.TOTAL, Codes.UNKNOWN).or(isListed).or(col("is_shown_text")))
        .drop("is_shown_text");
  }
}
