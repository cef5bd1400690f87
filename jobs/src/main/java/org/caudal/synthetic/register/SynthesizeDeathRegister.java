package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticStay;

/**
 * Generates the register of deaths in the country.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticHousehold}, {@link SyntheticStay}.
 * <b>Writes</b> {@link DeathSheet} as extracts, one CSV file a year of registration.
 *
 * <p><b>Method.</b> Who dies in the country is registered with probability 0.94: 70 % on average 3
 * days after the death, the others on average 60 days after. A death is in the file of the year of
 * registration; those registered after the last simulated day are in none. Names, dates and
 * documents are written by {@link Clerk}, in the manner {@link Manner#CAREFUL}; defects are planted
 * as in {@link RegisterLines}. All rates are invented.
 *
 * <p><b>Known bias.</b> Deaths of nationals abroad and deaths without a name are not in it. See
 * docs/explanation/synthetic-registers.md.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-death-register --conf conf/synthetic.yaml}
 */
public final class SynthesizeDeathRegister implements Register {
  private static final Form FORM =
      new Form("death_register", Manner.CAREFUL, DeathSheet.class, "died_on", Form.Period.YEAR);

  @Override
  public JobSpec<RegisterParams> spec() {
    return JobSpec.named("synthesize-death-register", RegisterParams.class)
        .summary("Generates a register of deaths, with delays of registration")
        .reads(SyntheticPerson.class, SyntheticHousehold.class, SyntheticStay.class)
        .exports(DeathSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> lines(Inputs inputs, RegisterParams params) {
    return RegisterLines.of(FORM, records(inputs), params);
  }

  private static Dataset<Row> records(Inputs inputs) {
    Column registered =
        when(
                People.chance(700_000, "death-soon"),
                People.after(col("death_date"), 3, "death-delay"))
            .otherwise(People.after(col("death_date"), 60, "death-delay"));
    return People.staying(inputs)
        .filter(col("death_date").equalTo(col("stay_end")))
        .filter(People.chance(940_000, "death-registered"))
        .withColumn("registered_on", registered)
        .filter(col("registered_on").lt(col("end_day")))
        .select(
            col("*"),
            col("death_date").as("died_on"),
            CountryColumns.municipality(col("town_code")).as("municipality_code"),
            Documents.shown().as("document"),
            lit(1).as("record_number"),
            col("registered_on").as("file_day"),
            lit(null).cast("string").as("file_part"));
  }
}
