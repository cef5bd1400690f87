package org.caudal.functions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

  @Test
  void aBandGrowsOlderByTheAgeInItsMiddle(SparkSession spark) {
    // the middle of 18-29 is 23: 29 after 6 years, 30 after 7, 59 after 36, 60 after 37
    assertThat(
            spark
                .sql(
                    "SELECT * FROM VALUES ('18-29', 0), ('18-29', 6), ('18-29', 7), ('18-29', 36),"
                        + " ('18-29', 37), ('25-34', 9), ('60+', 9), ('', 9)"
                        + " AS t(band, years)")
                .select(AgeBands.groupOfBand(col("band"), col("years"), List.of(0, 30, 60)))
                .collectAsList()
                .stream()
                .map(Row::toString))
        .containsExactly(
            "[00-29]", "[00-29]", "[30-59]", "[30-59]", "[60+]", "[null]", "[60+]", "[null]");
  }
}
