package org.caudal.statistics;

/**
 * Chance as a hash of a key, a number and a seed, the same in any order: SplitMix64 (Steele, Lea
 * and Flood 2014).
 */
public final class KeyedHash {
  /** How many values {@link #bits} can have. */
  public static final double VALUES = 0x1p53;

  private static final int DROPPED = 11;

  private KeyedHash() {}

  /** A whole number from 0 to below {@link #VALUES}. */
  public static long bits(long key, int number, long seed) {
    return mixed(mixed(key + mixed(seed)) + number) >>> DROPPED;
  }

  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
