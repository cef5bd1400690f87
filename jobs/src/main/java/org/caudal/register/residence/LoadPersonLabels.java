package org.caudal.register.residence;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;
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
import org.caudal.register.link.LoadPairLabels.Records;
import org.caudal.register.link.Verdicts;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Loads whom of a count clerks found on the list of registers.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code source_id} and {@code
 * record_id} of the record of the count, {@code reviewer}, {@code decision} and, where a record was
 * found, {@code found_source} and {@code found_record}, which may be absent.
 *
 * <p><b>Writes</b> {@link PersonLabel}.
 *
 * <p><b>Method.</b> Marks become the pseudonyms that they have in {@code link_record}; {@code
 * records: pseudonyms} takes those of {@link ReviewPerson} as they are. Another decision than
 * found, not-found and undecided is rejected ({@code decision-known}), and so is a record that is
 * named without its register or the other way round ({@code record-whole}), one of the count itself
 * ({@code record-of-register}), and one that is named though nobody was found ({@code
 * record-found}).
 *
 * <p><b>Known bias.</b> Clerks who see what linkage saw err where it errs: give them the papers.
 *
 * <p><b>Example.</b> {@code caudal run load-person-labels --conf conf/residence.yaml}
 */
public final class LoadPersonLabels implements Job<LoadPersonLabels.Params> {

  /** Parameters. */
  public record Params(
      @Doc("Files with the answers") Extract extract,
      @Doc("What the files call a record: marks as in its register, or pseudonyms of review_person")
          @Default("marks")
          Records records)
      implements Loading {

    @Override
    public LoadPlan plan(LoadPlan declared) {
      return LoadPersonLabels.plan(records);
    }
  }

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-person-labels", Params.class)
          .summary("Loads whom of a count clerks found on the list of registers.")
          .after(PersonLabelSheet.class)
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
    Column isNamed = col("found_record").isNotNull();
    LoadPlan.Builder plan =
        LoadPlan.into(PersonLabel.class)
            .field(Field.text("source_id"))
            .field(records.field("record_id"))
            .field(Field.text("found_source").optional().orAbsent())
            .field(records.field("found_record").optional().orAbsent())
            .field(Field.text("reviewer"))
            .rule(records.rule("record_id"))
            .rule(records.rule("found_record"));
    return Verdicts.load(plan, "found", "not-found")
        .reject(
            "record-whole",
            "found_record",
            isNamed.equalTo(col("found_source").isNotNull()),
            "Of the record that was found, the register or the mark is missing.",
            "Write both found_source and found_record, or neither.")
        .reject(
            "record-of-register",
            "found_source",
            col("found_source").isNull().or(col("found_source").notEqual(col("source_id"))),
            "The record that was found is one of the count.",
            "Name the record of a register, or none.")
        .reject(
            "record-found",
            "decision",
            col("decision").equalTo("found").or(col("found_source").isNull()),
            "A record is named, and nobody was found.",
            "Write found, or leave the record out.")
        .build();
  }
}
