package org.caudal.functions;

import java.util.List;

/** Lists among parameters. */
public final class ParameterLists {
  private ParameterLists() {}

  /** Refuses a list with the same twice, of which figures would be counted twice. */
  public static void requireDifferent(String key, List<?> values) {
    if (values.stream().distinct().count() < values.size()) {
      throw new IllegalArgumentException(key + " must differ, were " + values);
    }
  }
}
