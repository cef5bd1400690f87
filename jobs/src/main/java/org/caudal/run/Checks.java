package org.caudal.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
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
   * @param findings one for each check, broken or not
   */
  record Result(long rows, List<Finding> findings) {

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

  /** Counts the rows that break each check: one pass for the rows, one for the key. */
  static Result of(TableSchema schema, Dataset<Row> rows) {
    List<String> names = new ArrayList<>();
    List<Column> counts = new ArrayList<>();
    for (TableColumn column : schema.columns()) {
      if (!column.nullable()) {
        names.add(column.name() + " is not null");
        counts.add(sum(when(col(column.name()).isNull(), 1L).otherwise(0L)));
      }
    }
    for (Table.Check check : schema.declaration().checks()) {
      names.add(check.name() + ": " + check.sql());
      counts.add(sum(when(coalesce(expr(check.sql()), lit(true)), 0L).otherwise(1L)));
    }
    Row first = rows.agg(count(lit(1)), counts.toArray(Column[]::new)).collectAsList().get(0);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      findings.add(new Finding(names.get(i), first.isNullAt(i + 1) ? 0 : first.getLong(i + 1)));
    }
    Column[] key = schema.key().stream().map(functions::col).toArray(Column[]::new);
    boolean isUnique = repeated(rows, xxhash64(key)) == 0; // numbers are counted faster than texts
    findings.add(
        new Finding(
            "unique key " + String.join(", ", schema.key()), isUnique ? 0 : repeated(rows, key)));
    return new Result(first.getLong(0), List.copyOf(findings));
  }

  private static long repeated(Dataset<Row> rows, Column... key) {
    return rows.groupBy(key).count().filter(col("count").gt(1)).count();
  }
}
