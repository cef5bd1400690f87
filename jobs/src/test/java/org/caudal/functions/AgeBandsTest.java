package org.caudal.functions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class AgeBandsTest {
  @Test
  void bandsHaveFiveYearsAndTheLastIsOpen(SparkSession spark) {
    assertThat(
            spark
                .range(1)
                .select(
                    expr("explode(array(0, 4, 5, 12, 84, 85, 101, CAST(NULL AS INT)))").as("age"))
                .select(AgeBands.ofFive(col("age")).as("band"))
                .select(col("band"), AgeBands.first(col("band")), AgeBands.last(col("band")))
                .collectAsList()
                .stream()
                .map(Row::toString))
        .containsExactly(
            "[00-04,0,4]",
            "[00-04,0,4]",
            "[05-09,5,9]",
            "[10-14,10,14]",
            "[80-84,80,84]",
            "[85+,85,null]",
            "[85+,85,null]",
            "[null,null,null]");
  }
}
