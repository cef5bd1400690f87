package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
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
 * Generates the population register: nationals who ever lived in the country, and holders of
 * permits.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticHousehold}, {@link SyntheticStay},
 * {@link SyntheticResidence}. <b>Writes</b> {@link PopulationSheet} as extracts, one CSV file a
 * municipality.
 *
 * <p><b>Method.</b> The register was taken up anew from the first simulated day. Who has ever had
 * usual residence in the country stands in it once, registered on average 20 days after the first
 * spell began; foreigners only with a permit ({@link SynthesizeResidencePermits}). Of those who
 * left 20 % are taken off the books, on average 120 days later; of the dead 90 %, 30 days or more
 * after the death. A quarter of those who moved within the country stand with their first address.
 * Names, dates and documents are written by {@link Clerk}, in the manner {@link Manner#CAREFUL};
 * defects are planted as in {@link RegisterLines}. All rates are invented.
 *
 * <p><b>Known bias.</b> Nobody is registered who never lived in the country, as children born
 * abroad to nationals would be. See docs/explanation/synthetic-registers.md.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-population-register --conf conf/demo.yaml}
 */
public final class SynthesizePopulationRegister implements Register {
  private static final Form FORM =
      new Form(
          "population_register",
          Manner.CAREFUL,
          PopulationSheet.class,
          "registered_on",
          Form.Period.WHOLE);

  @Override
  public JobSpec<RegisterParams> spec() {
    return JobSpec.named("synthesize-population-register", RegisterParams.class)
        .summary("Generates a population register with those who left still on the books")
        .reads(
            SyntheticPerson.class,
            SyntheticHousehold.class,
            SyntheticStay.class,
            SyntheticResidence.class)
        .exports(PopulationSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> lines(Inputs inputs, RegisterParams params) {
    return RegisterLines.of(FORM, records(inputs), params);
  }

  private static Dataset<Row> records(Inputs inputs) {
    Dataset<Row> lived =
        inputs
            .table(SyntheticResidence.class)
            .filter(col("country").equalTo(CountryColumns.HOME))
            .groupBy("person_id")
            .agg(
                min("start_date").as("lived_from"),
                max("end_date").as("lived_until"),
                min_by(col("town_code"), col("start_date")).as("first_town"),
                max_by(col("town_code"), col("start_date")).as("last_town"));
    Column town =
        when(People.chance(250_000, "population-address"), col("first_town"))
            .otherwise(col("last_town"));
    Column registered =
        People.atLatestInStay(People.after(col("lived_from"), 20, "population-registered"));
    Column isRemoved = coalesce(col("removal").lt(col("end_day")), lit(false));
    return People.staying(inputs)
        .join(lived, "person_id")
        .filter(People.inStay(col("lived_from")))
        .filter(CountryColumns.isNational().or(SynthesizeResidencePermits.holdsPermits()))
        .select(
            col("*"),
            registered.as("registered_on"),
            CountryColumns.municipality(town).as("municipality_code"),
            removal().as("removal"),
            Documents.shown().as("document"),
            lit(1).as("record_number"))
        .select(
            col("*"),
            when(isRemoved, col("removal")).as("deregistered_on"),
            when(isRemoved, when(hasLeft(), lit("emigration")).otherwise(lit("death")))
                .as("deregistration_reason"),
            col("registered_on").as("file_day"),
            col("municipality_code").as("file_part"));
  }

  /** Whether the last spell in the country ended before the simulation did, and not by death. */
  private static Column hasLeft() {
    return col("lived_until")
        .lt(col("end_day"))
        .and(coalesce(col("death_date").gt(col("lived_until")), lit(true)));
  }

  private static Column removal() {
    return when(
            hasLeft().and(People.chance(200_000, "population-deregistered")),
            People.after(col("lived_until"), 120, "population-removal"))
        .when(
            not(hasLeft()).and(People.chance(900_000, "population-death-known")),
            People.after(date_add(col("death_date"), 30), 60, "population-removal"));
  }
}
