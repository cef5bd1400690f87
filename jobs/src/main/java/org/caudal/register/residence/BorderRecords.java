package org.caudal.register.residence;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.register.border.BorderCrossing;
import org.caudal.register.border.PersonCrossings;

/** What the border says of the persons of registers, as records of one more register. */
final class BorderRecords {
  /** Name of that register. */
  static final String SOURCE = "border_crossing";

  private BorderRecords() {}

  /**
   * Records with those of the border, if crossings are there: a departure for an exit after which
   * the person lives abroad, an open record from an entry or exit on after which the person lives
   * in the country, which tells an arrival where the person did not before, and {@code
   * may_have_left_on} for an exit of which nobody knows yet, with {@code may_be_away_until} where
   * the person came again and did not move.
   *
   * @param all records of the persons of all registers: a life_sign with {@code person_id}
   * @param records those that count
   */
  static Dataset<Row> with(
      Inputs in, Dataset<Row> all, Dataset<Row> records, EstimateResidence.Params p) {
    Dataset<Row> told =
        records
            .withColumn("may_have_left_on", lit(null).cast("date"))
            .withColumn("may_be_away_until", lit(null).cast("date"));
    if (!in.isThere(BorderCrossing.class)) {
      return told;
    }
    Dataset<Row> documents =
        all.select("person_id", "traveller_id").filter(col("traveller_id").isNotNull());
    Column isExit = col("direction").equalTo("exit");
    Column day = col("crossing_date");
    Dataset<Row> crossings =
        PersonCrossings.outcomes(in, documents, p.borderRule(), p.borderRecordsFrom())
            .select(
                col("person_id"),
                lit(SOURCE).as("source_id"),
                lit("").as("record_id"),
                when(col("resident_after"), day).as("first_day"),
                when(not(col("resident_before")).and(col("resident_after")), day).as("arrived_on"),
                when(isExit.and(not(col("resident_after"))), day).as("left_on"),
                when(isExit.and(col("is_open")), day).as("may_have_left_on"),
                when(isExit.and(col("is_open")), col("open_until")).as("may_be_away_until"),
                lit(false).as("is_abroad"))
            .filter(coalesce(col("first_day"), col("left_on"), col("may_have_left_on")).isNotNull())
            .join(records.select("person_id").distinct(), "person_id");
    return told.unionByName(crossings, true);
  }
}
