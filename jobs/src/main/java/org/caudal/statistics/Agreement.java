package org.caudal.statistics;

import org.jspecify.annotations.Nullable;

/**
 * How often two judges of the same cases agree.
 *
 * @param cases that both judged
 * @param observed share of the cases in which they agree; null without a case
 * @param kappa how far they agree beyond chance (Cohen 1960, Educ. Psychol. Meas. 20), 1 always and
 *     0 as by chance; null where chance would make them agree always
 */
public record Agreement(long cases, @Nullable Double observed, @Nullable Double kappa) {

  /**
   * Agreement from counts.
   *
   * @param counts of cases by the decision of the first judge, then by that of the second
   */
  public static Agreement of(long[][] counts) {
    long cases = 0;
    long same = 0;
    double byChance = 0;
    for (int i = 0; i < counts.length; i++) {
      long first = 0;
      long second = 0;
      for (int j = 0; j < counts.length; j++) {
        first += counts[i][j];
        second += counts[j][i];
      }
      cases += first;
      same += counts[i][i];
      byChance += (double) first * second;
    }
    if (cases == 0) {
      return new Agreement(0, null, null);
    }
    double squared = (double) cases * cases;
    double observed = (double) same / cases;
    return new Agreement(
        cases,
        observed,
        byChance == squared
            ? null
            : (Double) ((observed - byChance / squared) / (1 - byChance / squared)));
  }
}
