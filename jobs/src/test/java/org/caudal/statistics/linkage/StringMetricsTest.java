package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.caudal.statistics.linkage.Symbols.Unit;
import org.junit.jupiter.api.Test;

/** 5,955 pairs of texts against DuckDB (bytes) and rapidfuzz (code points, folded). */
class StringMetricsTest {
  private static final double EXACT = 1e-12;
  private static final Set<String> WHOLE = Set.of("lev", "dl");

  private static double number(Map<String, String> row, String column) {
    String text = row.get(column);
    return text == null || text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  @Test
  void metricsOfThePublishedPairs() throws IOException {
    List<Map<String, String>> rows = Csv.read("string_metric_vectors.csv");
    assertThat(rows).hasSize(5955);
    for (Map<String, String> row : rows) {
      assertMetrics(row, Unit.BYTES, "duckdb_", "jaro", "jw", "lev", "dl");
      assertMetrics(row, Unit.CODE_POINTS, "cp_", "jaro", "jw", "lev", "dl");
      assertMetrics(row, Unit.FOLDED, "fold_", "jw", "lev");
      if (!row.getOrDefault("duckdb_jaccard_chars", "").isEmpty()) {
        assertMetrics(row, Unit.BYTES, "duckdb_", "jaccard_chars");
      }
    }
  }

  private static void assertMetrics(
      Map<String, String> row, Unit unit, String prefix, String... metrics) {
    Symbols a = Symbols.of(row.getOrDefault("a", ""), unit);
    Symbols b = Symbols.of(row.getOrDefault("b", ""), unit);
    for (String metric : metrics) {
      double found =
          switch (metric) {
            case "jaro" -> StringMetrics.jaro(a, b, unit);
            case "jw" -> StringMetrics.jaroWinkler(a, b, unit);
            case "lev" -> StringMetrics.levenshtein(a, b);
            case "dl" -> StringMetrics.damerau(a, b);
            default -> StringMetrics.jaccard(a, b);
          };
      assertThat(found)
          .as("%s of %s", prefix + metric, row)
          .isCloseTo(number(row, prefix + metric), within(WHOLE.contains(metric) ? 0 : EXACT));
    }
  }

  @Test
  void boundedDistancesAreTheDistancesUpToTheirBound() throws IOException {
    for (Map<String, String> row : Csv.read("string_metric_vectors.csv").subList(0, 1500)) {
      Symbols a = Symbols.of(row.getOrDefault("a", ""), Unit.CODE_POINTS);
      Symbols b = Symbols.of(row.getOrDefault("b", ""), Unit.CODE_POINTS);
      for (int most = 0; most < 5; most++) {
        assertThat(StringMetrics.levenshtein(a, b, most))
            .isEqualTo((int) Math.min(number(row, "cp_lev"), most + 1));
        assertThat(StringMetrics.damerau(a, b, most))
            .isEqualTo((int) Math.min(number(row, "cp_dl"), most + 1));
      }
    }
  }
}
