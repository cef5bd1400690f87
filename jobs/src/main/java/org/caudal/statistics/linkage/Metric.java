package org.caudal.statistics.linkage;

import java.util.List;
import java.util.Set;

/** A metric of two texts under a name of SQL. */
interface Metric {
  /** The function that reads the bits of a long-term key. */
  String BITS = "bits of key";

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
          "jaccard_sim",
          "dice");

  /** The value for two texts. */
  double of(Symbols first, Symbols second);

  /** Whether a metric is one of texts, not of long-term keys. */
  static boolean ofTexts(String name) {
    return NAMES.contains(name) && !name.equals("dice");
  }

  /** What a metric reads of a record: of a long-term key its bits, else the text. */
  static Sql read(String name, Sql text) {
    return name.equals("dice") ? new Sql.Call(BITS, List.of(text)) : text;
  }

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
      case "dice" -> LongTermKeys::dice;
      default -> StringMetrics::jaccard;
    };
  }
}
