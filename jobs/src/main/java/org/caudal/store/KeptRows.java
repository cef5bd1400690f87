package org.caudal.store;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.columnar.InMemoryRelation;
import org.apache.spark.storage.StorageLevel;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows from which several parts of one run follow: computed once, in memory or on the disk for what
 * Spark keeps there, until the run ends.
 *
 * <p>Where a plan names the same rows often, Spark plans them anew each time, and sends the plan of
 * all that comes before with the tasks of some steps: a plan of a thousand steps takes minutes for
 * hardly any rows. What is kept is a table to all that follows.
 */
public final class KeptRows implements AutoCloseable {
  private final List<Dataset<Row>> kept = new ArrayList<>();

  /** The same rows, planned by themselves. */
  public Dataset<Row> of(Dataset<Row> rows) {
    kept.add(rows.persist(StorageLevel.MEMORY_AND_DISK()));
    InMemoryRelation table = (InMemoryRelation) rows.queryExecution().withCachedData();
    // Spark cannot join rows that it knows to be sorted to themselves once they are kept.
    InMemoryRelation unsorted =
        new InMemoryRelation(
            table.output(),
            table.cacheBuilder(),
            CollectionConverters.asScala(List.<SortOrder>of()).toSeq());
    unsorted.statsOfPlanToCache_$eq(table.statsOfPlanToCache());
    return org.apache.spark.sql.classic.Dataset.ofRows(
        (SparkSession) rows.sparkSession(), unsorted);
  }

  /** Lets go of the rows. */
  @Override
  public void close() {
    kept.forEach(Dataset::unpersist);
    kept.clear();
  }
}
