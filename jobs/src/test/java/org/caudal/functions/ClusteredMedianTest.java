package org.caudal.functions;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Offset;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class ClusteredMedianTest {
  private static final BigDecimal LEVEL = new BigDecimal("0.95");
  private static final Offset<Double> PRECISE = Offset.offset(1e-9);
  private static final StructType SCHEMA =
      new StructType().add("cell", "string").add("unit", "string").add("x", "decimal(18,6)");

  private static Row row(String cell, Object unit, double x) {
    return RowFactory.create(cell, unit.toString(), BigDecimal.valueOf(x));
  }

  private static Map<String, String> medians(Dataset<Row> rows) {
    return ClusteredMedian.of(rows, List.of("cell"), "unit", "x", LEVEL).collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> row.getString(0),
                row ->
                    text(row, "estimate")
                        + " "
                        + text(row, "interval_low")
                        + " "
                        + text(row, "interval_high")
                        + (text(row, "interval_level").equals("0.95")
                            ? ""
                            : " at " + text(row, "interval_level"))));
  }

  private static String text(Row row, String column) {
    BigDecimal number = row.getAs(column);
    return number == null ? "none" : number.stripTrailingZeros().toPlainString();
  }

  @Test
  void mediansAndIntervalsAreThoseOfTheWorkedCases(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    IntStream.rangeClosed(1, 20).forEach(x -> rows.add(row("even", x, x)));
    IntStream.rangeClosed(1, 21).forEach(x -> rows.add(row("odd", x, x)));
    IntStream.rangeClosed(1, 20)
        .forEach(x -> rows.add(row("pairs", Math.ceil(x / 2.0), Math.ceil(x / 2.0))));
    IntStream.rangeClosed(1, 20).forEach(x -> rows.add(row("single", x, Math.ceil(x / 2.0))));
    IntStream.rangeClosed(1, 6).forEach(x -> rows.add(row("ties", x, x < 6 ? 2 : 7)));
    IntStream.rangeClosed(1, 5).forEach(x -> rows.add(row("five", x, x)));
    rows.add(row("alone", 1, 3.5));
    Dataset<Row> table = spark.createDataFrame(rows, SCHEMA);
    Map<String, String> medians = medians(table);

    // 20 values of 20 units: 2k − N is ±1, so error √(20·20/19)/(2·20) = 0.11471; t(19) = 2.09302;
    // half 0.24009. Ranks ⌊(0.5 − half)·20⌋ = ⌊5.198⌋ = 5 and ⌈14.802⌉ + 1 = 16.
    assertThat(medians).containsEntry("even", "10.5 5 16");
    // 21 values: error √(21·21/20)/42 = 0.11180; t(20) = 2.08596; half 0.23322. Ranks ⌊5.602⌋ = 5
    // and ⌈15.398⌉ + 1 = 17.
    assertThat(medians).containsEntry("odd", "11 5 17");
    // Ten units of two equal values: 2k − N is ±2, error √(40·10/9)/40 = 0.16667; t(9) = 2.26216;
    // half 0.37703. Ranks ⌊2.459⌋ = 2, value 1, and ⌈17.541⌉ + 1 = 19, value 10.
    assertThat(medians).containsEntry("pairs", "5.5 1 10");
    // The same values of twenty units: ranks 5 and 16 as above, values 3 and 8.
    assertThat(medians).containsEntry("single", "5.5 3 8");
    // 2 2 2 2 2 7: error √(6·6/5)/12 = 0.22361; t(5) = 2.57058; half 0.575: all ranks.
    assertThat(medians).containsEntry("ties", "2 2 7");
    // All of six units hold the median with 1 − 2/2⁶ = 0.969, of five with 0.9375.
    assertThat(medians).containsEntry("five", "3 1 5 at 0.9375");
    assertThat(medians).containsEntry("alone", "3.5 none none");
    assertThat(medians(table.orderBy(col("x").desc()).repartition(5))).isEqualTo(medians);
  }

  /**
   * Every sample of two to five units of a market, with its probability: that its interval holds
   * the median of the market, 5.
   */
  @Test
  void theLevelOfFewUnitsIsRightWhereThoseWithManyValuesLieAsOthersDo(SparkSession spark) {
    // One half of the units has two values at 4, the other half two at 6.
    Market alike = new Market(List.of(1, 1), List.of(2, 2), List.of(4, 6));
    // 12 of 16 units have one value at 3; the others six each, 1 of 16 at 4 and 3 of 16 at 6: 18
    // of 36 values are below 5.
    Market unlike = new Market(List.of(12, 1, 3), List.of(1, 6, 6), List.of(3, 4, 6));
    for (int units = 2; units <= 5; units++) {
      String level = BigDecimal.valueOf(1 - Math.pow(2, 1 - units)).toPlainString();
      assertThat(alike.held(spark, units, level)).isCloseTo(1 - Math.pow(2, 1 - units), PRECISE);
      // Missed by all 13 of 16 or all 3 of 16: 0.30, 0.46, 0.56, 0.65 and not 0.5 to 0.9375.
      assertThat(unlike.held(spark, units, level))
          .isCloseTo(1 - Math.pow(13.0 / 16, units) - Math.pow(3.0 / 16, units), PRECISE);
    }
  }

  /** Kinds of units: how many of each there are, their number of values, and the value of all. */
  private record Market(List<Integer> shares, List<Integer> numbers, List<Integer> values) {

    /** The probability with which the interval of a sample holds 5; its level is asserted. */
    double held(SparkSession spark, int units, String level) {
      int kinds = shares.size();
      int samples = (int) Math.pow(kinds, units);
      double[] chances = new double[samples];
      List<Row> rows = new ArrayList<>();
      int all = shares.stream().mapToInt(Integer::intValue).sum();
      for (int sample = 0; sample < samples; sample++) {
        chances[sample] = 1;
        int rest = sample;
        for (int unit = 0; unit < units; unit++) {
          int kind = rest % kinds;
          rest /= kinds;
          chances[sample] *= (double) shares.get(kind) / all;
          for (int i = 0; i < numbers.get(kind); i++) {
            rows.add(row(Integer.toString(sample), unit, values.get(kind)));
          }
        }
      }
      double held = 0;
      for (Map.Entry<String, String> median :
          medians(spark.createDataFrame(rows, SCHEMA)).entrySet()) {
        assertThat(median.getValue()).endsWith(" at " + level);
        String[] ends = median.getValue().split(" ", -1);
        if (Double.parseDouble(ends[1]) <= 5 && Double.parseDouble(ends[2]) >= 5) {
          held += chances[Integer.parseInt(median.getKey())];
        }
      }
      return held;
    }
  }

  /** 400 samples of 30 senders with three transfers each, symmetric about 2. */
  @Test
  void intervalsHoldTheMedianAtLeastAsOftenAsTheySay(SparkSession spark) {
    int samples = 400;
    Random random = new Random(77);
    List<Row> rows = new ArrayList<>();
    for (int sample = 0; sample < samples; sample++) {
      for (int sender = 0; sender < 30; sender++) {
        double habit = random.nextGaussian();
        for (int i = 0; i < 3; i++) {
          rows.add(row("s" + sample, sender, 2 + habit + 0.3 * random.nextGaussian()));
        }
      }
    }
    long held =
        medians(spark.createDataFrame(rows, SCHEMA)).values().stream()
            .map(text -> text.split(" ", -1))
            .filter(ends -> Double.parseDouble(ends[1]) <= 2 && Double.parseDouble(ends[2]) >= 2)
            .count();
    // Ranks are rounded outwards, so a little more than 95 %; without clusters it would be 75 %.
    assertThat((double) held / samples).isBetween(0.93, 0.985);
  }
}
