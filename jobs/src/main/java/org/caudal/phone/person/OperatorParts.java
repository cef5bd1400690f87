package org.caudal.phone.person;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.OperatorCombination;
import org.caudal.statistics.OperatorCombination.Part;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** One figure from those of operators, as a column: see {@link OperatorCombination}. */
final class OperatorParts {
  private static final StructType RESULT =
      new StructType()
          .add("least", DataTypes.DoubleType, false)
          .add("estimate", DataTypes.DoubleType, false)
          .add("most", DataTypes.DoubleType, false)
          .add("standard_error", DataTypes.DoubleType, false)
          .add("interval_low", DataTypes.DoubleType, false)
          .add("interval_high", DataTypes.DoubleType, false);

  private OperatorParts() {}

  /**
   * Least, estimate, most, error and interval.
   *
   * @param delivering sorted array of operator, weight, persons and devices of the largest figure
   *     that it hides
   * @param shown array of operator, estimate, standard error, persons counted and devices
   * @param overlap share of an operator's devices whose person other operators count too
   */
  static Column combined(Column delivering, Column shown, double overlap, double z) {
    UDF4<Seq<Row>, Seq<Row>, Double, Double, Row> combined =
        (operators, figures, share, quantile) ->
            combined(
                CollectionConverters.asJava(operators),
                CollectionConverters.asJava(figures),
                share,
                quantile);
    return udf(combined, RESULT)
        .withName("operator_combination")
        .apply(delivering, shown, lit(overlap), lit(z));
  }

  private static Row combined(List<Row> operators, List<Row> figures, double overlap, double z) {
    Map<String, Row> shown = new HashMap<>();
    figures.forEach(figure -> shown.put(figure.getString(0), figure));
    List<Part> parts =
        operators.stream()
            .map(
                operator -> {
                  Row figure = shown.get(operator.getString(0));
                  double weight = operator.getDouble(1);
                  return figure == null
                      ? Part.hidden(weight, operator.getDouble(2), operator.getDouble(3))
                      : Part.shown(
                          weight,
                          figure.getDouble(1),
                          figure.getDouble(2),
                          figure.getDouble(3),
                          (double) figure.getLong(4));
                })
            .toList();
    double pairwise = overlap / Math.max(1, operators.size() - 1);
    OperatorCombination.Result result = OperatorCombination.combine(parts, pairwise, z);
    return RowFactory.create(
        result.least(),
        result.estimate(),
        result.most(),
        result.standardError(),
        result.intervalLow(),
        result.intervalHigh());
  }
}
