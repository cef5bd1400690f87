package org.caudal.synthetic.country;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;

/**
 * Lists everybody who lives in the synthetic country or comes to it.
 *
 * <p><b>Reads</b> {@link SyntheticHousehold}. <b>Writes</b> {@link SyntheticPerson}: one row a
 * person with what does not change.
 *
 * <p><b>Method.</b> The households of the first day are drawn by kind; births and deaths follow
 * month by month from schedules by age (see {@link Schedules}); a child has the citizenship, place
 * of birth and surnames that its parents give it. Names are right here; registers spoil them.
 *
 * <p><b>Known bias.</b> Nobody marries, parts or founds a household during the simulation;
 * fertility, mortality and their age patterns are constant.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-people --conf conf/demo.yaml}
 */
public final class SynthesizePeople implements Job<SynthesizePeople.Params> {

  /** No parameters. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-people", Params.class)
        .summary("Lists everybody who lives in the synthetic country or comes to it")
        .reads(SyntheticHousehold.class)
        .writesWhole(SyntheticPerson.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    return Lives.people(inputs.table(SyntheticHousehold.class));
  }
}
