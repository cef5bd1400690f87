package org.caudal.statistics;

/**
 * Which days of a device are kept when its record is thinned to that of one seen less often.
 *
 * <p>Whether a day is kept is a hash of device, day and seed (SplitMix64: Steele, Lea and Flood
 * 2014), so that any order gives the same days, and more are kept of a larger share.
 */
public final class DayThinning {
  private static final double VALUES = 0x1p53;
  private static final int DROPPED = 11;

  private DayThinning() {}

  /**
   * Whether a day is kept.
   *
   * @param key key of the device
   * @param day number of the day
   * @param kept share of the days to keep
   */
  public static boolean isKept(long key, int day, double kept, long seed) {
    return uniform(key, day, seed) < kept;
  }

  /** One of so many, for a device: each equally likely. */
  public static int drawn(long key, int of, long seed) {
    return (int) (uniform(key, of, ~seed) * of);
  }

  private static double uniform(long key, int day, long seed) {
    return (mixed(mixed(key + mixed(seed)) + day) >>> DROPPED) / VALUES;
  }

  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
