package org.caudal.synthetic.country;

/**
 * Draws for one unit: a keyed hash in place of a random generator, so that partitions, order and
 * the number of other draws do not matter.
 *
 * @param key hash of the seed and of what identifies the unit
 */
public record Dice(long key) {
  private static final double TO_UNIT = 0x1.0p-53;

  /** The dice of a seed. */
  public static Dice of(long seed) {
    return new Dice(mixed(seed));
  }

  /** The dice of a part of this unit, for example of a month or a member. */
  public Dice with(long part) {
    return new Dice(mixed(key ^ mixed(part + 0x9E3779B97F4A7C15L)));
  }

  /** A number from 0 to less than 1. */
  public double uniform(String stream) {
    return (with(stream.hashCode()).key >>> 11) * TO_UNIT;
  }

  /** Whether something of the given probability happens. */
  public boolean chance(String stream, double probability) {
    return uniform(stream) < probability;
  }

  /** A whole number from 0 to {@code bound - 1}. */
  public int below(String stream, int bound) {
    return (int) (uniform(stream) * bound);
  }

  /** A whole number from {@code from} to {@code to}, both included. */
  public int between(String stream, int from, int to) {
    return from + below(stream, to - from + 1);
  }

  /** Index of a class, when class i has the i-th of the weights. */
  public int pick(String stream, double... weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double at = uniform(stream) * total;
    int last = weights.length - 1;
    for (int i = 0; i < last; i++) {
      at -= weights[i];
      if (at < 0) {
        return i;
      }
    }
    return last;
  }

  /** A waiting time with the given mean, at least 1. */
  public int days(String stream, double mean) {
    return 1 + (int) (-mean * StrictMath.log(1 - uniform(stream)));
  }

  /** Finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mixed(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
