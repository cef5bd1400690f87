package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;

import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Periods;
import org.caudal.job.Days;
import org.jspecify.annotations.Nullable;

/**
 * The days that are compared with a baseline: an operator that delivers nothing on a day is no
 * closed border, and one that was not there before no caravan.
 *
 * @param records days of devices of the operators of the baseline: with records on half of it
 * @param days {@code day} of which, and of the day before which, all of these have records
 */
record WatchedDays(Dataset<Row> records, Dataset<Row> days) {

  /**
   * Days of the baseline, and of those asked for or all after it.
   *
   * @param all days of devices
   */
  static WatchedDays of(Dataset<Row> all, Days baseline, @Nullable Days asked) {
    Dataset<Row> near = all.filter(counts("event_date", baseline, asked));
    long days = ChronoUnit.DAYS.between(baseline.firstDay(), baseline.lastDay()) + 1;
    Dataset<Row> operators =
        near.filter(Periods.during("event_date", baseline))
            .groupBy("operator_id")
            .agg(count_distinct(col("event_date")).as("days"))
            .filter(col("days").multiply(2).geq(days))
            .select("operator_id");
    Dataset<Row> records = near.join(broadcast(operators), "operator_id");
    Dataset<Row> whole =
        records
            .groupBy(col("event_date").as("day"))
            .agg(count_distinct(col("operator_id")).as("there"))
            .crossJoin(broadcast(operators.agg(count(lit(1)).as("operators"))))
            .filter(col("there").equalTo(col("operators")))
            .select("day");
    Dataset<Row> after = whole.select(date_add(col("day"), 1).as("day"));
    return new WatchedDays(records, whole.join(after, new String[] {"day"}, "left_semi"));
  }

  /** Days of the baseline, those asked for, and the day before each. */
  private static Column counts(String day, Days baseline, @Nullable Days asked) {
    Column before = Periods.during(day, dayBefore(baseline));
    return asked == null
        ? col(day).geq(lit(dayBefore(baseline).firstDay()))
        : before.or(Periods.during(day, dayBefore(asked)));
  }

  private static Days dayBefore(Days span) {
    return new Days(span.firstDay().minusDays(1), span.lastDay());
  }
}
