package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.caudal.statistics.linkage.Symbols.Unit;
import org.junit.jupiter.api.Test;

/** 5,955 pairs of texts against DuckDB (bytes) and rapidfuzz (code points, folded). */
class StringMetricsTest {
  private static final double EXACT = 1e-12;

  private static double number(Map<String, String> row, String column) {
    String text = row.get(column);
    return text == null || text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  @Test
  void metricsOfThePublishedPairs() throws IOException {
    List<Map<String, String>> rows = Csv.read("string_metric_vectors.csv");
    assertThat(rows).hasSize(5955);
    for (Map<String, String> row : rows) {
      String a = row.getOrDefault("a", "");
      String b = row.getOrDefault("b", "");
      String pair = a + " and " + b;
      Symbols bytesA = Symbols.of(a, Unit.BYTES);
      Symbols bytesB = Symbols.of(b, Unit.BYTES);
      assertThat(StringMetrics.jaro(bytesA, bytesB, Unit.BYTES))
          .as(pair)
          .isCloseTo(number(row, "duckdb_jaro"), within(EXACT));
      assertThat(StringMetrics.jaroWinkler(bytesA, bytesB, Unit.BYTES))
          .as(pair)
          .isCloseTo(number(row, "duckdb_jw"), within(EXACT));
      assertThat((double) StringMetrics.levenshtein(bytesA, bytesB))
          .as(pair)
          .isEqualTo(number(row, "duckdb_lev"));
      assertThat((double) StringMetrics.damerau(bytesA, bytesB))
          .as(pair)
          .isEqualTo(number(row, "duckdb_dl"));
      if (!row.getOrDefault("duckdb_jaccard_chars", "").isEmpty()) {
        assertThat(StringMetrics.jaccard(bytesA, bytesB))
            .as(pair)
            .isCloseTo(number(row, "duckdb_jaccard_chars"), within(EXACT));
      }
      Symbols pointsA = Symbols.of(a, Unit.CODE_POINTS);
      Symbols pointsB = Symbols.of(b, Unit.CODE_POINTS);
      assertThat(StringMetrics.jaro(pointsA, pointsB, Unit.CODE_POINTS))
          .as(pair)
          .isCloseTo(number(row, "cp_jaro"), within(EXACT));
      assertThat(StringMetrics.jaroWinkler(pointsA, pointsB, Unit.CODE_POINTS))
          .as(pair)
          .isCloseTo(number(row, "cp_jw"), within(EXACT));
      assertThat((double) StringMetrics.levenshtein(pointsA, pointsB))
          .as(pair)
          .isEqualTo(number(row, "cp_lev"));
      assertThat((double) StringMetrics.damerau(pointsA, pointsB))
          .as(pair)
          .isEqualTo(number(row, "cp_dl"));
      Symbols foldedA = Symbols.of(a, Unit.FOLDED);
      Symbols foldedB = Symbols.of(b, Unit.FOLDED);
      assertThat(StringMetrics.jaroWinkler(foldedA, foldedB, Unit.FOLDED))
          .as(pair)
          .isCloseTo(number(row, "fold_jw"), within(EXACT));
      assertThat((double) StringMetrics.levenshtein(foldedA, foldedB))
          .as(pair)
          .isEqualTo(number(row, "fold_lev"));
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
