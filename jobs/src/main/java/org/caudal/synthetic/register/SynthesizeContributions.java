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

/**
 * Generates contributions to social security by month, one CSV file a year and province, and one a
 * year and country for those that other countries report under an agreement.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticHousehold}, {@link SyntheticResidence}.
 * <b>Writes</b> {@link ContributionSheet} as extracts.
 *
 * <p><b>Method.</b> People with an occupation contribute from 18 to 64 years of age where they
 * usually reside, if their job is formal: jobs last two years, and the share that is formal is 0.32
 * with at most primary education, 0.58 with secondary, 0.82 with higher, less 0.12 for indigenous
 * people and people of African descent. Five quarters in a hundred are without a job, and some
 * months are not paid for. Some who leave for a country with an agreement remain insured for six
 * months at home, so that two countries insure them. Wages follow the major group of ISCO-08 with a
 * draw from 0.7 to 1.3 a job. All figures are invented.
 *
 * <p><b>Known bias.</b> Wages do not differ by sex or grow with time; work begins with the usual
 * residence, so seasonal and circular workers are insured only at home.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-contributions --conf conf/synthetic.yaml}
 */
public final class SynthesizeContributions implements Job<InsuranceParams> {

  @Override
  public JobSpec<InsuranceParams> spec() {
    return JobSpec.named("synthesize-contributions", InsuranceParams.class)
        .summary("Generates contributions to social security, here and abroad")
        .reads(SyntheticHousehold.class, SyntheticPerson.class, SyntheticResidence.class)
        .exports(ContributionSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, InsuranceParams params) {
    return Contributions.lines(inputs, params).filter(col("is_delivered"));
  }
}
