package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticResidence;

/** Those whom a census should count and those whom it does, and the lines of its files. */
final class Enumeration {
  /** Share missed of those in no group of the list, in millionths. */
  static final int MISSED = 10_000;

  /** Share missed of children under five. */
  static final int MISSED_CHILDREN = 40_000;

  /** Share missed of men from 20 to 34. */
  static final int MISSED_YOUNG_MEN = 50_000;

  /** Share missed of indigenous people. */
  static final int MISSED_INDIGENOUS = 60_000;

  /** Share missed of foreigners. */
  static final int MISSED_FOREIGNERS = 80_000;

  private static final String REGISTER = "census";
  private static final String EARLIER = "earlier_" + REGISTER;
  private static final int MONTHS_BEFORE = 60;
  private static final Manner MANNER = // the form has the country from the list, not as written
      Manner.HURRIED.but(Map.of(Slip.COUNTRY_MISSING, 0));

  private Enumeration() {}

  /**
   * One row a usual resident, a visitor present, or an emigrant of a household with residents, with
   * {@code status} (resident, visitor or absent) and {@code is_counted}.
   */
  static Dataset<Row> all(Inputs inputs, CensusParams params) {
    return all(inputs, params, REGISTER, params.day());
  }

  private static Dataset<Row> all(
      Inputs inputs, CensusParams params, String register, LocalDate day) {
    Dataset<Row> living = residing(inputs, day);
    Dataset<Row> homes =
        living
            .filter(col("residence_country").equalTo(CountryColumns.HOME))
            .join(People.of(inputs).select("person_id", "household_id"), "person_id")
            .groupBy("household_id")
            .agg(min(struct("person_id", "residence_town")).getField("residence_town").as("home"));
    Column here = col("residence_country").equalTo(CountryColumns.HOME);
    Column present = col("stay_country").equalTo(CountryColumns.HOME);
    Column absent =
        col("home")
            .isNotNull()
            .and(col("citizenship").equalTo(CountryColumns.HOME))
            .and(
                Sheets.happens(
                    Draw.keyed(col("person_key"), register + "-absent"), params.absentDeclared()));
    return People.of(inputs)
        .join(living, "person_id")
        .join(
            People.stays(inputs)
                .filter(People.inStay(lit(day)))
                .withColumnRenamed("town_code", "stay_town")
                .select("person_id", "stay_country", "stay_town"),
            "person_id")
        .join(homes, new String[] {"household_id"}, "left")
        .select(
            col("*"),
            CountryColumns.age(col("birth_date"), lit(day)).as("age"),
            when(here, lit("resident"))
                .when(present, lit("visitor"))
                .when(absent, lit("absent"))
                .as("status"),
            when(here, col("residence_town"))
                .when(present, col("stay_town"))
                .otherwise(col("home"))
                .as("town_code"))
        .filter(col("status").isNotNull())
        .withColumn(
            "is_counted",
            col("status")
                .equalTo("absent")
                .or(Draw.keyed(col("person_key"), register + "-missed").geq(missed())));
  }

  /** Usual residence on a day. */
  static Dataset<Row> residing(Inputs inputs, LocalDate day) {
    return inputs
        .table(SyntheticResidence.class)
        .filter(col("start_date").leq(lit(day)).and(col("end_date").gt(lit(day))))
        .select(
            col("person_id"),
            col("country").as("residence_country"),
            col("town_code").as("residence_town"),
            col("start_date").as("residence_since"),
            col("reason").as("residence_reason"));
  }

  private static Column missed() {
    Column young = col("sex").equalTo(1).and(col("age").between(20, 34));
    return greatest(
        lit(MISSED),
        when(col("age").lt(5), lit(MISSED_CHILDREN)),
        when(young, lit(MISSED_YOUNG_MEN)),
        when(col("ethnicity").equalTo("indigenous"), lit(MISSED_INDIGENOUS)),
        when(col("citizenship").notEqual(CountryColumns.HOME), lit(MISSED_FOREIGNERS)));
  }

  /** Every line, as {@link Register} promises them. */
  static Dataset<Row> lines(Inputs inputs, CensusParams params) {
    Dataset<Row> lines = lines(inputs, params, REGISTER, params.day());
    return params.earlierDay() == null
        ? lines
        : lines.unionByName(lines(inputs, params, EARLIER, params.earlierDay()));
  }

  private static Dataset<Row> lines(
      Inputs inputs, CensusParams params, String register, LocalDate day) {
    Column twice =
        Sheets.happens(Draw.keyed(col("person_key"), register + "-twice"), params.duplicates());
    Dataset<Row> before =
        inputs
            .table(SyntheticResidence.class)
            .filter(
                col("start_date")
                    .leq(add_months(lit(day), -MONTHS_BEFORE))
                    .or(col("residence_number").equalTo(1)))
            .groupBy("person_id")
            .agg(
                max(struct(col("residence_number"), place("country", "town_code").as("place")))
                    .getField("place")
                    .as("place_before"));
    Dataset<Row> counted =
        Arrivals.with(inputs, all(inputs, params, register, day))
            .filter(col("is_counted"))
            .join(before, "person_id")
            .select(
                col("*"),
                when(twice, lit(RegisterDefect.EXACT_DUPLICATE.code()))
                    .otherwise(lit(""))
                    .as(Sheets.DEFECT),
                Sheets.mark("", 12, col("person_key"), register).as("record_id"),
                Sheets.mark("", 10, col("household_id"), register).as("household"),
                Sheets.text(Arrivals.lastBy(lit(day))).as("arrived_on"),
                Clerk.of(register, MANNER).writes(lit("")).as("written"));
    return Sheets.finished(Sheets.repeated(written(counted, register)), "household", "record_id");
  }

  private static Dataset<Row> written(Dataset<Row> counted, String register) {
    Column absent = col("status").equalTo("absent");
    Column declared = CountryColumns.municipality(col("town_code"));
    return counted.select(
        lit(register).as("register"),
        col("record_id").as("record_key"),
        col("person_id"),
        col("written.difference").as("difference"),
        col(Sheets.DEFECT),
        concat(lit(register + "_"), declared, lit(".csv")).as("file_name"),
        col("household"),
        col("record_id"),
        col("written.given_names").as("given_names"),
        col("written.surnames").as("surnames"),
        col("written.sex").as("sex"),
        col("written.birth_date").as("birth_date"),
        col("role").as("relation"),
        col("town_code"),
        when(absent.or(col("stay_country").equalTo(CountryColumns.HOME)), lit("yes"))
            .otherwise(lit("no"))
            .as("present"),
        when(absent, declared)
            .otherwise(place("residence_country", "residence_town"))
            .as("residence"),
        when(col("age").lt(MONTHS_BEFORE / 12), lit(""))
            .when(absent, declared) // as if the person had never left
            .otherwise(col("place_before"))
            .as("residence_before"),
        place("birth_country", "birth_town").as("birthplace"),
        col("birth_country"),
        col("arrived_on"),
        col("citizenship"),
        col("ethnicity"),
        col("difficulties"),
        col("education").cast("string").as("education"),
        Sheets.text(col("occupation")).as("occupation"));
  }

  /** Municipality of a town, or the country where there is none. */
  private static Column place(String country, String town) {
    return coalesce(CountryColumns.municipality(col(town)), col(country));
  }
}
