package org.caudal.phone.event;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Periods;
import org.caudal.job.Days;
import org.caudal.job.Period;
import org.jspecify.annotations.Nullable;

/** Rows of a span of days, read without the other days. */
public final class Spans {
  private static final String DAY = "event_date";

  private Spans() {}

  /** The rows of the span; all when there is none. */
  public static Dataset<Row> within(Dataset<Row> rows, @Nullable Period period) {
    return Periods.within(rows, DAY, period);
  }

  /** The rows from the first day of the span on; all when there is none. */
  public static Dataset<Row> since(Dataset<Row> rows, @Nullable Period period) {
    return period == null ? rows : rows.filter(col(DAY).geq(lit(period.firstDay())));
  }

  /** The rows of the span, of the day before it and of the day after it. */
  public static Dataset<Row> around(Dataset<Row> rows, @Nullable Days days) {
    return within(
        rows,
        days == null ? null : new Days(days.firstDay().minusDays(1), days.lastDay().plusDays(1)));
  }
}
