package org.caudal.functions;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class DecimalsTest {
  private static @Nullable BigDecimal of(SparkSession spark, Column column) {
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

  /** A peso is 0.0002414567 dollars: six digits after the point would be one of 0.000241. */
  @Test
  void ratiosOfRatesAreOfAllTheirTenDigits(SparkSession spark) {
    for (String[] rates :
        new String[][] {
          {"0.0002342000", "0.0002414567"},
          {"1", "0.0000003333"},
          {"99999999999999.9999999999", "0.0000000001"}
        }) {
      assertThat(of(spark, Decimals.ratioOfRates(decimal(rates[0]), decimal(rates[1]))))
          .as(String.join(" / ", rates))
          .isEqualByComparingTo(
              new BigDecimal(rates[0]).divide(new BigDecimal(rates[1]), 14, RoundingMode.HALF_UP));
    }
    assertThat(of(spark, Decimals.ratioOfRates(decimal("1"), decimal("0")))).isNull();
  }

  @Test
  void whatDoesNotFitIsNull(SparkSession spark) {
    assertThat(of(spark, Decimals.fitted(decimal("99.995"), 4, 2))).isNull();
    assertThat(of(spark, Decimals.fitted(decimal("99.994"), 4, 2))).isEqualByComparingTo("99.99");
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
