package org.caudal.register.residence;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.JobParams;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

/** 3,844 persons were counted. */
@SparkTest
class CutOffTest {

  private static BigDecimal chosen(SparkSession spark, String... steps) {
    EstimateCoverage.Params params =
        JobParams.of(
            new EstimateCoverage(),
            "{count-source: census, reference-date: 2024-01-01, country: XCA}");
    Row row =
        CutOff.chosen(
                spark.sql(
                    "SELECT *, 3844L AS counted, false AS is_blind, 2500L AS listed FROM VALUES "
                        + String.join(", ", steps)
                        + " AS t(least_index, persons, variance)"),
                params)
            .collectAsList()
            .get(0);
    return row.getDecimal(1).stripTrailingZeros();
  }

  @Test
  void theLowestIndexAboveWhichTheEstimateStaysIsChosen(SparkSession spark) {
    assertThat(
            chosen(spark, "(0.1, 4300.0, 900.0)", "(0.5, 3980.0, 900.0)", "(0.9, 3960.0, 2500.0)"))
        .isEqualByComparingTo("0.5");
  }

  /** By 45 with an error of 43: people who left, all of whom the lower index has, make no rise. */
  @Test
  void anEstimateThatRisesIsNoReasonToCut(SparkSession spark) {
    assertThat(
            chosen(spark, "(0.1, 3959.0, 441.0)", "(0.7, 3986.0, 1225.0)", "(1.0, 4004.0, 1849.0)"))
        .isEqualByComparingTo("0.1");
  }

  /** 1,803 with an error of 1,436 is less than were counted: it says nothing against the others. */
  @Test
  void anEstimateBelowThoseCountedHasNoSay(SparkSession spark) {
    assertThat(
            chosen(
                spark, "(0.1, 3990.0, 900.0)", "(0.5, 3975.0, 900.0)", "(0.9, 1803.0, 2062096.0)"))
        .isEqualByComparingTo("0.1");
  }
}
