package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.linkage.Comparer;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.SplinkSettings;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.statistics.linkage.Weights;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Finds pairs of records that may be of one person, with their weights.
 *
 * <p><b>Reads</b> {@link LinkRecord}, {@link ValueShare} where the settings adjust by frequency and
 * {@link LinkageShare}: where that has rows, they replace m, u and prior of the settings, also
 * those of a trained model; without it the settings must hold every share.
 *
 * <p><b>Writes</b> {@link RecordPair}.
 *
 * <p><b>Method.</b> Pairs for which a blocking rule of the settings holds are compared; the first
 * level of a comparison whose condition holds counts. The weight is the logarithm to base 2 of the
 * odds: prior, m / u of each level, and where the settings say so, how common the values are among
 * all records (Splink's term frequencies).
 *
 * <p>A value that {@code value_share} lacks ends the run: count values before all is linked. {@link
 * LinkNewRecords} and {@link GroupRecords} take it for one that was counted once.
 *
 * <p>Each rule needs at least one {@code l.x = r.x} that is not under an OR: without one all
 * records are one block, compared pair by pair in one task. A block of more than {@code most-block}
 * records ends the run before a pair is written. {@code link_only} leaves pairs within a register
 * out, {@code link_and_dedupe} takes all pairs, {@code dedupe_only} those of one register: records
 * of several are refused, and so are settings with a field that no record has.
 *
 * <p><b>Known bias.</b> Who agrees on no blocking rule is not found. Weights of relatives are too
 * high, because names and addresses are compared as if they were independent.
 *
 * <p><b>Example.</b> {@code caudal run link-records --conf conf/linkage.yaml}
 */
public final class LinkRecords implements Job<LinkRecords.Params> {

  /** Parameters. */
  public record Params(
      @Doc(LinkageKeys.SETTINGS) @Example(LinkageKeys.SETTINGS_EXAMPLE) String settings,
      @Doc(LinkageKeys.TEXT) @Default("folded") Symbols.Unit text,
      @Doc("Lowest probability of a pair that is kept, 0 for all") @Default("0.1")
          BigDecimal leastProbability,
      @Doc(LinkageKeys.MOST_BLOCK) @Default("5000") int mostBlock) {

    /** Refuses settings that cannot be read, without a blocking rule, and impossible shares. */
    public Params {
      LinkageModel model = SplinkSettings.model(settings);
      Comparer.requireReadable(model, List.of());
      LinkageKeys.requireMostBlock(mostBlock);
      if (model.rules().isEmpty()) {
        throw new IllegalArgumentException(
            "settings must have blocking_rules_to_generate_predictions");
      }
      if (leastProbability.signum() < 0 || leastProbability.compareTo(BigDecimal.ONE) >= 0) {
        throw new IllegalArgumentException(
            "least-probability must be within [0, 1), was " + leastProbability);
      }
    }
  }

  private static final StructType PAIR =
      new StructType()
          .add("left_source", DataTypes.StringType, false)
          .add("left_record", DataTypes.StringType, false)
          .add("right_source", DataTypes.StringType, false)
          .add("right_record", DataTypes.StringType, false)
          .add("rule", DataTypes.IntegerType, false)
          .add("levels", DataTypes.StringType, false)
          .add("weight", DataTypes.DoubleType, false);

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("link-records", Params.class)
        .summary("Finds pairs of records that may be of one person, with their weights.")
        .reads(LinkRecord.class)
        .readsIfThere(ValueShare.class)
        .readsIfThere(LinkageShare.class)
        .writesWhole(RecordPair.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return pairs(records(in, p, ComparedRecords.Uncounted.REFUSED), in, p);
  }

  /** The records, all new. */
  static ComparedRecords records(Inputs in, Params p, ComparedRecords.Uncounted uncounted) {
    LinkageModel settings = SplinkSettings.model(p.settings());
    return ComparedRecords.of(in, settings, p.text(), uncounted);
  }

  /** Pairs of records of which at least one is new. */
  static Dataset<Row> pairs(ComparedRecords records, Inputs in, Params p) {
    LinkageModel settings = SplinkSettings.model(p.settings());
    double least = Weights.ofProbability(p.leastProbability().doubleValue());
    PairScores scores = new PairScores(settings);
    int comparisons = settings.comparisons().size();
    CandidatePairs.Pair pair =
        (rule, left, right, comparer, model) -> {
          long pattern = comparer.pattern(left.candidate(), right.candidate());
          double weight =
              scores.scorer(model).weight(pattern, left.frequencies(), right.frequencies());
          return weight < least
              ? null
              : RowFactory.create(
                  left.source(),
                  left.id(),
                  right.source(),
                  right.id(),
                  rule,
                  Comparer.levels(pattern, comparisons),
                  weight);
        };
    return CandidatePairs.of(
            records,
            settings,
            new CandidatePairs.Rules(settings.rules(), 0, p.mostBlock()),
            PairScores.model(in.table(LinkageShare.class), settings),
            pair,
            PAIR)
        .withColumn(
            "probability", lit(1).divide(pow(lit(2.0), col("weight").multiply(-1)).plus(1)));
  }
}
