package org.caudal.statistics.spells;

import java.util.Arrays;

/**
 * Names of places as numbers that order as the names do, so that no tie depends on the order of the
 * rows.
 */
public final class Places {
  private final String[] names;
  private final int[] codes;

  private Places(String[] names, int[] codes) {
    this.names = names;
    this.codes = codes;
  }

  /** Numbers for one name a record. */
  public static Places of(String[] place) {
    String[] names = Arrays.stream(place).distinct().sorted().toArray(String[]::new);
    int[] codes = new int[place.length];
    for (int i = 0; i < place.length; i++) {
      codes[i] = Arrays.binarySearch(names, place[i]);
    }
    return new Places(names, codes);
  }

  /** A number a record, in the order of the records. */
  public int[] codes() {
    return codes.clone();
  }

  /** The name of a number. */
  public String name(int code) {
    return names[code];
  }
}
