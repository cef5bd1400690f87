package org.caudal.publication;

import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Columns;

/**
 * Decides which areas may be shown where their sum is known.
 *
 * <p>A figure of fewer devices than the minimum, zero included, is hidden. Where one is hidden,
 * those with the fewest devices are hidden with it, until they are two or more, one of them alone
 * has the minimum, and each of few could have any number from zero to the minimum less one, for all
 * that the sum, the shown figures, the statuses and the order tell:
 *
 * <ul>
 *   <li>The status of the others says that they have the minimum: what they have above it and what
 *       those of few have come to the minimum less one or more.
 *   <li>They are those with the fewest: what they have below the smallest figure still shown comes
 *       to what those of few have or more. It is one less of each, as equals are in the order of
 *       their codes.
 * </ul>
 *
 * <p>What is hidden is a beginning of the order: behind an area that is shown all are, equal ones
 * too.
 *
 * <p>Where nothing is left to hide, the sum alone is known, which may be too small for that. Sums
 * of persons are bounded by an order of devices only as far as persons go by devices.
 */
final class AreaSuppression {
  private AreaSuppression() {}

  /**
   * The rows with status and rule.
   *
   * @param figures one row an area, {@code zone_id}, with {@code devices} behind it
   * @param sum columns of which each group has areas that add up
   */
  static Dataset<Row> decided(Dataset<Row> figures, List<String> sum, Column minimum) {
    Column few = col("devices").lt(minimum);
    return protecting(figures, sum, "devices", "zone_id", minimum)
        .withColumn(
            Suppression.STATUS,
            when(few, Suppression.PRIMARY)
                .when(col("protects"), Suppression.SECONDARY)
                .otherwise(PublishedRows.SHOWN))
        .withColumn(
            Suppression.RULE,
            when(few, concat(lit("fewer than "), minimum, lit(" devices")))
                .when(col("protects"), "protects an area with few devices")
                .otherwise(concat(lit("at least "), minimum, lit(" devices"))));
  }

  /**
   * The rows with {@code protects}: whether one is hidden only to protect others of its sum.
   *
   * @param sum columns of which each group has areas that add up
   * @param number column with what is behind a figure
   * @param area column with the area
   */
  static Dataset<Row> protecting(
      Dataset<Row> rows, List<String> sum, String number, String area, Column minimum) {
    WindowSpec all = Window.partitionBy(Columns.named(sum));
    WindowSpec order = all.orderBy(number, area);
    WindowSpec before = order.rowsBetween(Window.unboundedPreceding(), -1);
    Column isFew = col(number).lt(minimum);
    Column untold = when(isFew, col(number)).otherwise(col(number).minus(minimum));
    // how much larger those hidden so far could be, if this one is the smallest that is shown
    Column room =
        count(when(not(isFew), 1))
            .over(before)
            .multiply(col(number).minus(1))
            .minus(coalesce(sum(when(not(isFew), col(number))).over(before), lit(0L)));
    Column isOpen =
        isFew
            .or(row_number().over(order).leq(2))
            .or(coalesce(max(number).over(before), lit(0L)).lt(minimum))
            .or(coalesce(sum(untold).over(before), lit(0L)).lt(minimum.minus(1)))
            .or(room.lt(sum(when(isFew, col(number))).over(all)));
    Column anyFew = min(number).over(all).lt(minimum);
    return rows.withColumn("is_open", isOpen)
        .withColumn("protects", not(isFew).and(anyFew).and(bool_and(col("is_open")).over(order)))
        .drop("is_open");
  }
}
