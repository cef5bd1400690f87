package org.caudal.statistics.linkage;

import java.util.List;
import java.util.function.Function;
import org.caudal.statistics.linkage.Candidate.OneSided;
import org.caudal.statistics.linkage.Sql.Side;
import org.jspecify.annotations.Nullable;

/** The largest or smallest value of a metric between any two elements of two lists. */
final class PairwiseMetric {
  /** How it is called in a condition that was read. */
  static final String NAME = "metric of pairs";

  private final Metric metric;
  private final boolean isLargest;
  private final Symbols.Unit unit;

  private PairwiseMetric(Metric metric, boolean isLargest, Symbols.Unit unit) {
    this.metric = metric;
    this.isLargest = isLargest;
    this.unit = unit;
  }

  /**
   * Ready to run.
   *
   * @param call with metric, whether the largest is wanted, and the two lists, one of each record
   * @param oneSided what makes an expression over one record ready
   */
  static Expressions.TwoSided of(
      Sql.Call call, Function<Sql, OneSided> oneSided, Symbols.Unit unit) {
    List<Sql> arguments = call.arguments();
    OneSided first = oneSided.apply(arguments.get(2).sideless());
    OneSided second = oneSided.apply(arguments.get(3).sideless());
    PairwiseMetric metric =
        new PairwiseMetric(
            Metric.named(text(arguments.get(0)), Integer.MAX_VALUE - 1, unit),
            SqlFunctions.truth(((Sql.Literal) arguments.get(1)).value()),
            unit);
    boolean isTurned = arguments.get(2).sides().contains(Side.RIGHT);
    return pair ->
        metric.of(
            (isTurned ? pair.right() : pair.left()).of(first),
            (isTurned ? pair.left() : pair.right()).of(second));
  }

  private static String text(Sql literal) {
    return String.valueOf(((Sql.Literal) literal).value());
  }

  private @Nullable Double of(@Nullable Object first, @Nullable Object second) {
    if (first == null || second == null) {
      return null;
    }
    Double extreme = null;
    for (Object one : SqlLists.of(first)) {
      Symbols left = Symbols.of(SqlFunctions.text(one), unit);
      for (Object other : SqlLists.of(second)) {
        double value = metric.of(left, Symbols.of(SqlFunctions.text(other), unit));
        extreme =
            extreme == null
                ? value
                : isLargest ? Math.max(extreme, value) : Math.min(extreme, value);
      }
    }
    return extreme;
  }
}
