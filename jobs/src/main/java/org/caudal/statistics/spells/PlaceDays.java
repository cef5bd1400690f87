package org.caudal.statistics.spells;

import java.util.Arrays;

/** Days with records of one user, by place and day. */
final class PlaceDays {
  /** Place in the upper half, day with its sign turned in the lower: they order as numbers. */
  private final long[] keys;

  private PlaceDays(long[] keys) {
    this.keys = keys;
  }

  /** From records in any order; equal ones stand once if distinct, else as often as they came. */
  static PlaceDays of(int[] day, int[] place, boolean distinct) {
    long[] keys = new long[day.length];
    for (int i = 0; i < day.length; i++) {
      keys[i] = key(place[i], day[i]);
    }
    Arrays.sort(keys);
    return new PlaceDays(distinct ? Arrays.stream(keys).distinct().toArray() : keys);
  }

  private static long key(int place, int day) {
    return ((long) place << Integer.SIZE) | ((day ^ Integer.MIN_VALUE) & 0xFFFFFFFFL);
  }

  int size() {
    return keys.length;
  }

  int place(int i) {
    return (int) (keys[i] >> Integer.SIZE);
  }

  int day(int i) {
    return (int) keys[i] ^ Integer.MIN_VALUE;
  }

  /** Position of the first record of a place on or after a day. */
  int from(int place, int day) {
    long key = key(place, day);
    int low = 0;
    int high = keys.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keys[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
