package org.caudal.statistics.spells;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What one user's days say, in small numbers: days with records in order, and on each the share of
 * the records at each place that could be a residence. All other places are one, the last.
 */
final class Sightings {
  /** With the state without a home fewer than a byte of {@link StayModel} can tell apart. */
  private static final int MOST_PLACES = 100;

  final int size;
  final int[] days;

  /** Candidate places, from most days seen to fewest, then by number. */
  final int[] places;

  /** Shares of day i stand from start[i] to start[i + 1]. */
  final int[] start;

  final int[] state;
  final double[] share;

  private Sightings(int[] days, int[] places, int[] start, int[] state, double[] share) {
    this.size = days.length;
    this.days = days;
    this.places = places;
    this.start = start;
    this.state = state;
    this.share = share;
  }

  /**
   * From records in any order.
   *
   * @param leastDays days at a place that make it a candidate, by the days with records
   */
  static Sightings of(int[] day, int[] place, int[] count, IntUnaryOperator leastDays) {
    int[] order = order(day, place);
    int[] distinct = Arrays.stream(place).sorted().distinct().toArray();
    int[] code = new int[order.length];
    int[] seen = new int[distinct.length];
    int days = 0;
    for (int i = 0; i < order.length; i++) {
      code[i] = Arrays.binarySearch(distinct, place[order[i]]);
      boolean sameDay = i > 0 && day[order[i]] == day[order[i - 1]];
      boolean again = sameDay && place[order[i]] == place[order[i - 1]];
      days += sameDay ? 0 : 1;
      seen[code[i]] += again ? 0 : 1;
    }
    int least = leastDays.applyAsInt(days);
    int[] ranked =
        IntStream.range(0, distinct.length)
            .filter(c -> seen[c] >= least)
            .boxed()
            .sorted(Comparator.comparingInt((Integer c) -> -seen[c]).thenComparingInt(c -> c))
            .limit(MOST_PLACES)
            .mapToInt(c -> c)
            .toArray();
    int[] stateOf = new int[distinct.length];
    Arrays.fill(stateOf, ranked.length);
    for (int k = 0; k < ranked.length; k++) {
      stateOf[ranked[k]] = k;
    }
    return collect(order, day, count, code, stateOf, distinct, ranked);
  }

  private static Sightings collect(
      int[] order,
      int[] day,
      int[] count,
      int[] code,
      int[] stateOf,
      int[] distinct,
      int[] ranked) {
    int[] days = new int[order.length];
    int[] start = new int[order.length + 1];
    int[] state = new int[order.length];
    double[] share = new double[order.length];
    int size = 0;
    for (int i = 0; i < order.length; ) {
      int last = i;
      double total = 0;
      for (; last < order.length && day[order[last]] == day[order[i]]; last++) {
        total += count[order[last]];
      }
      days[size] = day[order[i]];
      start[size] = i;
      for (; i < last; i++) {
        state[i] = stateOf[code[i]];
        share[i] = count[order[i]] / total;
      }
      start[++size] = i;
    }
    int[] places = Arrays.stream(ranked).map(c -> distinct[c]).toArray();
    return new Sightings(Arrays.copyOf(days, size), places, start, state, share);
  }

  /** Positions of the records by day, then place. */
  private static int[] order(int[] day, int[] place) {
    long[] keys = new long[day.length];
    boolean sorted = true;
    for (int i = 1; i < day.length; i++) {
      sorted &= day[i - 1] < day[i] || (day[i - 1] == day[i] && place[i - 1] <= place[i]);
    }
    if (sorted) {
      return IntStream.range(0, day.length).toArray();
    }
    int[] distinct = Arrays.stream(place).sorted().distinct().toArray();
    for (int i = 0; i < day.length; i++) {
      // 24 bits of day, 20 of place and 20 of position: more than any user has.
      long code = Arrays.binarySearch(distinct, place[i]);
      keys[i] = ((long) day[i] << 40) | (code << 20) | i;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) (key & 0xFFFFF)).toArray();
  }

  /** Whether a day has a record at a candidate place. */
  boolean isSeen(int i, int k) {
    for (int j = start[i]; j < start[i + 1]; j++) {
      if (state[j] == k) {
        return true;
      }
    }
    return false;
  }
}
