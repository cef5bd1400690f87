package org.caudal.register.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.linkage.Comparer;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.SplinkSettings;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Draws pairs of records for reviewers to look at.
 *
 * <p><b>Reads</b> {@link RecordPair}, {@link LinkRecord}, {@link ValueShare} where the settings
 * adjust by frequency and, where it is there, {@link LinkageShare}.
 *
 * <p><b>Writes</b> {@link ReviewPair}.
 *
 * <p><b>Method.</b> Of each band of weights {@code pairs-per-band} pairs, or all where there are no
 * more: those with the lowest hash of the pair under the seed, so that a pair that was drawn is
 * drawn again when others come or go. Beside each are the fields of both records, and what each
 * comparison added to the weight; nothing says whether they are of one person.
 *
 * <p><b>Known bias.</b> Pairs that {@code link-records} did not keep cannot be drawn.
 *
 * <p><b>Example.</b> {@code caudal run sample-pairs --conf conf/linkage.yaml}
 */
public final class SamplePairs implements Job<SamplePairs.Params> {
  /** Parameters. */
  public record Params(
      @Doc(LinkageKeys.SETTINGS) @Example(LinkageKeys.SETTINGS_EXAMPLE) String settings,
      @Doc(LinkageKeys.TEXT) @Default("folded") Symbols.Unit text,
      @Doc("Weights at which a band begins, rising; what is below the first is a band too")
          @Default("[0, 3, 6, 10, 15]")
          List<BigDecimal> bands,
      @Doc("Pairs to draw from each band, 2 or more") @Default("100") int pairsPerBand,
      @Doc("Seed of the draw") @Default("1") long seed) {

    /** Refuses settings that cannot be read, bands out of order and samples of one. */
    public Params {
      Comparer.requireReadable(SplinkSettings.model(settings), List.of());
      bands = List.copyOf(bands);
      for (int i = 1; i < bands.size(); i++) {
        if (bands.get(i).compareTo(bands.get(i - 1)) <= 0) {
          throw new IllegalArgumentException("bands must rise, were " + bands);
        }
      }
      if (pairsPerBand < 2) {
        throw new IllegalArgumentException("pairs-per-band must be 2 or more, was " + pairsPerBand);
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("sample-pairs", Params.class)
        .summary("Draws pairs of records for reviewers to look at.")
        .reads(RecordPair.class, LinkRecord.class)
        .readsIfThere(ValueShare.class)
        .readsIfThere(LinkageShare.class)
        .writesWhole(ReviewPair.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    LinkageModel settings = SplinkSettings.model(p.settings());
    ComparedRecords records =
        ComparedRecords.of(in, settings, p.text(), ComparedRecords.Uncounted.SEEN_ONCE);
    return drawn(in.table(RecordPair.class), p)
        .join(side(in, records, "left"), new String[] {"left_source", "left_record"})
        .join(side(in, records, "right"), new String[] {"right_source", "right_record"})
        .withColumn("fields", PairReview.fields())
        .withColumn(
            "waterfall",
            PairReview.waterfall(
                settings,
                PairScores.model(in.table(LinkageShare.class), settings),
                col("left_shares"),
                col("right_shares")));
  }

  private static Dataset<Row> drawn(Dataset<Row> pairs, Params p) {
    Column band = lit(0);
    Column low = lit(null).cast("double");
    for (int i = 0; i < p.bands().size(); i++) {
      Column isInOrAbove = col("weight").geq(p.bands().get(i).doubleValue());
      band = when(isInOrAbove, i + 1).otherwise(band);
      low = when(isInOrAbove, p.bands().get(i).doubleValue()).otherwise(low);
    }
    return ReviewDraw.of(
        pairs.withColumn("band", band).withColumn("band_low", low),
        "band",
        lit(p.pairsPerBand()),
        p.seed(),
        "pairs",
        col("left_source"),
        col("left_record"),
        col("right_source"),
        col("right_record"));
  }

  /** Records of one side with their fields and shares. */
  private static Dataset<Row> side(Inputs in, ComparedRecords records, String side) {
    Column[] shares =
        IntStream.range(0, records.shares())
            .mapToObj(i -> coalesce(col(ComparedRecords.share(i)), lit(Double.NaN)))
            .toArray(Column[]::new);
    return records
        .rows()
        .join(
            in.table(LinkRecord.class).select("source_id", "record_id", "fields"),
            new String[] {"source_id", "record_id"})
        .select(
            col("source_id").as(side + "_source"),
            col("record_id").as(side + "_record"),
            col("fields").as(side + "_fields"),
            array(shares).cast("array<double>").as(side + "_shares"));
  }
}
