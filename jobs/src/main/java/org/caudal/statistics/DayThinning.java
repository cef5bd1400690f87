package org.caudal.statistics;

/**
 * Which days of a device are kept when its record is thinned to that of one seen less often.
 *
 * <p>Whether a day is kept is a {@link KeyedHash} of device, day and seed, so that any order gives
 * the same days, and more are kept of a larger share.
 */
public final class DayThinning {
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
    return KeyedHash.bits(key, day, seed) / KeyedHash.VALUES;
  }
}
