package org.caudal.synthetic.country;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;

/**
 * Tells where everybody in the synthetic world usually lived.
 *
 * <p><b>Reads</b> {@link SyntheticHousehold}. <b>Writes</b> {@link SyntheticResidence}: one row a
 * spell of usual residence.
 *
 * <p><b>Method.</b> Twelve months in a place make a usual residence from the first day; shorter
 * stays are absences (United Nations 2021; see {@link UsualResidence}). Thirteen months beyond the
 * end are simulated so that the rule can be decided for every stay before it.
 *
 * <p><b>Known bias.</b> Who dies within a year of arriving never resided there.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-residences --conf conf/demo.yaml}
 */
public final class SynthesizeResidences implements Job<SynthesizeResidences.Params> {

  /** No parameters. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-residences", Params.class)
        .summary("Tells where everybody in the synthetic world usually lived")
        .reads(SyntheticHousehold.class)
        .writesWhole(SyntheticResidence.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    return Lives.residences(inputs.table(SyntheticHousehold.class));
  }
}
