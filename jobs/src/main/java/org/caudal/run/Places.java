package org.caudal.run;

import static org.apache.spark.sql.functions.col;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.run.FileLedger.Change;

/** How many rows of each file stand in the table, and how many among the duplicates. */
final class Places {
  private Places() {}

  /** Whether any row is among the duplicates. */
  static boolean haveDuplicates(Map<String, Change> places) {
    return places.values().stream().anyMatch(place -> place.duplicate() != 0);
  }

  /** Rows of each file that will be in the table and among the duplicates. */
  static Map<String, Change> ofRanked(Dataset<Row> ranked) {
    return places(ranked.select(col("source_file"), col(KeyedRows.RANK).equalTo(1).as("loaded")));
  }

  /** Rows of each file that are in the table and among the duplicates. */
  static Map<String, Change> ofOld(Dataset<Row> old) {
    return places(
        old.select(col("source_file"), col(KeyedRows.ORIGIN).equalTo("table").as("loaded")));
  }

  private static Map<String, Change> places(Dataset<Row> rows) {
    Map<String, Change> places = new HashMap<>();
    for (Row row : rows.groupBy("source_file", "loaded").count().collectAsList()) {
      long count = row.getLong(2);
      places.merge(
          row.getString(0),
          row.getBoolean(1) ? new Change(count, 0) : new Change(0, count),
          Change::plus);
    }
    return places;
  }

  /**
   * Rows that each file has more or fewer than before; files that are read again start from none.
   */
  static Map<String, Change> changes(
      Map<String, Change> before, Map<String, Change> now, List<String> superseded) {
    Map<String, Change> changes = new HashMap<>(now);
    before.forEach(
        (file, place) -> {
          if (!superseded.contains(file)) {
            changes.merge(file, place.negated(), Change::plus);
          }
        });
    return changes;
  }
}
