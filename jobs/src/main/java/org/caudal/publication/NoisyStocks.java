package org.caudal.publication;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF6;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.functions.Decimals;
import org.caudal.statistics.LogInterval;
import org.caudal.statistics.PerturbationTable;

/**
 * Stocks with noise by the cell key method (Fraser and Wooton 2005, UNECE work session on
 * statistical data confidentiality; Enderle, Giessing and Tent 2018, Privacy in Statistical
 * Databases), where cells have a key.
 *
 * <p>The number of persons asked or listed, n, becomes n' = n + noise ({@link PerturbationTable}).
 * Residents are what they were times n'/n, and the variance of their error too, as it would be of
 * so many; the variance of the noise, times the square of the residents for each person, is added.
 * The interval is log-normal. Nothing of a cell is shown that does not go through n'. A cell of
 * which n' is zero has no row, as one of nobody: it may be either.
 */
final class NoisyStocks {
  /** Whether a row has noise. */
  static final String IS_NOISY = "is_noisy";

  private static final String NOISY = "noisy";
  private static final StructType FIGURES =
      new StructType()
          .add("sampled", DataTypes.LongType, false)
          .add("persons", DataTypes.DoubleType, false)
          .add("standard_error", DataTypes.DoubleType, false)
          .add("interval_low", DataTypes.DoubleType, false)
          .add("interval_high", DataTypes.DoubleType, false);

  private NoisyStocks() {}

  /** Rows of stock, of which those with a key have noise in all figures, or none have it. */
  static Dataset<Row> of(Dataset<Row> stocks, PublicationRules.Noise rules) {
    Column isNoisy = lit(rules.added()).and(col("cell_key").isNotNull());
    Dataset<Row> noisy =
        stocks
            .withColumn(IS_NOISY, isNoisy)
            .withColumn(NOISY, when(isNoisy, figures(rules)))
            .filter(coalesce(col(NOISY + ".sampled"), col("sampled")).gt(0))
            .withColumn("sampled", coalesce(col(NOISY + ".sampled"), col("sampled")));
    for (String figure : FIGURES.fieldNames()) {
      if (!figure.equals("sampled")) {
        Column rounded = Decimals.rounded(col(NOISY + "." + figure), 24, 9);
        noisy = noisy.withColumn(figure, when(col(IS_NOISY), rounded).otherwise(col(figure)));
      }
    }
    return noisy.drop(NOISY);
  }

  private static Column figures(PublicationRules.Noise rules) {
    PerturbationTable table = rules.table();
    double variance = rules.variance().doubleValue();
    UDF6<Long, Long, Double, Double, Integer, Double, Row> figures =
        (key, sampled, persons, error, degrees, level) -> {
          long left = sampled + table.noise(sampled, key);
          double each = persons / sampled;
          double newError = Math.sqrt(error * error * left / sampled + variance * each * each);
          // The variance of the noise is known, as if by any number of observations.
          int known = error > 0 ? Math.max(1, degrees) : Integer.MAX_VALUE;
          double[] interval = LogInterval.of(each * left, newError, known, level);
          return RowFactory.create(left, each * left, newError, interval[0], interval[1]);
        };
    return udf(figures, FIGURES)
        .withName("cell_key_noise")
        .apply(
            col("cell_key"),
            col("sampled"),
            number("persons"),
            number("standard_error"),
            col("degrees"),
            number("interval_level"));
  }

  private static Column number(String name) {
    return col(name).cast(DataTypes.DoubleType);
  }
}
