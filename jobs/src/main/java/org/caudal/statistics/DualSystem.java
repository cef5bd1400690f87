package org.caudal.statistics;

/**
 * How many persons there are, from a list and an independent count whose persons were looked for on
 * the list.
 *
 * <p>The share of the count that is found on the list estimates the share of all persons that is on
 * it (Petersen; Chandra Sekar and Deming 1949, J. Am. Stat. Assoc. 44). With x on the list, n
 * counted and m of both they are (x + 1) (n + 1) / (m + 1) - 1, which is right for small numbers
 * too (Chapman 1951). Linkage finds a share of those who are on both and takes a share of the
 * others for somebody on the list: what was found is corrected for both (Ding and Fienberg 1994,
 * Surv. Methodol. 20). Persons are taken to be on the list and in the count independently, with one
 * chance for each of a stratum, and neither to hold anybody who is not of the population.
 *
 * @param listed persons on the list
 * @param counted persons of the count
 * @param matched those of them who were linked with somebody on the list
 * @param recall of those who are on both, the share that was linked
 * @param falseShare of those who are not on the list, the share that was linked with somebody
 */
public record DualSystem(
    double listed, double counted, double matched, double recall, double falseShare) {

  /** With links that miss nobody and are all right. */
  public static DualSystem ofSureLinks(double listed, double counted, double matched) {
    return new DualSystem(listed, counted, matched, 1, 0);
  }

  /** Persons of both, corrected for errors of linkage: at least none, at most all counted. */
  public double found() {
    return Math.min(counted, Math.max(0, (matched - falseShare * counted) / (recall - falseShare)));
  }

  /** Persons for whom one on the list stands; 1 where nobody is on it. */
  public double weight() {
    return listed > 0 ? ((listed + 1) * (counted + 1) / (found() + 1) - 1) / listed : 1;
  }

  /**
   * The variance of the persons of a part of a stratum, which are those on the list times the
   * weight.
   *
   * <p>With c of the part on the list and k of them in the count too, the numbers on the list and
   * in the count, both binomial, give (1 - p) (c / p² - 2 c k / (p³ n) + c² / (p³ n)), where p = m
   * / n: that is n (n - m) c (c + m - 2 k) / m³, and of the whole stratum x n (x - m) (n - m) / m³.
   * Here it has the ones of Seber (1970, Biometrika 57): of the whole stratum (x + 1) (n + 1) (x -
   * m) (n - m) / ((m + 1)² (m + 2)).
   *
   * <p>The number of links varies too, by m r (1 - r) + (n - m) f (1 - f), with r the recall and f
   * the false share: with both parts the last term is c² π (1 - π) / ((r - f)² p⁴ n), where π = f +
   * (r - f) p is the share of the count that is linked.
   *
   * @param part persons of the part on the list
   * @param partMatched those of them who are in the count, by links
   */
  public double variance(double part, double partMatched) {
    double m = found();
    double k = matched > 0 ? Math.min(partMatched * m / matched, Math.min(part, m)) : 0;
    double ones = (listed + 1) * (counted + 1) / ((m + 1) * (m + 1));
    double chance = ones * (counted - m) * part * (part + m - 2 * k) / ((m + 2) * listed);
    double links = m * recall * (1 - recall) + (counted - m) * falseShare * (1 - falseShare);
    double byLink = ones * part / (listed * (recall - falseShare));
    return listed > 0 ? chance + byLink * byLink * links : 0;
  }
}
