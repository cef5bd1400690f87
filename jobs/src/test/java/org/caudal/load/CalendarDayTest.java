package org.caudal.load;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class CalendarDayTest {

  @Test
  void thereIsADayOnlyOfNumbersThatHaveOne(SparkSession spark) {
    assertThat(
            spark
                .sql(
                    """
                    SELECT * FROM VALUES
                      (2025L, 6L, 2L), (2024L, 2L, 29L), (2025L, 2L, 29L), (2025L, 13L, 1L),
                      (2025L, 0L, 1L), (2025L, 1L, 0L), (1L, 1L, 1L), (12025L, 1L, 1L),
                      (2025L, NULL, 1L) AS t(y, m, d)
                    """)
                .select(CalendarDay.of(col("y"), col("m"), col("d")).cast("string"))
                .collectAsList())
        .extracting(row -> row.mkString())
        .containsExactly(
            "2025-06-02",
            "2024-02-29",
            "null",
            "null",
            "null",
            "null",
            "0001-01-01",
            "null",
            "null");
  }
}
