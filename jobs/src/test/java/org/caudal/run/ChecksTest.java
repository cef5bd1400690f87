package org.caudal.run;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.register.link.LinkRecord;
import org.caudal.table.TableSchema;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class ChecksTest {

  @Test
  void keysThatSeveralRowsHaveAreCounted(SparkSession spark) {
    assertThat(
            repeated(
                spark, "('a', 'x'), ('a', 'x'), ('a', 'x'), ('a', 'y'), ('b', 'y'), ('b', 'y')"))
        .isEqualTo(2);
    assertThat(repeated(spark, "('a', 'x'), ('b', 'x')")).isZero();
  }

  /** A hash that leaves empty values out is the same for these two. */
  @Test
  void twoKeysOfOneHashAreTwoKeys(SparkSession spark) {
    assertThat(repeated(spark, "('a', NULL), (NULL, 'a')")).isZero();
  }

  /** Grouped rows are one for each group, whatever else is said of them afterwards. */
  @Test
  void groupedRowsAreKnownToDifferInTheirGroups(SparkSession spark) {
    Dataset<Row> grouped =
        spark.sql(
            "SELECT a AS place, b AS kind, SUM(c) AS total FROM VALUES (1, 2, 3) AS t(a, b, c) GROUP BY a, b");

    assertThat(proven(grouped.filter("total > 0"), "kind", "place", "total")).isTrue();
    assertThat(proven(grouped, "place", "kind")).isTrue();
    assertThat(proven(grouped.withColumnRenamed("kind", "sort"), "place", "sort")).isTrue();
    assertThat(proven(grouped, "place", "total")).isFalse();
    assertThat(proven(grouped.select("place", "total"), "place", "total")).isFalse();
    assertThat(proven(grouped.withColumn("kind", lit(1)), "place", "kind")).isFalse();
    assertThat(proven(grouped.withColumn("kind", col("total")), "place", "kind")).isFalse();
    assertThat(proven(grouped.union(grouped), "place", "kind")).isFalse();
    assertThat(proven(grouped.withColumn("x", explode(array(lit(1), lit(2)))), "place", "kind"))
        .isFalse();
    assertThat(proven(grouped.crossJoin(spark.range(2)), "place", "kind")).isFalse();
  }

  private static boolean proven(Dataset<Row> rows, String... key) {
    return ProvenKey.isWithin(List.of(key), rows);
  }

  private static long repeated(SparkSession spark, String keys) {
    return Checks.of(
            TableSchema.of(LinkRecord.class),
            spark.sql(
                "SELECT *, '{}' AS fields, 'f' AS source_file, 1L AS source_position FROM VALUES "
                    + keys
                    + " AS t(source_id, record_id)"))
        .findings()
        .stream()
        .filter(finding -> finding.check().equals("unique key source_id, record_id"))
        .findFirst()
        .orElseThrow()
        .rows();
  }
}
