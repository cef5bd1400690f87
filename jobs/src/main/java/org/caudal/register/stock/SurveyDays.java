package org.caudal.register.stock;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Days of surveys of which hardly anybody is: mistyped ones, or those of interviews. */
final class SurveyDays {
  /** One in so many persons of the largest day of a survey is too few for a day of its own. */
  private static final int FEW = 10;

  private SurveyDays() {}

  /** One warning a source and day of fewer than a tenth of the persons of its largest day. */
  static Dataset<Row> ofFew(Dataset<Row> persons) {
    return persons
        .groupBy("source_id", "reference_date")
        .agg(count(lit(1)).as("persons"), min(struct("source_file", "source_position")).as("first"))
        .withColumn(
            "largest",
            max(struct("persons", "reference_date")).over(Window.partitionBy("source_id")))
        .filter(col("persons").multiply(FEW).lt(col("largest.persons")))
        .orderBy("source_id", "reference_date")
        .select(
            concat(
                    lit("reference-date-of-few ("),
                    col("source_id"),
                    lit(": "),
                    col("reference_date"),
                    lit(" has "),
                    col("persons"),
                    lit(" persons, "),
                    col("largest.reference_date"),
                    lit(" has "),
                    col("largest.persons"),
                    lit("; first at "),
                    col("first.source_file"),
                    lit(":"),
                    col("first.source_position"),
                    lit(
                        ". A survey has one day, never that of each interview: mend the day at the"
                            + " source, or set earliest-day and latest-day)"))
                .as("warning"));
  }
}
