package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.synthetic.CountryColumns;

/** In whose name SIM cards are. */
final class CardHolders {
  private static final int FULL_AGE = 18;

  private CardHolders() {}

  /** Whether a card of the country is in use on a day. */
  static Column isLocalOn(Column day) {
    return col("kind").notEqual("foreign").and(CountryColumns.isOn(day, "valid_from", "valid_to"));
  }

  /**
   * Cards with {@code holder_id}: the owner; of owners who are under 18 when the card begins the
   * mother, else the father, of the household; null where there is none, and of machines.
   */
  static Dataset<Row> of(Dataset<Row> cards, Dataset<Row> persons) {
    Column isChild = add_months(col("birth_date"), 12 * FULL_AGE).gt(col("valid_from"));
    Column parent = coalesce(col("mother_id"), col("father_id"));
    return cards
        .join(
            persons.select("person_id", "birth_date", "mother_id", "father_id"),
            new String[] {"person_id"},
            "left_outer")
        .withColumn("holder_id", when(isChild, parent).otherwise(col("person_id")))
        .drop("birth_date", "mother_id", "father_id");
  }
}
