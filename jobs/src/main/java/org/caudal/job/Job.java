package org.caudal.job;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One step of the suite: parameters and input tables in, the rows of one output out.
 *
 * <p>A job is pure. It reads no file, writes nothing, starts no Spark action, asks neither clock
 * nor random generator; the same inputs give the same rows under any partitioning.
 *
 * @param <P> the record of its parameters, checked by its constructor
 */
public interface Job<P extends Record> {

  /** What the job is called, what it reads and writes, and how the rows are put into the output. */
  JobSpec<P> spec();

  /** The rows of the output, with the columns of the declared table by name, in any order. */
  Dataset<Row> transform(Inputs inputs, P params);

  /**
   * What the run warns of once the rows are written: one row a warning, in {@code warning}. A job
   * that loads files finds the table that it loaded among the inputs, as it is now.
   */
  default Optional<Dataset<Row>> warnings(Inputs inputs, P params) {
    return Optional.empty();
  }
}
