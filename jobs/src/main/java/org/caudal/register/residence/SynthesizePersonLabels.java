package org.caudal.register.residence;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.register.link.LinkedPerson;
import org.caudal.register.link.MadeUpReviewers;
import org.caudal.synthetic.register.TrueLink;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Makes up whom of a drawn sample two clerks find on the list, from the truth.
 *
 * <p><b>Reads</b> {@link ReviewPerson}, {@link PersonResidence}, {@link LinkedPerson} and {@link
 * TrueLink}. <b>Writes</b> {@link PersonLabelSheet} as an extract.
 *
 * <p><b>Method.</b> A person is on the list as {@code measure-coverage} takes it. Clerks name the
 * first record of a register by which the person is there. The first clerk looks for everybody, the
 * second for a share of them; they are undecided and err as those of {@code
 * synthesize-pair-labels}. Who is found by error is found without a record.
 *
 * <p><b>Known bias.</b> Errors are as likely where it is easy as where it is hard. As few of the
 * linked are not on the list and few of the others are, one error in a hundred in both makes the
 * false share several times too high.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-person-labels --conf conf/residence.yaml}
 */
public final class SynthesizePersonLabels implements Job<SynthesizePersonLabels.Params> {
  private static final String STREAM = "person-label";

  /** Parameters. */
  public record Params(
      @Doc("Seed of the draws") @Default("1") long seed,
      @Doc("Share of the persons whom the second clerk looks for") @Default("0.3")
          BigDecimal secondShare,
      @Doc("Share of the persons on whom a clerk is undecided") @Default("0.02")
          BigDecimal undecidedShare,
      @Doc("Share of the answers that are wrong") @Default("0.01") BigDecimal errorShare) {

    /** Refuses what is no share. */
    public Params {
      new MadeUpReviewers(seed, STREAM, secondShare, undecidedShare, errorShare);
    }

    private MadeUpReviewers clerks() {
      return new MadeUpReviewers(seed, STREAM, secondShare, undecidedShare, errorShare);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-person-labels", Params.class)
        .summary("Makes up whom of a drawn sample two clerks find on the list, from the truth.")
        .reads(ReviewPerson.class, PersonResidence.class, LinkedPerson.class, TrueLink.class)
        .usesPseudonyms()
        .exports(PersonLabelSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> drawn = in.table(ReviewPerson.class);
    Dataset<Row> records = TrueList.records(in);
    Dataset<Row> looked =
        drawn
            .select("source_id", "record_id")
            .join(records.drop("person_id"), ListedPersons.RECORD)
            .join(onList(in, drawn, records), new String[] {"true_person"}, "left");
    Column isNamed = col("decision").equalTo("found");
    return p.clerks()
        .decide(
            looked,
            coalesce(col("is_on_list"), lit(false)),
            "found",
            "not-found",
            List.of("source_id", "mark"))
        .select(
            lit("person_labels.csv").as("file_name"),
            col("source_id"),
            col("mark").as("record_id"),
            when(isNamed, col("named.source_id")).as("found_source"),
            when(isNamed, col("named.mark")).as("found_record"),
            col("reviewer"),
            col("decision"));
  }

  /** One row a true person on the list, with the first of the records of registers there. */
  private static Dataset<Row> onList(Inputs in, Dataset<Row> drawn, Dataset<Row> records) {
    Column isOfRegister = col("source_id").notEqual(col("count_source"));
    Dataset<Row> lists =
        drawn
            .select(
                col("reference_date"),
                col("least_index"),
                col("is_confirmed"),
                col("source_id").as("count_source"))
            .distinct();
    return TrueList.of(in, lists, records)
        .join(records, new String[] {"person_id", "true_person"})
        .crossJoin(lists.select("count_source"))
        .groupBy("true_person")
        .agg(
            lit(true).as("is_on_list"),
            min(when(isOfRegister, struct("source_id", "mark"))).as("named"));
  }
}
