package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.statistics.linkage.Comparison;
import org.caudal.statistics.linkage.Level;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.LinkageShares;
import org.caudal.statistics.linkage.Scorer;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The {@link Scorer} of the settings with the shares that were learnt. */
final class PairScores implements Serializable {
  private static final long serialVersionUID = 1;

  private final LinkageModel settings;
  private transient byte @Nullable [] read;
  private transient @Nullable Scorer scorer;

  PairScores(LinkageModel settings) {
    this.settings = settings;
  }

  /** The shares as bytes, read once and the same for every row. */
  static Column model(Dataset<Row> shares, LinkageModel settings) {
    UDF1<Seq<Row>, byte[]> model =
        rows ->
            LinkageShares.write(
                    rows.isEmpty() ? settings : learnt(settings, CollectionConverters.asJava(rows)))
                .getBytes(StandardCharsets.UTF_8);
    return shares
        .agg(
            collect_list(struct("comparison", "gamma", "m", "u", "prior", "level_name"))
                .as("shares"))
        .select(udf(model, DataTypes.BinaryType).withName("linkage_model").apply(col("shares")))
        .scalar();
  }

  /** Shares as numbers. */
  static double[] array(Seq<Double> shares) {
    return CollectionConverters.asJava(shares).stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The scorer of a model; the last one is kept. */
  synchronized Scorer scorer(byte[] model) {
    Scorer known = scorer;
    if (known == null || (model != read && !Arrays.equals(model, read))) {
      known = new Scorer(LinkageShares.read(settings, new String(model, StandardCharsets.UTF_8)));
      scorer = known;
    }
    read = model;
    return known;
  }

  /** The settings with the shares that were learnt. */
  private static LinkageModel learnt(LinkageModel settings, List<Row> rows) {
    Map<String, double[]> m = new HashMap<>();
    Map<String, double[]> u = new HashMap<>();
    Map<String, List<Level>> levels = new HashMap<>();
    int needed = 0;
    for (Comparison comparison : settings.comparisons()) {
      m.put(comparison.name(), new double[comparison.gammas()]);
      u.put(comparison.name(), new double[comparison.gammas()]);
      levels.put(comparison.name(), comparison.byGamma());
      needed += comparison.gammas();
    }
    for (Row row : rows) {
      String name = row.getString(0);
      int gamma = row.getInt(1);
      double[] ofM = m.get(name);
      double[] ofU = u.get(name);
      List<Level> known = levels.get(name);
      if (ofM == null || ofU == null || known == null || gamma >= known.size()) {
        throw new IllegalStateException(
            "linkage_share has " + name + " level " + gamma + ", the settings have none");
      }
      requireSame(name, gamma, row.getString(5), known.get(gamma).label());
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

  /** Shares of another level that has taken this number would weigh what they know nothing of. */
  private static void requireSame(String name, int gamma, String learnt, String set) {
    if (!learnt.equals(set)) {
      throw new IllegalStateException(
          "level "
              + gamma
              + " of "
              + name
              + " is '"
              + learnt
              + "' in linkage_share and '"
              + set
              + "' in the settings: run train-linkage with these settings");
    }
  }
}
