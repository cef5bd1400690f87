package org.caudal.statistics;

/**
 * How likely a device of little activity is to be located, from devices of much activity.
 *
 * <p>The days on which very active devices were seen are thinned until they are as few as those of
 * the class asked about; the share that is still seen on enough days is the probability. The very
 * active are the marked ones of a capture and recapture: that they exist is known, whether the
 * thinned record shows them or not. It presumes that the class differs in how often it is seen, and
 * not in where it goes.
 *
 * <p>Whether a day is kept is a hash of device, day and seed (SplitMix64: Steele, Lea and Flood
 * 2014), so that any order gives the same result.
 */
public final class Detection {
  private static final double VALUES = 0x1p53;
  private static final int DROPPED = 11;

  private Detection() {}

  /**
   * What came out.
   *
   * @param probability share of the devices that are located
   * @param standardError binomial, over the devices
   */
  public record Result(double probability, double standardError) {}

  /**
   * Thins devices and counts those that are still located.
   *
   * @param keys key of each device
   * @param days days on which each was seen at home, as bits
   * @param kept share of the days to keep: days seen by the class over days seen by these devices
   * @param leastDays days that locate a device
   */
  public static Result thinned(long[] keys, long[] days, double kept, int leastDays, long seed) {
    if (keys.length == 0 || !(kept >= 0 && kept <= 1)) {
      throw new IllegalArgumentException("there must be devices, and a share of 0 to 1 kept");
    }
    int located = 0;
    for (int i = 0; i < keys.length; i++) {
      int seen = 0;
      for (long left = days[i]; left != 0; left &= left - 1) {
        int day = Long.numberOfTrailingZeros(left);
        seen += uniform(keys[i], day, seed) < kept ? 1 : 0;
      }
      located += seen >= leastDays ? 1 : 0;
    }
    double probability = (double) located / keys.length;
    return new Result(probability, Math.sqrt(probability * (1 - probability) / keys.length));
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
