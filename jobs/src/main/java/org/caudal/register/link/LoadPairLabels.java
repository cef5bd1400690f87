package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
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
import org.caudal.load.Rule;
import org.caudal.load.Strength;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Loads what reviewers decided on pairs of records.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code left_source}, {@code
 * left_record}, {@code right_source}, {@code right_record}, {@code reviewer} and {@code decision}.
 *
 * <p><b>Writes</b> {@link PairLabel}.
 *
 * <p><b>Method.</b> Marks become the pseudonyms that they have in {@link LinkRecord}; {@code
 * records: pseudonyms} takes those of {@link ReviewPair} as they are. A pair of one record with
 * itself is rejected ({@code two-records}), and so is another decision than match, no-match and
 * undecided ({@code decision-known}).
 *
 * <p><b>Known bias.</b> Reviewers see what the model saw, and err where it errs: two persons of one
 * name and day look the same to both.
 *
 * <p><b>Example.</b> {@code caudal run load-pair-labels --conf conf/linkage.yaml}
 */
public final class LoadPairLabels implements Job<LoadPairLabels.Params> {

  /** What the files call a record. */
  public enum Records {
    MARKS,
    PSEUDONYMS;

    /** A column with a record. */
    public Field field(String column) {
      return this == MARKS
          ? Field.identifier(column, LoadLinkRecords.DOMAIN)
          : Field.text(column).masked();
    }

    /** A plan that reads pairs of two records; one of a record with itself is rejected. */
    LoadPlan.Builder pairs(Class<? extends Record> table) {
      return LoadPlan.into(table)
          .field(Field.text("left_source"))
          .field(field("left_record"))
          .field(Field.text("right_source"))
          .field(field("right_record"))
          .rule(rule("left_record"))
          .rule(rule("right_record"))
          .reject(
              "two-records",
              "right_record",
              not(
                  col("left_source")
                      .equalTo(col("right_source"))
                      .and(col("left_record").equalTo(col("right_record")))),
              "Both are the same record.",
              "Name two records, or leave the line out.");
    }

    /** Refuses marks where pseudonyms are taken as they are: they would stay in the clear. */
    public Rule rule(String column) {
      return new Rule(
          column.replace('_', '-') + "-pseudonymous",
          Strength.REJECT,
          column,
          lit(this == MARKS).or(col(column).rlike("^[0-9a-f]{32}$")),
          "The record is no pseudonym of 32 hexadecimal digits.",
          "Load it with records: marks, which makes it one.");
    }
  }

  /** Parameters. */
  public record Params(
      @Doc("Files with the decisions") Extract extract,
      @Doc("What the files call a record: marks as in its register, or pseudonyms of review_pair")
          @Default("marks")
          Records records)
      implements Loading {

    @Override
    public LoadPlan plan(LoadPlan declared) {
      return LoadPairLabels.plan(records);
    }
  }

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-pair-labels", Params.class)
          .summary("Loads what reviewers decided on pairs of records.")
          .after(PairLabelSheet.class)
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
    LoadPlan.Builder plan = records.pairs(PairLabel.class).field(Field.text("reviewer"));
    return Verdicts.load(plan, "match", "no-match").build();
  }
}
