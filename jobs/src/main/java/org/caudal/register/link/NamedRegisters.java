package org.caudal.register.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import java.util.Collection;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Guards;
import org.caudal.job.Inputs;
import org.caudal.table.TableSchema;

/** Registers that a parameter names; of one by another name nothing would be done. */
public final class NamedRegisters {
  private NamedRegisters() {}

  /**
   * The rows; the run ends where a table has records, and none of one of the registers.
   *
   * @param table of records with {@code source_id}
   * @param key of the parameter, and the job that it is of
   */
  public static Dataset<Row> required(
      Inputs in,
      Class<? extends Record> table,
      Dataset<Row> rows,
      Collection<String> registers,
      String key) {
    if (registers.isEmpty()) {
      return rows;
    }
    Column[] named =
        new TreeSet<>(registers).stream().map(name -> lit(name)).toArray(Column[]::new);
    Column there = col("registers_there");
    Column absent = array_except(array(named), there);
    Column message =
        concat(
            lit(TableSchema.of(table).name() + " has no record of "),
            array_join(absent, ", "),
            lit(", which " + key + " names; its registers are "),
            array_join(there, ", "),
            lit(": name these, or load the others"));
    Column isFine = size(there).equalTo(0).or(size(absent).equalTo(0));
    Dataset<Row> told =
        in.table(table).agg(array_sort(collect_set("source_id")).as("registers_there"));
    return Guards.required(rows, told, isFine, message, lit(true));
  }
}
