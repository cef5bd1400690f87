package org.caudal.statistics.linkage;

import org.caudal.statistics.linkage.Expressions.TwoSided;
import org.jspecify.annotations.Nullable;

/** Conditions over a pair that are asked for so often that they have a way of their own. */
final class PairConditions {
  private PairConditions() {}

  /** Whether one equals the other: of texts at once, else as the function says. */
  static TwoSided equality(TwoSided first, TwoSided second, SqlFunctions.Function ofOthers) {
    return pair -> {
      Object left = first.of(pair);
      Object right = second.of(pair);
      return left instanceof String text && right instanceof String other
          ? (Object) text.equals(other)
          : ofOthers.of(new @Nullable Object[] {left, right});
    };
  }

  /** Of two numbers. */
  private interface Order {
    boolean holds(double x, double y);
  }

  /** Whether one number is on that side of the other; null where one is none. */
  static TwoSided order(String sign, TwoSided first, TwoSided second) {
    Order order =
        switch (sign) {
          case "<" -> (x, y) -> x < y;
          case "<=" -> (x, y) -> x <= y;
          case ">" -> (x, y) -> x > y;
          default -> (x, y) -> x >= y;
        };
    return pair -> {
      double x = first.number(pair);
      double y = second.number(pair);
      return Double.isNaN(x) || Double.isNaN(y) ? null : (Object) order.holds(x, y);
    };
  }

  /** And, where false decides, or or, where true does: the parts behind that are not looked at. */
  static TwoSided logical(TwoSided[] parts, boolean deciding) {
    return pair -> decided(parts, pair, deciding);
  }

  private static @Nullable Object decided(TwoSided[] parts, ComparedPair pair, boolean deciding) {
    boolean unknown = false;
    for (TwoSided part : parts) {
      Object value = part.of(pair);
      if (value == null) {
        unknown = true;
      } else if (SqlFunctions.truth(value) == deciding) {
        return deciding;
      }
    }
    return unknown ? null : !deciding;
  }
}
