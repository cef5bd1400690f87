package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.table.Doc;

/**
 * Loads pairs of records that are of two persons.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code left_source}, {@code
 * left_record}, {@code right_source} and {@code right_record}: names of registers, and marks of
 * records as {@code load-link-records} reads them.
 *
 * <p><b>Writes</b> {@link SeparatePair}.
 *
 * <p><b>Method.</b> Marks become the pseudonyms that they have in {@link LinkRecord}. A pair of one
 * record with itself is rejected ({@code two-records}).
 *
 * <p><b>Known bias.</b> Only pairs that somebody looked at are here, and those are seldom a sample.
 *
 * <p><b>Example.</b> {@code caudal run load-separate-pairs --conf conf/linkage.yaml --set
 * jobs.load-separate-pairs.extract.paths=[pairs.csv]}
 */
public final class LoadSeparatePairs implements Job<LoadSeparatePairs.Params> {

  /** Parameters. */
  public record Params(@Doc("Files with the pairs") Extract extract) implements Loading {}

  private static final LoadPlan PLAN =
      LoadPlan.into(SeparatePair.class)
          .field(Field.text("left_source"))
          .field(Field.identifier("left_record", LoadLinkRecords.DOMAIN))
          .field(Field.text("right_source"))
          .field(Field.identifier("right_record", LoadLinkRecords.DOMAIN))
          .reject(
              "two-records",
              "right_record",
              not(
                  col("left_source")
                      .equalTo(col("right_source"))
                      .and(col("left_record").equalTo(col("right_record")))),
              "Both are the same record.",
              "Name two records, or leave the line out.")
          .build();

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-separate-pairs", Params.class)
          .summary("Loads pairs of records that are of two persons.")
          .loads(PLAN);

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(in.extract(), PLAN, p.extract(), in::pseudonym);
  }
}
