package org.caudal.functions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Period;
import org.jspecify.annotations.Nullable;

/** Rows of a span of days or months. */
public final class Periods {
  private Periods() {}

  /** The rows whose date is in the span; all when there is none. */
  public static Dataset<Row> within(Dataset<Row> rows, String dateColumn, @Nullable Period period) {
    return rows.filter(during(dateColumn, period));
  }

  /** Whether a date is in the span; always when there is none. */
  public static Column during(String dateColumn, @Nullable Period period) {
    return period == null
        ? lit(true)
        : col(dateColumn).between(lit(period.firstDay()), lit(period.lastDay()));
  }
}
