package org.caudal.statistics.linkage;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists of numbers in conditions. */
final class SqlVectors {
  /** Reads a text as a list of numbers. */
  static final String READ = "vector of";

  /** The cosine of the angle between two vectors, as DuckDB calls it. */
  static final Set<String> COSINES =
      Set.of("array_cosine_similarity", "list_cosine_similarity", "cosine_similarity");

  private SqlVectors() {}

  /** The numbers of a list; null where an element is none. */
  static double @Nullable [] of(Object value) {
    List<?> elements = SqlLists.of(value);
    double[] numbers = new double[elements.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = SqlFunctions.asNumber(elements.get(i));
      if (Double.isNaN(numbers[i])) {
        return null;
      }
    }
    return numbers;
  }

  /** The cosine; null where one has more numbers than the other, or nothing but zeros. */
  static @Nullable Double cosine(double[] first, double[] second) {
    if (first.length != second.length) {
      return null;
    }
    double product = 0;
    double ofFirst = 0;
    double ofSecond = 0;
    for (int i = 0; i < first.length; i++) {
      product += first[i] * second[i];
      ofFirst += first[i] * first[i];
      ofSecond += second[i] * second[i];
    }
    double lengths = Math.sqrt(ofFirst) * Math.sqrt(ofSecond);
    return lengths == 0 ? null : (Double) (product / lengths);
  }
}
