package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;

/**
 * Generates the rolls of pupils of every school year.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticHousehold}, {@link SyntheticStay},
 * {@link SyntheticResidence}. <b>Writes</b> {@link SchoolSheet} as extracts, one CSV file a school
 * year and province.
 *
 * <p><b>Method.</b> Children aged 5 to 17 who are in the country on the day between 15 January and
 * 28 February when they would enrol, and not on a visit or in transit, are enrolled with
 * probability 0.93, foreigners 0.80, regular or not, in every year or in none: nobody who is there
 * drops out. A child not enrolled anew in the next year, for being away on the day, stays on the
 * roll for one year more with probability 0.3, with the day of the last enrolment. Rolls have the
 * country of birth, ethnic group and difficulties of the pupil, and since when the pupil has lived
 * in the country. Names, dates and documents are written by {@link Clerk}, in the manner {@link
 * Manner#HURRIED}; defects are planted as in {@link RegisterLines}. All rates are invented.
 *
 * <p><b>Known bias.</b> Children who arrive after February wait for the next year; nobody repeats a
 * grade. See docs/explanation/synthetic-registers.md.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-school-enrolment --conf conf/synthetic.yaml}
 */
public final class SynthesizeSchoolEnrolment implements Register {
  private static final Form FORM =
      new Form(
          "school_enrolment", Manner.HURRIED, SchoolSheet.class, "enrolled_on", Form.Period.YEAR);

  @Override
  public JobSpec<RegisterParams> spec() {
    return JobSpec.named("synthesize-school-enrolment", RegisterParams.class)
        .summary("Generates rolls of pupils, with some who left still enrolled")
        .reads(
            SyntheticPerson.class,
            SyntheticHousehold.class,
            SyntheticStay.class,
            SyntheticResidence.class)
        .exports(SchoolSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> lines(Inputs inputs, RegisterParams params) {
    return RegisterLines.of(FORM, records(inputs), params);
  }

  private static Dataset<Row> records(Inputs inputs) {
    Dataset<Row> enrolled = enrolled(inputs);
    Column next = col("school_year").plus(1);
    Dataset<Row> kept =
        enrolled
            .filter(People.chance(300_000, "school-kept", col("school_year")))
            .withColumn("school_year", next)
            .filter(col("school_year").leq(year(date_sub(col("end_day"), 1))))
            .join(
                enrolled.select("person_id", "school_year"),
                new String[] {"person_id", "school_year"},
                "left_anti");
    return enrolled
        .unionByName(kept)
        .withColumn(
            "age",
            CountryColumns.age(col("birth_date"), make_date(col("school_year"), lit(3), lit(1))))
        .filter(col("age").between(5, 17))
        .select(
            col("*"),
            Arrivals.lastBy(col("enrolled_on")).as("arrived_on"),
            col("age").minus(5).as("grade"),
            concat(col("town_code"), lit("01")).as("school_code"),
            Documents.shown().as("document"),
            col("school_year").as("record_number"),
            make_date(col("school_year"), lit(2), lit(1)).as("file_day"),
            CountryColumns.province(col("town_code")).as("file_part"));
  }

  private static Dataset<Row> enrolled(Inputs inputs) {
    Column year = col("school_year");
    Column day =
        date_add(
            make_date(year, lit(1), lit(15)),
            Draw.evenly(Draw.keyed(col("person_key"), "school-day", year), lit(45)));
    return Arrivals.with(inputs, People.staying(inputs))
        .filter(not(col("stay_reason").isin("visit", "transit", "caravan")))
        .withColumn(
            "school_year",
            explode(sequence(year(col("stay_start")), year(date_sub(col("stay_end"), 1)))))
        .withColumn("enrolled_on", day)
        .filter(People.inStay(col("enrolled_on")))
        .withColumn("age", CountryColumns.age(col("birth_date"), make_date(year, lit(3), lit(1))))
        .filter(col("age").between(5, 17))
        .filter(
            when(CountryColumns.isNational(), People.chance(930_000, "school-enrolled"))
                .otherwise(People.chance(800_000, "school-enrolled")));
  }
}
