package org.caudal.register.border;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;

/** Crossings with their answers, and the probability where nothing will tell the answer. */
public final class ImputedOutcomes {
  private ImputedOutcomes() {}

  /**
   * The rows of {@link CrossingOutcome} with {@code migration_probability}: that of {@link
   * ImputedCrossing} where a crossing is missing and it has one, else null.
   */
  public static Dataset<Row> of(Inputs in) {
    Dataset<Row> imputed =
        in.table(ImputedCrossing.class)
            .select("crossing_month", "rule", "crossing_id", "migration_probability");
    return in.table(CrossingOutcome.class)
        .join(imputed, new String[] {"crossing_month", "rule", "crossing_id"}, "left")
        .withColumn(
            "migration_probability",
            when(col("answer").equalTo("crossing_missing"), col("migration_probability")));
  }
}
