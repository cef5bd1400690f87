package org.caudal.register.link;

import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.linkage.Comparison;
import org.caudal.statistics.linkage.EqualPairs;
import org.caudal.statistics.linkage.Level;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.PatternCount;
import org.caudal.statistics.linkage.Scorer;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.statistics.linkage.Training;
import org.caudal.statistics.linkage.Trainings;
import org.caudal.statistics.linkage.UnmatchedShares;
import org.caudal.statistics.linkage.UnmatchedShares.Sourced;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** {@link UnmatchedShares} and {@link Trainings} as a column. */
final class LearntShares {
  private static final StructType SHARE =
      new StructType()
          .add("comparison", DataTypes.StringType, false)
          .add("gamma", DataTypes.IntegerType, false)
          .add("level_name", DataTypes.StringType, false)
          .add("m", DataTypes.DoubleType, false)
          .add("u", DataTypes.DoubleType, false)
          .add("weight", DataTypes.DoubleType, false)
          .add("trainings", DataTypes.IntegerType, false)
          .add("prior", DataTypes.DoubleType, false);

  private final List<String> fields;
  private final Plan plan;

  private LearntShares(List<String> fields, Plan plan) {
    this.fields = fields;
    this.plan = plan;
  }

  /**
   * What is learnt how.
   *
   * @param model the settings
   * @param trainingRules rules on whose pairs m is learnt
   * @param deterministicRules rules from which the prior is taken, if any
   * @param recall share of the pairs of one person for which one of them holds
   * @param countsUnmatched whether u is counted, or that of the settings is kept
   * @param text what distances count
   */
  record Plan(
      LinkageModel model,
      List<String> trainingRules,
      List<String> deterministicRules,
      double recall,
      boolean countsUnmatched,
      Symbols.Unit text)
      implements Serializable {}

  /**
   * Array of shares by comparison and gamma.
   *
   * @param sample array of source and values
   * @param patterns array of number of the training rule, pattern, shares of values and pairs
   * @param deterministic pairs for which a deterministic rule holds
   * @param sizes array of records a source
   * @param equal array of {@link EqualValues}, or null where u of equality is that of the sample
   */
  static Column of(
      Column sample,
      Column patterns,
      Column deterministic,
      Column sizes,
      Column equal,
      List<String> fields,
      Plan plan) {
    UDF5<Seq<Row>, Seq<Row>, Long, Seq<Long>, @Nullable Seq<Row>, List<Row>> learn =
        (rows, counts, pairs, all, counted) ->
            new LearntShares(fields, plan)
                .learn(
                    CollectionConverters.asJava(rows),
                    CollectionConverters.asJava(counts),
                    pairs,
                    CollectionConverters.asJava(all),
                    counted == null ? List.of() : CollectionConverters.asJava(counted));
    return udf(learn, DataTypes.createArrayType(SHARE, false))
        .withName("learnt_shares")
        .apply(sample, patterns, deterministic, sizes, equal);
  }

  private List<Row> learn(
      List<Row> sample, List<Row> patterns, long pairs, List<Long> sizes, List<Row> equal) {
    LinkageModel model = plan.model();
    if (!plan.deterministicRules().isEmpty()) {
      model = model.withPrior(prior(pairs, model.pairs(sizes)));
    }
    if (plan.countsUnmatched()) {
      model = countUnmatched(model, sample, equal);
    }
    Trainings trainings = new Trainings(model);
    for (int rule = 0; rule < plan.trainingRules().size(); rule++) {
      train(trainings, rule, patterns);
    }
    List<Comparison> comparisons = trainings.model().comparisons();
    List<Row> shares = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      shares.addAll(shares(comparisons.get(i), trainings.of(i), model.prior()));
    }
    return shares;
  }

  private double prior(long found, double pairs) {
    double prior = found / plan.recall() / pairs;
    if (!(prior > 0 && prior < 1)) {
      throw new IllegalStateException(
          "deterministic rules hold for "
              + found
              + " pairs of "
              + Math.round(pairs)
              + ": with a recall of "
              + plan.recall()
              + " the prior would be "
              + prior
              + "; give other rules or another recall");
    }
    return prior;
  }

  /** Fixed shares take their place last: the others are in proportion to what was counted. */
  private LinkageModel countUnmatched(LinkageModel model, List<Row> sample, List<Row> equal) {
    List<Sourced> records = new ArrayList<>();
    for (Row row : sample) {
      List<@Nullable String> values = new ArrayList<>();
      for (int i = 0; i < fields.size(); i++) {
        values.add(row.getStruct(1).getString(i));
      }
      records.add(new Sourced(row.getString(0), values));
    }
    LinkageModel counted =
        UnmatchedShares.counted(model.with(Comparison::unfixed), fields, records, plan.text());
    for (Row row : equal) {
      String name = model.comparisons().get(row.getInt(0)).name();
      EqualPairs pairs = new EqualPairs(row.getDouble(1), row.getDouble(2));
      counted = counted.with(c -> c.name().equals(name) ? pairs.onto(c) : c);
    }
    List<Comparison> free = counted.comparisons();
    return model.with(c -> c.with(null, free.get(model.comparisons().indexOf(c)).u()));
  }

  private void train(Trainings trainings, int rule, List<Row> patterns) {
    Training training = Training.on(plan.trainingRules().get(rule), trainings.model());
    Scorer scorer = new Scorer(trainings.model());
    List<PatternCount> counts = new ArrayList<>();
    for (Row row : patterns) {
      if (row.getInt(0) == rule) {
        long pattern = row.getLong(1);
        double[] shares =
            row.<Double>getList(2).stream().mapToDouble(Double::doubleValue).toArray();
        double adjustment =
            shares.length == 0
                ? 0
                : training.learnt().stream()
                    .mapToDouble(c -> scorer.adjustment(c, pattern, shares, shares))
                    .sum();
        counts.add(new PatternCount(pattern, adjustment, row.getLong(3)));
      }
    }
    if (counts.isEmpty()) {
      throw new IllegalStateException(
          "training rule "
              + plan.trainingRules().get(rule)
              + " holds for no pair of records: nothing can be learnt from it");
    }
    trainings.run(training, counts);
  }

  private static List<Row> shares(Comparison comparison, int trainings, double prior) {
    List<Row> rows = new ArrayList<>();
    List<Level> levels = comparison.byGamma();
    double[] weights = comparison.weights();
    for (int gamma = 0; gamma < weights.length; gamma++) {
      rows.add(
          RowFactory.create(
              comparison.name(),
              gamma,
              levels.get(gamma).label(),
              comparison.m()[gamma],
              comparison.u()[gamma],
              weights[gamma],
              trainings,
              prior));
    }
    return rows;
  }
}
