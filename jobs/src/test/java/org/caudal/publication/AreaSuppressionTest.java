package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class AreaSuppressionTest {

  private static Map<String, String> statuses(SparkSession spark, String areas) {
    Map<String, String> statuses = new TreeMap<>();
    AreaSuppression.decided(
            spark.sql("SELECT 1 AS week, * FROM VALUES " + areas + " AS t(zone_id, devices)"),
            List.of("week"),
            10)
        .collectAsList()
        .forEach(row -> statuses.put(row.getAs("zone_id"), row.getAs("disclosure_status")));
    return statuses;
  }

  @Test
  void whatIsHiddenTogetherMayBeAnyNumberBelowTheMinimum(SparkSession spark) {
    // B alone would say that A is 0: together they are 10, and B has the minimum
    assertThat(statuses(spark, "('A', 0L), ('B', 10L), ('C', 40L), ('D', 50L)"))
        .isEqualTo(
            Map.of(
                "A", "suppressed_primary",
                "B", "suppressed_secondary",
                "C", "suppressed_secondary",
                "D", "published"));
    // A may be 0 to 9, as B may be 19 to 10
    assertThat(statuses(spark, "('A', 0L), ('B', 19L), ('C', 40L)"))
        .containsEntry("B", "suppressed_secondary")
        .containsEntry("C", "published");
    // two of few and one that alone has the minimum
    assertThat(statuses(spark, "('A', 9L), ('B', 9L), ('C', 10L), ('D', 50L)"))
        .containsEntry("C", "suppressed_secondary")
        .containsEntry("D", "published");
    // B and C have the minimum, as they say: of 21 A would have 1 at the most
    assertThat(statuses(spark, "('A', 1L), ('B', 10L), ('C', 10L), ('D', 40L), ('E', 50L)"))
        .containsEntry("D", "suppressed_secondary")
        .containsEntry("E", "published");
    // 4 and 4 above the minimum are 8, one less than A can be; with 5 they are 9
    assertThat(statuses(spark, "('A', 4L), ('B', 10L), ('C', 14L), ('D', 40L), ('E', 50L)"))
        .containsEntry("D", "suppressed_secondary")
        .containsEntry("E", "published");
    assertThat(statuses(spark, "('A', 4L), ('B', 10L), ('C', 15L), ('D', 40L)"))
        .containsEntry("C", "suppressed_secondary")
        .containsEntry("D", "published");
    assertThat(statuses(spark, "('A', 10L), ('B', 30L)"))
        .isEqualTo(Map.of("A", "published", "B", "published"));
  }
}
