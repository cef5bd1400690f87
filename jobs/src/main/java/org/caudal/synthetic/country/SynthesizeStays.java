package org.caudal.synthetic.country;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;

/**
 * Tells where everybody in the synthetic world was on every day.
 *
 * <p><b>Reads</b> {@link SyntheticHousehold}. <b>Writes</b> {@link SyntheticStay}: one row a stay.
 *
 * <p><b>Method.</b> Month by month each adult who is free dies, gives birth, leaves, returns, is
 * visited by the disaster or stays, with the rates of {@link Rates} and the age pattern of Rogers
 * and Castro; heads may take their partner and children along. The borders are closed from the
 * fourth to the eighth month, the caravan comes in the second year, the disaster strikes in the
 * third.
 *
 * <p><b>Known bias.</b> Most rates are invented; transit is scripted; nobody dies on the way.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-stays --conf conf/demo.yaml}
 */
public final class SynthesizeStays implements Job<SynthesizeStays.Params> {

  /** No parameters. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-stays", Params.class)
        .summary("Tells where everybody in the synthetic world was on every day")
        .reads(SyntheticHousehold.class)
        .writesWhole(SyntheticStay.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    return Lives.stays(inputs.table(SyntheticHousehold.class));
  }
}
