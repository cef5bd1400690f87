package org.caudal.functions;

import static org.apache.spark.sql.functions.round;

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

  /** Rounded half up and typed. */
  public static Column rounded(Column value, int precision, int scale) {
    return round(value, scale).cast(DataTypes.createDecimalType(precision, scale));
  }
}
