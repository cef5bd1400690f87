package org.caudal.statistics.spells;

/** What the days of a residence say of its home. */
final class BlockEvidence {
  private final Sightings seen;
  private final int home;
  private final int from;
  private final int to;
  private final double[] sums;
  private int homeDays;
  private int staysDays;
  private int staysHomeDays;
  private int firstHomeDay = -1;
  private int lastHomeDay;

  private BlockEvidence(Sightings seen, int home, int from, int to) {
    this.seen = seen;
    this.home = home;
    this.from = from;
    this.to = to;
    this.sums = new double[seen.places.length + 1];
  }

  /**
   * Of the days seen at positions from (inclusive) to (exclusive).
   *
   * @param path state of each day; days in another than {@code state} are visits
   */
  static BlockEvidence of(Sightings seen, int[] path, int state, int home, int from, int to) {
    BlockEvidence evidence = new BlockEvidence(seen, home, from, to);
    for (int i = from; i < to; i++) {
      evidence.add(i, path[i] == state);
    }
    return evidence;
  }

  private void add(int i, boolean stays) {
    boolean atHome = seen.isSeen(i, home);
    if (atHome) {
      homeDays++;
      firstHomeDay = firstHomeDay < 0 ? i : firstHomeDay;
      lastHomeDay = i;
    }
    if (stays) {
      staysDays++;
      staysHomeDays += atHome ? 1 : 0;
      for (int j = seen.start[i]; j < seen.start[i + 1]; j++) {
        sums[seen.state[j]] += seen.share[j];
      }
    }
  }

  /** Days with records at home. */
  int homeDays() {
    return homeDays;
  }

  /** Days from the first to the last of them. */
  int spread() {
    return homeDays == 0 ? 0 : seen.days[lastHomeDay] - seen.days[firstHomeDay] + 1;
  }

  /** Share of days with records at home, visits left out. */
  double homeShare() {
    return staysDays == 0 ? 0 : staysHomeDays / (double) staysDays;
  }

  /** The place with most records, visits left out; ties go to home, then to the first. */
  int mostSeen() {
    int most = home;
    for (int k = 0; k < seen.places.length; k++) {
      most = sums[k] > sums[most] ? k : most;
    }
    return most;
  }

  /** Days at home, at another place, and elsewhere, visits included. */
  double[] shares(int other) {
    double[] shares = new double[3];
    for (int j = seen.start[from]; j < seen.start[to]; j++) {
      shares[seen.state[j] == home ? 0 : seen.state[j] == other ? 1 : 2] += seen.share[j];
    }
    return shares;
  }

  /**
   * How much likelier two mixtures of the days at two homes and elsewhere are than one common one,
   * as a logarithm less what the two further rates cost: half the Bayesian information criterion of
   * Schwarz (1978), Ann. Stat. 6(2).
   *
   * @param first days of the first residence at its home, the other's home, elsewhere
   * @param second days of the second residence, likewise from its own home
   * @param contrast 0 is returned unless each home is so many times more frequent in its own
   */
  static double information(double[] first, double[] second, double contrast) {
    double n = first[0] + first[1] + first[2];
    double m = second[0] + second[1] + second[2];
    if (contrast * first[1] / n > second[0] / m || contrast * second[1] / m > first[0] / n) {
      return 0;
    }
    return gain(first[0], n, second[1], m)
        + gain(first[1], n, second[0], m)
        + gain(first[2], n, second[2], m)
        - Math.log(n + m);
  }

  private static double gain(double x, double n, double y, double m) {
    double common = (x + y) / (n + m);
    return (x == 0 ? 0 : x * Math.log(x / n / common))
        + (y == 0 ? 0 : y * Math.log(y / m / common));
  }
}
