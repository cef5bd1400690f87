package org.caudal.statistics.linkage;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.caudal.statistics.linkage.Candidate.OneSided;

/**
 * The blocks in which records stand: those with one key hold the pairs whose parts are equal. A
 * part that has several elements puts a record into a block for each of them.
 *
 * @param left parts of the key of a record on the left
 * @param right parts of the key of a record on the right
 */
public record BlockKeys(List<OneSided> left, List<OneSided> right) {
  /** Of the sides on which a record stands in a block, the left one. */
  public static final int LEFT = 1;

  /** The right one. */
  public static final int RIGHT = 2;

  private static final long PRIME = 0x100000001b3L;
  private static final long START = 0xcbf29ce484222325L;

  /** A copy, so that nobody changes it. */
  public BlockKeys {
    left = List.copyOf(left);
    right = List.copyOf(right);
  }

  /** The keys of a record, as hashes, each with its sides; none where a part is null. */
  public SortedMap<Long, Integer> of(Candidate candidate) {
    SortedMap<Long, Integer> sides = new TreeMap<>();
    for (long key : keys(left, candidate)) {
      sides.put(key, LEFT);
    }
    for (long key : keys(right, candidate)) {
      sides.merge(key, RIGHT, (one, other) -> one | other);
    }
    return sides;
  }

  /** The lowest key of a block in which both stand, the first on the left. */
  public OptionalLong first(Candidate first, Candidate second) {
    Map<Long, Integer> ofSecond = of(second);
    return of(first).entrySet().stream()
        .filter(key -> (key.getValue() & LEFT) != 0)
        .mapToLong(Map.Entry::getKey)
        .filter(key -> (ofSecond.getOrDefault(key, 0) & RIGHT) != 0)
        .findFirst();
  }

  /** Called for every record and rule: only parts with elements make more than one array. */
  private static long[] keys(List<OneSided> parts, Candidate candidate) {
    long[] hashes = {START};
    for (OneSided part : parts) {
      Object value = candidate.of(part);
      if (value == null) {
        return new long[0];
      }
      if (value instanceof Set<?> elements) {
        long[] shorter = hashes;
        hashes =
            elements.stream()
                .map(SqlFunctions::text)
                .flatMapToLong(text -> LongStream.of(shorter).map(hash -> longer(hash, text)))
                .toArray();
      } else {
        String text = SqlFunctions.text(value);
        for (int i = 0; i < hashes.length; i++) {
          hashes[i] = longer(hashes[i], text);
        }
      }
    }
    return hashes;
  }

  private static long longer(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return (hash ^ Character.MAX_VALUE) * PRIME;
  }
}
