package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;

/**
 * Generates the forms of a census, one CSV file a municipality.
 *
 * <p><b>Reads</b> {@link SyntheticResidence}, {@link SyntheticStay}, {@link SyntheticPerson},
 * {@link SyntheticHousehold}. <b>Writes</b> {@link CensusSheet} as extracts.
 *
 * <p><b>Method.</b> Everybody who usually lives in the country on the reference day, and everybody
 * who is there, should have a line. Missed are 1 % in general, 4 % of children under five, 5 % of
 * men from 20 to 34, 6 % of indigenous people and 8 % of foreigners; the largest of these counts. A
 * share of the emigrants of households with residents is declared as living at home. Residence five
 * years before and municipality of birth are the questions from which internal migration is
 * measured. Names are written by {@link Clerk} in the manner {@link Manner#HURRIED}. All shares are
 * invented.
 *
 * <p><b>Known bias.</b> People are missed one by one, not by household or town; ages and residences
 * are declared without error.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-census --conf conf/synthetic.yaml}
 */
public final class SynthesizeCensus implements Job<CensusParams> {

  @Override
  public JobSpec<CensusParams> spec() {
    return JobSpec.named("synthesize-census", CensusParams.class)
        .summary("Generates the forms of a census with people missed and absent people counted")
        .reads(
            SyntheticHousehold.class,
            SyntheticPerson.class,
            SyntheticResidence.class,
            SyntheticStay.class)
        .exports(CensusSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, CensusParams params) {
    return Enumeration.lines(inputs, params).filter(col("is_delivered"));
  }
}
