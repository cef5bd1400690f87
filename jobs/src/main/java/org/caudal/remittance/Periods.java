package org.caudal.remittance;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Months;
import org.jspecify.annotations.Nullable;

/** Rows of a span of months. */
final class Periods {
  private Periods() {}

  /** The rows whose date is in the span; all when there is none. */
  static Dataset<Row> within(Dataset<Row> rows, String dateColumn, @Nullable Months months) {
    return months == null
        ? rows
        : rows.filter(col(dateColumn).between(lit(months.firstDay()), lit(months.lastDay())));
  }
}
