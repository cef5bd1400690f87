package org.caudal.statistics.linkage;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/** Parts of blocking rules that hold where two lists have an element in common. */
final class SharedElements {
  /** Tokens of {@code l.name = r.name}. */
  private static final int EQUALITY = 7;

  private SharedElements() {}

  /** The two lists; none where the part is another. */
  static List<Sql> lists(Sql part) {
    return part instanceof Sql.Call least
            && least.name().equals(">=")
            && least.arguments().get(1).equals(new Sql.Literal(1.0))
            && least.arguments().get(0) instanceof Sql.Call length
            && SqlLists.LENGTHS.contains(length.name())
            && length.arguments().get(0) instanceof Sql.Call list
            && list.arguments().get(0) instanceof Sql.Call both
            && SqlLists.INTERSECTIONS.contains(both.name())
        ? both.arguments()
        : List.of();
  }

  /**
   * A rule in which an array stands for each of its elements in turn: written so that the lists of
   * both records have one in common.
   *
   * @throws IllegalArgumentException if the array is not plainly equal in both, or read elsewhere
   */
  static String exploded(String rule, String array) {
    List<SqlToken> tokens = SqlToken.of(rule);
    StringJoiner written = new StringJoiner(" ");
    for (int i = 0; i < tokens.size(); i++) {
      if (isEquality(tokens.subList(i, Math.min(i + EQUALITY, tokens.size())), array)) {
        String name = tokens.get(i + 2).text();
        written.add("array_length(list_intersect(l." + name + ", r." + name + ")) >= 1");
        i += EQUALITY - 1;
      } else {
        written.add(tokens.get(i).text());
      }
    }
    List<Sql> parts =
        SqlParser.parse(written.toString()).conjuncts().stream()
            .filter(part -> part.fields().contains(array))
            .toList();
    if (parts.size() != 1 || lists(parts.get(0)).isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              "rule %s has arrays_to_explode %s, which is read as l.%s = r.%s only, once and joined to the rest by AND",
              rule, array, array, array));
    }
    return written.toString();
  }

  private static boolean isEquality(List<SqlToken> tokens, String array) {
    return tokens.size() == EQUALITY
        && isField(tokens.subList(0, 3), array)
        && tokens.get(3).text().equals("=")
        && isField(tokens.subList(4, EQUALITY), array)
        && !tokens.get(0).text().equalsIgnoreCase(tokens.get(4).text());
  }

  private static boolean isField(List<SqlToken> tokens, String name) {
    return Set.of("l", "L", "r", "R").contains(tokens.get(0).text())
        && tokens.get(1).text().equals(".")
        && tokens.get(2).value().equals(name);
  }
}
