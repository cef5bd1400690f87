package org.caudal.phone.flow;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.functions.Columns;
import org.caudal.functions.Periods;
import org.caudal.job.Inputs;
import org.caudal.job.Months;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.place.HomeZone;
import org.jspecify.annotations.Nullable;

/** Which operators delivered enough of two months to compare the devices of both. */
public final class PairedOperators {
  private static final String[] OPERATOR = {"month", "operator_id"};
  private static final List<String> HOMES = List.of("month", "level", "definition");

  private PairedOperators() {}

  /** Refuses impossible spans and shares. */
  public static void requireSound(int monthsApart, BigDecimal leastDays) {
    if (monthsApart < 1 || monthsApart > 60) {
      throw new IllegalArgumentException("months-apart must be 1 to 60, was " + monthsApart);
    }
    if (leastDays.signum() < 0 || leastDays.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("least-days must be 0 to 1, was " + leastDays);
    }
  }

  /**
   * One row a later month, level, definition of home and operator to compare, with {@code
   * operators_left_out}: those with too few days in either month.
   *
   * @param asked later months; all if null
   * @param apart months between both
   * @param least share of the days of each month that an operator must have records of
   */
  public static Dataset<Row> of(Inputs in, @Nullable Months asked, int apart, BigDecimal least) {
    Dataset<Row> homes = in.table(HomeZone.class).filter(isOf("month", asked, apart));
    Dataset<Row> days = in.table(DeviceDay.class).filter(isOf("event_date", asked, apart));
    Column month = trunc(col("event_date"), "month");
    Dataset<Row> delivered =
        homes
            .select(OPERATOR[0], OPERATOR[1])
            .distinct()
            .join(
                days.groupBy(month.as("month"), col("operator_id"))
                    .agg(count_distinct(col("event_date")).as("days")),
                OPERATOR,
                "full_outer");
    Column later = add_months(col("month"), apart);
    Dataset<Row> after = delivered.withColumn("is_after", isEnough(least));
    Dataset<Row> before =
        delivered.withColumn("is_before", isEnough(least)).withColumn("month", later);
    Dataset<Row> months = homes.select(Columns.named(HOMES)).distinct();
    Dataset<Row> compared =
        months.join(months.withColumn("month", later), HOMES.toArray(String[]::new));
    Column both = coalesce(col("is_before"), lit(least.signum() == 0));
    Column isPaired = both.and(coalesce(col("is_after"), lit(least.signum() == 0)));
    return before
        .drop("days")
        .join(after.drop("days"), OPERATOR, "full_outer")
        .join(compared, "month")
        .withColumn("is_paired", isPaired)
        .withColumn(
            "operators_left_out",
            array_join(
                array_sort(
                    collect_set(when(not(col("is_paired")), col("operator_id")))
                        .over(Window.partitionBy("month"))),
                ","))
        .filter(col("is_paired"))
        .select(Columns.named(HOMES, "operator_id", "operators_left_out"));
  }

  /** Whether a day is in one of the later months, or of those with which they are compared. */
  private static Column isOf(String day, @Nullable Months asked, int apart) {
    if (asked == null) {
      return lit(true);
    }
    Months before = new Months(asked.first().minusMonths(apart), asked.last().minusMonths(apart));
    return Periods.during(day, asked).or(Periods.during(day, before));
  }

  private static Column isEnough(BigDecimal least) {
    Column days = coalesce(col("days"), lit(0L)).cast("decimal(10,0)");
    return days.geq(lit(least).multiply(dayofmonth(last_day(col("month")))));
  }
}
