package org.caudal.run;

import static org.assertj.core.api.Assertions.assertThat;

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
