package org.caudal.synthetic.register;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticStay;

/**
 * Lists everybody who went missing, reported or not.
 *
 * <p><b>Reads</b> {@link SyntheticStay}, {@link SyntheticPerson}, {@link SyntheticHousehold}.
 * <b>Writes</b> {@link TrueMissing}.
 *
 * <p><b>Method.</b> That of synthesize-missing-persons, whose parameters it must be given.
 *
 * <p><b>Known bias.</b> None: it is the truth. With other parameters it is that of another list.
 *
 * <p><b>Example.</b> {@code caudal run plant-missing-persons --conf conf/synthetic.yaml}
 */
public final class PlantMissingPersons implements Job<MissingParams> {

  @Override
  public JobSpec<MissingParams> spec() {
    return JobSpec.named("plant-missing-persons", MissingParams.class)
        .summary("Lists everybody who went missing, reported or not")
        .reads(SyntheticHousehold.class, SyntheticPerson.class, SyntheticStay.class)
        .writesWhole(TrueMissing.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, MissingParams params) {
    return MissingPersons.all(inputs, params)
        .select("person_id", "stay_number", "route", "last_seen_on", "reported", "report_id");
  }
}
