package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.statistics.linkage.Comparer;
import org.caudal.statistics.linkage.Comparison;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.LinkageShares;
import org.caudal.statistics.linkage.Scorer;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** {@link Scorer} as a column, with the shares that were learnt. */
final class PairScores implements Serializable {
  private static final long serialVersionUID = 1;

  private final LinkageModel settings;
  private transient @Nullable String read;
  private transient @Nullable Scorer scorer;

  PairScores(LinkageModel settings) {
    this.settings = settings;
  }

  /** One row with the shares as a text in the column {@code model}. */
  static Dataset<Row> model(Dataset<Row> shares, LinkageModel settings) {
    UDF1<Seq<Row>, String> text =
        rows ->
            LinkageShares.write(
                rows.isEmpty() ? settings : learnt(settings, CollectionConverters.asJava(rows)));
    return shares
        .agg(collect_list(struct("comparison", "gamma", "m", "u", "prior")).as("shares"))
        .select(
            udf(text, DataTypes.StringType)
                .withName("linkage_model")
                .apply(col("shares"))
                .as("model"));
  }

  /** The weight of a pair. */
  static Column weight(
      LinkageModel settings, Column model, Column pattern, Column left, Column right) {
    PairScores scores = new PairScores(settings);
    UDF4<String, Long, Seq<Double>, Seq<Double>, Double> weight =
        (text, levels, ofLeft, ofRight) ->
            scores.scorer(text).weight(levels, array(ofLeft), array(ofRight));
    return udf(weight, DataTypes.DoubleType)
        .withName("match_weight")
        .apply(model, pattern, left, right);
  }

  /** Shares as numbers. */
  static double[] array(Seq<Double> shares) {
    return CollectionConverters.asJava(shares).stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The levels of a pattern as text. */
  static Column levels(LinkageModel settings, Column pattern) {
    int comparisons = settings.comparisons().size();
    UDF1<Long, String> levels = value -> Comparer.levels(value, comparisons);
    return udf(levels, DataTypes.StringType).withName("levels").apply(pattern);
  }

  /** The scorer of a model; the last one is kept. */
  synchronized Scorer scorer(String text) {
    Scorer known = scorer;
    if (known == null || !text.equals(read)) {
      known = new Scorer(LinkageShares.read(settings, text));
      scorer = known;
      read = text;
    }
    return known;
  }

  /** The settings with the shares that were learnt. */
  private static LinkageModel learnt(LinkageModel settings, List<Row> rows) {
    Map<String, double[]> m = new HashMap<>();
    Map<String, double[]> u = new HashMap<>();
    int needed = 0;
    for (Comparison comparison : settings.comparisons()) {
      m.put(comparison.name(), new double[comparison.gammas()]);
      u.put(comparison.name(), new double[comparison.gammas()]);
      needed += comparison.gammas();
    }
    for (Row row : rows) {
      String name = row.getString(0);
      int gamma = row.getInt(1);
      double[] ofM = m.get(name);
      double[] ofU = u.get(name);
      if (ofM == null || ofU == null || gamma >= ofM.length) {
        throw new IllegalStateException(
            "linkage_share has " + name + " level " + gamma + ", the settings have none");
      }
      ofM[gamma] = row.getDouble(2);
      ofU[gamma] = row.getDouble(3);
    }
    if (rows.size() < needed) {
      throw new IllegalStateException(
          "linkage_share has " + rows.size() + " levels, the settings have " + needed);
    }
    return settings
        .withPrior(rows.get(0).getDouble(4))
        .with(c -> c.with(m.get(c.name()), u.get(c.name())));
  }
}
