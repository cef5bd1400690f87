package org.caudal.functions;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.statistics.Normal;
import org.caudal.statistics.StudentT;
import scala.collection.Seq;

/**
 * Standard errors and intervals from a Poisson bootstrap of whole units (senders, providers).
 *
 * <p>In each replicate every unit counts a Poisson(1) number of times (Hanley and MacGibbon 2006,
 * Comput. Methods Programs Biomed. 83; Chamandy et al. 2012), drawn from a hash of the unit, the
 * replicate and the seed: the same unit has the same weight in every cell, whatever the
 * partitioning. All rows of a unit move together, so that their correlation is in the error.
 *
 * <p>The interval is estimate ± t·SE, t with (units − 1) degrees of freedom and SE the standard
 * deviation of the replicates. Percentiles are not used: with few replicates their tails are noisy,
 * with few units they are too short.
 */
public final class PoissonBootstrap {
  /** Number of the replicate; 0 is the sample itself, every unit counting once. */
  public static final String REPLICATE = "replicate";

  /** How often the unit counts in the replicate. */
  public static final String WEIGHT = "weight";

  /** Column with the estimate. */
  public static final String ESTIMATE = "estimate";

  /** Column with its standard error. */
  public static final String ERROR = "standard_error";

  private static final int HASH_BITS_DROPPED = 11;
  private static final double HASH_VALUES = 0x1p53;
  private static final int LARGEST_WEIGHT = 12;
  private static final int MOST_EXACT = 50; // beyond it the expansion is right to six digits

  static final int FEWEST_REPLICATES = 50;
  private static final int MOST_REPLICATES = 2000;

  /** High enough for intervals that hold for hundreds of figures at once. */
  private static final BigDecimal LARGEST_LEVEL = new BigDecimal("0.99999");

  private PoissonBootstrap() {}

  /** Refuses too few or too many replicates and levels that no interval should have. */
  public static void requireSound(int replicates, BigDecimal level) {
    if (replicates < FEWEST_REPLICATES || replicates > MOST_REPLICATES) {
      throw new IllegalArgumentException("replicates must be 50 to 2000, was " + replicates);
    }
    if (level.compareTo(new BigDecimal("0.5")) < 0 || level.compareTo(LARGEST_LEVEL) > 0) {
      throw new IllegalArgumentException(
          "level must be 0.5 to " + LARGEST_LEVEL + ", was " + level);
    }
  }

  /** Each row once a replicate, with the weight of its unit; rows of weight 0 are left out. */
  public static Dataset<Row> replicated(Dataset<Row> rows, String unit, int replicates, long seed) {
    return rows.withColumn(REPLICATE, explode(sequence(lit(0), lit(replicates))))
        .withColumn(
            WEIGHT,
            when(col(REPLICATE).equalTo(0), 1)
                .otherwise(weight(xxhash64(col(unit), col(REPLICATE), lit(seed)))))
        .filter(col(WEIGHT).gt(0));
  }

  /**
   * Estimate and standard error of averages: replicates in which a cell is empty have none.
   *
   * @param replicates one row a cell and replicate; replicates in which a cell is empty are absent
   * @param cells columns that name a cell
   * @param value the statistic
   */
  public static Dataset<Row> estimates(Dataset<Row> replicates, List<Column> cells, String value) {
    return estimates(replicates, cells, value, lit(0));
  }

  /**
   * Estimate and standard error of totals: in replicates in which a cell is empty they are 0.
   *
   * @param drawn over the cells: how many replicates were drawn where the statistic is a total, 0
   *     where it is an average
   */
  public static Dataset<Row> estimates(
      Dataset<Row> replicates, List<Column> cells, String value, Column drawn) {
    Column sorted = array_sort(collect_list(when(col(REPLICATE).gt(0), col(value).cast("double"))));
    return replicates
        .groupBy(cells.toArray(Column[]::new))
        .agg(max(when(col(REPLICATE).equalTo(0), col(value))).as(ESTIMATE), sorted.as("values"))
        .withColumn(ERROR, deviation(col("values"), drawn))
        .drop("values");
  }

  /** Half the width of the interval. */
  public static Column halfWidth(Column standardError, Column units, double level) {
    return standardError.multiply(student(level, greatest(units.minus(1), lit(1L))));
  }

  /** Poisson(1) by inversion: the number of thresholds that the hash has passed. */
  private static Column weight(Column hash) {
    Column uniform = shiftrightunsigned(hash, HASH_BITS_DROPPED);
    Column weight = lit(0);
    double probability = Math.exp(-1);
    double cumulative = probability;
    for (int k = 1; k <= LARGEST_WEIGHT; k++) {
      weight = weight.plus(when(uniform.geq((long) (cumulative * HASH_VALUES)), 1).otherwise(0));
      probability /= k;
      cumulative += probability;
    }
    return weight;
  }

  /**
   * Standard deviation of an array that zeros fill up to a size; sums run in the order of the
   * array, so that they are the same.
   */
  private static Column deviation(Column values, Column filledTo) {
    UDF2<Seq<Double>, Integer, Double> deviation =
        (numbers, size) -> numbers == null || size == null ? 0 : deviation(numbers, size);
    return udf(deviation, DataTypes.DoubleType).apply(values, filledTo.cast("int"));
  }

  private static double deviation(Seq<Double> values, int filledTo) {
    int present = values.size();
    int count = Math.max(present, filledTo);
    if (count <= 1) {
      return 0;
    }
    double total = 0;
    for (int i = 0; i < present; i++) {
      total += values.apply(i);
    }
    double mean = total / count;
    double squares = 0;
    for (int i = 0; i < present; i++) {
      double distance = values.apply(i) - mean;
      squares += distance * distance;
    }
    squares += (count - present) * mean * mean;
    return Math.sqrt(squares / (count - 1));
  }

  /**
   * Student's t over a column of degrees of freedom: exact where they are few, else the expansion
   * about the normal quantile.
   */
  private static Column student(double level, Column v) {
    Column exact =
        element_at(
            array(
                IntStream.rangeClosed(1, MOST_EXACT)
                    .mapToObj(few -> lit(StudentT.twoSided(level, few)))
                    .toArray(Column[]::new)),
            least(v, lit((long) MOST_EXACT)).cast("int"));
    Column inverse = lit(1.0).divide(v.cast("double"));
    double[] coefficients = StudentT.expansion(Normal.twoSided(level));
    Column sum = lit(0.0);
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum.multiply(inverse).plus(coefficients[i]);
    }
    return when(v.leq(MOST_EXACT), exact).otherwise(sum);
  }
}
