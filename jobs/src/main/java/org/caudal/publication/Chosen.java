package org.caudal.publication;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Guards;
import org.caudal.job.Inputs;
import org.caudal.table.TableSchema;

/** The one level, definition or rule of a table that is published. */
final class Chosen {
  private Chosen() {}

  /**
   * The rows of a table with a value; the run ends where it has others only, which would take
   * figures away that were published.
   *
   * @param key of the parameter with the value
   */
  static Dataset<Row> of(
      Inputs in, Class<? extends Record> table, String column, String value, String key) {
    Dataset<Row> all = in.table(table);
    Column isChosen = col(column).equalTo(value);
    Dataset<Row> told =
        all.agg(
            count(lit(1)).as("rows"),
            count_if(isChosen).as("chosen"),
            array_join(array_sort(collect_set(column)), ", ").as("others"));
    Column message =
        concat(
            lit(TableSchema.of(table).name() + " has no " + column + " " + value + ", but "),
            col("others"),
            lit(": give " + key + " one that is there"));
    Column isFine = col("rows").equalTo(0).or(col("chosen").gt(0));
    return Guards.required(all, told, isFine, message, isChosen);
  }
}
