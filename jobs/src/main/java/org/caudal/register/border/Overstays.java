package org.caudal.register.border;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;

/** Who stayed after the last day of the admission without a permit. */
final class Overstays {
  private Overstays() {}

  /**
   * Entries with an admission and whether they are overstays in {@code answer}: yes, no or maybe.
   * Who had a permit by the last day of the admission, and one on the last day in the country, the
   * last day to look at where the traveller is there still, overstays not. Where no permits are
   * loaded nobody knows: what would be yes is maybe.
   *
   * @param visits entries of foreigners of {@link Journeys#withNext}
   */
  static Dataset<Row> of(Inputs in, Dataset<Row> visits) {
    Dataset<Row> admitted =
        visits.filter(col("admitted_until").isNotNull()).withColumn("answer", Journeys.overstays());
    Column isYes = col("answer").equalTo("yes");
    if (!in.isThere(ResidencePermit.class)) {
      return admitted.withColumn("answer", when(isYes, "maybe").otherwise(col("answer")));
    }
    return admitted
        .join(permits(in), new String[] {"traveller_id"}, "left")
        .withColumn("answer", when(isPermitted(), "no").otherwise(col("answer")));
  }

  private static Dataset<Row> permits(Inputs in) {
    return Travellers.first(in, in.table(ResidencePermit.class), "holder_id")
        .filter(col("holder_id").isNotNull())
        .groupBy(col("holder_id").as("traveller_id"))
        .agg(collect_list(struct("issued_on", "expires_on")).as("permits"));
  }

  private static Column isPermitted() {
    Column until = coalesce(col("next_date"), col("as_of"));
    Column inTime =
        exists(col("permits"), permit -> permit.getField("issued_on").leq(col("admitted_until")));
    Column valid =
        exists(
            col("permits"),
            permit -> until.between(permit.getField("issued_on"), permit.getField("expires_on")));
    return coalesce(until.gt(col("admitted_until")).and(inTime).and(valid), lit(false));
  }
}
