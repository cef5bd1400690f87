package org.caudal.run;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Columns in which no two rows can be alike, by what was asked for: rows grouped by some columns
 * are one for each value of them. Such a key need not be counted.
 *
 * @param keys each a set of columns, that may be empty
 */
record ProvenKey(Set<Set<String>> keys) {

  /** What Spark derives from the plan of the rows. */
  static ProvenKey of(Dataset<Row> rows) {
    LogicalPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().analyzed();
    return new ProvenKey(
        CollectionConverters.asJava(plan.distinctKeys()).stream()
            .map(key -> CollectionConverters.asJava(key.toSeq()))
            .filter(key -> key.stream().allMatch(NamedExpression.class::isInstance))
            .map(ProvenKey::names)
            .collect(toSet()));
  }

  private static Set<String> names(Collection<Expression> key) {
    return key.stream().map(column -> ((NamedExpression) column).name()).collect(toSet());
  }

  /** Whether rows must differ in the columns. */
  boolean isWithin(List<String> columns) {
    return keys.stream().anyMatch(columns::containsAll);
  }
}
