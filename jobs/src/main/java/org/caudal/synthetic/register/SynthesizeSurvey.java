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
 * Generates a household survey with design weights, one CSV file a province.
 *
 * <p><b>Reads</b> {@link SyntheticResidence}, {@link SyntheticPerson}, {@link SyntheticHousehold}.
 * <b>Writes</b> {@link SurveySheet} as extracts.
 *
 * <p><b>Method.</b> Provinces are strata. In each, towns are drawn systematically with a
 * probability proportional to their households (Madow 1949), and in each town households with equal
 * probabilities. A large town may be hit more than once and then gives as many times the
 * households. Households of one person and of foreigners answer less often. Remittances reach 0.60
 * of the households with a member abroad and 0.05 of others. All shares are invented.
 *
 * <p><b>Known bias.</b> The frame is the true list of households, without error or delay.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-survey --conf conf/synthetic.yaml}
 */
public final class SynthesizeSurvey implements Job<SurveyParams> {

  @Override
  public JobSpec<SurveyParams> spec() {
    return JobSpec.named("synthesize-survey", SurveyParams.class)
        .summary(
            "Generates a household survey with design weights and households that do not answer")
        .reads(SyntheticHousehold.class, SyntheticPerson.class, SyntheticResidence.class)
        .exports(SurveySheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, SurveyParams params) {
    return SurveySample.households(inputs, params);
  }
}
