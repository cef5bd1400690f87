package org.caudal.statistics.linkage;

import java.util.Set;

/** Refuses what DuckDB and Spark read in two ways. */
final class SqlReadings {
  private static final Set<String> SUMS = Set.of("+", "-");

  private SqlReadings() {}

  /**
   * The condition.
   *
   * @throws IllegalArgumentException if DuckDB and Spark would not read it alike
   */
  static Sql requireOne(Sql condition) {
    if (condition instanceof Sql.Call call) {
      call.arguments().forEach(SqlReadings::requireOne);
      if (SUMS.contains(call.name()) && call.arguments().stream().anyMatch(SqlDates::isDay)) {
        throw new IllegalArgumentException(
            call.name()
                + " of days counts days in DuckDB and makes an interval in Spark; write datediff('day', …, …), or epoch of each");
      }
    }
    return condition;
  }
}
