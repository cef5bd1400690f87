package org.caudal.functions;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class DecimalsTest {
  private static BigDecimal of(SparkSession spark, Column column) {
    return spark.range(1).select(column).head().getDecimal(0);
  }

  private static Column decimal(String number) {
    return lit(new BigDecimal(number));
  }

  @Test
  void halvesAreRoundedAwayFromZero(SparkSession spark) {
    // 30 quotes that add up to 125.55: 4.185, published as 4.19; the double next to it is below.
    Column mean = Decimals.ratio(decimal("125.55"), lit(30L));
    assertThat(of(spark, Decimals.rounded(mean, 18, 2))).isEqualTo(new BigDecimal("4.19"));
    assertThat(of(spark, Decimals.rounded(Decimals.ratio(decimal("-125.55"), lit(30L)), 18, 2)))
        .isEqualTo(new BigDecimal("-4.19"));
    assertThat(new BigDecimal(125.55 / 30).setScale(2, RoundingMode.HALF_UP))
        .isEqualTo(new BigDecimal("4.18"));
  }

  @Test
  void ratiosOfWideOperandsKeepTenDigitsAfterThePoint(SparkSession spark) {
    for (String[] operands :
        new String[][] {
          {"1", "3"},
          {"99999999999999999999.99999999", "7.000003"},
          {"0.00000001", "9999999999999999.999999"},
          {"123456789012.3456", "98765432.1"}
        }) {
      BigDecimal exact =
          new BigDecimal(operands[0]).divide(new BigDecimal(operands[1]), 10, RoundingMode.HALF_UP);
      Column ratio = Decimals.ratio(decimal(operands[0]), decimal(operands[1]));
      assertThat(of(spark, Decimals.rounded(ratio, 38, 10)))
          .as(String.join(" / ", operands))
          .isEqualByComparingTo(exact);
    }
  }
}
