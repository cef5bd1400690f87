package org.caudal.publication;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.phone.person.PersonFlow;

/** Residents who stayed and moved, with departures, arrivals and stocks, as they were estimated. */
final class PersonIndicators {
  private PersonIndicators() {}

  /** One row a figure. */
  static Dataset<Row> figures(Inputs in, String definition) {
    return FlowRelease.eligible(in, PersonFlow.class, definition)
        .select(
            col("month"),
            col("level"),
            when(col("kind").equalTo("stock"), "homes").otherwise(col("kind")).as("kind"),
            col("origin"),
            col("destination"),
            col("devices"),
            col("estimate"),
            col("interval_low"),
            col("interval_high"),
            col("interval_level"),
            concat(
                    PhoneIndicators.months(),
                    lit("; devices weighted to residents; replicate weights"))
                .as("method"));
  }
}
