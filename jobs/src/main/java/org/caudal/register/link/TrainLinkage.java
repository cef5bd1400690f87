package org.caudal.register.link;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
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
import org.caudal.statistics.linkage.Scorer;
import org.caudal.statistics.linkage.SplinkSettings;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Learns how often records of one person and of two persons agree.
 *
 * <p><b>Reads</b> {@link LinkRecord} and, where common values teach less, {@link ValueShare}.
 *
 * <p><b>Writes</b> {@link LinkageShare}.
 *
 * <p><b>Method.</b> Fellegi and Sunter (1969), as Splink 5 does it. The shares u are counted over
 * all pairs of a sample of records, the whole file where it is no larger. The shares m are learnt
 * by expectation maximisation on the pairs of each training rule, over counts of patterns of
 * agreement; a comparison that reads a field of a rule is not learnt from it, and the median of the
 * trainings stands. Where deterministic rules are given, the prior is the pairs for which one holds
 * divided by {@code recall} and by all pairs. With {@code exact-equality} u of plain equality is
 * not taken from the sample, where one in ten million pairs is not seen, but from how often each
 * value occurs among all records, where no two are equal as of half a pair; the other levels of the
 * comparison keep their proportions, and share alike where the sample had none of them. A share
 * that the settings fix, by {@code fix_m_probability} or {@code fix_u_probability} of a level,
 * keeps its value.
 *
 * <p><b>Known bias.</b> Comparisons are taken as independent given the person; those of a family
 * are not. The sample has pairs of one person too: of numbers that hardly two persons share, u is
 * mostly those pairs, and the weight of agreement is too low. A level that no pair of the sample
 * had gets u = 1e-6.
 *
 * <p><b>Example.</b> {@code caudal run train-linkage --conf conf/linkage.yaml}
 */
public final class TrainLinkage implements Job<TrainLinkage.Params> {

  /** Parameters. */
  public record Params(
      @Doc(LinkageKeys.SETTINGS) @Example(LinkageKeys.SETTINGS_EXAMPLE) String settings,
      @Doc(LinkageKeys.TEXT) @Default("folded") Symbols.Unit text,
      @Doc("Blocking rules on whose pairs agreement is learnt, one after the other")
          @Example("[l.birth_date = r.birth_date]")
          List<String> trainingRules,
      @Doc(
              "Rules that hold for nearly no pair of two persons; none keeps the prior of the settings")
          @Example("[l.document = r.document]")
          @Default("[]")
          List<String> deterministicRules,
      @Doc(
              "Share of the pairs of one person for which a deterministic rule holds, a guess of yours: half of it adds about 1 to every weight")
          @Default("0.7")
          BigDecimal recall,
      @Doc("Records over whose pairs the shares u are counted; 0 keeps those of the settings")
          @Default("5000")
          int sample,
      @Doc(
              "Whether u of a first level that is plain equality of one field is counted over all records, not over the sample; not with sample 0")
          @Default("false")
          boolean exactEquality,
      @Doc("Whether agreement on common values teaches less") @Default("false")
          boolean frequenciesTeach,
      @Doc("Seed of the sample") @Default("1") long seed,
      @Doc(LinkageKeys.MOST_BLOCK) @Default("5000") int mostBlock) {

    /** Refuses settings and rules that cannot be read. */
    public Params {
      trainingRules = List.copyOf(trainingRules);
      deterministicRules = List.copyOf(deterministicRules);
      if (recall.signum() <= 0 || recall.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException("recall must be above 0 and at most 1, was " + recall);
      }
      if (sample != 0 && (sample < 100 || sample > 100_000)) {
        throw new IllegalArgumentException("sample must be 0 or 100 to 100000, was " + sample);
      }
      if (exactEquality && sample == 0) {
        throw new IllegalArgumentException(
            "exact-equality needs a sample for the other levels, sample was 0");
      }
      LinkageKeys.requireMostBlock(mostBlock);
      LinkageModel model = SplinkSettings.model(settings);
      List<String> rules = new ArrayList<>(trainingRules);
      rules.addAll(deterministicRules);
      Comparer.requireReadable(model, rules);
    }

    private LearntShares.Plan plan() {
      return new LearntShares.Plan(
          SplinkSettings.model(settings),
          trainingRules,
          deterministicRules,
          recall.doubleValue(),
          sample > 0,
          text);
    }
  }

  private static final StructType PAIR =
      new StructType()
          .add("rule", DataTypes.IntegerType, false)
          .add("pattern", DataTypes.LongType, false)
          .add("shares", DataTypes.createArrayType(DataTypes.DoubleType, false), false);

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("train-linkage", Params.class)
        .summary("Learns how often records of one person and of two persons agree.")
        .reads(LinkRecord.class)
        .readsIfThere(ValueShare.class)
        .writesWhole(LinkageShare.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    LinkageModel model = SplinkSettings.model(p.settings());
    List<String> rules = new ArrayList<>(p.trainingRules());
    rules.addAll(p.deterministicRules());
    List<String> counted = p.frequenciesTeach() ? model.frequencyFields() : List.of();
    ComparedRecords records =
        ComparedRecords.of(in, model, rules, counted, p.text(), ComparedRecords.Uncounted.REFUSED);
    Dataset<Row> facts =
        sample(in.table(LinkRecord.class), records.fields(), p)
            .crossJoin(pairs(records, model, rules, p))
            .crossJoin(sizes(in.table(LinkRecord.class)))
            .crossJoin(equal(in, records, model, p));
    return facts.select(
        inline(
            LearntShares.of(
                col("sample"),
                col("patterns"),
                col("deterministic"),
                col("sizes"),
                col("equal"),
                records.fields(),
                p.plan())));
  }

  private static Dataset<Row> sample(Dataset<Row> records, List<String> fields, Params p) {
    Dataset<Row> sampled =
        records
            .orderBy(xxhash64(lit(p.seed()), col("source_id"), col("record_id")), col("record_id"))
            .limit(p.sample());
    Column[] values =
        IntStream.range(0, fields.size())
            .mapToObj(i -> col(ComparedRecords.value(i)))
            .toArray(Column[]::new);
    return ComparedRecords.parsed(sampled, fields, p.text())
        .agg(collect_list(struct(col("source_id"), struct(values))).as("sample"));
  }

  /** Counts of the patterns of pairs of each training rule, and pairs of deterministic rules. */
  private static Dataset<Row> pairs(
      ComparedRecords records, LinkageModel model, List<String> rules, Params p) {
    int trainings = p.trainingRules().size();
    CandidatePairs.Pair pair =
        (rule, left, right, comparer, none) ->
            rule < trainings
                ? RowFactory.create(
                    rule,
                    comparer.pattern(left.candidate(), right.candidate()),
                    Scorer.larger(left.frequencies(), right.frequencies()))
                : RowFactory.create(rule, 0L, new double[0]);
    Column isTraining = col("rule").lt(trainings);
    return CandidatePairs.of(
            records,
            model,
            new CandidatePairs.Rules(rules, trainings, p.mostBlock()),
            lit(new byte[0]),
            pair,
            PAIR)
        .groupBy("rule", "pattern", "shares")
        .agg(count(lit(1)).as("pairs"))
        .agg(
            collect_list(when(isTraining, struct("rule", "pattern", "shares", "pairs")))
                .as("patterns"),
            sum(when(isTraining, 0L).otherwise(col("pairs"))).as("deterministic"))
        .withColumn("deterministic", coalesce(col("deterministic"), lit(0L)));
  }

  private static Dataset<Row> equal(
      Inputs in, ComparedRecords records, LinkageModel model, Params p) {
    return p.exactEquality()
        ? EqualValues.of(records, model)
        : in.sequence(1).select(EqualValues.none().as("equal"));
  }

  private static Dataset<Row> sizes(Dataset<Row> records) {
    return records
        .groupBy("source_id")
        .agg(count(lit(1)).as("n"))
        .agg(collect_list("n").as("sizes"));
  }
}
