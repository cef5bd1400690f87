package org.caudal.statistics;

import static org.caudal.statistics.CohortAccount.OF_YEAR;
import static org.caudal.statistics.CohortAccount.sign;

import org.jspecify.annotations.Nullable;

/**
 * Some figures of an account that close and of which none is below zero, if there are any.
 *
 * <p>From each year to the next, the population can be anything between two bounds: what is exact
 * moves both, a flow with an error can be anything from 0.
 */
final class PossibleAccount {
  /** Sums of decimals of six digits differ by less. */
  private static final double NOISE = 1e-7;

  private final double[] observed;
  private final double[] variances;
  private final int years;
  private final double[] lows;
  private final double[] highs;

  PossibleAccount(double[] observed, double[] variances) {
    this.observed = observed;
    this.variances = variances;
    this.years = observed.length / OF_YEAR;
    this.lows = new double[years + 1];
    this.highs = new double[years + 1];
  }

  /** The figures; null where there are none. */
  double @Nullable [] figures() {
    for (int year = 0; year <= years; year++) {
      int at = year * OF_YEAR;
      boolean isExact = variances[at] == 0 && !Double.isNaN(observed[at]);
      double low = isExact ? observed[at] : 0;
      double high = isExact ? observed[at] : Double.POSITIVE_INFINITY;
      if (year > 0) {
        double fromLow = canFall(year - 1) ? 0 : lows[year - 1] + fixed(year - 1);
        double fromHigh =
            canRise(year - 1) ? Double.POSITIVE_INFINITY : highs[year - 1] + fixed(year - 1);
        if (fromLow > high + NOISE || fromHigh < low - NOISE) {
          return null;
        }
        low = Math.min(high, Math.max(low, fromLow));
        high = Math.max(low, Math.min(high, fromHigh));
      }
      lows[year] = low;
      highs[year] = high;
    }
    return chosen();
  }

  /** Backwards: of the populations from which the next can be reached, the nearest. */
  private double[] chosen() {
    double[] figures = observed.clone();
    for (int year = years; year >= 0; year--) {
      double low = lows[year];
      double high = highs[year];
      if (year < years) {
        double next = figures[(year + 1) * OF_YEAR];
        low = canRise(year) ? low : Math.max(low, next - fixed(year));
        high = canFall(year) ? high : Math.min(high, next - fixed(year));
      }
      int at = year * OF_YEAR;
      double wished = Double.isNaN(observed[at]) ? low : observed[at];
      figures[at] = Math.max(low, Math.min(high, wished));
      if (year < years) {
        close(figures, at);
      }
    }
    return figures;
  }

  /** Moves the flows of a year until it closes. */
  private void close(double[] figures, int at) {
    double missing = figures[at + OF_YEAR] - figures[at];
    for (int i = at + 1; i < at + OF_YEAR; i++) {
      missing -= sign(i) * figures[i];
    }
    for (int i = at + 1; i < at + OF_YEAR; i++) {
      if (variances[i] > 0) {
        double moved = Math.max(0, figures[i] + sign(i) * missing);
        missing -= sign(i) * (moved - figures[i]);
        figures[i] = moved;
      }
    }
  }

  /** Births − deaths + arrivals − departures of those that are exact. */
  private double fixed(int year) {
    double sum = 0;
    for (int i = year * OF_YEAR + 1; i < (year + 1) * OF_YEAR; i++) {
      sum += variances[i] > 0 ? 0 : sign(i) * observed[i];
    }
    return sum;
  }

  private boolean canRise(int year) {
    return canMove(year, 1);
  }

  private boolean canFall(int year) {
    return canMove(year, -1);
  }

  private boolean canMove(int year, int direction) {
    for (int i = year * OF_YEAR + 1; i < (year + 1) * OF_YEAR; i++) {
      if (variances[i] > 0 && sign(i) == direction) {
        return true;
      }
    }
    return false;
  }
}
