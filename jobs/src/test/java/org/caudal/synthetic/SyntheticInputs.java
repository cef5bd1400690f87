package org.caudal.synthetic;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Inputs;

/**
 * Inputs of a generator: numbers, in as many partitions as the test wants.
 *
 * @param partitions partitions of the sequence
 */
record SyntheticInputs(SparkSession spark, int partitions) implements Inputs {

  /** The shares of the defaults in the parameters. */
  static final DefectShares FEW = defects("0.004", "0.003", "0.001", "0.003", "0.009");

  /** Many of each kind, so that a small log holds all. */
  static final DefectShares MANY = defects("0.03", "0.03", "0.03", "0.03", "0.05");

  /** None. */
  static final DefectShares NONE = defects("0", "0", "0", "0", "0");

  private static DefectShares defects(
      String exact, String late, String rare, String rates, String broken) {
    return new DefectShares(
        new BigDecimal(exact),
        new BigDecimal(late),
        new BigDecimal(rare),
        new BigDecimal(rates),
        new BigDecimal(rates),
        new BigDecimal(rare),
        new BigDecimal(rare),
        new BigDecimal(broken));
  }

  @Override
  public Dataset<Row> table(Class<? extends Record> table) {
    throw new IllegalStateException("a generator reads no table");
  }

  @Override
  public Dataset<Row> extract() {
    throw new IllegalStateException("a generator loads no extract");
  }

  @Override
  public Dataset<Row> sequence(long count) {
    return spark.range(0, count, 1, partitions).toDF();
  }

  @Override
  public Column pseudonym(Column identifier, String domain) {
    throw new IllegalStateException("a generator writes raw identifiers");
  }
}
