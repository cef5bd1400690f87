package org.caudal.register.link;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.load.LoadPlan;
import org.caudal.register.link.LoadPairLabels.Records;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Loads pairs of records that are of two persons.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code left_source}, {@code
 * left_record}, {@code right_source} and {@code right_record}: names of registers, and records.
 *
 * <p><b>Writes</b> {@link SeparatePair}.
 *
 * <p><b>Method.</b> Marks become the pseudonyms that they have in {@link LinkRecord}; {@code
 * records: pseudonyms} takes those as they are. A pair of one record with itself is rejected
 * ({@code two-records}).
 *
 * <p><b>Known bias.</b> Only pairs that somebody looked at are here, and those are seldom a sample.
 *
 * <p><b>Example.</b> {@code caudal run load-separate-pairs --conf conf/linkage.yaml --set
 * jobs.load-separate-pairs.extract.paths=[pairs.csv]}
 */
public final class LoadSeparatePairs implements Job<LoadSeparatePairs.Params> {

  /** Parameters. */
  public record Params(
      @Doc("Files with the pairs") Extract extract,
      @Doc("What the files call a record: marks as in its register, or pseudonyms of link_record")
          @Default("marks")
          Records records)
      implements Loading {

    @Override
    public LoadPlan plan(LoadPlan declared) {
      return LoadSeparatePairs.plan(records);
    }
  }

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-separate-pairs", Params.class)
          .summary("Loads pairs of records that are of two persons.")
          .loads(plan(Records.MARKS));

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(in.extract(), plan(p.records()), p.extract(), in::pseudonym);
  }

  private static LoadPlan plan(Records records) {
    return records.pairs(SeparatePair.class).build();
  }
}
