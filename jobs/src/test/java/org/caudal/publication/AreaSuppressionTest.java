package org.caudal.publication;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class AreaSuppressionTest {

  private static Map<String, String> statuses(SparkSession spark, String areas) {
    return statuses(spark, areas, 10);
  }

  private static Map<String, String> statuses(SparkSession spark, String areas, int minimum) {
    Map<String, String> statuses = new TreeMap<>();
    AreaSuppression.decided(
            spark.sql("SELECT 1 AS week, * FROM VALUES " + areas + " AS t(zone_id, devices)"),
            List.of("week"),
            lit(minimum))
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

  @Test
  void behindAnAreaThatIsShownAllAre(SparkSession spark) {
    // of 19 A may have 0 to 9: B has 10 to 19, and no more than the 20 of C
    assertThat(
            statuses(spark, "('A', 0L), ('B', 19L), ('C', 20L), ('D', 20L), ('E', 50L)").entrySet())
        .extracting(Object::toString)
        .containsExactly(
            "A=suppressed_primary",
            "B=suppressed_secondary",
            "C=published",
            "D=published",
            "E=published");
    // hidden behind C, D and E would be 19 at most, B 20: of the 59 hidden A would have one at
    // least
    assertThat(
            statuses(
                spark, "('A', 1L), ('B', 18L), ('C', 20L), ('D', 20L), ('E', 20L), ('F', 90L)"))
        .containsEntry("B", "suppressed_secondary")
        .containsEntry("C", "published")
        .containsEntry("D", "published")
        .containsEntry("E", "published");
    assertThat(
            statuses(
                spark,
                "('A', 0L), ('B', 5L), ('C', 6L), ('D', 6L), ('E', 6L), ('F', 6L), ('G', 30L)",
                3))
        .containsEntry("B", "suppressed_secondary")
        .containsEntry("C", "published")
        .containsEntry("D", "published")
        .containsEntry("E", "published")
        .containsEntry("F", "published");
  }

  /** Three areas of 1 to 29 and one of 60, whose sum is known, in every way. */
  @Test
  void whoKnowsTheSumAndTheOrderLearnsNothingOfThoseOfFew(SparkSession spark) {
    assertThat(attacks(spark, 29, 3, 60, 10)).isGreaterThan(5_000);
  }

  /** Four areas of 1 to 12, of which many are equal, and one of 30. */
  @Test
  void norWhereManyAreasAreEqual(SparkSession spark) {
    assertThat(attacks(spark, 12, 4, 30, 4)).isGreaterThan(5_000);
  }

  /** How many sums were attacked: of each number of areas of 1 to most, and of a last one. */
  private static int attacks(SparkSession spark, int most, int free, long last, int minimum) {
    Dataset<Row> sums = spark.range(1).toDF("week");
    String areas = "'Z', " + last + "L";
    for (int i = 0; i < free; i++) {
      String area = String.valueOf((char) ('A' + i));
      sums =
          sums.crossJoin(spark.range(1, most + 1L).toDF(area))
              .withColumn("week", expr("week * 100 + " + area));
      areas += ", '" + area + "', " + area;
    }
    List<Row> rows =
        AreaSuppression.decided(
                sums.selectExpr(
                    "week", "stack(" + (free + 1) + ", " + areas + ") AS (zone_id, devices)"),
                List.of("week"),
                lit(minimum))
            .select("week", "zone_id", "devices", "disclosure_status")
            .collectAsList();
    int attacks = 0;
    for (List<Row> sum :
        rows.stream().collect(Collectors.groupingBy(row -> row.getLong(0))).values()) {
      List<Row> few = of(sum, "suppressed_primary");
      List<Row> shown = of(sum, "published");
      if (!few.isEmpty() && !shown.isEmpty()) {
        attacks++;
        attack(few, of(sum, "suppressed_secondary"), shown, minimum);
      }
    }
    return attacks;
  }

  private static void attack(List<Row> few, List<Row> protectors, List<Row> shown, int minimum) {
    Comparator<Row> order =
        Comparator.comparing((Row row) -> row.getLong(2)).thenComparing(row -> row.getString(1));
    Row smallest = Collections.min(shown, order);
    long hidden =
        Stream.concat(few.stream(), protectors.stream()).mapToLong(row -> row.getLong(2)).sum();
    long least = (long) minimum * protectors.size();
    long most = (minimum - 1L) * (few.size() - 1);
    for (Row row : protectors) {
      boolean isBefore = row.getString(1).compareTo(smallest.getString(1)) < 0;
      most += smallest.getLong(2) - (isBefore ? 0 : 1);
      assertThat(order.compare(row, smallest)).as(shown + " behind " + row).isNegative();
    }
    // any number below the minimum that one of few could have leaves a sum that the others could
    assertThat(hidden - minimum + 1).as(few + " " + protectors).isGreaterThanOrEqualTo(least);
    assertThat(hidden).as(few + " " + protectors).isLessThanOrEqualTo(most);
  }

  private static List<Row> of(List<Row> areas, String status) {
    return areas.stream().filter(row -> row.getString(3).equals(status)).toList();
  }
}
