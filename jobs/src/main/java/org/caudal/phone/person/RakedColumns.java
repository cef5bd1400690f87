package org.caudal.phone.person;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.caudal.problem.ProblemException;
import org.caudal.statistics.JoinedColumns;

/** What devices are raked to beside areas: the share of each column in all residents. */
enum RakedColumns {
  /** Operators, by their SIM cards. */
  OPERATORS(
      "operators ",
      "Their devices cannot stand for their share of the residents: too few live in their areas.",
      "Leave subscriber_count out of weigh-devices, or weigh larger areas, and write device_weight again."),

  /** Operators and activity classes, by the weights of the earlier month. */
  OPERATORS_AND_CLASSES(
      "operators and activity classes ",
      "Those of their devices that have a home in both months cannot stand for their residents: too few live in the areas of these devices.",
      "Give weigh-devices levels of larger areas, and write device_weight again.");

  private static final double TOLERANCE = 1e-3; // of a column, relative: raking may be slow

  private final String named;
  private final String fault;
  private final String remedy;

  RakedColumns(String named, String fault, String remedy) {
    this.named = named;
    this.fault = fault;
    this.remedy = remedy;
  }

  /** The column that each is in: classes of few units are not kept apart. */
  Map<String, String> joined(Map<String, Double> units) {
    if (this == OPERATORS_AND_CLASSES) {
      return JoinedColumns.of(units);
    }
    Map<String, String> own = new TreeMap<>();
    units.keySet().forEach(column -> own.put(column, column));
    return own;
  }

  /** Columns that are short: others have nobody left in some area then. */
  void requireShared(double[] shortfalls, List<String> columns) {
    String lacking =
        IntStream.range(0, shortfalls.length)
            .filter(column -> shortfalls[column] > TOLERANCE)
            .mapToObj(columns::get)
            .collect(Collectors.joining(", "));
    if (!lacking.isEmpty()) {
      throw ProblemException.data(named + lacking, fault, remedy);
    }
  }

  /** An operator without a count, and a count whose code differs by zeros or blanks alone. */
  static void requireLikeCodes(Set<String> operators, Set<String> counted) {
    Set<String> without = new TreeSet<>(operators);
    without.removeAll(counted);
    Set<String> others = new TreeSet<>(counted);
    operators.forEach(others::remove);
    Set<String> withoutCount = plain(without);
    others.removeIf(code -> !withoutCount.contains(plain(code)));
    Set<String> alike = plain(others);
    without.removeIf(code -> !alike.contains(plain(code)));
    if (!without.isEmpty()) {
      throw ProblemException.data(
          "subscriber_count",
          "Operators with devices have no count, "
              + String.join(", ", without)
              + ", and counts have almost the same codes without devices, "
              + String.join(", ", others)
              + ".",
          "Give operators the same codes there as in the events; leave out the counts to weigh without them.");
    }
  }

  private static Set<String> plain(Set<String> codes) {
    return codes.stream().map(RakedColumns::plain).collect(Collectors.toSet());
  }

  private static String plain(String code) {
    return code.strip().toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
  }
}
