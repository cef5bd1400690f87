package org.caudal.register.border;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;

/** Crossings by traveller, whatever document was shown. */
final class Travellers {
  private Travellers() {}

  /**
   * Rows of {@link BorderCrossing} whose traveller is the first document of the chain of {@link
   * DocumentPair} that theirs is in; the document itself where there is none.
   */
  static Dataset<Row> crossings(Inputs in) {
    return in.table(BorderCrossing.class)
        .join(paired(in), new String[] {"traveller_id"}, "left")
        .withColumn("traveller_id", coalesce(col("first_traveller_id"), col("traveller_id")))
        .drop("first_traveller_id");
  }

  /** Documents that followed others, {@code traveller_id}, with {@code first_traveller_id}. */
  static Dataset<Row> paired(Inputs in) {
    return in.table(DocumentPair.class)
        .filter(col("is_paired"))
        .select(col("next_traveller_id").as("traveller_id"), col("first_traveller_id"));
  }
}
