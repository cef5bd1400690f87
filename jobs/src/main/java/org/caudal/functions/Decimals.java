package org.caudal.functions;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Decimal arithmetic that keeps its digits: Spark shortens the scale of wide operands. */
public final class Decimals {
  private static final DataType RATE = DataTypes.createDecimalType(24, 10);

  private Decimals() {}

  /**
   * The quotient, with ten or more correct digits after the point before any rounding, of a
   * denominator with at most six digits after the point.
   */
  public static Column ratio(Column numerator, Column denominator) {
    return numerator
        .cast(DataTypes.createDecimalType(28, 8))
        .divide(denominator.cast(DataTypes.createDecimalType(22, 6)));
  }

  /**
   * The quotient of two rates, with fourteen digits after the point, of a numerator with at most
   * twenty; null where the denominator is zero.
   */
  public static Column ratioOfRates(Column numerator, Column denominator) {
    return numerator
        .cast(DataTypes.createDecimalType(34, 20))
        .divide(nullif(denominator.cast(RATE), lit(BigDecimal.ZERO)));
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

  /** Rounded half up and typed; null where it does not fit. */
  public static Column fitted(Column value, int precision, int scale) {
    return round(value, scale).try_cast(DataTypes.createDecimalType(precision, scale));
  }

  /** Rounded half up and typed. */
  public static Column rounded(Column value, int precision, int scale) {
    return round(value, scale).cast(DataTypes.createDecimalType(precision, scale));
  }
}
