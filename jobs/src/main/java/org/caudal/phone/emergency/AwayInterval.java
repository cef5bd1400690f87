package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.functions.PoissonBootstrap;
import org.caudal.statistics.SummedVariance;

/**
 * The interval of what is away above normal: of the chance of the devices, and of how far a normal
 * time lies from its normal.
 */
final class AwayInterval {
  private static final UserDefinedFunction FREEDOM =
      udf(
              (UDF4<Double, Double, Double, Double, Long>) SummedVariance::degreesOfFreedom,
              DataTypes.LongType)
          .withName("degrees_of_freedom");

  private AwayInterval() {}

  /**
   * Half the width: Student's t times the root of both variances, with the degrees of freedom of
   * {@link SummedVariance}.
   *
   * @param chance variance of the chance of the devices
   * @param devices how many; one more than its degrees of freedom
   * @param ofNormal variance of a normal time about its normal
   * @param weeks of the baseline; one more than its degrees of freedom, since the days of a week go
   *     together
   */
  static Column half(Column chance, Column devices, Column ofNormal, Column weeks, double level) {
    Column freedom =
        FREEDOM.apply(
            chance, devices.minus(1).cast("double"), ofNormal, weeks.minus(1).cast("double"));
    return PoissonBootstrap.halfWidth(sqrt(chance.plus(ofNormal)), freedom.plus(lit(1L)), level);
  }
}
