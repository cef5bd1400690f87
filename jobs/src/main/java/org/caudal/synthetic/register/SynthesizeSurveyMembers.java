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
 * Generates the members of the households that answered the survey, one CSV file a province.
 *
 * <p><b>Reads</b> {@link SyntheticResidence}, {@link SyntheticPerson}, {@link SyntheticHousehold}.
 * <b>Writes</b> {@link SurveyMemberSheet} as extracts.
 *
 * <p><b>Method.</b> Members of the households that answered synthesize-survey, whose parameters it
 * must be given, who usually live in the country on the day, abroad for a while or not.
 *
 * <p><b>Known bias.</b> All is declared without error, by the person who knows.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-survey-members --conf conf/stocks.yaml}
 */
public final class SynthesizeSurveyMembers implements Job<SurveyParams> {

  @Override
  public JobSpec<SurveyParams> spec() {
    return JobSpec.named("synthesize-survey-members", SurveyParams.class)
        .summary("Generates the members of the households that answered the survey")
        .reads(SyntheticHousehold.class, SyntheticPerson.class, SyntheticResidence.class)
        .exports(SurveyMemberSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, SurveyParams params) {
    return SurveySample.members(inputs, params);
  }
}
