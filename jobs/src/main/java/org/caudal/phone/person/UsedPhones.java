package org.caudal.phone.person;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.functions.AgeBands;
import org.caudal.job.Inputs;

/** Residents by whose phones they use, instead of by what they are themselves. */
final class UsedPhones {
  private UsedPhones() {}

  /**
   * Residents of classes of holders: those of each class of users are spread over the holders whose
   * cards they use, by the survey nearest to the month. A class of which nobody was asked stays as
   * it is.
   *
   * @param residents one row a month, area, {@code part} and {@code name}, with {@code residents}
   */
  static Dataset<Row> byHolder(
      Dataset<Row> residents, Inputs in, Dataset<Row> months, WeighDevices.Params p) {
    if (!in.isThere(PhoneUse.class)) {
      return residents;
    }
    Dataset<Row> shares =
        KnownTotals.nearest(answers(in, p), months, "survey_date", "part")
            .withColumn("asked", sum("users").over(Window.partitionBy("month", "part", "name")))
            .filter(col("asked").gt(0))
            .select("month", "part", "name", "holder", "users", "asked");
    Column spread =
        col("residents").cast("decimal(15,0)").multiply(col("users")).divide(col("asked"));
    return residents
        .join(shares, new String[] {"month", "part", "name"}, "left_outer")
        .withColumn("name", coalesce(col("holder"), col("name")))
        .groupBy("month", "level", "zone_id", "part", "name")
        .agg(
            sum(coalesce(spread, col("residents")).cast("decimal(24,9)"))
                .cast("double")
                .as("residents"));
  }

  /** One row a survey, part, class of users and class of holders, both known. */
  private static Dataset<Row> answers(Inputs in, WeighDevices.Params p) {
    Column age = AgeBands.first(col("user_age_band"));
    Column counted =
        when(AgeBands.isCut(col("user_age_band"), p.fromAge()), cut("user_age_band", "from-age"))
            .otherwise(age.isNull().or(age.geq(p.fromAge())));
    return in.table(PhoneUse.class)
        .filter(counted)
        .select(
            col("survey_date"),
            col("users"),
            inline(
                array(
                    struct(
                        lit("sex").as("part"),
                        sex("user_sex").as("name"),
                        sex("holder_sex").as("holder")),
                    struct(
                        lit("age_band").as("part"),
                        band("user_age_band", p).as("name"),
                        band("holder_age_band", p).as("holder")))))
        .filter(col("name").isNotNull().and(col("holder").isNotNull()))
        .groupBy("survey_date", "part", "name", "holder")
        .agg(sum("users").as("users"));
  }

  private static Column sex(String column) {
    return when(col(column).isin(1, 2), col(column).cast("string"));
  }

  private static Column band(String column, WeighDevices.Params p) {
    return when(
        col(column).notEqual(""),
        coalesce(AgeBands.groupOfBand(col(column), p.ageGroups()), cut(column, "age-groups")));
  }

  private static Column cut(String column, String parameter) {
    return raise_error(
        concat(
            col("source_file"),
            lit(":"),
            col("source_position"),
            lit(" has the " + column + " "),
            col(column),
            lit(
                ", which "
                    + parameter
                    + " of weigh-devices cuts: count the survey by bands that begin there")));
  }
}
