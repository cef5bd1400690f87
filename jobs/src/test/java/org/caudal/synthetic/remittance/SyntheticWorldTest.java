package org.caudal.synthetic.remittance;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Month;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Months;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.remittance.ExpectedCost.Outcome;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A large draw of true transfers against the expectations. Tolerances are four standard errors; the
 * draw is fixed, so a failure is no accident.
 */
@SparkTest(compiled = true)
class SyntheticWorldTest {
  private static final long PEOPLE = 40_000;

  private static List<Row> bySender = List.of();
  private static List<Row> costs = List.of();
  private static List<Row> senders = List.of();

  @BeforeAll
  static void generate(SparkSession spark) {
    SyntheticInputs inputs = new SyntheticInputs(spark, 2, PEOPLE, 11);
    Months months = Months.parse("2025-02..2025-08");
    Dataset<Row> transfers = CleanTransfers.of(inputs, months, 11);
    senders =
        Senders.of(inputs, months)
            .groupBy("month", "corridor")
            .agg(sum(col("is_woman").cast("int")), sum(not(col("is_woman")).cast("int")))
            .collectAsList();
    Dataset<Row> usd =
        transfers
            .filter(
                col("month")
                    .isin(java.sql.Date.valueOf("2025-02-01"), java.sql.Date.valueOf("2025-08-01")))
            .withColumn("usd", Draw.at(col("amount"), Habits.AMOUNTS_USD));
    bySender =
        usd.groupBy("month", "corridor", "sender", "is_woman")
            .agg(count(lit(1)).as("transfers"), sum("usd").as("usd"))
            .collectAsList();
    costs =
        usd.filter(col("corridor").isin(0, 6))
            .select(
                col("corridor"),
                col("usd").cast("double"),
                col("fee")
                    .divide(col("usd"))
                    .plus(lit(1))
                    .minus(col("applied_rate").divide(col("paid_units")))
                    .multiply(lit(100))
                    .cast("double")
                    .as("pct"))
            .collectAsList();
  }

  private record Flow(double senders, double transfers, double usd, double error) {}

  private static Flow flow(int corridor, String month) {
    double senders = 0;
    double transfers = 0;
    double usd = 0;
    double squares = 0;
    for (Row row : bySender) {
      if (row.getInt(1) == corridor && row.get(0).toString().equals(month)) {
        senders++;
        transfers += row.getLong(4);
        usd += row.getLong(5);
        squares += Math.pow((double) row.getLong(5), 2);
      }
    }
    return new Flow(senders, transfers, usd, Math.sqrt(squares)); // as of a Poisson count
  }

  @Test
  void flowsOfEveryCorridorAreNearTheirExpectation() {
    Map<String, Month> months = Map.of("2025-02-01", Month.FEBRUARY, "2025-08-01", Month.AUGUST);
    months.forEach(
        (day, month) -> {
          for (int c = 0; c < Corridor.ALL.size(); c++) {
            ExpectedFlow expected = expected(c, day, month);
            Flow found = flow(c, day);
            double people = expected.activeSenders().doubleValue();
            assertThat(found.senders()).isCloseTo(people, within(4 * Math.sqrt(people)));
            assertThat(found.transfers())
                .isCloseTo(expected.transfers().doubleValue(), within(16 * Math.sqrt(people)));
            assertThat(found.usd())
                .isCloseTo(expected.valueUsd().doubleValue(), within(4 * found.error()));
          }
        });
  }

  private static ExpectedFlow expected(int corridor, String day, Month month) {
    Row row =
        senders.stream()
            .filter(r -> r.get(0).toString().equals(day) && r.getInt(1) == corridor)
            .findFirst()
            .orElseThrow();
    return ExpectedFlow.of(month, row.getLong(2), row.getLong(3));
  }

  @Test
  void februaryAndAugustDifferAsTheirSeasonsDo() {
    // 0.849 / 1.073 = 0.791; about 28 000 and 35 000 transfers of the same senders
    double ratio = total("2025-02-01") / total("2025-08-01");
    assertThat(ratio).isCloseTo(0.791, within(0.012));
  }

  private static double total(String month) {
    return bySender.stream()
        .filter(row -> row.get(0).toString().equals(month))
        .mapToLong(row -> row.getLong(4))
        .sum();
  }

  @Test
  void womenAndMenSendThePublishedMeans() {
    Map<Boolean, double[]> sums = new HashMap<>();
    for (Row row : bySender) {
      double[] own = sums.computeIfAbsent(row.getBoolean(3), sex -> new double[2]);
      own[0] += row.getLong(4);
      own[1] += row.getLong(5);
    }
    double[] women = sums.getOrDefault(true, new double[2]);
    double[] men = sums.getOrDefault(false, new double[2]);
    // some 1000 women and 2500 men send, with habits: standard errors of the means about 12 and 8
    assertThat(women[1] / women[0]).isCloseTo(380, within(48.0));
    assertThat(men[1] / men[0]).isCloseTo(464, within(32.0));
    // .35 against .78 of about as many: about .31 of the transfers; see Habits
    assertThat(women[0] / (women[0] + men[0])).isCloseTo(0.306, within(0.05));
  }

  @Test
  void costsOfACorridorAreNearTheirExpectation() {
    for (int c : new int[] {0, 6}) {
      ExpectedCost expected = ExpectedCost.of(Corridor.ALL.get(c), new BigDecimal("0.31"));
      List<Row> own = costs.stream().filter(row -> row.getInt(0) == c).toList();
      double usd = own.stream().mapToDouble(row -> row.getDouble(1)).sum();
      double weighted =
          own.stream().mapToDouble(row -> row.getDouble(1) * row.getDouble(2)).sum() / usd;
      double mean = own.stream().mapToDouble(row -> row.getDouble(2)).average().orElseThrow();
      double median =
          own.stream().mapToDouble(row -> row.getDouble(2)).sorted().toArray()[own.size() / 2];
      assertThat(weighted)
          .isCloseTo(expected.volumeWeighted(Outcome::headlinePct).doubleValue(), within(0.2));
      assertThat(mean)
          .isCloseTo(expected.countWeighted(Outcome::headlinePct).doubleValue(), within(0.35));
      assertThat(median)
          .isCloseTo(expected.median(Outcome::headlinePct).doubleValue(), within(0.3));
    }
  }

  @Test
  void theTransfersOfOneSenderAreAlike(SparkSession spark) {
    // the usual amount twice: .7 x .7; else alike by chance: about .49 + .51 x .12
    Dataset<Row> transfers =
        CleanTransfers.of(new SyntheticInputs(spark, 2, PEOPLE, 11), Months.parse("2025-05"), 11)
            .select("sender", "occasion", "amount");
    Dataset<Row> first = transfers.filter("occasion = 0").select(col("sender"), col("amount"));
    Dataset<Row> second =
        transfers.filter("occasion = 1").select(col("sender"), col("amount").as("other"));
    Row pairs =
        first
            .join(second, "sender")
            .agg(avg(col("amount").equalTo(col("other")).cast("int")), countDistinct("sender"))
            .head();
    assertThat(pairs.getLong(1)).isGreaterThan(800);
    assertThat(pairs.getDouble(0)).isCloseTo(0.55, within(0.06));
  }
}
