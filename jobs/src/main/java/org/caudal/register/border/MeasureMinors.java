package org.caudal.register.border;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.register.TrueCrossing;

/**
 * Measures how many entries of children who are taken to be alone are so.
 *
 * <p><b>Reads</b> {@link BorderCrossing}, the truth, {@link TrueCrossing}, and, where it is there,
 * {@link DocumentPair}, by which documents are one traveller. <b>Writes</b> {@link MinorAccuracy}.
 *
 * <p><b>Method.</b> Each entry of a child is looked at by the records, as {@link CountBorderEvents}
 * does, and in truth: alone if no adult of its group crosses along, recorded or not. An exit that
 * is written as an entry is neither alone nor accompanied.
 *
 * <p><b>Known bias.</b> In the synthetic country the group is always written down.
 *
 * <p><b>Example.</b> {@code caudal run measure-minors --conf conf/border.yaml}
 */
public final class MeasureMinors implements Job<MeasureMinors.Params> {
  /** Nothing to choose. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("measure-minors", Params.class)
        .summary("Measures entries of children without an adult against the truth.")
        .reads(BorderCrossing.class, TrueCrossing.class)
        .readsIfThere(DocumentPair.class)
        .usesPseudonyms()
        .writesWhole(MinorAccuracy.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> crossings = Travellers.crossings(in);
    Dataset<Row> seen =
        Minors.entries(crossings.crossJoin(Journeys.days(crossings, Journeys.until(null))))
            .select("crossing_id", "answer");
    Dataset<Row> truth =
        in.table(TrueCrossing.class)
            .select(
                in.pseudonym(col("crossing_id"), LoadBorderCrossings.CROSSINGS).as("crossing_id"),
                col("direction"),
                col("company"));
    return seen.join(truth, new String[] {"crossing_id"}, "full")
        .filter(
            col("answer")
                .isNotNull()
                .or(col("direction").equalTo("entry").and(col("company").notEqual("adult"))))
        .groupBy(coalesce(col("answer"), lit("not_seen")).as("answer"))
        .agg(
            count(lit(1)).as("entries"),
            count_if(isEntry("alone")).as("alone"),
            count_if(isEntry("accompanied")).as("accompanied"));
  }

  /** Whether the crossing is an entry in truth, in such company. */
  private static Column isEntry(String company) {
    return col("direction").equalTo("entry").and(col("company").equalTo(company));
  }
}
