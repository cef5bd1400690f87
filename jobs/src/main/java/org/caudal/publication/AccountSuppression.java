package org.caudal.publication;

import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Decides of which areas the accounts may be shown.
 *
 * <p>An account closes, so that a hidden flow would be the rest of the others, and the population
 * at the end of a hidden year is that at the start of the next. So all that is shown of an area
 * stands or falls together, all components and all years: the figures of both sexes together, and
 * those of men and women.
 *
 * <p>Areas add up to the country, of which others may publish births, deaths and populations. Where
 * an area is hidden, those with the fewest residents are hidden with it, until of every figure one
 * that is hidden is of an area that could be shown, and what such areas have above the minimum and
 * what those of few have come to the minimum less one or more: then each of few could have any
 * number below the minimum. Residents of whom there are few need more, as residents are the order:
 * those of the areas that protect could be more by all that those of few have, and still no more
 * than those of the smallest area shown. It is one less of each, as equals are in the order of
 * their codes. What each area has more of one flow and less of another, the others have less and
 * more. All that are hidden say the same: which of them has few persons is not told. What is hidden
 * is a beginning of the order: the first area that is shown is one where all figures allow it.
 *
 * <p>Men and women are hidden where both together are. Where these are shown their order tells
 * nothing new, and where they are not, that of both sexes is kept.
 */
final class AccountSuppression {
  private static final WindowSpec AREA = Window.partitionBy("area_id");
  private static final WindowSpec LEVEL = Window.partitionBy("area_id", "is_total");
  private static final WindowSpec FIGURE = Window.partitionBy("year", "subject_id", "component");
  private static final Column[] ORDER = {
    col("is_few").desc(), col("residents").asc(), col("area_id").asc()
  };

  private AccountSuppression() {}

  /**
   * The rows with status and rule.
   *
   * @param sums one row an area, year, subject and component; {@code counted} is the number of
   *     persons behind it, null where it is not known, and hides nothing then
   */
  static Dataset<Row> decided(Dataset<Row> sums, int minimum) {
    Column isFew = coalesce(col("counted").lt(minimum), lit(false));
    Column isBeginning = bool_and(col("is_open")).over(FIGURE.orderBy(ORDER));
    Column isOfAll = max(col("is_total").and(col("is_hidden"))).over(AREA);
    return ruled(
        sums.withColumn("is_total", col("subject_id").equalTo(PublishedRows.TOTAL))
            .withColumn("residents", max(when(isPopulation(), col("persons"))).over(AREA))
            .withColumn("is_untold", max(col("is_untold")).over(LEVEL))
            .withColumn("is_few", max(isFew).over(LEVEL))
            .withColumn("is_open", isOpen(minimum))
            .withColumn("is_open", col("is_few").or(max(col("is_open")).over(LEVEL)))
            .withColumn("is_hidden", isBeginning)
            .withColumn("is_hidden", max(col("is_hidden")).over(LEVEL))
            .withColumn("is_hidden", col("is_hidden").or(isOfAll)),
        minimum);
  }

  private static Column isPopulation() {
    return col("is_total").and(col("component").equalTo("population"));
  }

  /** Whether a figure has to be hidden because of those of few and those before it. */
  private static Column isOpen(int minimum) {
    WindowSpec before = FIGURE.orderBy(ORDER).rowsBetween(Window.unboundedPreceding(), -1);
    Column couldBeShown = not(col("is_few")).and(col("counted").isNotNull());
    Column untold = when(col("is_few"), col("counted")).otherwise(col("counted").minus(minimum));
    Column lacks =
        not(coalesce(max(couldBeShown).over(before), lit(false)))
            .or(coalesce(sum(untold).over(before), lit(0L)).lt(minimum - 1));
    return max(col("is_few"))
        .over(FIGURE)
        .and(col("counted").isNotNull())
        .and(lacks.or(isPopulation().and(isNarrow(minimum, before))));
  }

  /** Whether those before are too many to be more without being more than the area. */
  private static Column isNarrow(int minimum, WindowSpec before) {
    Column protecting = when(not(col("is_few")), col("persons"));
    Column room =
        count(protecting)
            .over(before)
            .multiply(col("residents").minus(1))
            .minus(coalesce(sum(protecting).over(before), lit(0)));
    Column few = sum(when(col("counted").lt(minimum), col("counted"))).over(FIGURE);
    return coalesce(room.lt(few), few.isNotNull());
  }

  private static Dataset<Row> ruled(Dataset<Row> rows, int minimum) {
    Column isNotBalanced = col("reason").isNotNull();
    return rows.withColumn(
            Suppression.STATUS,
            when(isNotBalanced.or(col("is_hidden")), Suppression.PRIMARY)
                .otherwise(PublishedRows.SHOWN))
        .withColumn(
            Suppression.RULE,
            when(isNotBalanced, concat(lit("account not balanced: "), col("reason")))
                .when(col("is_untold"), "a source does not say how many persons it recorded")
                .when(
                    col("is_hidden"),
                    "fewer than "
                        + minimum
                        + " persons in a figure of the area, or in one of an area that it protects")
                .otherwise("at least " + minimum + " persons in every figure of the area"));
  }
}
