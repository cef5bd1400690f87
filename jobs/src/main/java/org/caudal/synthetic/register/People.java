package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;

/**
 * The people of the country as an office sees them: the columns of {@link SyntheticPerson}, {@code
 * partner_surname} (null without partner), and {@code first_day} and {@code end_day} of the
 * simulation.
 */
final class People {
  /** The fictional country. */
  static final String HOME = "XCA";

  private People() {}

  /** One row a person. */
  static Dataset<Row> of(Inputs inputs) {
    Dataset<Row> people = inputs.table(SyntheticPerson.class);
    Dataset<Row> partners =
        people.select(
            col("person_id").as("partner_id"), col("first_surname").as("partner_surname"));
    Dataset<Row> span =
        inputs.table(SyntheticHousehold.class).select("household_id", "first_day", "end_day");
    return people.join(partners, new String[] {"partner_id"}, "left").join(span, "household_id");
  }
}
