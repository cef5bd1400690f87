package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
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

  @Test
  void whatProtectsCouldBeLargerByAllThatThoseOfFewHave(SparkSession spark) {
    // A and B are 19 in all. B has the minimum, as it says, and no more than C: A would be 9
    assertThat(statuses(spark, "('A', 9L), ('B', 10L), ('C', 10L), ('D', 71L)"))
        .containsEntry("C", "suppressed_secondary")
        .containsEntry("D", "published");
    // Z comes after C, and is hidden before it: it has fewer, at most 18 of 19, so that A has 1
    assertThat(statuses(spark, "('A', 9L), ('Z', 10L), ('C', 19L), ('D', 62L)"))
        .containsEntry("C", "suppressed_secondary");
    assertThat(statuses(spark, "('A', 9L), ('Z', 10L), ('C', 20L), ('D', 61L)"))
        .containsEntry("C", "published");
  }

  /** Three areas of 1 to 29 and one of 60, whose sum is known, in every way. */
  @Test
  void whoKnowsTheSumAndTheOrderLearnsNothingOfThoseOfFew(SparkSession spark) {
    List<Row> rows =
        AreaSuppression.decided(
                spark
                    .range(1, 30)
                    .toDF("a")
                    .crossJoin(spark.range(1, 30).toDF("b"))
                    .crossJoin(spark.range(1, 30).toDF("c"))
                    .selectExpr(
                        "a * 900 + b * 30 + c AS week",
                        "stack(4, 'A', a, 'B', b, 'C', c, 'D', 60L) AS (zone_id, devices)"),
                List.of("week"),
                10)
            .select("week", "zone_id", "devices", "disclosure_status")
            .collectAsList();
    int attacks = 0;
    for (List<Row> areas :
        rows.stream().collect(Collectors.groupingBy(row -> row.getLong(0))).values()) {
      List<Row> few = of(areas, "suppressed_primary");
      List<Row> protectors = of(areas, "suppressed_secondary");
      List<Row> shown = of(areas, "published");
      if (few.isEmpty() || shown.isEmpty()) {
        continue;
      }
      attacks++;
      Row smallest =
          Collections.min(
              shown,
              Comparator.comparing((Row row) -> row.getLong(2))
                  .thenComparing(row -> row.getString(1)));
      long hidden =
          Stream.concat(few.stream(), protectors.stream()).mapToLong(row -> row.getLong(2)).sum();
      long least = 10L * protectors.size();
      long most = 9L * (few.size() - 1);
      for (Row row : protectors) {
        boolean isBefore = row.getString(1).compareTo(smallest.getString(1)) < 0;
        most += smallest.getLong(2) - (isBefore ? 0 : 1);
      }
      // any number of 0 to 9 that one of few could have leaves a sum that the others could have
      assertThat(hidden - 9).as(areas.toString()).isGreaterThanOrEqualTo(least);
      assertThat(hidden).as(areas.toString()).isLessThanOrEqualTo(most);
    }
    assertThat(attacks).isGreaterThan(5_000);
  }

  private static List<Row> of(List<Row> areas, String status) {
    return areas.stream().filter(row -> row.getString(3).equals(status)).toList();
  }
}
