package org.caudal.phone.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two devices leave; the first is home from the fourth day on. Both are seen for ten days. */
@SparkTest
class EstimateReturnsTest {
  private static final LocalDate START = LocalDate.of(2024, 3, 4);

  private static TestInputs inputs(SparkSession spark) {
    List<DeviceWhereabouts> rows = new ArrayList<>();
    for (int since = -3; since < 10; since++) {
      for (int device = 0; device < 2; device++) {
        boolean home = since < 0 || (device == 0 && since >= 4);
        String place = home ? "A" : "B";
        rows.add(
            new DeviceWhereabouts(
                "E", "m", START.plusDays(since), since, 21, "01", device, "A", place, home));
      }
    }
    return new TestInputs(spark).with(DeviceWhereabouts.class, Rows.of(spark, rows));
  }

  private static List<String> curve(SparkSession spark, @Nullable LocalDate until) {
    return SyntheticInputs.rows(
            new EstimateReturns()
                .transform(
                    inputs(spark), new EstimateReturns.Params(until, 7, 3, new BigDecimal("0.95"))),
            ReturnCurve.class)
        .stream()
        .filter(row -> row.getAs("origin").equals("A"))
        .map(
            row ->
                row.getAs("days")
                    + ": "
                    + row.getAs("at_risk")
                    + " "
                    + row.getAs("returned")
                    + " "
                    + row.getAs("lost")
                    + " "
                    + row.<BigDecimal>getAs("away_share").stripTrailingZeros().toPlainString())
        .sorted()
        .toList();
  }

  @Test
  void theCurveIsThatOfWhatWasKnownOnADay(SparkSession spark) {
    // a return on the last two days could not be told
    assertThat(curve(spark, null)).containsExactly("4: 2 1 0 0.5", "7: 1 0 1 0.5");
    // two days at home are no return yet, and the third of six days is the last to be told
    assertThat(curve(spark, START.plusDays(5))).containsExactly("3: 2 0 2 1");
    assertThat(curve(spark, START.plusDays(6))).containsExactly("4: 2 1 1 0.5");
  }
}
