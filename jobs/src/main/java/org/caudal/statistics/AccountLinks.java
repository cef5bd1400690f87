package org.caudal.statistics;

import static org.caudal.statistics.CohortAccount.OF_YEAR;
import static org.caudal.statistics.CohortAccount.isPopulation;
import static org.caudal.statistics.CohortAccount.sign;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The links of an account: what lies between a known population and the next known one must close.
 *
 * <p>Populations that are not known drop out of the sums. Neighbouring links share one population,
 * so that A V A' is tridiagonal and is solved by elimination. A link that follows from the ones
 * before, because all that it adds is exact, has no pivot and no multiplier.
 */
final class AccountLinks {
  private static final double NEARLY = 1e-12;

  private final double[] figures;
  private final double[] variances;
  private final int[] known;
  private final double[] pivots;
  private final double[] ratios;

  /**
   * A solution.
   *
   * @param figures all, also populations that were not known
   * @param prices A' λ: how far each figure moves, by its variance
   * @param chiSquare λ' A x
   * @param degrees links that do not follow from others
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Solution(double[] figures, double[] prices, double chiSquare, int degrees) {}

  /**
   * An account.
   *
   * @param figures as in {@link CohortAccount}; populations that are not known are not a number
   * @param variances of the figures
   */
  AccountLinks(double[] figures, double[] variances) {
    this.figures = figures;
    this.variances = variances;
    this.known =
        IntStream.rangeClosed(0, figures.length / OF_YEAR)
            .filter(year -> !Double.isNaN(figures[year * OF_YEAR]))
            .toArray();
    this.pivots = new double[count()];
    this.ratios = new double[count()];
    for (int k = 0; k < count(); k++) {
      double shared = -variances[start(k) * OF_YEAR];
      ratios[k] = k > 0 && pivots[k - 1] > 0 ? shared / pivots[k - 1] : 0;
      double pivot = variance(k) - ratios[k] * (k > 0 ? shared : 0);
      pivots[k] = pivot > NEARLY * variance(k) ? pivot : 0;
    }
  }

  boolean isEmpty() {
    return known.length == 0;
  }

  /** How many links. */
  int count() {
    return Math.max(0, known.length - 1);
  }

  /** Year of the population with which a link begins. */
  int start(int link) {
    return known[link];
  }

  /** Year of the population with which a link ends. */
  int end(int link) {
    return known[link + 1];
  }

  /** Variance of the surplus. */
  double variance(int link) {
    return IntStream.rangeClosed(start(link) * OF_YEAR, end(link) * OF_YEAR)
        .mapToDouble(i -> variances[i])
        .sum();
  }

  /** What the first population and the flows make of a link, less the second population. */
  double surplus(int link) {
    return surplus(link, figures);
  }

  private double surplus(int link, double[] of) {
    double sum = of[start(link) * OF_YEAR] - of[end(link) * OF_YEAR];
    for (int i = start(link) * OF_YEAR; i < end(link) * OF_YEAR; i++) {
      sum += isPopulation(i) ? 0 : sign(i) * of[i];
    }
    return sum;
  }

  /** The figures that close, nearest to these. */
  Solution solve() {
    double[] surpluses = IntStream.range(0, count()).mapToDouble(this::surplus).toArray();
    double[] multipliers = multipliers(surpluses);
    double[] prices = prices(multipliers);
    double[] solved = new double[figures.length];
    for (int i = 0; i < solved.length; i++) {
      solved[i] = figures[i] - variances[i] * prices[i];
    }
    followed(solved);
    double chiSquare = 0;
    for (int k = 0; k < count(); k++) {
      chiSquare += multipliers[k] * surpluses[k];
    }
    return new Solution(
        solved, prices, chiSquare, (int) Arrays.stream(pivots).filter(pivot -> pivot > 0).count());
  }

  private double[] multipliers(double[] sums) {
    double[] left = sums.clone();
    for (int k = 1; k < count(); k++) {
      left[k] -= ratios[k] * left[k - 1];
    }
    double[] multipliers = new double[count()];
    for (int k = count() - 1; k >= 0; k--) {
      double own = pivots[k] > 0 ? left[k] / pivots[k] : 0;
      multipliers[k] = own - (k + 1 < count() ? ratios[k + 1] * multipliers[k + 1] : 0);
    }
    return multipliers;
  }

  private double[] prices(double[] multipliers) {
    double[] prices = new double[figures.length];
    for (int k = 0; k < count(); k++) {
      prices[start(k) * OF_YEAR] += multipliers[k];
      prices[end(k) * OF_YEAR] -= multipliers[k];
      for (int i = start(k) * OF_YEAR; i < end(k) * OF_YEAR; i++) {
        prices[i] += isPopulation(i) ? 0 : sign(i) * multipliers[k];
      }
    }
    return prices;
  }

  /** Populations that are not known follow from the known ones and the flows. */
  private void followed(double[] solved) {
    for (int at = known[0] * OF_YEAR; at > 0; at -= OF_YEAR) {
      solved[at - OF_YEAR] = solved[at] - change(solved, at - OF_YEAR);
    }
    for (int at = known[0] * OF_YEAR; at + OF_YEAR < solved.length; at += OF_YEAR) {
      if (Double.isNaN(solved[at + OF_YEAR])) {
        solved[at + OF_YEAR] = solved[at] + change(solved, at);
      }
    }
  }

  /** Births − deaths + arrivals − departures of the year that begins with a population. */
  private static double change(double[] of, int population) {
    double change = 0;
    for (int i = population + 1; i < population + OF_YEAR; i++) {
      change += sign(i) * of[i];
    }
    return change;
  }

  /** Standard errors of the figures that close. */
  double[] errors() {
    return IntStream.range(0, figures.length).mapToDouble(this::error).toArray();
  }

  /** w' V w − (A V w)' (A V A')⁻¹ A V w of a figure as a sum of known ones with the weights w. */
  private double error(int figure) {
    double[] weights = weights(figure);
    double variance = 0;
    double[] spread = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      spread[i] = variances[i] * weights[i];
      variance += weights[i] * spread[i];
    }
    double[] sums =
        IntStream.range(0, count()).mapToDouble(link -> surplus(link, spread)).toArray();
    double[] multipliers = multipliers(sums);
    double gained = IntStream.range(0, count()).mapToDouble(k -> sums[k] * multipliers[k]).sum();
    return variance - gained > NEARLY * variance ? Math.sqrt(variance - gained) : 0;
  }

  private double[] weights(int figure) {
    double[] weights = new double[figures.length];
    if (!isPopulation(figure) || !Double.isNaN(figures[figure])) {
      weights[figure] = 1;
      return weights;
    }
    int before =
        Arrays.stream(known).filter(year -> year * OF_YEAR < figure).max().orElse(known[0]);
    weights[before * OF_YEAR] = 1;
    for (int i = before * OF_YEAR; i < figure; i++) {
      weights[i] = isPopulation(i) ? weights[i] : sign(i);
    }
    for (int i = figure; i < before * OF_YEAR; i++) {
      weights[i] = isPopulation(i) ? weights[i] : -sign(i);
    }
    return weights;
  }
}
