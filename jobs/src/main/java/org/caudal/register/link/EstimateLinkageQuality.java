package org.caudal.register.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.UnitErrors;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Estimates precision and recall of linked pairs from the decisions of reviewers.
 *
 * <p><b>Reads</b> {@link ReviewPair}, {@link PairLabel} and, for how many pairs there could be,
 * {@link LinkRecord}. <b>Writes</b> {@link LinkageQuality}.
 *
 * <p><b>Method.</b> Pairs were drawn band by band, and each stands for as many as its band has more
 * than were decided: precision from a threshold on is the estimated share of matches in all pairs
 * of those bands, recall their part in the matches of all bands. Intervals are Jeffreys' in each
 * band, for a sample of a band with an end, put together by their distances ({@link
 * org.caudal.statistics.StratifiedShares}); they hold where all or none of a band match. A pair is
 * what most of its reviewers who decide say; where as many say the one as the other, or none
 * decides, it is left out, as if by chance. One who said both of one pair is undecided. Agreement
 * and Cohen's kappa are of the first two reviewers of a pair by their codes, in the pairs that were
 * drawn. The false positive rate is that of the other pairs of these bands among all possible ones
 * that do not match; pairs that were never compared count as such.
 *
 * <p><b>Known bias.</b> Undecided pairs are the hard ones. Reviewers who err in one pair of a
 * hundred make a precision of 0.999 look like 0.99. Decisions on pairs that are not in the sample
 * are not used.
 *
 * <p><b>Example.</b> {@code caudal run estimate-linkage-quality --conf conf/linkage.yaml}
 */
public final class EstimateLinkageQuality implements Job<EstimateLinkageQuality.Params> {
  private static final List<String> DECISIONS = List.of("match", "no-match", Verdicts.UNDECIDED);

  /** Parameters. */
  public record Params(
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level,
      @Doc(MeasureThresholds.POSSIBLE) @Default("all") MeasureThresholds.Pairs pairs) {

    /** Refuses impossible levels. */
    public Params {
      UnitErrors.requireSound(level);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("estimate-linkage-quality", Params.class)
        .summary("Estimates precision and recall of linked pairs from the decisions of reviewers.")
        .reads(ReviewPair.class, PairLabel.class, LinkRecord.class)
        .writesWhole(LinkageQuality.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return bands(
            pair(in.table(ReviewPair.class))
                .join(decisions(in.table(PairLabel.class)), new String[] {"one", "other"}, "left"))
        .agg(array_sort(collect_list(col("of_band"))).as("bands"))
        .crossJoin(
            broadcast(
                MeasureThresholds.number(
                    in.table(LinkRecord.class).select("source_id"), p.pairs(), "possible")))
        .select(inline(ReviewedBands.of(col("bands"), col("possible"), p.level().doubleValue())))
        .withColumn("interval_level", lit(p.level()).cast("decimal(7,6)"));
  }

  /** The two records in one order, whichever way round they are named. */
  private static Dataset<Row> pair(Dataset<Row> pairs) {
    Column left = struct(col("left_source").as("source"), col("left_record").as("record"));
    Column right = struct(col("right_source").as("source"), col("right_record").as("record"));
    return pairs.withColumn("one", least(left, right)).withColumn("other", greatest(left, right));
  }

  /** What is said of each pair: {@code verdict} of most, and of the {@code first} two reviewers. */
  private static Dataset<Row> decisions(Dataset<Row> labels) {
    return Verdicts.of(pair(labels), "match", "no-match", List.of("one", "other"))
        .select(
            col("one"),
            col("other"),
            col("verdict"),
            col("said").getItem(0).getField("decision").as("first"),
            element(col("said"), 1).as("second"));
  }

  private static Column element(Column said, int index) {
    return when(size(said).gt(index), said.getItem(index).getField("decision"));
  }

  /** What each band has, as {@link ReviewedBands} reads it. */
  private static Dataset<Row> bands(Dataset<Row> decided) {
    Column[] cells =
        DECISIONS.stream()
            .flatMap(
                first ->
                    DECISIONS.stream()
                        .map(
                            second ->
                                number(
                                    col("first")
                                        .equalTo(first)
                                        .and(col("second").equalTo(second)))))
            .toArray(Column[]::new);
    return decided
        .groupBy("band")
        .agg(
            struct(
                    col("band"),
                    max("band_low").as("band_low"),
                    max("pairs").as("pairs"),
                    number(col("verdict").equalTo("match")).as("matches"),
                    number(col("verdict").equalTo("no-match")).as("others"),
                    number(col("verdict").equalTo(Verdicts.UNDECIDED)).as("undecided"),
                    array(cells).as("cells"))
                .as("of_band"));
  }

  private static Column number(Column condition) {
    return count(when(condition, 1));
  }
}
