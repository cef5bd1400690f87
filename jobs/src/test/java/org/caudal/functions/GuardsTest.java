package org.caudal.functions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class GuardsTest {
  private static Dataset<Row> numbers(SparkSession spark) {
    return spark.range(0, 20, 1, 3).selectExpr("id", "id % 3 AS part", "if(id > 5, id, null) AS n");
  }

  private static Dataset<Row> guarded(SparkSession spark, Dataset<Row> rows, Column isFine) {
    return Guards.guarded(
        rows, numbers(spark).agg(count(lit(1)).as("rows")), isFine, lit("there are twenty"));
  }

  @Test
  void theRunEndsWhicheverRowsAndColumnsAreAskedFor(SparkSession spark) {
    Dataset<Row> rows = numbers(spark);
    Column isFine = col("rows").lt(20);
    Dataset<Row> guarded = guarded(spark, rows, isFine);
    Map<String, Dataset<Row>> asked = new TreeMap<>();
    asked.put("all", guarded);
    asked.put("one column", guarded.select("part"));
    asked.put("nulls", guarded.filter("n IS NULL").select("part"));
    asked.put("no nulls", guarded.filter("part IS NOT NULL").select("id"));
    asked.put("none", guarded.filter("id > 100").select("n"));
    asked.put("parts", guarded.groupBy("part").agg(max("id")));
    asked.put("with others", guarded.join(rows.select("part"), "part"));
    asked.put("of others", rows.join(guarded.select("part"), new String[] {"part"}, "left_semi"));
    asked.put("of no rows", guarded(spark, rows.filter("id > 100"), isFine));
    asked.forEach(
        (name, some) ->
            assertThatThrownBy(some::collectAsList)
                .as(name)
                .hasStackTraceContaining("there are twenty"));
  }

  @Test
  void nothingIsAddedToRowsThatAreFine(SparkSession spark) {
    Dataset<Row> rows = numbers(spark);
    assertThat(guarded(spark, rows, col("rows").equalTo(20)).collectAsList())
        .containsExactlyInAnyOrderElementsOf(rows.collectAsList());
  }
}
