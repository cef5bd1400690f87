package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.caudal.statistics.linkage.Sql.Side;

/** Whether a condition says the same of two records whichever is the left one. */
final class SqlSymmetry {
  private static final Set<String> OF_ANY_ORDER =
      Set.of("=", "<>", "and", "or", "+", "*", "greatest", "least", PairwiseMetric.NAME);

  private SqlSymmetry() {}

  /** False where it cannot be told from how the condition is written. */
  static boolean isSymmetric(Sql condition) {
    return ordered(condition).equals(ordered(turned(condition)));
  }

  private static Sql turned(Sql sql) {
    if (sql instanceof Sql.Field field) {
      return new Sql.Field(field.name(), field.side() == Side.LEFT ? Side.RIGHT : Side.LEFT);
    }
    return sql instanceof Sql.Call call
        ? new Sql.Call(call.name(), call.arguments().stream().map(SqlSymmetry::turned).toList())
        : sql;
  }

  /** The same with arguments in one order, where any gives the same. */
  private static Sql ordered(Sql sql) {
    if (!(sql instanceof Sql.Call call)) {
      return sql;
    }
    List<Sql> arguments =
        new ArrayList<>(call.arguments().stream().map(SqlSymmetry::ordered).toList());
    boolean ofAnyOrder =
        OF_ANY_ORDER.contains(call.name())
            || Metric.NAMES.contains(call.name())
            || SqlVectors.COSINES.contains(call.name())
            || SqlLists.INTERSECTIONS.contains(call.name());
    if (call.name().equals("abs")
        && arguments.get(0) instanceof Sql.Call difference
        && (difference.name().equals("-") || difference.name().startsWith(SqlDates.DIFFERENCE))) {
      arguments.set(0, new Sql.Call(difference.name(), sorted(difference.arguments())));
    }
    return new Sql.Call(call.name(), ofAnyOrder ? sorted(arguments) : arguments);
  }

  private static List<Sql> sorted(List<Sql> arguments) {
    return arguments.stream().sorted(Comparator.comparing(Sql::toString)).toList();
  }
}
