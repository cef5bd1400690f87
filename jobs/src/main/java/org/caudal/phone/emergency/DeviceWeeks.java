package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;

/**
 * How far the share of days away in a week may lie from that of all residents, since only some have
 * a phone, and those are not seen on every day.
 *
 * <p>Device i was seen on s of the D days with records and away on a of them. The share away, p = Σ
 * a / Σ s, is a ratio of totals over devices drawn, of which days were drawn: two-stage sampling
 * (Cochran 1977, sections 6.3 and 11.8). With n devices of R residents, and d for families that
 * flee together,
 *
 * <pre>
 * between = n / (n - 1) · Σ (a - p s)² / (Σ s)²
 * within  = Σ (1 - s / D) · a (s - a) / (s - 1) / (Σ s)²        over devices with s above 1
 * m       = (Σ s)² / Σ s²                                       devices, those seen seldom as part
 * V       = between · (d - m / R) + within · m / R
 * </pre>
 *
 * <p>So the days of a device are taken neither to be independent nor to be alike. Where none or all
 * are away {@code between} would be zero: it is at least what it would be with two more devices,
 * seen as often as the mean one, of which one is away always and one never.
 *
 * <p>Known bias: devices seen on one day of the week tell nothing of {@code within} and are left
 * out of it.
 */
final class DeviceWeeks {
  private static final double MOST_SEEN = 0.9;

  private DeviceWeeks() {}

  /**
   * One row a group with {@code between}, {@code within} and {@code as_many}, the m above.
   *
   * @param rows one row a device and day: {@code operator_id}, {@code device_id}, {@code
   *     is_expected}
   * @param days one row a group: {@code days}, of which there are records
   * @param group columns of a group, of which a week is one
   */
  static Dataset<Row> of(Dataset<Row> rows, Dataset<Row> days, List<String> group) {
    Column a = col("a");
    Column s = col("s");
    Dataset<Row> devices =
        rows.groupBy(Columns.named(group, "operator_id", "device_id"))
            .agg(count(lit(1)).as("s"), count(when(not(col("is_expected")), true)).as("a"));
    Column unseen = lit(1).minus(s.divide(col("days")));
    Column varied = a.multiply(s.minus(a)).divide(greatest(s.minus(1), lit(1)));
    Column n = col("n");
    Column mean = col("s").divide(n);
    Column square = mean.multiply(mean);
    return devices
        .join(days, group.toArray(String[]::new))
        .groupBy(Columns.named(group))
        .agg(
            count(lit(1)).cast("double").as("n"),
            sum(a).cast("double").as("a"),
            sum(s).cast("double").as("s"),
            sum(a.multiply(a)).cast("double").as("aa"),
            sum(a.multiply(s)).cast("double").as("a_s"),
            sum(s.multiply(s)).cast("double").as("ss"),
            Decimals.total(unseen.multiply(varied)).as("varied"))
        .withColumns(
            Map.of(
                "between",
                greatest(
                    between(n, a, s, col("aa"), col("a_s"), col("ss")),
                    between(
                        n.plus(2),
                        a.plus(mean),
                        s.plus(mean).plus(mean),
                        col("aa").plus(square),
                        col("a_s").plus(square),
                        col("ss").plus(square).plus(square))),
                "within",
                col("varied").divide(s).divide(s),
                "as_many",
                s.multiply(s).divide(col("ss"))))
        .select(Columns.named(group, "between", "within", "as_many"));
  }

  /** The variance of the share of all residents; where these are not known, of very many. */
  static Column variance(Column residents, double designEffect) {
    Column seen =
        when(
                residents.isNotNull(),
                least(col("as_many").divide(residents), lit(MOST_SEEN * designEffect)))
            .otherwise(0.0);
    return col("between")
        .multiply(lit(designEffect).minus(seen))
        .plus(col("within").multiply(seen));
  }

  private static Column between(Column n, Column a, Column s, Column aa, Column as, Column ss) {
    Column share = a.divide(s);
    return aa.minus(share.multiply(2).multiply(as))
        .plus(share.multiply(share).multiply(ss))
        .multiply(n)
        .divide(greatest(n.minus(1), lit(1.0)))
        .divide(s.multiply(s));
  }
}
