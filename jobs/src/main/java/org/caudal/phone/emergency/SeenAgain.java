package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.jspecify.annotations.Nullable;

/**
 * The panel of devices whose days count: all of the baseline, or those seen again some time after
 * the event (a closed panel, as Bengtsson and others 2011, PLoS Med. 8(8)).
 */
final class SeenAgain {
  private static final String[] DEVICE = {"event_id", "level", "operator_id", "device_id"};

  private SeenAgain() {}

  /** Refuses spans that are none. */
  static void requireSound(int seenFrom, @Nullable Integer seenTo) {
    if (seenFrom < 0 || (seenTo != null && seenTo < seenFrom)) {
      throw new IllegalArgumentException(
          "seen-from must be 0 or more and not after seen-to, were " + seenFrom + ", " + seenTo);
    }
  }

  /**
   * Rows of the devices seen in the span of days after the event, which is open without its end;
   * all rows where it has neither end nor beginning, 0.
   */
  static Dataset<Row> panel(Dataset<Row> whereabouts, int seenFrom, @Nullable Integer seenTo) {
    if (seenFrom == 0 && seenTo == null) {
      return whereabouts;
    }
    Column isAgain = col("days_since").geq(seenFrom);
    if (seenTo != null) {
      isAgain = isAgain.and(col("days_since").leq(seenTo));
    }
    return whereabouts.join(
        whereabouts.filter(isAgain).select(Columns.named(List.of(DEVICE))), DEVICE, "left_semi");
  }
}
