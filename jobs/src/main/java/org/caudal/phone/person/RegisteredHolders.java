package org.caudal.phone.person;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.AgeBands;
import org.caudal.functions.Ages;
import org.caudal.job.Inputs;

/** Sex and age of who registered each device, month by month. */
final class RegisteredHolders {
  private static final String[] DEVICE = {"month", "operator_id", "device_id"};
  private static final int JULY = 7;

  private RegisteredHolders() {}

  /**
   * Devices of months with {@code sex}, 0 where it is not known, and {@code age_band}, empty where
   * it is not, of the last registration that was in force on a day of the month. Of a year of birth
   * the age is taken as if born on 1 July; a band of ages grows older by the whole years since the
   * registration, by the age in its middle, and one that is in no group is not known.
   *
   * @param devices one row a month and device
   */
  static Dataset<Row> of(Dataset<Row> devices, Inputs in, List<Integer> ageGroups) {
    Column begun = col("valid_from").leq(last_day(col("month")));
    Column lasts = col("valid_to").isNull().or(col("valid_to").gt(col("month")));
    Column age = yearsSince(make_date(col("birth_year"), lit(JULY), lit(1)));
    Column registeredFor = greatest(yearsSince(col("valid_from")), lit(0));
    Dataset<Row> registered =
        Registrations.inTurn(in)
            .join(broadcast(devices.select("month").distinct()), begun.and(lasts))
            .withColumn("registered_sex", when(col("sex").isin(1, 2), col("sex")))
            .withColumn(
                "registered_age",
                coalesce(
                    AgeBands.groupName(age, ageGroups),
                    AgeBands.groupOfBand(col("age_band"), registeredFor, ageGroups)))
            .groupBy("month", "operator_id", "device_id")
            .agg(
                max_by(struct("registered_sex", "registered_age"), col("valid_from")).as("holder"));
    return devices
        .join(registered, DEVICE, "left_outer")
        .withColumn("sex", coalesce(col("holder.registered_sex"), lit(0)))
        .withColumn("age_band", coalesce(col("holder.registered_age"), lit("")))
        .drop("holder");
  }

  /** Whole years from a day to the month. */
  private static Column yearsSince(Column day) {
    return Ages.completedYears(day, col("month"));
  }
}
