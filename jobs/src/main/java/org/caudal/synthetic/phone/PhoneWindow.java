package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * The days for which phone records are written, and how many a device leaves. Jobs that describe
 * the same records are given the same window.
 */
public record PhoneWindow(
    @Doc("First day with records") LocalDate firstDay,
    @Doc("Days with records") @Default("7") int days,
    @Doc("Mean events on a weekday that is not silent, of usual users") @Default("5")
        BigDecimal eventsADay,
    @Doc("No device leaves more events on a day, 60 or less") @Default("60") int mostEvents) {

  private static final int MOST_DAYS = 3_660;
  private static final int MOST_MEAN = 1_000;

  /** Refuses windows without records and absurd ones. */
  public PhoneWindow {
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException("days must be from 1 to 3660, was " + days);
    }
    if (eventsADay.signum() <= 0 || eventsADay.compareTo(BigDecimal.valueOf(MOST_MEAN)) > 0) {
      throw new IllegalArgumentException(
          "events-a-day must be above 0 and at most 1000, was " + eventsADay);
    }
    if (mostEvents < 1 || mostEvents > CleanEvents.SLOTS) {
      throw new IllegalArgumentException("most-events must be from 1 to 60, was " + mostEvents);
    }
  }

  /** Day after the last. */
  LocalDate endDay() {
    return firstDay.plusDays(days);
  }

  /** The day at an index from 0, or a day without records when the window is too short. */
  LocalDate dayAt(int index) {
    return index < days ? firstDay.plusDays(index) : LocalDate.EPOCH;
  }

  /** One row, in a column {@code day}, for each day of the window from one day up to another. */
  Dataset<Row> daily(Dataset<Row> rows, Column from, Column to) {
    return rows.withColumn("from_day", greatest(from, lit(firstDay)))
        .withColumn("to_day", least(to, lit(endDay())))
        .filter(col("from_day").lt(col("to_day")))
        .withColumn("day", explode(sequence(col("from_day"), date_sub(col("to_day"), 1))))
        .drop("from_day", "to_day");
  }
}
