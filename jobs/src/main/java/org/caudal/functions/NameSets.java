package org.caudal.functions;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sets of names in a configuration, apart by blanks, such as {@code sex age_band}. */
public final class NameSets {
  private NameSets() {}

  /** The names in the order they are written; none of a blank text. */
  public static List<String> names(String text) {
    return text.isBlank() ? List.of() : List.of(text.trim().split("\\s+"));
  }

  /**
   * Refuses a set without a name, with another than the known ones or with one twice, and a set
   * that stands twice, in whatever order.
   *
   * @param key what the sets are called in the configuration
   */
  public static void requireDifferent(String key, List<String> texts, List<String> known) {
    for (String text : texts) {
      List<String> names = names(text);
      if (names.isEmpty()
          || !known.containsAll(names)
          || new HashSet<>(names).size() < names.size()) {
        throw new IllegalArgumentException(
            key
                + " must be of different ones of "
                + String.join(", ", known)
                + ", apart by blanks; one was \""
                + text
                + "\"");
      }
    }
    if (texts.stream().map(text -> Set.copyOf(names(text))).distinct().count() < texts.size()) {
      throw new IllegalArgumentException(key + " must differ, were " + texts);
    }
  }
}
