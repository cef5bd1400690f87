package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.register.TrueLink;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Makes up the decisions of two reviewers on drawn pairs, from the truth.
 *
 * <p><b>Reads</b> {@link ReviewPair} and {@link TrueLink}. <b>Writes</b> {@link PairLabelSheet} as
 * an extract.
 *
 * <p><b>Method.</b> The first reviewer looks at every pair, the second at a share of them. Each is
 * undecided on a share of the pairs, and wrong on a share of the others, by draws of their own.
 *
 * <p><b>Known bias.</b> Errors are as likely on easy pairs as on hard ones. Where few pairs of a
 * band are of one person, as many errors as in another band make more of them.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-pair-labels --conf conf/linkage.yaml}
 */
public final class SynthesizePairLabels implements Job<SynthesizePairLabels.Params> {
  private static final String STREAM = "pair-label";
  private static final String[] PAIR = {
    "left_source", "left_record", "right_source", "right_record"
  };

  /** Parameters. */
  public record Params(
      @Doc("Seed of the draws") @Default("1") long seed,
      @Doc("Share of the pairs that the second reviewer looks at") @Default("0.3")
          BigDecimal secondShare,
      @Doc("Share of the pairs on which a reviewer is undecided") @Default("0.02")
          BigDecimal undecidedShare,
      @Doc("Share of the decisions that are wrong") @Default("0.01") BigDecimal errorShare) {

    /** Refuses what is no share. */
    public Params {
      new MadeUpReviewers(seed, STREAM, secondShare, undecidedShare, errorShare);
    }

    private MadeUpReviewers reviewers() {
      return new MadeUpReviewers(seed, STREAM, secondShare, undecidedShare, errorShare);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-pair-labels", Params.class)
        .summary("Makes up the decisions of two reviewers on drawn pairs, from the truth.")
        .reads(ReviewPair.class, TrueLink.class)
        .usesPseudonyms()
        .exports(PairLabelSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> pairs =
        in.table(ReviewPair.class)
            .select(PAIR[0], PAIR[1], PAIR[2], PAIR[3])
            .join(truth(in, "left"), new String[] {PAIR[0], PAIR[1]}, "inner")
            .join(truth(in, "right"), new String[] {PAIR[2], PAIR[3]}, "inner");
    return p.reviewers()
        .decide(
            pairs,
            col("left_person").equalTo(col("right_person")),
            "match",
            "no-match",
            List.of("left_source", "left_mark", "right_source", "right_mark"))
        .select(
            lit("pair_labels.csv").as("file_name"),
            col("left_source"),
            col("left_mark").as("left_record"),
            col("right_source"),
            col("right_mark").as("right_record"),
            col("reviewer"),
            col("decision"));
  }

  private static Dataset<Row> truth(Inputs in, String side) {
    return TrueRecords.of(in)
        .select(
            col("source_id").as(side + "_source"),
            col("record_id").as(side + "_record"),
            col("mark").as(side + "_mark"),
            col("true_person").as(side + "_person"));
  }
}
