package org.caudal.register.link;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.map_keys;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.caudal.problem.ProblemException;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.Waterfall;
import org.caudal.statistics.linkage.Waterfall.Step;
import scala.collection.Seq;

/** What a reviewer sees of a pair. */
final class PairReview {
  private static final double ROUNDING = 1e-6;
  private static final MapType TEXTS =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);

  private static final StructType STEP =
      new StructType()
          .add("comparison", DataTypes.StringType, false)
          .add("level", DataTypes.StringType, false)
          .add("weight", DataTypes.DoubleType, false)
          .add("frequency", DataTypes.DoubleType, false);

  private PairReview() {}

  /** The fields of {@code left_fields} and {@code right_fields} beside each other, by name. */
  static Column fields() {
    Column left = from_json(col("left_fields"), TEXTS);
    Column right = from_json(col("right_fields"), TEXTS);
    Column names = array_sort(array_union(map_keys(left), map_keys(right)));
    return to_json(
        transform(
            names,
            name ->
                struct(
                    name.as("field"),
                    left.getItem(name).as("left"),
                    right.getItem(name).as("right"))));
  }

  /**
   * What each comparison added to {@code weight}; a sum that differs ends the run.
   *
   * @param model of {@link PairScores#model}
   */
  static Column waterfall(
      LinkageModel settings, Column model, Column leftShares, Column rightShares) {
    PairScores scores = new PairScores(settings);
    UDF5<byte[], String, Double, Seq<Double>, Seq<Double>, List<Row>> steps =
        (bytes, levels, weight, left, right) ->
            rows(
                weight,
                Waterfall.of(
                    settings,
                    scores.scorer(bytes),
                    levels,
                    PairScores.array(left),
                    PairScores.array(right)));
    return to_json(
        udf(steps, DataTypes.createArrayType(STEP, false))
            .withName("waterfall")
            .apply(model, col("levels"), col("weight"), leftShares, rightShares));
  }

  private static List<Row> rows(double weight, List<Step> steps) {
    double sum = steps.stream().mapToDouble(step -> step.weight() + step.frequency()).sum();
    if (!(Math.abs(sum - weight) <= ROUNDING)) {
      throw ProblemException.data(
          "record_pair",
          "has a pair of weight " + weight + " that the settings and shares now give " + sum + ".",
          "Run link-records again, with the settings of sample-pairs.");
    }
    return steps.stream()
        .map(
            step ->
                RowFactory.create(step.comparison(), step.level(), step.weight(), step.frequency()))
        .toList();
  }
}
