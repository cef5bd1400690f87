package org.caudal.publication;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/**
 * Decides which cells of flows (months) and costs (quarters) may be shown.
 *
 * <p><b>Primary.</b> A cell with fewer distinct senders than the minimum, or fewer of transfers
 * that could be converted, unless there are none and so no value; or in which one provider has more
 * than the largest share of the transfers or of their value.
 *
 * <p><b>Secondary.</b> The transfers of a published quarter less those of its published months are
 * those of its hidden months. So where a quarter that is not hidden itself has a hidden month, more
 * of its months are hidden, those with the fewest senders first, until together they could be
 * shown: at least two; one of them alone with the minimum of senders, as two months may have the
 * same ones; and the largest shares, weighted by month, not above the limit. That mean is an upper
 * bound: the largest provider may be another one in each month. Where all months are hidden only
 * the quarter itself is known. A quarter with but one month is hidden with it. A month in which
 * nothing could be converted is in no cost: it protects none and needs no protection. Costs under
 * review are in no cost either, and may be of any month and each of another sender: months have at
 * least as many senders in the cost as are left without them.
 */
final class Suppression {
  /** Columns that the decisions add. */
  static final String STATUS = "disclosure_status";

  static final String RULE = "disclosure_rule";

  private static final String PUBLISHED = "published";

  /** Shown with noise by the cell key method. */
  static final String NOISY = "published_with_noise";

  static final String PRIMARY = "suppressed_primary";
  static final String SECONDARY = "suppressed_secondary";
  private static final String TRANSFER_SHARE = "largest_provider_share";
  private static final String VALUE_SHARE = "largest_provider_value_share";

  /** What a quarter and corridor are told by. */
  static final String[] CORRIDOR = {"quarter", "sender_country", "receiver_country"};

  private static final WindowSpec QUARTER = Window.partitionBy(columns());

  /** Months whose transfers are in the cost of the quarter, apart from those whose are not. */
  private static final WindowSpec IN_COST =
      Window.partitionBy(col(CORRIDOR[0]), col(CORRIDOR[1]), col(CORRIDOR[2]), col("is_in_cost"));

  private final int minimum;
  private final BigDecimal largestShare;

  Suppression(int minimum, BigDecimal largestShare) {
    this.minimum = minimum;
    this.largestShare = largestShare;
  }

  /** One row a month and corridor with its status and rule. */
  Dataset<Row> ofMonths(Dataset<Row> months, Dataset<Row> quarters) {
    return hidden(cells(months), quarters)
        .select(
            col("month"),
            col("sender_country"),
            col("receiver_country"),
            when(col("is_primary"), PRIMARY)
                .when(col("is_hidden"), SECONDARY)
                .otherwise(PUBLISHED)
                .as(STATUS),
            when(col("is_primary"), col("primary_rule"))
                .when(col("is_hidden"), lit("protects a hidden month of the same quarter"))
                .otherwise(shownRule())
                .as(RULE));
  }

  /** One row a quarter and corridor with its status and rule. */
  Dataset<Row> ofQuarters(Dataset<Row> months, Dataset<Row> quarters) {
    Dataset<Row> hidden = hidden(cells(months), quarters).filter("is_in_cost");
    Dataset<Row> monthCounts = hidden.groupBy(columns()).agg(count(lit(1)).as("months"));
    Dataset<Row> unprotected =
        hidden
            .filter("is_hidden")
            .groupBy(columns())
            .agg(count(lit(1)).as("hidden_months"), couldBeShown(Function.identity()).as("safe"))
            .join(monthCounts, CORRIDOR)
            .withColumn(
                "gives_away",
                col("hidden_months")
                    .lt(2)
                    .or(not(col("safe")).and(col("hidden_months").lt(col("months")))))
            .select(col(CORRIDOR[0]), col(CORRIDOR[1]), col(CORRIDOR[2]), col("gives_away"));
    Column givesAway = coalesce(col("gives_away"), lit(false));
    return quarterCells(quarters)
        .join(unprotected, CORRIDOR, "left")
        .select(
            col(CORRIDOR[0]),
            col(CORRIDOR[1]),
            col(CORRIDOR[2]),
            when(col("is_primary"), PRIMARY)
                .when(givesAway, SECONDARY)
                .otherwise(PUBLISHED)
                .as(STATUS),
            when(col("is_primary"), col("primary_rule"))
                .when(givesAway, lit("protects a hidden month of the quarter"))
                .otherwise(shownRule())
                .as(RULE));
  }

  private Dataset<Row> cells(Dataset<Row> months) {
    return withPrimary(
        months
            .groupBy("month", "sender_country", "receiver_country")
            .agg(
                max("sender_count").as("all_senders"),
                max("converted_sender_count").as("converted"),
                max("unconverted_count").as("unconverted"),
                max(TRANSFER_SHARE).as(TRANSFER_SHARE),
                max(VALUE_SHARE).as(VALUE_SHARE),
                max("transfer_count").as("transfers"),
                coalesce(
                        max(when(col("measure").equalTo("value"), col("estimate"))),
                        lit(BigDecimal.ZERO))
                    .as("usd"))
            .withColumn("is_in_cost", col("converted").gt(0))
            .withColumn(
                "sender_count",
                when(col("is_in_cost"), col("converted")).otherwise(col("all_senders")))
            .withColumn("quarter", trunc(col("month"), "quarter")));
  }

  private Dataset<Row> quarterCells(Dataset<Row> quarters) {
    return withPrimary(
        quarters
            .groupBy(columns())
            .agg(
                max("sender_count").as("sender_count"),
                max("sender_count").as("all_senders"),
                max("excluded_count").as("excluded"),
                max(TRANSFER_SHARE).as(TRANSFER_SHARE),
                max(VALUE_SHARE).as(VALUE_SHARE)));
  }

  /** Months in the order in which they are hidden, up to the one that completes the protection. */
  private Dataset<Row> hidden(Dataset<Row> cells, Dataset<Row> quarters) {
    WindowSpec order =
        IN_COST.orderBy(col("is_primary").desc(), col("sender_count").asc(), col("month").asc());
    WindowSpec before = order.rowsBetween(Window.unboundedPreceding(), -1);
    Dataset<Row> atRisk =
        quarterCells(quarters)
            .filter(not(col("is_primary")))
            .select(col(CORRIDOR[0]), col(CORRIDOR[1]), col(CORRIDOR[2]), col("excluded"));
    Column underReview = greatest(col("excluded").minus(sum("unconverted").over(QUARTER)), lit(0));
    Column isNeeded =
        col("is_in_cost")
            .and(col("any_hidden"))
            .and(col("excluded").isNotNull())
            .and(col("sure_before").lt(2).or(not(coalesce(col("safe_before"), lit(false)))));
    return cells
        .join(atRisk, CORRIDOR, "left")
        .withColumn("sure_senders", col("sender_count").minus(underReview))
        .withColumn("sure_before", count_if(col("sure_senders").gt(0)).over(before))
        .withColumn("safe_before", couldBeShown(sum -> sum.over(before)))
        .withColumn(
            "any_hidden", max(when(col("is_primary"), 1).otherwise(0)).over(IN_COST).equalTo(1))
        .withColumn("is_hidden", col("is_primary").or(isNeeded));
  }

  /**
   * Whether months together could be shown as one cell.
   *
   * @param over which months: the function takes an aggregate and gives it its window
   */
  private Column couldBeShown(Function<Column, Column> over) {
    return over.apply(max("sure_senders"))
        .geq(minimum)
        .and(isWithin(over, TRANSFER_SHARE, "transfers"))
        .and(isWithin(over, VALUE_SHARE, "usd"));
  }

  private Column isWithin(Function<Column, Column> over, String share, String weight) {
    Column part = coalesce(col(share), lit(BigDecimal.ZERO)).multiply(col(weight));
    Column limit = col(weight).multiply(lit(largestShare));
    return over.apply(sum(part)).leq(over.apply(sum(limit)));
  }

  private Dataset<Row> withPrimary(Dataset<Row> cells) {
    Column few = col("sender_count").lt(minimum);
    Column dominated = col(TRANSFER_SHARE).gt(lit(largestShare));
    Column dominatedValue = coalesce(col(VALUE_SHARE).gt(lit(largestShare)), lit(false));
    String words = "one provider has more than " + share() + " of the ";
    return cells
        .withColumn("is_primary", few.or(dominated).or(dominatedValue))
        .withColumn(
            "primary_rule",
            when(col("all_senders").lt(minimum), lit("fewer than " + minimum + " senders"))
                .when(few, lit("fewer than " + minimum + " senders of converted transfers"))
                .when(dominated, lit(words + "transfers"))
                .when(dominatedValue, lit(words + "value")));
  }

  private static Column[] columns() {
    return Arrays.stream(CORRIDOR).map(functions::col).toArray(Column[]::new);
  }

  private Column shownRule() {
    return lit(
        "at least "
            + minimum
            + " senders, no provider above "
            + share()
            + " of transfers or value");
  }

  private String share() {
    return largestShare.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  /** Whether a column holds the status of a shown cell. */
  static Column isShown() {
    return col(STATUS).isin(PUBLISHED, NOISY);
  }
}
