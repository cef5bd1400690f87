package org.caudal.statistics.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many persons are on which lists: the counts of a multiple systems estimation.
 *
 * @param lists names, in order; the first is bit 0
 * @param counts persons by pattern of lists, as bits; of pattern 0 nothing is known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Captures(List<String> lists, long[] counts) {
  /** Most lists: their patterns are the cells of a table in memory. */
  public static final int MOST_LISTS = 10;

  /** Refuses one list, too many, and counts that are none. */
  public Captures {
    lists = List.copyOf(lists);
    if (lists.size() < 2 || lists.size() > MOST_LISTS || counts.length != 1 << lists.size()) {
      throw new IllegalArgumentException(
          "lists must be 2 to " + MOST_LISTS + " with a count a pattern, were " + lists);
    }
    if (Arrays.stream(counts).anyMatch(count -> count < 0) || counts[0] != 0) {
      throw new IllegalArgumentException("counts must be 0 or more, and 0 of those on no list");
    }
  }

  /** A pair of lists that depend on each other in a model. */
  public record Pair(int first, int second) implements Comparable<Pair> {
    int bits() {
      return 1 << first | 1 << second;
    }

    boolean isIn(int pattern) {
      return (pattern & bits()) == bits();
    }

    @Override
    public int compareTo(Pair other) {
      return first == other.first
          ? Integer.compare(second, other.second)
          : Integer.compare(first, other.first);
    }
  }

  /** Persons on any list. */
  public long observed() {
    return Arrays.stream(counts).sum();
  }

  /** Persons on both lists. */
  public long overlap(Pair pair) {
    long persons = 0;
    for (int pattern = 1; pattern < counts.length; pattern++) {
      persons += pair.isIn(pattern) ? counts[pattern] : 0;
    }
    return persons;
  }

  /** All pairs of lists, in order. */
  public List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < lists.size(); i++) {
      for (int j = i + 1; j < lists.size(); j++) {
        pairs.add(new Pair(i, j));
      }
    }
    return pairs;
  }

  /** The pair by the names of its lists. */
  public String name(Pair pair) {
    return lists.get(pair.first()) + ":" + lists.get(pair.second());
  }
}
