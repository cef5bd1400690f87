package org.caudal.synthetic.register;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;

/**
 * Generates the members abroad whom households declare in the survey, one CSV file a province.
 *
 * <p><b>Reads</b> {@link SyntheticResidence}, {@link SyntheticPerson}, {@link SyntheticHousehold}.
 * <b>Writes</b> {@link SurveyEmigrantSheet} as extracts.
 *
 * <p><b>Method.</b> Members of the households that answered synthesize-survey, whose parameters it
 * must be given, who usually live abroad and lived in the country, or were abroad on the first day
 * as natives or settled foreigners: no children born abroad. A share is left out. Each line has the
 * stratum, the town and the weight of the household, so that the file can be loaded by itself.
 *
 * <p><b>Known bias.</b> Age, destination and year are declared without error. Households that left
 * as a whole are in no frame, as in every survey of the country of origin.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-survey-emigrants --conf conf/stocks.yaml}
 */
public final class SynthesizeSurveyEmigrants implements Job<SurveyParams> {

  @Override
  public JobSpec<SurveyParams> spec() {
    return JobSpec.named("synthesize-survey-emigrants", SurveyParams.class)
        .summary("Generates the members abroad whom households declare in the survey")
        .reads(SyntheticHousehold.class, SyntheticPerson.class, SyntheticResidence.class)
        .exports(SurveyEmigrantSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, SurveyParams params) {
    return SurveySample.emigrants(inputs, params);
  }
}
