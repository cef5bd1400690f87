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

/** Which operators delivered enough of two months to compare the devices of both. */
final class PairedOperators {
  private static final String[] OPERATOR = {"month", "operator_id"};
  private static final List<String> HOMES = List.of("month", "level", "definition");

  private PairedOperators() {}

  /**
   * One row a later month, level, definition of home and operator to compare, with {@code
   * operators_left_out}: those with too few days in either month.
   *
   * @param homes homes of all months, which say what months there are of a level and definition
   * @param days one row a device or more, with {@code event_date} and {@code operator_id}
   * @param apart months between both
   * @param least share of the days of each month that an operator must have records of
   */
  static Dataset<Row> of(Dataset<Row> homes, Dataset<Row> days, int apart, BigDecimal least) {
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

  private static Column isEnough(BigDecimal least) {
    Column days = coalesce(col("days"), lit(0L)).cast("decimal(10,0)");
    return days.geq(lit(least).multiply(dayofmonth(last_day(col("month")))));
  }
}
