package org.caudal.functions;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Medians with the interval of Woodruff (1952), J. Am. Stat. Assoc. 47: an interval for the share
 * of values at or below the median, turned back into values.
 *
 * <p>The standard error of the share takes the units (senders, providers) as clusters: the square
 * root of n/(n−1)·Σ(kᵢ − Nᵢ/2)² / N², kᵢ of the Nᵢ values of unit i being at or below the median
 * (Särndal, Swensson and Wretman 1992, 5.11). The median of an even number of values is the mean of
 * the two middle ones; the ends of its interval have six digits, rounded outwards.
 *
 * <p>All values of n units hold the median of what they are drawn from between them with
 * probability 1 − 2^(1−n), that of the sign test (Thompson 1936, Ann. Math. Stat. 7), or more where
 * units have several and those with many lie as the others do. Where that is less than the level,
 * as with fewer than six units of 0.95, they are the interval, and that is its level; one unit has
 * none.
 *
 * <p>Where units with many values lie elsewhere than those with few, the median lies on their side
 * and the level is too high: with p the probability that all values of a unit are below the median
 * and q that all are above it, it is 1 − pⁿ − qⁿ. Of units of which one in four has six values,
 * equal to each other and above those of all units with one, p = 13/16 and q = 3/16: five units
 * hold the median with 0.65, not with 0.9375.
 */
public final class ClusteredMedian {
  private static final int END_SCALE = 6;
  private static final String END = "decimal(18,6)";

  private ClusteredMedian() {}

  /**
   * Median and interval of each cell, in {@code estimate}, {@code interval_low}, {@code
   * interval_high} and {@code interval_level}.
   *
   * @param rows one row a value
   * @param cells columns that name a cell
   * @param unit column that names the unit of a value
   * @param value decimal column
   */
  public static Dataset<Row> of(
      Dataset<Row> rows, List<String> cells, String unit, String value, BigDecimal level) {
    Column[] cell = cells.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
    WindowSpec all = Window.partitionBy(cell);
    Dataset<Row> ranked =
        rows.select(concat(cell, col(unit).as("unit"), col(value).as("x")))
            .withColumn("n", count(lit(1)).over(all))
            .withColumn("rank", row_number().over(all.orderBy("x")));
    Dataset<Row> middle =
        ranked
            .filter(
                col("rank")
                    .equalTo(floor(col("n").plus(1).divide(2)))
                    .or(col("rank").equalTo(ceil(col("n").plus(1).divide(2)))))
            .groupBy(cell)
            .agg(Decimals.rounded(min("x").plus(max("x")).divide(2), 19, 7).as("estimate"));
    String[] names = cells.toArray(String[]::new);
    Dataset<Row> withMedian = ranked.join(middle, names);
    Dataset<Row> errors =
        withMedian
            .groupBy(concat(cell, col("unit")))
            .agg(
                count(lit(1)).as("values"),
                sum(when(col("x").leq(col("estimate")), 1L).otherwise(0L)).as("below"))
            .withColumn("twice", col("below").multiply(2).minus(col("values")))
            .groupBy(cell)
            .agg(
                count(lit(1)).as("units"),
                sum("values").as("total"),
                sum(col("twice").multiply(col("twice"))).as("squares"))
            .withColumn(
                "error",
                sqrt(col("squares")
                        .cast("double")
                        .multiply(col("units"))
                        .divide(greatest(col("units").minus(1), lit(1))))
                    .divide(col("total").multiply(2)))
            .withColumn(
                "half", PoissonBootstrap.halfWidth(col("error"), col("units"), level.doubleValue()))
            .withColumn("all_level", lit(1).minus(pow(lit(2.0), lit(1).minus(col("units")))))
            .select(concat(cell, col("half"), col("units"), col("all_level")));
    Column isReached = col("all_level").geq(level.doubleValue());
    Column lowest = floor(lit(0.5).minus(col("half")).multiply(col("n")));
    Column highest = ceil(lit(0.5).plus(col("half")).multiply(col("n"))).plus(1);
    return withMedian
        .join(errors, names)
        .groupBy(concat(cell, col("estimate"), col("units"), col("all_level")))
        .agg(
            min(when(not(isReached).or(col("rank").geq(lowest)), col("x"))).as("interval_low"),
            max(when(not(isReached).or(col("rank").leq(highest)), col("x"))).as("interval_high"))
        .withColumn(
            "interval_low",
            when(
                col("units").gt(1),
                floor(least(col("interval_low"), col("estimate")), lit(END_SCALE)).cast(END)))
        .withColumn(
            "interval_high",
            when(
                col("units").gt(1),
                ceil(greatest(col("interval_high"), col("estimate")), lit(END_SCALE)).cast(END)))
        .withColumn(
            "interval_level",
            when(isReached.or(col("units").equalTo(1)), lit(level))
                .otherwise(floor(col("all_level"), lit(END_SCALE)))
                .cast("decimal(7,6)"))
        .drop("units", "all_level");
  }

  private static Column[] concat(Column[] cell, Column... more) {
    Column[] columns = java.util.Arrays.copyOf(cell, cell.length + more.length);
    System.arraycopy(more, 0, columns, cell.length, more.length);
    return columns;
  }
}
