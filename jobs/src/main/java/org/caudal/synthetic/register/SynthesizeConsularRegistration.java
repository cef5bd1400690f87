package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;

/**
 * Generates the registers of nationals abroad that consulates keep.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticHousehold}, {@link SyntheticStay},
 * {@link SyntheticResidence}. <b>Writes</b> {@link ConsularSheet} as extracts, one CSV file a
 * country.
 *
 * <p><b>Method.</b> Of the nationals with usual residence abroad 25 % ever register, on average 400
 * days, and not before 30 days, after the spell began, if they are then still in that country. They
 * show their passport. Names, dates and documents are written by {@link Clerk}, in the manner
 * {@link Manner#ABROAD}; defects are planted as in {@link RegisterLines}. All rates are invented.
 *
 * <p><b>Known bias.</b> Nobody is taken off the books on return; consulates cover their whole
 * country. See docs/explanation/synthetic-registers.md.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-consular-registration --conf conf/synthetic.yaml}
 */
public final class SynthesizeConsularRegistration implements Register {
  private static final Form FORM =
      new Form(
          "consular_registration",
          Manner.ABROAD,
          ConsularSheet.class,
          "registered_on",
          Form.Period.WHOLE);

  @Override
  public JobSpec<RegisterParams> spec() {
    return JobSpec.named("synthesize-consular-registration", RegisterParams.class)
        .summary("Generates consular registers of nationals abroad: a late minority")
        .reads(
            SyntheticPerson.class,
            SyntheticHousehold.class,
            SyntheticStay.class,
            SyntheticResidence.class)
        .exports(ConsularSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> lines(Inputs inputs, RegisterParams params) {
    return RegisterLines.of(FORM, records(inputs), params);
  }

  private static Dataset<Row> records(Inputs inputs) {
    Dataset<Row> lived =
        inputs
            .table(SyntheticResidence.class)
            .filter(col("country").notEqual(CountryColumns.HOME))
            .select(
                col("person_id"),
                col("residence_number"),
                col("country").as("residence_country"),
                col("start_date").as("lived_from"),
                col("end_date").as("lived_until"));
    return People.of(inputs)
        .filter(CountryColumns.isNational())
        .filter(People.chance(250_000, "consulate"))
        .join(lived, "person_id")
        .withColumn(
            "registered_on",
            People.after(
                date_add(col("lived_from"), 30), 370, "consulate-day", col("residence_number")))
        .filter(col("registered_on").lt(col("lived_until")))
        .join(People.stays(inputs), "person_id")
        .filter(col("stay_country").equalTo(col("residence_country")))
        .filter(People.inStay(col("registered_on")))
        .select(
            col("*"),
            Documents.passport(lit(0)).as("document"),
            col("residence_number").as("record_number"),
            col("registered_on").as("file_day"),
            col("residence_country").as("file_part"));
  }
}
