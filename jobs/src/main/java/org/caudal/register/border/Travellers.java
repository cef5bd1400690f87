package org.caudal.register.border;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.job.Inputs;

/** Crossings by traveller, whatever document was shown. */
final class Travellers {
  private static final Column MOMENT = struct("crossed_at", "crossing_date");

  private static final WindowSpec CHAIN =
      Window.partitionBy("first_traveller_id").orderBy("ended_on", "began_on");

  private Travellers() {}

  /**
   * Rows of {@link BorderCrossing} whose traveller is the first document of the chain of {@link
   * DocumentPair} that theirs is in; the document itself where there is none.
   */
  static Dataset<Row> crossings(Inputs in) {
    return first(in, in.table(BorderCrossing.class), "traveller_id");
  }

  /** Rows with the first document of its chain in place of a document. */
  static Dataset<Row> first(Inputs in, Dataset<Row> rows, String document) {
    return in.isThere(DocumentPair.class)
        ? rows.join(
                paired(in).withColumnRenamed("traveller_id", document),
                new String[] {document},
                "left")
            .withColumn(document, coalesce(col("first_traveller_id"), col(document)))
            .drop("first_traveller_id")
        : rows;
  }

  /**
   * Documents that followed others, {@code traveller_id}, with {@code first_traveller_id}. A pair
   * whose one ends, or other begins, on another day than when it was made is none any more, nor are
   * those after it in its chain.
   */
  static Dataset<Row> paired(Inputs in) {
    Dataset<Row> documents =
        in.table(BorderCrossing.class)
            .groupBy("traveller_id")
            .agg(min(MOMENT).as("first"), max(MOMENT).as("last"));
    Dataset<Row> ends =
        documents.select(col("traveller_id"), col("last.crossing_date").as("ends_on"));
    Dataset<Row> beginnings =
        documents.select(
            col("traveller_id").as("next_traveller_id"),
            col("first.crossing_date").as("begins_on"));
    Column holds =
        coalesce(
            col("ends_on").equalTo(col("ended_on")).and(col("begins_on").equalTo(col("began_on"))),
            lit(false));
    return in.table(DocumentPair.class)
        .filter(col("is_paired"))
        .join(ends, new String[] {"traveller_id"}, "left")
        .join(beginnings, new String[] {"next_traveller_id"}, "left")
        .withColumn("holds", min(holds).over(CHAIN))
        .filter(col("holds"))
        .select(col("next_traveller_id").as("traveller_id"), col("first_traveller_id"));
  }
}
