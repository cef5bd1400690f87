package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticStay;

/**
 * The people of the country as an office meets them: the columns of {@link SyntheticPerson}, {@code
 * partner_surname} (null without partner), and {@code first_day} and {@code end_day} of the
 * simulation.
 */
final class People {
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

  /**
   * One row a person and stay in the country, with {@code stay_number}, {@code town_code}, {@code
   * stay_start}, {@code stay_end}, {@code stay_reason} and {@code crossing}.
   */
  static Dataset<Row> staying(Inputs inputs) {
    return of(inputs)
        .join(stays(inputs).filter(col("stay_country").equalTo(CountryColumns.HOME)), "person_id");
  }

  /** Stays at home and abroad, with {@code stay_country}. */
  static Dataset<Row> stays(Inputs inputs) {
    return inputs
        .table(SyntheticStay.class)
        .select(
            col("person_id"),
            col("stay_number"),
            col("country").as("stay_country"),
            col("town_code"),
            col("start_date").as("stay_start"),
            col("end_date").as("stay_end"),
            col("reason").as("stay_reason"),
            col("crossing"));
  }

  /** Whether a day lies in the stay. */
  static Column inStay(Column day) {
    return day.geq(col("stay_start")).and(day.lt(col("stay_end")));
  }

  /** The day, or the last one of the stay where that is earlier. */
  static Column atLatestInStay(Column day) {
    return least(day, date_sub(col("stay_end"), 1));
  }

  /** Whether a share of persons, or of their parts, is met. */
  static Column chance(int millionths, String stream, Column... part) {
    return Draw.keyed(col("person_key"), stream, part).lt(millionths);
  }

  /** A day some time after another: the waiting time is exponential, in whole days from 0. */
  static Column after(Column day, double meanDays, String stream, Column... part) {
    Column left = lit(Draw.ONE).minus(Draw.keyed(col("person_key"), stream, part));
    Column days = floor(log(left.divide(lit((double) Draw.ONE))).multiply(lit(-meanDays)));
    return date_add(day, days.cast("int"));
  }
}
