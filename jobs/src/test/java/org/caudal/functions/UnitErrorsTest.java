package org.caudal.functions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class UnitErrorsTest {

  private static Row errors(Dataset<Row> units) {
    return units
        .agg(
            UnitErrors.ofTotal(col("x")).as("total"),
            UnitErrors.ofRatio(col("y"), col("x")).as("ratio"))
        .first();
  }

  @Test
  void errorsOfTwoUnitsCanBeCountedOut(SparkSession spark) {
    Row errors = errors(spark.sql("SELECT * FROM VALUES (1L, 100L), (2L, 300L) AS t(x, y)"));
    // √(1² + 2²)
    assertThat(errors.getDouble(0)).isCloseTo(2.2360680, within(1e-6));
    // R = 400 / 3; residuals −100 / 3 and 100 / 3; √(2 · (100 / 3)²) / 3
    assertThat(errors.getDouble(1)).isCloseTo(15.7134840, within(1e-6));
  }

  /** With 800 replicates a standard error varies by 1 / √1600; four times that is 10 %. */
  @Test
  void thePoissonBootstrapTendsToThem(SparkSession spark) {
    Dataset<Row> units =
        spark
            .range(0, 150, 1, 1)
            .select(
                col("id").as("unit"),
                expr("1 + id % 3").as("x"),
                expr("(1 + id % 3) * 90 + pmod(hash(id), 61)").cast("long").as("y"));
    Column weight = col(PoissonBootstrap.WEIGHT);
    Dataset<Row> replicates =
        PoissonBootstrap.replicated(units, "unit", 800, 3)
            .groupBy(PoissonBootstrap.REPLICATE)
            .agg(sum(col("x").multiply(weight)).as("x"), sum(col("y").multiply(weight)).as("y"))
            .withColumn("ratio", col("y").divide(col("x")))
            .localCheckpoint();
    Row exact = errors(units);
    assertThat(exact.getDouble(0) / drawn(replicates, "x")).isCloseTo(1, within(0.1));
    assertThat(exact.getDouble(1) / drawn(replicates, "ratio")).isCloseTo(1, within(0.1));
  }

  private static double drawn(Dataset<Row> replicates, String value) {
    return PoissonBootstrap.estimates(
            replicates.withColumn("cell", lit(1)), List.of(col("cell")), value)
        .select(PoissonBootstrap.ERROR)
        .first()
        .getDouble(0);
  }
}
