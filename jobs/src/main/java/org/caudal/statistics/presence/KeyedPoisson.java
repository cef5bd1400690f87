package org.caudal.statistics.presence;

import org.caudal.statistics.KeyedHash;
import org.caudal.statistics.Normal;

/**
 * Poisson distributed numbers that are a {@link KeyedHash} of a key, a replicate and a seed: the
 * same in any order.
 */
public final class KeyedPoisson {
  private static final double LARGE = 50; // from here on the tails of the expansion do not matter
  private static final double TAIL = 1e-13;

  private KeyedPoisson() {}

  /** A number from the distribution with this mean, 0 or more. */
  public static long draw(double mean, long key, int replicate, long seed) {
    double uniform = (KeyedHash.bits(key, replicate, seed) + 0.5) / KeyedHash.VALUES;
    return mean > LARGE ? expanded(mean, uniform) : inverted(mean, uniform);
  }

  /** The smallest number with a probability of being reached above the uniform one. */
  private static long inverted(double mean, double uniform) {
    double probability = Math.exp(-mean);
    double cumulative = probability;
    long number = 0;
    while (uniform > cumulative && probability > 0) {
      number++;
      probability *= mean / number;
      cumulative += probability;
    }
    return number;
  }

  /** Expansion of Cornish and Fisher (1938) about the normal quantile. */
  private static long expanded(double mean, double uniform) {
    double z = Normal.quantile(Math.min(Math.max(uniform, TAIL), 1 - TAIL));
    return Math.max(0, Math.round(mean + z * Math.sqrt(mean) + (z * z - 1) / 6));
  }
}
