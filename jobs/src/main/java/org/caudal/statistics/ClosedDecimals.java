package org.caudal.statistics;

import static org.caudal.statistics.CohortAccount.OF_YEAR;
import static org.caudal.statistics.CohortAccount.sign;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A balanced account as decimals that close exactly.
 *
 * <p>All figures are rounded half up, so that what is exact stays exact. What rounding leaves open
 * in a year goes to the flow with the largest error, and what would make that fall below zero to
 * the next. A year without a flow that has an error is of exact changes, which rounding does not
 * open.
 */
public final class ClosedDecimals {
  private ClosedDecimals() {}

  /**
   * Rounded figures.
   *
   * @param figures as in {@link CohortAccount}, closing and not below zero
   * @param errors standard errors before balancing; what has none is not moved
   * @param scale digits after the point; what has no error has no more of them
   */
  public static BigDecimal[] of(double[] figures, double[] errors, int scale) {
    BigDecimal[] rounded = new BigDecimal[figures.length];
    for (int i = 0; i < figures.length; i++) {
      rounded[i] = new BigDecimal(figures[i]).setScale(scale, RoundingMode.HALF_UP);
    }
    for (int at = 0; at + OF_YEAR < figures.length; at += OF_YEAR) {
      BigDecimal open = open(rounded, at);
      for (int i : byError(at, errors)) {
        BigDecimal change = sign(i) > 0 ? open : open.negate();
        BigDecimal moved = rounded[i].add(change).max(BigDecimal.ZERO.setScale(scale));
        rounded[i] = moved;
        open = open(rounded, at);
      }
      rounded[at + OF_YEAR] = rounded[at + OF_YEAR].subtract(open);
    }
    return rounded;
  }

  /** What the next population has more than the account makes it. */
  private static BigDecimal open(BigDecimal[] figures, int at) {
    BigDecimal open = figures[at + OF_YEAR].subtract(figures[at]);
    for (int i = at + 1; i < at + OF_YEAR; i++) {
      open = sign(i) > 0 ? open.subtract(figures[i]) : open.add(figures[i]);
    }
    return open;
  }

  /** The flows of a year that have an error, the largest first. */
  private static List<Integer> byError(int at, double[] errors) {
    return IntStream.range(at + 1, at + OF_YEAR)
        .filter(i -> errors[i] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -errors[i]))
        .toList();
  }
}
