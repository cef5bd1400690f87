package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;

/**
 * Counts the months that everybody was insured in each country.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticHousehold}, {@link SyntheticResidence}.
 * <b>Writes</b> {@link TrueInsurance}.
 *
 * <p><b>Method.</b> That of synthesize-contributions, whose parameters it must be given.
 *
 * <p><b>Known bias.</b> None: it is the truth. With other parameters it is that of other files.
 *
 * <p><b>Example.</b> {@code caudal run plant-insurance --conf conf/synthetic.yaml}
 */
public final class PlantInsurance implements Job<InsuranceParams> {

  @Override
  public JobSpec<InsuranceParams> spec() {
    return JobSpec.named("plant-insurance", InsuranceParams.class)
        .summary("Counts the months that everybody was insured in each country")
        .reads(SyntheticHousehold.class, SyntheticPerson.class, SyntheticResidence.class)
        .writesWhole(TrueInsurance.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, InsuranceParams params) {
    return Contributions.worked(inputs, params)
        .groupBy("person_id", "country", "insurance_number")
        .agg(
            expr("count(DISTINCT month)").as("months_worked"),
            expr("count(DISTINCT CASE WHEN paid THEN month END)").as("months_paid"),
            expr("count(DISTINCT CASE WHEN paid AND paid_countries > 1 THEN month END)")
                .as("months_twice"));
  }
}
