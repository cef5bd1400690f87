package org.caudal.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

/** What several parts of a run follow from is computed once and planned by itself. */
@SparkTest
class KeptRowsTest {
  private static final AtomicInteger COMPUTED = new AtomicInteger();

  @Test
  void keptRowsAreComputedOnceWhateverFollowsFromThem(SparkSession spark) {
    try (KeptRows kept = new KeptRows()) {
      assertThat(computedForBoth(kept.of(squares(spark)))).isEqualTo(5);
    }
    assertThat(computedForBoth(squares(spark))).as("what is not kept").isEqualTo(10);
  }

  @Test
  void toWhatFollowsTheyAreATable(SparkSession spark) {
    try (KeptRows kept = new KeptRows()) {
      Dataset<Row> rows = kept.of(squares(spark));

      assertThat(rows.queryExecution().analyzed().nodeName()).isEqualTo("InMemoryRelation");
      assertThat(rows.filter(col("square").gt(3)).collectAsList())
          .extracting(row -> row.getLong(0) + ":" + row.getLong(1))
          .containsExactlyInAnyOrder("2:4", "3:9", "4:16");
    }
  }

  @Test
  void nothingIsKeptAfterTheEnd(SparkSession spark) {
    Dataset<Row> rows = squares(spark);
    try (KeptRows kept = new KeptRows()) {
      assertThat(kept.of(rows).count()).isEqualTo(5);
      assertThat(rows.storageLevel()).isEqualTo(StorageLevel.MEMORY_AND_DISK());
    }
    assertThat(rows.storageLevel()).isEqualTo(StorageLevel.NONE());
  }

  /** How often a square was computed for rows joined to themselves. */
  private static int computedForBoth(Dataset<Row> rows) {
    COMPUTED.set(0);
    Dataset<Row> other = rows.withColumnRenamed("square", "other");
    assertThat(rows.join(other, "id").filter(col("square").equalTo(col("other"))).count())
        .isEqualTo(5);
    return COMPUTED.get();
  }

  private static Dataset<Row> squares(SparkSession spark) {
    UDF1<Long, Long> square =
        number -> {
          COMPUTED.incrementAndGet();
          return number * number;
        };
    return spark
        .range(5)
        .withColumn(
            "square", udf(square, DataTypes.LongType).asNondeterministic().apply(col("id")));
  }
}
