package org.caudal.register.residence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The columns that parameters name, each of which can stand for one thing only. */
final class SignColumns {
  /** The parameters that name columns. */
  private static final List<String> PARAMETERS =
      List.of(
          "first-days", "last-days", "departures", "deaths", "areas", "citizenships", "travellers");

  private SignColumns() {}

  /**
   * Columns by parameter, without the citizenship that the table has itself.
   *
   * @param lists of all parameters, in their order
   */
  static Map<String, List<String>> named(List<List<String>> lists) {
    Map<String, List<String>> named = new LinkedHashMap<>();
    for (int i = 0; i < lists.size(); i++) {
      named.put(
          PARAMETERS.get(i),
          lists.get(i).stream().filter(column -> !column.equals("citizenship")).toList());
    }
    return named;
  }

  /**
   * Which columns stand twice, or in the table, and what to do.
   *
   * @param own columns of the table
   */
  static String refused(Map<String, List<String>> named, List<String> own) {
    Map<String, List<String>> parameters = new TreeMap<>();
    named.forEach(
        (parameter, columns) ->
            columns.forEach(
                column ->
                    parameters.computeIfAbsent(column, c -> new ArrayList<>()).add(parameter)));
    List<String> refused = new ArrayList<>();
    parameters.forEach(
        (column, by) -> {
          if (own.contains(column)) {
            refused.add(by.get(0) + " must not name " + column + ", which the table has itself");
          } else if (by.size() > 1) {
            refused.add(twice(column, by.stream().distinct().toList()));
          }
        });
    return String.join("; ", refused);
  }

  private static String twice(String column, List<String> by) {
    if (by.size() == 1) {
      return by.get(0) + " must not name " + column + " twice";
    }
    boolean isOfEnd = by.contains("deaths") || by.contains("departures");
    return String.join(" and ", by)
        + " must name different columns, each has "
        + column
        + (by.contains("first-days") && isOfEnd
            ? "; a record that says only a day of death or departure needs no first day: leave it out of first-days"
            : "; leave it out of one of them");
  }
}
