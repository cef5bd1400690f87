package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;

/**
 * Counts the victims of trafficking by capture history, with those whom no list has.
 *
 * <p><b>Reads</b> {@link TrueVictim}. <b>Writes</b> {@link TrueHidden}.
 *
 * <p><b>Method.</b> A count; histories that nobody has are in no row.
 *
 * <p><b>Known bias.</b> None: it is the truth. Lists are linked in it without error.
 *
 * <p><b>Example.</b> {@code caudal run plant-hidden --conf conf/synthetic.yaml}
 */
public final class PlantHidden implements Job<PlantHidden.Params> {

  /** Nothing to choose. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("plant-hidden", Params.class)
        .summary("Counts the victims of trafficking by capture history")
        .reads(TrueVictim.class)
        .writesWhole(TrueHidden.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    return inputs
        .table(TrueVictim.class)
        .groupBy("victim_class", "history")
        .agg(count(lit(1)).as("victims"));
  }
}
