package org.caudal.publication;

import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Columns;

/**
 * Decides which figures of a sample are hidden so that one is not left over of which too many of
 * the population were asked.
 *
 * <p>A line is an area or, in a cross without areas, a value of the first characteristic. All
 * figures of the line of a counted one are hidden, which add up to its total. Over the lines the
 * same figures add up to the whole: of the others that could be shown those with the fewest asked
 * are hidden too, with all of their line, until there is one and a counted figure could be any
 * number from zero to the minimum less one, or of that many from the minimum on, even for who knows
 * which figures only cover:
 *
 * <ul>
 *   <li>They have the minimum of persons asked: what they have above those for whom the minimum
 *       stands, and what the counted ones have, come to the minimum less one or more. Of a counted
 *       figure that has the minimum itself only what is above it counts.
 *   <li>They are those with the fewest: what they have below those for whom one less stands than
 *       were asked of the next figure comes to what the counted ones of few have or more.
 * </ul>
 *
 * <p>A person asked stands for as many as one of the figure does on average.
 *
 * <p>Where nothing is left to hide only the sum is known, and that it is not said which figures are
 * of few. By what else is known, such as that all weights of an area are the same number, a figure
 * may have fewer values within its range.
 */
final class FigureCover {
  private FigureCover() {}

  /**
   * The rows with {@code covers}: whether a figure would tell one that {@code is_counted}, or is
   * one.
   *
   * @param figures with {@code persons}, {@code sampled}, whether one {@code is_open}, could be
   *     shown, and {@code asked_share}, the share of the persons who were asked
   * @param cross columns that tell crosses apart
   * @param characteristics in the order of which the first is the line
   */
  static Dataset<Row> of(
      Dataset<Row> figures, List<String> cross, List<String> characteristics, int minimum) {
    WindowSpec line = Window.partitionBy(Columns.named(cross, "line"));
    WindowSpec same = Window.partitionBy(Columns.named(cross, "others"));
    WindowSpec order = same.orderBy(col("may_cover").desc(), col("sampled"), col("line"));
    return lined(figures, characteristics)
        .withColumn("is_counted_line", max("is_counted").over(line))
        .withColumn("may_cover", col("is_open").and(not(col("is_counted_line"))))
        .withColumn("is_needed", isNeeded(same, order, minimum))
        .withColumn(
            "is_next",
            col("may_cover")
                .and(max("is_counted").over(same))
                .and(bool_and(col("is_needed")).over(order)))
        .withColumn("covers", col("is_counted_line").or(max("is_next").over(line)));
  }

  /** The rows with their line, and what else tells figures of a cross apart. */
  private static Dataset<Row> lined(Dataset<Row> figures, List<String> characteristics) {
    List<Column> values = new ArrayList<>();
    List<Column> others = new ArrayList<>();
    Column isNone = lit(true);
    for (String name : characteristics) {
      Column isAll = col(name).equalTo(PublishedRows.TOTAL);
      values.add(when(not(isAll), col(name)));
      others.add(when(isNone.and(not(isAll)), "").otherwise(col(name)));
      isNone = isNone.and(isAll);
    }
    return figures
        .withColumn("line", coalesce(values.toArray(Column[]::new)))
        .withColumn("others", struct(others.toArray(Column[]::new)));
  }

  /** Whether those before a figure in the order do not cover enough. */
  private static Column isNeeded(WindowSpec same, WindowSpec order, int minimum) {
    WindowSpec before = order.rowsBetween(Window.unboundedPreceding(), -1);
    Column isFew = col("sampled").lt(minimum);
    Column weight = lit(1).divide(col("asked_share"));
    Column above = col("persons").minus(weight.multiply(minimum));
    Column counted = when(col("is_counted"), when(isFew, col("persons")).otherwise(above));
    Column fewCounted = when(col("is_counted").and(isFew), col("persons"));
    Column below =
        sum(when(col("may_cover"), weight))
            .over(before)
            .multiply(col("sampled").minus(1))
            .minus(sum(when(col("may_cover"), col("persons"))).over(before));
    return row_number()
        .over(order)
        .equalTo(1)
        .or(
            sum(counted)
                .over(same)
                .plus(sum(when(col("may_cover"), above)).over(before))
                .lt(minimum - 1))
        .or(coalesce(below.lt(sum(fewCounted).over(same)), lit(false)));
  }
}
