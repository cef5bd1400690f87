package org.caudal.synthetic;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;

import org.apache.spark.sql.Column;
import org.caudal.functions.Ages;

/** What every source reads off the tables of the fictional country. */
public final class CountryColumns {
  /** User-assigned code of the fictional country, ISO 3166-1 alpha-3. */
  public static final String HOME = "XCA";

  private static final int PROVINCE = 4; // characters of a P-code
  private static final int MUNICIPALITY = 6;

  private CountryColumns() {}

  /** P-code of the province of a town; null abroad. */
  public static Column province(Column town) {
    return substring(town, 1, PROVINCE);
  }

  /** P-code of the municipality of a town; null abroad. */
  public static Column municipality(Column town) {
    return substring(town, 1, MUNICIPALITY);
  }

  /** Completed years on a day. */
  public static Column age(Column birth, Column day) {
    return Ages.completedYears(birth, day);
  }

  /** Whether a period from one day to the day after its last has a day. */
  public static Column isOn(Column day, String from, String to) {
    return col(from).leq(day).and(col(to).gt(day));
  }

  /** Whether a stay or residence is one in the country on a day. */
  public static Column isHereOn(Column day) {
    return col("country").equalTo(HOME).and(isOn(day, "start_date", "end_date"));
  }

  /** Whether a person has the citizenship of the country, be it the second. */
  public static Column isNational() {
    return col("citizenship")
        .equalTo(HOME)
        .or(coalesce(col("second_citizenship"), lit("")).equalTo(HOME));
  }
}
