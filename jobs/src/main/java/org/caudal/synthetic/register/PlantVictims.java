package org.caudal.synthetic.register;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticStay;

/**
 * Lists the victims of trafficking with the lists that have them.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticStay}. <b>Writes</b> {@link TrueVictim}.
 *
 * <p><b>Method.</b> That of synthesize-victim-lists, whose parameters it must be given.
 *
 * <p><b>Known bias.</b> None: it is the truth. With other parameters it is that of other lists.
 *
 * <p><b>Example.</b> {@code caudal run plant-victims --conf conf/synthetic.yaml}
 */
public final class PlantVictims implements Job<TraffickingParams> {

  @Override
  public JobSpec<TraffickingParams> spec() {
    return JobSpec.named("plant-victims", TraffickingParams.class)
        .summary("Lists the victims of trafficking with the lists that have them")
        .reads(SyntheticPerson.class, SyntheticStay.class)
        .writesWhole(TrueVictim.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, TraffickingParams params) {
    return Victims.all(inputs, params)
        .select("person_id", "victim_class", "foreigner", "victim_since", "town_code", "history");
  }
}
