package org.caudal.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.caudal.problem.Problem;

/** Values from the environment or the command line, laid over a file; the last one wins. */
final class Overrides {
  private record Value(List<String> path, Tree tree) {}

  private final Map<String, String> environment;
  private final UnaryOperator<String> files;
  private final List<Problem> problems;
  private final List<Value> overrides = new ArrayList<>();

  Overrides(Map<String, String> environment, UnaryOperator<String> files, List<Problem> problems) {
    this.environment = environment;
    this.files = files;
    this.problems = problems;
  }

  /** Takes one {@code key.path=value}. */
  void parse(String set) {
    int equals = set.indexOf('=');
    if (equals < 1) {
      problems.add(
          new Problem(
              "--set " + SparkSettings.shown(set),
              "has no key and value.",
              "Write --set key.path=value."));
      return;
    }
    put(set.substring(0, equals), set.substring(equals + 1), "--set");
  }

  /** Takes one value. */
  void put(String path, String value, String origin) {
    Tree tree = new TreeReader(origin, environment, files, problems).read(value);
    overrides.add(new Value(keys(path), located(tree, origin)));
  }

  /**
   * Spark settings are single keys with dots in them, with or without the group's name in front.
   */
  private static List<String> keys(String path) {
    if (path.startsWith("spark.")) {
      return List.of("spark", path.startsWith("spark.spark.") ? path.substring(6) : path);
    }
    return List.of(path.split("\\."));
  }

  /** Whether there is a value of a key at the top. */
  boolean have(String key) {
    return overrides.stream().anyMatch(override -> override.path().equals(List.of(key)));
  }

  /** The tree with every override in its place. */
  Tree.Entries onto(Tree.Entries root) {
    Tree.Entries result = root;
    for (Value override : overrides) {
      result = onto(result, override.path(), override.tree());
    }
    return result;
  }

  private static Tree.Entries onto(Tree.Entries tree, List<String> path, Tree value) {
    Map<String, Tree> entries = new LinkedHashMap<>(tree.entries());
    if (path.size() == 1) {
      entries.put(path.get(0), value);
      return new Tree.Entries(entries, both(tree.place(), value.place()));
    }
    Tree inner = entries.get(path.get(0));
    Tree.Entries below =
        inner instanceof Tree.Entries found ? found : new Tree.Entries(Map.of(), value.place());
    entries.put(path.get(0), onto(below, path.subList(1, path.size()), value));
    return new Tree.Entries(entries, tree.place());
  }

  /** What is wrong with a group may be due to either. */
  private static String both(String group, String override) {
    String with = " with " + override;
    return group.equals(override) || group.endsWith(with) ? group : group + with;
  }

  private static Tree located(Tree tree, String origin) {
    if (tree instanceof Tree.Text text) {
      return new Tree.Text(text.value(), origin);
    }
    if (tree instanceof Tree.Items items) {
      return new Tree.Items(
          items.items().stream().map(item -> located(item, origin)).toList(), origin);
    }
    Map<String, Tree> entries = new LinkedHashMap<>();
    ((Tree.Entries) tree)
        .entries()
        .forEach((key, value) -> entries.put(key, located(value, origin)));
    return new Tree.Entries(entries, origin);
  }
}
