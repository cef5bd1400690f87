package org.caudal.statistics.spells;

import java.util.Arrays;

/**
 * How likely a day's records are for somebody who lives at a place, with rates learned from the
 * user: at home with probability h, elsewhere by the mixture of places where the user is seen away
 * from home (second homes, work, a second user of the phone). One more state, without a home, has
 * the user's places of the whole time. Days without records say nothing.
 */
final class StayModel {
  private static final double FIRST_HOME_SHARE = 0.75;
  private static final double LEAST_HOME_SHARE = 0.4;
  private static final double MOST_HOME_SHARE = 0.95;
  private static final double LEAST_PROBABILITY = 0.01;
  private static final int ROUNDS = 3;

  /** What a day without a home is likely less, so that a home is preferred. */
  private static final double NO_HOME = 0.6;

  /** Days that the places of the whole time weigh in those away from home. */
  private static final double AWAY_DAYS = 2;

  /** Power of the days between two records with which the odds of a change grow. */
  private static final double SILENCE_POWER = 0.5;

  /** Odds against a change that are left after the longest silence, as a logarithm. */
  private static final double LEAST_SWITCH_COST = Math.log(2);

  /** Days that the first share at home weighs. */
  private static final double HOME_DAYS = 8;

  private final Sightings seen;
  private final double switchCost;
  private final int states;

  /** Log-likelihood of day i in state k. */
  private final double[][] likelihood;

  private final int[] path;

  private StayModel(Sightings seen, double switchCost) {
    this.seen = seen;
    this.switchCost = switchCost;
    this.states = seen.places.length + 1;
    this.likelihood = new double[states][seen.size];
    this.path = new int[seen.size];
  }

  /**
   * Learns rates and path in turns.
   *
   * @param switchCost natural logarithm of the odds against a change of stay from one day to the
   *     next
   */
  static StayModel fit(Sightings seen, double switchCost) {
    StayModel model = new StayModel(seen, switchCost);
    double[] all = model.sharesOfAll();
    double[] away = all.clone();
    double home = FIRST_HOME_SHARE;
    for (int round = 0; round < ROUNDS; round++) {
      model.score(home, away, all);
      model.findPath();
      if (round + 1 < ROUNDS) {
        home = model.learn(away, all);
      }
    }
    return model;
  }

  /** The most likely state of each day; the last state is no home. */
  int[] path() {
    return path;
  }

  double likelihood(int i, int k) {
    return likelihood[k][i];
  }

  private double[] sharesOfAll() {
    double[] all = new double[states];
    Arrays.fill(all, 0.5);
    for (int j = 0; j < seen.start[seen.size]; j++) {
      all[seen.state[j]] += seen.share[j];
    }
    return toShares(all);
  }

  private static double[] toShares(double[] weights) {
    double total = Arrays.stream(weights).sum();
    for (int k = 0; k < weights.length; k++) {
      weights[k] /= total;
    }
    return weights;
  }

  private void score(double home, double[] away, double[] all) {
    double[] log = new double[states];
    for (int k = 0; k < states; k++) {
      boolean isHome = k < states - 1;
      for (int p = 0; p < states; p++) {
        double elsewhere = (1 - home) * away[p] / Math.max(1 - away[k], 0.05);
        double probability = !isHome ? NO_HOME * all[p] : p == k ? home : elsewhere;
        log[p] = Math.log(Math.max(probability, LEAST_PROBABILITY));
      }
      double[] row = likelihood[k];
      for (int i = 0; i < seen.size; i++) {
        double sum = 0;
        for (int j = seen.start[i]; j < seen.start[i + 1]; j++) {
          sum += seen.share[j] * log[seen.state[j]];
        }
        row[i] = sum;
      }
    }
  }

  /** Viterbi's path; ties stay, then go to the place seen on more days. */
  private void findPath() {
    double[] value = new double[states];
    byte[] from = new byte[seen.size * states];
    for (int i = 0; i < seen.size; i++) {
      int best = 0;
      for (int k = 1; k < states; k++) {
        best = value[k] > value[best] ? k : best;
      }
      double change = value[best] - (i == 0 ? switchCost : switchCost(i));
      for (int k = 0; k < states; k++) {
        boolean stays = i == 0 || value[k] >= change;
        from[i * states + k] = (byte) (stays ? k : best);
        value[k] = (stays ? value[k] : change) + likelihood[k][i];
      }
    }
    int state = 0;
    for (int k = 1; k < states; k++) {
      state = value[k] > value[state] ? k : state;
    }
    for (int i = seen.size - 1; i >= 0; i--) {
      path[i] = state;
      state = from[i * states + state];
    }
  }

  /**
   * Odds against a change before day i, as a logarithm. The longer the silence, the likelier a
   * change within it: where somebody is seen once in two weeks, one record is a longer stay.
   */
  private double switchCost(int i) {
    double silence = Math.log(seen.days[i] - seen.days[i - 1]);
    return Math.max(LEAST_SWITCH_COST, switchCost - SILENCE_POWER * silence);
  }

  /** Home share, and the mixture away from home, given the path. */
  private double learn(double[] away, double[] all) {
    double home = 0;
    double other = 0;
    for (int k = 0; k < states; k++) {
      away[k] = AWAY_DAYS * all[k];
    }
    for (int i = 0; i < seen.size; i++) {
      if (path[i] == states - 1) {
        continue;
      }
      for (int j = seen.start[i]; j < seen.start[i + 1]; j++) {
        if (seen.state[j] == path[i]) {
          home += seen.share[j];
        } else {
          other += seen.share[j];
          away[seen.state[j]] += seen.share[j];
        }
      }
    }
    toShares(away);
    double share = (home + HOME_DAYS * FIRST_HOME_SHARE) / (home + other + HOME_DAYS);
    return Math.min(Math.max(share, LEAST_HOME_SHARE), MOST_HOME_SHARE);
  }
}
