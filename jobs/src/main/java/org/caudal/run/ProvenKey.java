package org.caudal.run;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Columns in which no two rows can be alike, by what was asked for: rows grouped by some columns
 * are one for each value of them. Such a key need not be counted.
 */
final class ProvenKey {
  private ProvenKey() {}

  /** Whether the rows must differ in the columns, by what Spark derives from their plan. */
  static boolean isWithin(List<String> columns, Dataset<Row> rows) {
    LogicalPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().analyzed();
    return CollectionConverters.asJava(plan.distinctKeys()).stream()
        .map(key -> CollectionConverters.asJava(key.toSeq()))
        .anyMatch(key -> key.stream().allMatch(column -> isOneOf(columns, column)));
  }

  private static boolean isOneOf(List<String> columns, Expression column) {
    return column instanceof NamedExpression named && columns.contains(named.name());
  }
}
