package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which operators and activity classes are kept apart. */
class JoinedColumnsTest {
  @Test
  void fewUnitsJoinTheLargestClassOfTheirOperatorAndFewOperatorsTheLargestOfAll() {
    Map<String, Double> units =
        Map.ofEntries(
            Map.entry("01/high", 100.0),
            Map.entry("01/low", 19.5),
            Map.entry("01/middle", 20.0),
            Map.entry("02/high", 10.0), // 22 with the other class: enough
            Map.entry("02/low", 12.0),
            Map.entry("03/high", 7.0), // 14 with the other class, which comes after it by name
            Map.entry("03/low", 7.0),
            Map.entry("04/low", 0.0));
    Map<String, String> joined = JoinedColumns.of(units);
    assertThat(joined)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("01/high", "01/high"),
                Map.entry("01/low", "01/high"),
                Map.entry("01/middle", "01/middle"),
                Map.entry("02/high", "02/low"),
                Map.entry("02/low", "02/low"),
                Map.entry("03/high", "01/high"),
                Map.entry("03/low", "01/high"),
                Map.entry("04/low", "01/high")));
    assertThat(JoinedColumns.sums(units, joined))
        .isEqualTo(Map.of("01/high", 133.5, "01/middle", 20.0, "02/low", 22.0));
    assertThat(JoinedColumns.of(Map.of("01/low", 1.0, "02/low", 2.0)))
        .isEqualTo(Map.of("01/low", "02/low", "02/low", "02/low"));
  }
}
