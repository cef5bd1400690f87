package org.caudal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class RegisterBenchTest {

  /**
   * Groups of 3, 1 and 2 records have 3 + 0 + 1 pairs, three persons of 2 records have 3; 2 pairs
   * are in both: F1 is 2 · 2 / (4 + 3).
   */
  @Test
  void pairsOfGroupsAreHeldToThoseOfPersons(SparkSession spark) {
    assertThat(
            RegisterBench.accuracy(
                spark.sql(
                    "SELECT * FROM VALUES ('a', 1), ('a', 1), ('a', 2), ('b', 2), ('c', 3), ('c', 3)"
                        + " AS t(person_id, cluster)")))
        .isEqualTo("pairs in one group: 2 right of 4 found and 3 true, F1 0.5714");
  }
}
