package org.caudal.register.residence;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.mode;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.register.link.LinkedPerson;
import org.caudal.register.link.TrueRecords;

/** Who is truly on a list: of each person on it, whoever most of the records are of. */
final class TrueList {
  private TrueList() {}

  /** Records with the person of the linkage, the true one and the mark. */
  static Dataset<Row> records(Inputs in) {
    return in.table(LinkedPerson.class)
        .select("source_id", "record_id", "person_id")
        .join(TrueRecords.of(in), ListedPersons.RECORD);
  }

  /**
   * One row a list and person on it, with {@code true_person}.
   *
   * @param lists rows with {@code reference_date}, {@code least_index} and {@code is_confirmed}
   * @param records of {@link #records}
   */
  static Dataset<Row> of(Inputs in, Dataset<Row> lists, Dataset<Row> records) {
    Dataset<Row> persons =
        records.groupBy("person_id").agg(mode(col("true_person"), true).as("true_person"));
    return in.table(PersonResidence.class)
        .join(
            broadcast(lists.select("reference_date", "least_index", "is_confirmed")),
            "reference_date")
        .filter(CoverageGroups.isListed(col("least_index"), col("is_confirmed")))
        .join(persons, "person_id")
        .select("reference_date", "least_index", "person_id", "true_person");
  }
}
