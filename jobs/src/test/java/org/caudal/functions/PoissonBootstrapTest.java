package org.caudal.functions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.StudentT;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest(compiled = true)
class PoissonBootstrapTest {
  private static final int REPLICATES = 1000;
  private static final StructType SCHEMA =
      new StructType().add("cell", "int").add("unit", "string").add("x", "double").add("y", "int");

  @Test
  void weightsArePoissonWithMeanOne(SparkSession spark) {
    int units = 100_000;
    Row sums =
        PoissonBootstrap.replicated(spark.range(units).toDF(), "id", 1, 7)
            .filter("replicate = 1")
            .agg(count(lit(1)), sum("weight"), sum(col("weight").multiply(col("weight"))))
            .head();
    double mean = (double) sums.getLong(1) / units;
    double variance = (double) sums.getLong(2) / units - mean * mean;
    double zeros = 1 - (double) sums.getLong(0) / units;
    // Four standard errors: √(1/n), √((μ₄ − σ⁴)/n) = √(3/n), √(e⁻¹(1 − e⁻¹)/n).
    assertThat(mean).isCloseTo(1, within(4 * Math.sqrt(1.0 / units)));
    assertThat(variance).isCloseTo(1, within(4 * Math.sqrt(3.0 / units)));
    double none = Math.exp(-1);
    assertThat(zeros).isCloseTo(none, within(4 * Math.sqrt(none * (1 - none) / units)));
  }

  @Test
  void aUnitHasOneWeightInEveryCellAndAnotherInEveryReplicateAndSeed(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int unit = 0; unit < 200; unit++) {
      rows.add(RowFactory.create(1, "u" + unit, 0.0, 1));
      rows.add(RowFactory.create(2, "u" + unit, 0.0, 1));
    }
    Dataset<Row> units = spark.createDataFrame(rows, SCHEMA);
    Map<String, Integer> weights = weights(units.repartition(5), 3);
    Map<String, Integer> otherSeed = weights(units, 4);
    assertThat(weights).isEqualTo(weights(units, 3)).isNotEqualTo(otherSeed);
    int differ = 0;
    for (int unit = 0; unit < 200; unit++) {
      for (int replicate = 0; replicate <= 2; replicate++) {
        assertThat(weights.get("1 u" + unit + " " + replicate))
            .isEqualTo(weights.get("2 u" + unit + " " + replicate));
      }
      assertThat(weights).containsEntry("1 u" + unit + " 0", 1);
      String key = "1 u" + unit + " ";
      differ += weights.getOrDefault(key + 1, 0).equals(weights.getOrDefault(key + 2, 0)) ? 0 : 1;
    }
    // Two Poisson(1) are equal with chance e⁻² I₀(2) = 0.309: 138 of 200 differ, error 6.5.
    assertThat(differ).isBetween(112, 164);
  }

  private static Map<String, Integer> weights(Dataset<Row> units, long seed) {
    return PoissonBootstrap.replicated(units, "unit", 2, seed).collectAsList().stream()
        .collect(
            Collectors.toMap(
                row ->
                    row.getInt(0)
                        + " "
                        + row.getString(1)
                        + " "
                        + row.<Integer>getAs(PoissonBootstrap.REPLICATE),
                row -> row.<Integer>getAs(PoissonBootstrap.WEIGHT)));
  }

  @Test
  void standardErrorsAreTheAnalyticOnes(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    double[] values = new double[200];
    Random random = new Random(5);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(random.nextGaussian());
      rows.add(RowFactory.create(1, "u" + i, values[i], 1)); // a row a sender
      for (int copy = 0; copy < 5; copy++) {
        rows.add(RowFactory.create(2, "u" + i, values[i], 1)); // five identical rows a sender
        rows.add(RowFactory.create(3, "u" + i + "-" + copy, values[i], 1)); // five senders
      }
    }
    rows.add(RowFactory.create(4, "alone", 7.0, 1));
    Dataset<Row> replicates =
        PoissonBootstrap.replicated(
                spark.createDataFrame(rows, SCHEMA), "unit", REPLICATES, /* seed= */ 2)
            .groupBy("cell", "replicate")
            .agg(
                sum(col("x").multiply(col("weight"))).as("total"),
                sum(col("y").multiply(col("weight"))).as("n"))
            .withColumn("mean", col("total").divide(col("n")));
    Map<Integer, Row> means = byCell(PoissonBootstrap.estimates(replicates, cells(), "mean"));
    Map<Integer, Row> totals =
        byCell(PoissonBootstrap.estimates(replicates, cells(), "total", lit(REPLICATES)));

    double mean = 0;
    double squares = 0;
    double deviations = 0;
    for (double value : values) {
      mean += value / values.length;
      squares += value * value;
    }
    for (double value : values) {
      deviations += (value - mean) * (value - mean);
    }
    // 1000 replicates: relative error of a standard error about 1/√2000 = 2.2 %; four of them.
    double ofMean = Math.sqrt(deviations) / values.length;
    assertThat(estimate(means, 1)).isCloseTo(mean, within(1e-9));
    assertThat(error(means, 1) / ofMean).isCloseTo(1, within(0.09));
    assertThat(error(totals, 1) / Math.sqrt(squares)).isCloseTo(1, within(0.09));
    // Copies of a sender's row add nothing; as rows of other senders they would: √5 = 2.236.
    assertThat(error(means, 2)).isCloseTo(error(means, 1), within(1e-9));
    assertThat(error(means, 1) / error(means, 3)).isCloseTo(Math.sqrt(5), within(0.28));
    // A total of one sender is x·Poisson(1), 0 where the sender is not drawn: standard error x.
    assertThat(error(totals, 4) / 7).isCloseTo(1, within(0.11));
    assertThat(error(means, 4)).isCloseTo(0, within(1e-9));
  }

  private static List<org.apache.spark.sql.Column> cells() {
    return List.of(col("cell"));
  }

  private static Map<Integer, Row> byCell(Dataset<Row> estimates) {
    return estimates.collectAsList().stream()
        .collect(Collectors.toMap(row -> row.getInt(0), row -> row));
  }

  private static double estimate(Map<Integer, Row> cells, int cell) {
    return java.util.Objects.requireNonNull(cells.get(cell)).<Double>getAs("estimate");
  }

  private static double error(Map<Integer, Row> cells, int cell) {
    return java.util.Objects.requireNonNull(cells.get(cell)).<Double>getAs("standard_error");
  }

  @Test
  void halfWidthsTakeStudentsTAlsoWhereTheLookUpGivesWayToTheExpansion(SparkSession spark) {
    for (double level : new double[] {0.95, 0.9998}) {
      for (Row row :
          spark
              .range(2, 80)
              .select(col("id"), PoissonBootstrap.halfWidth(lit(3.0), col("id"), level))
              .collectAsList()) {
        int degreesOfFreedom = (int) row.getLong(0) - 1;
        double half = 3 * StudentT.twoSided(level, degreesOfFreedom);
        assertThat(row.getDouble(1) / half).as("%d", degreesOfFreedom).isCloseTo(1, within(1e-6));
      }
    }
    double ofOne =
        spark
            .range(1, 2)
            .select(PoissonBootstrap.halfWidth(lit(1.0), col("id"), 0.95))
            .head()
            .getDouble(0);
    assertThat(ofOne)
        .isCloseTo(12.706, within(0.0005)); // one unit has no degree of freedom: as two
  }

  /**
   * 500 samples of 60 senders. A sender has one to four transfers of one amount, fee 4 USD, and a
   * margin of 2 % with an error of the sender and one of the transfer. The ratio of sums is E(cost)
   * / E(amount) = 2 + 400 / 375 %.
   */
  @Test
  void intervalsOfARatioHoldTheTruthAsOftenAsTheySay(SparkSession spark) {
    int samples = 500;
    double[] amounts = {100, 200, 400, 800}; // mean 375
    double truth = 2 + 100 * 4 / 375.0;
    Random random = new Random(20250);
    List<Row> rows = new ArrayList<>();
    for (int sample = 0; sample < samples; sample++) {
      for (int sender = 0; sender < 60; sender++) {
        double usd = amounts[random.nextInt(4)];
        int transfers = 1 + random.nextInt(4);
        double habit = 0.5 * random.nextGaussian();
        double cost = 0;
        for (int i = 0; i < transfers; i++) {
          cost += 400 + usd * (2 + habit + 0.5 * random.nextGaussian());
        }
        rows.add(RowFactory.create(sample, sample + "-" + sender, cost, (int) (usd * transfers)));
      }
    }
    Dataset<Row> replicates =
        PoissonBootstrap.replicated(spark.createDataFrame(rows, SCHEMA), "unit", 100, 1)
            .groupBy("cell", "replicate")
            .agg(
                sum(col("x").multiply(col("weight")))
                    .divide(sum(col("y").multiply(col("weight"))))
                    .as("ratio"));
    List<Row> intervals =
        PoissonBootstrap.estimates(replicates, cells(), "ratio")
            .withColumn("half", PoissonBootstrap.halfWidth(col("standard_error"), lit(60L), 0.95))
            .collectAsList();
    long held =
        intervals.stream()
            .filter(
                row -> Math.abs(row.<Double>getAs("estimate") - truth) <= row.<Double>getAs("half"))
            .count();
    assertThat(intervals).hasSize(samples);
    // Standard error of the share: √(0.95 · 0.05 / 500) = 1 %.
    assertThat((double) held / samples).isBetween(0.93, 0.97);
  }
}
