package org.caudal.problem;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The known names closest to a misspelt one. */
public final class Nearest {
  private Nearest() {}

  /**
   * At most three names that are, hold or start like the word, within a third of its length in
   * edits, nearest first.
   */
  public static List<String> to(String word, Collection<String> names) {
    String wanted = word.toLowerCase(Locale.ROOT).replace('_', '-');
    int reach = Math.max(2, wanted.length() / 3);
    return names.stream()
        .filter(
            name ->
                edits(wanted, plain(name)) <= reach
                    || plain(name).contains(wanted)
                    || startsAlike(wanted, plain(name)))
        .sorted(
            comparingInt((String name) -> edits(wanted, plain(name))).thenComparing(name -> name))
        .limit(3)
        .toList();
  }

  /** {@code Did you mean a or b? } or an empty string. */
  public static String question(String word, Collection<String> names) {
    List<String> nearest = to(word, names);
    return nearest.isEmpty() ? "" : "Did you mean " + String.join(" or ", nearest) + "? ";
  }

  /** Whether a name starts with what may be a misspelt part of it. */
  private static boolean startsAlike(String wanted, String name) {
    int length = wanted.length();
    return length >= 5
        && name.length() > length
        && edits(wanted, name.substring(0, length)) <= length / 3;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Levenshtein distance. */
  private static int edits(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
