package org.caudal.statistics;

import java.util.Comparator;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Columns of operators and activity classes, {@code operator/class}, of which few units are left:
 * they are put together with others before they are a margin.
 *
 * <p>A class with fewer units than a group within rows has at least ({@link RowParts}) joins the
 * largest class of its operator. What is still smaller then, an operator of few units in all, joins
 * the largest column of all, and so has no margin of its own. Of two as large it is the first by
 * name.
 */
public final class JoinedColumns {
  private JoinedColumns() {}

  /**
   * The column that each is in.
   *
   * @param units of the sample in each column, 0 where none is left
   */
  public static Map<String, String> of(Map<String, Double> units) {
    Map<String, String> classes = joined(units, JoinedColumns::operator);
    Map<String, String> all = joined(sums(units, classes), column -> "");
    classes.replaceAll((column, into) -> all.getOrDefault(into, into));
    return classes;
  }

  /** Numbers of columns, added up over those that are together. */
  public static Map<String, Double> sums(Map<String, Double> numbers, Map<String, String> joined) {
    Map<String, Double> sums = new TreeMap<>();
    new TreeMap<>(numbers)
        .forEach(
            (column, number) ->
                sums.merge(joined.getOrDefault(column, column), number, Double::sum));
    return sums;
  }

  /** Within each group the small ones join the largest. */
  private static Map<String, String> joined(
      Map<String, Double> units, UnaryOperator<String> groupOf) {
    Comparator<Entry<String, Double>> bySize =
        Entry.<String, Double>comparingByValue().reversed().thenComparing(Entry.comparingByKey());
    Map<String, String> largest = new TreeMap<>();
    units.entrySet().stream()
        .sorted(bySize)
        .forEach(column -> largest.putIfAbsent(groupOf.apply(column.getKey()), column.getKey()));
    Map<String, String> joined = new TreeMap<>();
    units.forEach(
        (column, number) ->
            joined.put(
                column,
                number < RowParts.FEWEST_UNITS
                    ? largest.getOrDefault(groupOf.apply(column), column)
                    : column));
    return joined;
  }

  private static String operator(String column) {
    return column.substring(0, Math.max(0, column.lastIndexOf('/')));
  }
}
