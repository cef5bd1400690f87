package org.caudal.functions;

import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** Decimal arithmetic that keeps its digits: Spark shortens the scale of wide operands. */
public final class Decimals {
  private Decimals() {}

  /** The quotient, with ten or more correct digits after the point before any rounding. */
  public static Column ratio(Column numerator, Column denominator) {
    return numerator
        .cast(DataTypes.createDecimalType(28, 8))
        .divide(denominator.cast(DataTypes.createDecimalType(22, 6)));
  }

  /** The sum of numbers to nine digits after the point, whatever their order. */
  public static Column total(Column value) {
    return sum(value.cast(DataTypes.createDecimalType(28, 9))).cast(DataTypes.DoubleType);
  }

  /** Rounded half up and typed. */
  public static Column rounded(Column value, int precision, int scale) {
    return round(value, scale).cast(DataTypes.createDecimalType(precision, scale));
  }
}
