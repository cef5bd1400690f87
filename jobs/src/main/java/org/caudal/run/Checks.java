package org.caudal.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.problem.ExitCode;
import org.caudal.problem.Problem;
import org.caudal.problem.ProblemException;
import org.caudal.table.Table;
import org.caudal.table.TableColumn;
import org.caudal.table.TableSchema;

/** What every row and the whole of a table must meet: no missing values, conditions, unique key. */
final class Checks {
  private Checks() {}

  /** A check and the number of rows that break it. */
  record Finding(String check, long rows) {}

  /**
   * The result of checking a table.
   *
   * @param rows rows of the table
   * @param isOnePartition whether there are rows and all have one value in the partition column
   * @param findings one for each check, broken or not
   */
  record Result(long rows, boolean isOnePartition, List<Finding> findings) {

    /** Ends with a data problem when a check is broken. */
    void requireClean(TableSchema schema, String remedy) {
      List<Problem> broken =
          findings.stream()
              .filter(finding -> finding.rows() > 0)
              .map(
                  finding ->
                      new Problem(
                          schema.name(),
                          finding.rows() + " rows break the check " + finding.check() + ".",
                          remedy))
              .toList();
      if (!broken.isEmpty()) {
        throw new ProblemException(ExitCode.DATA, broken);
      }
    }
  }

  /**
   * Counts the rows that break each check: one pass for the rows, one for a key that is not proven.
   */
  static Result of(TableSchema schema, Dataset<Row> rows) {
    List<String> names = new ArrayList<>();
    List<Column> counts = new ArrayList<>();
    for (TableColumn column : schema.columns()) {
      if (!column.nullable()) {
        names.add(column.name() + " is not null");
        counts.add(count(when(col(column.name()).isNull(), 1)));
      }
    }
    for (Table.Check check : schema.declaration().checks()) {
      names.add(check.name() + ": " + check.sql());
      counts.add(count(when(not(expr(check.sql())), 1))); // one that is not known is not broken
    }
    counts.add(isOnePartition(schema));
    Row first = rows.agg(count(lit(1)), counts.toArray(Column[]::new)).collectAsList().get(0);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      findings.add(new Finding(names.get(i), first.getLong(i + 1)));
    }
    Column[] key = schema.key().stream().map(functions::col).toArray(Column[]::new);
    boolean isUnique =
        ProvenKey.isWithin(schema.key(), rows)
            || repeated(rows, xxhash64(key)) == 0; // numbers are counted faster than texts
    findings.add(
        new Finding(
            "unique key " + String.join(", ", schema.key()), isUnique ? 0 : repeated(rows, key)));
    boolean isOnePartition = Boolean.TRUE.equals(first.get(counts.size()));
    return new Result(first.getLong(0), isOnePartition, List.copyOf(findings));
  }

  /** Whether all rows have one value in the only partition column; null or false if not. */
  private static Column isOnePartition(TableSchema schema) {
    String[] partition = schema.declaration().partitionedBy();
    return partition.length == 1
        ? min(col(partition[0])).equalTo(max(col(partition[0])))
        : lit(false);
  }

  private static long repeated(Dataset<Row> rows, Column... key) {
    return rows.groupBy(key).count().filter(col("count").gt(1)).count();
  }
}
