package org.caudal.functions;

import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.util.Map;
import org.apache.spark.sql.Column;

/**
 * Standard errors of totals and ratios of whole numbers over units, in one pass: those to which
 * {@link PoissonBootstrap} tends with more and more replicates.
 *
 * <p>If each unit counts w times, w being Poisson(1), the variance of the total Σ w y is Σ y². That
 * of the ratio Σ w y / Σ w x is, to first order, Σ (y − R x)² / (Σ x)² with R = Σ y / Σ x (Särndal,
 * Swensson and Wretman 1992, section 5.6). No draw, no seed, no replicates: for tables in which
 * most units stay where they are, a hundred replicates cost a hundred times as much and tell less.
 */
public final class UnitErrors {
  private static final int PRECISION = 24;
  private static final int SCALE = 9;

  private UnitErrors() {}

  /** Refuses levels that no interval should have. */
  public static void requireSound(BigDecimal level) {
    PoissonBootstrap.requireSound(PoissonBootstrap.FEWEST_REPLICATES, level);
  }

  /** Standard error of a total; an aggregate over one row a unit. */
  public static Column ofTotal(Column value) {
    return sqrt(sum(value.multiply(value)).cast("double"));
  }

  /** Standard error of a ratio of totals; an aggregate over one row a unit. */
  public static Column ofRatio(Column numerator, Column denominator) {
    Column ratio = sum(numerator).divide(sum(denominator));
    Column squares =
        sum(numerator.multiply(numerator))
            .minus(ratio.multiply(2).multiply(sum(numerator.multiply(denominator))))
            .plus(ratio.multiply(ratio).multiply(sum(denominator.multiply(denominator))));
    return sqrt(greatest(squares, lit(0.0))).divide(sum(denominator));
  }

  /**
   * Estimate, standard error and interval as decimals: columns {@code name}, {@code
   * <prefix>standard_error}, {@code <prefix>interval_low} and {@code <prefix>interval_high}. The
   * lower end is not below zero.
   *
   * @param units number of units behind the estimate
   */
  public static Map<String, Column> interval(
      String name, String prefix, Column estimate, Column error, Column units, BigDecimal level) {
    Column value = estimate.cast("double");
    Column half = PoissonBootstrap.halfWidth(error, units, level.doubleValue());
    return Map.of(
        name,
        decimal(value),
        prefix + "standard_error",
        decimal(error),
        prefix + "interval_low",
        decimal(greatest(value.minus(half), lit(0.0))),
        prefix + "interval_high",
        decimal(value.plus(half)));
  }

  private static Column decimal(Column value) {
    return Decimals.rounded(value, PRECISION, SCALE);
  }
}
