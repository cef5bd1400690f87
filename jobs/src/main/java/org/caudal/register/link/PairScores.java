package org.caudal.register.link;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
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
    Column lines =
        transform(
            array_sort(collect_list(struct("comparison", "gamma", "m", "u", "prior"))),
            share ->
                concat_ws(
                    "\t",
                    share.getField("comparison"),
                    share.getField("gamma"),
                    share.getField("m").cast("string"),
                    share.getField("u").cast("string"),
                    share.getField("prior").cast("string")));
    UDF1<String, String> text = rows -> text(rows, settings);
    return shares
        .agg(array_join(lines, "\n").as("shares"))
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

  private static double[] array(Seq<Double> shares) {
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

  private static String text(String lines, LinkageModel settings) {
    if (lines.isEmpty()) {
      return LinkageShares.write(settings);
    }
    Map<String, double[]> m = new HashMap<>();
    Map<String, double[]> u = new HashMap<>();
    settings
        .comparisons()
        .forEach(
            comparison -> {
              m.put(comparison.name(), new double[comparison.gammas()]);
              u.put(comparison.name(), new double[comparison.gammas()]);
            });
    double prior = settings.prior();
    int known = 0;
    for (String line : lines.split("\n", -1)) {
      List<String> cells = List.of(line.split("\t", -1));
      double[] ofM = m.get(cells.get(0));
      double[] ofU = u.get(cells.get(0));
      int gamma = Integer.parseInt(cells.get(1));
      if (ofM == null || ofU == null || gamma >= ofM.length) {
        throw new IllegalStateException(
            "linkage_share has " + cells.get(0) + " level " + gamma + ", the settings have none");
      }
      ofM[gamma] = Double.parseDouble(cells.get(2));
      ofU[gamma] = Double.parseDouble(cells.get(3));
      prior = Double.parseDouble(cells.get(4));
      known++;
    }
    int needed = m.values().stream().mapToInt(shares -> shares.length).sum();
    if (known < needed) {
      throw new IllegalStateException(
          "linkage_share has " + known + " levels, the settings have " + needed);
    }
    return LinkageShares.write(
        settings.withPrior(prior).with(c -> c.with(m.get(c.name()), u.get(c.name()))));
  }
}
