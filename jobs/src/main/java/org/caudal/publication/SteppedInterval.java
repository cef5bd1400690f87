package org.caudal.publication;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF6;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.Normal;
import org.caudal.statistics.PersonInterval;

/** Intervals of persons that tell no more of the devices behind them than their full steps. */
final class SteppedInterval {
  private static final UserDefinedFunction ENDS =
      udf(
              (UDF6<Double, Double, Double, Long, Integer, Double, Row>) SteppedInterval::ends,
              new StructType()
                  .add("low", DataTypes.DoubleType, false)
                  .add("high", DataTypes.DoubleType, false))
          .withName("stepped_interval");

  private SteppedInterval() {}

  /**
   * The {@code low} and {@code high} end.
   *
   * @param persons column of the estimate, of rows with {@code persons_counted}, {@code
   *     interval_level} and the step, {@code least_devices}
   */
  static Column of(String persons, String error, String devices) {
    return ENDS.apply(
        col(persons).cast("double"),
        col(error).cast("double"),
        col("persons_counted").cast("double"),
        col(devices),
        col("least_devices"),
        col("interval_level").cast("double"));
  }

  private static Row ends(
      Double persons, Double error, Double counted, Long devices, Integer step, Double level) {
    PersonInterval ends =
        PersonInterval.ofSteps(
            persons, error, counted, Math.max(1, devices), step, Normal.twoSided(level));
    return RowFactory.create(ends.low(), ends.high());
  }
}
