package org.caudal.statistics;

/**
 * How many persons there are, from a list and an independent count whose persons were looked for on
 * the list.
 *
 * <p>The share of the count that is found on the list estimates the share of all persons that is on
 * it (Petersen; Chandra Sekar and Deming 1949, J. Am. Stat. Assoc. 44; with Chapman's correction,
 * 1951, for small numbers). Linkage finds a share of those who are on both and takes a share of the
 * others for somebody on the list: what was found is corrected for both (Ding and Fienberg 1994,
 * Surv. Methodol. 20). Persons are taken to be on the list and in the count independently, with one
 * chance for each of a stratum, and neither to hold anybody who is not of the population.
 *
 * @param counted persons of the count
 * @param found those of them who are on the list, corrected for errors of linkage
 */
public record DualSystem(double counted, double found) {

  /**
   * Corrects what was found for errors of linkage.
   *
   * @param counted persons of the count
   * @param matched those who were linked with somebody on the list
   * @param recall of those who are on both, the share that was linked
   * @param falseShare of those who are not on the list, the share that was linked with somebody
   */
  public static DualSystem of(double counted, double matched, double recall, double falseShare) {
    double found = (matched - falseShare * counted) / (recall - falseShare);
    return new DualSystem(counted, Math.min(counted, Math.max(0, found)));
  }

  /** Persons for whom one on the list stands, with Chapman's ones; 1 where nobody was counted. */
  public double weight() {
    return (counted + 1) / (found + 1);
  }

  /**
   * The variance of the persons of a part of a stratum, which are those on the list times the
   * weight.
   *
   * <p>With p the share found, c on the list and m of them in the count too, it is (1 - p) (c / p²
   * - 2 c m / (p³ n) + c² / (p³ n)), from the binomial numbers on the list and among the n counted;
   * those who are both are in both. Of the whole stratum it is N (N - n) (1 - p) / (n p), the usual
   * one.
   *
   * @param listed persons of the part on the list
   * @param matched those of them who are in the count, by links
   * @param allMatched those of the stratum, by links
   */
  public double variance(double listed, double matched, double allMatched) {
    double p = (found + 1) / (counted + 1);
    double both = allMatched > 0 ? matched * found / allMatched : 0;
    double n = counted + 1;
    double p2 = p * p;
    return Math.max(
        0,
        (1 - p)
            * (listed / p2 - 2 * listed * both / (p2 * p * n) + listed * listed / (p2 * p * n)));
  }
}
