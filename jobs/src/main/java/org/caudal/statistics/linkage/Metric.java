package org.caudal.statistics.linkage;

import java.util.Set;

/** A metric of two texts under a name of SQL. */
interface Metric {
  /** The names under which DuckDB and Spark know metrics. */
  Set<String> NAMES =
      Set.of(
          "levenshtein",
          "damerau_levenshtein",
          "jaro_similarity",
          "jaro_sim",
          "jaro_winkler_similarity",
          "jaro_winkler",
          "jaccard",
          "jaccard_sim");

  /** The value for two texts. */
  double of(Symbols first, Symbols second);

  /**
   * The metric of a name.
   *
   * @param most how far a distance is looked at
   * @param unit what the texts are made of
   */
  static Metric named(String name, int most, Symbols.Unit unit) {
    return switch (name) {
      case "levenshtein" -> (a, b) -> StringMetrics.levenshtein(a, b, most);
      case "damerau_levenshtein" -> (a, b) -> StringMetrics.damerau(a, b, most);
      case "jaro_similarity", "jaro_sim" -> (a, b) -> StringMetrics.jaro(a, b, unit);
      case "jaro_winkler_similarity", "jaro_winkler" ->
          (a, b) -> StringMetrics.jaroWinkler(a, b, unit);
      default -> StringMetrics::jaccard;
    };
  }
}
