package org.caudal.functions;

import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.WindowSpec;
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
    return sum(exact(value)).cast(DataTypes.DoubleType);
  }

  /** The same of the rows of a window. */
  public static Column total(Column value, WindowSpec window) {
    return sum(exact(value)).over(window).cast(DataTypes.DoubleType);
  }

  private static Column exact(Column value) {
    return value.cast(DataTypes.createDecimalType(28, 9));
  }

  /** Rounded half up and typed. */
  public static Column rounded(Column value, int precision, int scale) {
    return round(value, scale).cast(DataTypes.createDecimalType(precision, scale));
  }
}
