package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.synthetic.register.TrueLink;

/** Whom records are truly of, by the names that records have once they are loaded. */
public final class TrueRecords {
  private TrueRecords() {}

  /** {@code source_id}, {@code record_id} (a pseudonym), {@code mark} and {@code true_person}. */
  public static Dataset<Row> of(Inputs in) {
    return in.table(TrueLink.class)
        .select(
            col("register").as("source_id"),
            in.pseudonym(col("record_id"), LoadLinkRecords.DOMAIN).as("record_id"),
            col("record_id").as("mark"),
            col("person_id").as("true_person"));
  }
}
