package org.caudal.phone.event;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import java.time.ZoneId;
import org.apache.spark.sql.Column;

/** The day of an event, {@code event_date}, in the time zone of the source. */
final class LocalDay {
  private LocalDay() {}

  /** Seconds since local midnight; an event of another day in this time zone ends the run. */
  static Column second(ZoneId zone) {
    Column isOfDay =
        col("event_ts").geq(midnight(zone, 0)).and(col("event_ts").lt(midnight(zone, 1)));
    return when(
            isOfDay,
            unix_seconds(col("event_ts")).minus(unix_seconds(midnight(zone, 0))).cast("int"))
        .otherwise(
            raise_error(
                concat(
                    lit("An event loaded into "),
                    col("event_date").cast("string"),
                    lit(
                        " is of another day in time-zone "
                            + zone.getId()
                            + " of clean-phone-events: give it the time zone of"
                            + " extract.values.time-zone of load-phone-events"))));
  }

  /** Seconds from the event to the next local midnight, the one under way counted. */
  static Column rest(ZoneId zone) {
    return unix_seconds(midnight(zone, 1)).minus(unix_seconds(col("event_ts"))).cast("int");
  }

  private static Column midnight(ZoneId zone, int daysLater) {
    return to_utc_timestamp(date_add(col("event_date"), daysLater).cast("timestamp"), zone.getId());
  }
}
