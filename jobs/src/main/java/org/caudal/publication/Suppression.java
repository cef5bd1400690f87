package org.caudal.publication;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Decides which cells of flows (months) and costs (quarters) may be shown.
 *
 * <p><b>Primary.</b> A cell with fewer distinct senders than the minimum, or in which one provider
 * has more than the largest share of the transfers.
 *
 * <p><b>Secondary.</b> The transfers of a published quarter less those of its published months
 * would give those of its hidden months. So where a quarter of a corridor has hidden months, more
 * of its months are hidden, those with the fewest senders first, until at least two are hidden and
 * their senders add up to the minimum. Where that cannot be reached the quarter is hidden too.
 */
final class Suppression {
  /** Columns that the decisions add. */
  static final String STATUS = "disclosure_status";

  static final String RULE = "disclosure_rule";

  private static final String PUBLISHED = "published";
  private static final String PRIMARY = "suppressed_primary";
  private static final String SECONDARY = "suppressed_secondary";
  private static final String[] CORRIDOR = {"quarter", "sender_country", "receiver_country"};
  private static final WindowSpec QUARTER =
      Window.partitionBy("quarter", "sender_country", "receiver_country");

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
    Dataset<Row> unprotected =
        hidden(cells(months), quarters)
            .groupBy(CORRIDOR[0], CORRIDOR[1], CORRIDOR[2])
            .agg(
                sum(when(col("is_hidden"), 1).otherwise(0)).as("hidden_months"),
                sum(when(col("is_hidden"), col("sender_count")).otherwise(0L)).as("hidden_senders"))
            .withColumn(
                "gives_away",
                col("hidden_months")
                    .gt(0)
                    .and(col("hidden_months").lt(2).or(col("hidden_senders").lt(minimum))))
            .select(col(CORRIDOR[0]), col(CORRIDOR[1]), col(CORRIDOR[2]), col("gives_away"));
    Dataset<Row> cells =
        quarters
            .groupBy(CORRIDOR[0], CORRIDOR[1], CORRIDOR[2])
            .agg(
                max("sender_count").as("sender_count"),
                max("largest_provider_share").as("largest_provider_share"));
    Column givesAway = coalesce(col("gives_away"), lit(false));
    return withPrimary(cells)
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
                max("sender_count").as("sender_count"),
                max("largest_provider_share").as("largest_provider_share"))
            .withColumn("quarter", trunc(col("month"), "quarter")));
  }

  /** Months in the order in which they are hidden, up to the one that completes the protection. */
  private Dataset<Row> hidden(Dataset<Row> cells, Dataset<Row> quarters) {
    WindowSpec order =
        QUARTER.orderBy(col("is_primary").desc(), col("sender_count").asc(), col("month").asc());
    Dataset<Row> known = quarters.select(CORRIDOR[0], CORRIDOR[1], CORRIDOR[2]).distinct();
    Dataset<Row> ordered =
        cells
            .join(known.withColumn("has_quarter", lit(true)), CORRIDOR, "left")
            .withColumn("place", row_number().over(order))
            .withColumn(
                "senders_before",
                coalesce(
                    sum("sender_count").over(order.rowsBetween(Window.unboundedPreceding(), -1)),
                    lit(0L)))
            .withColumn(
                "any_hidden",
                max(when(col("is_primary"), 1).otherwise(0)).over(QUARTER).equalTo(1));
    Column isNeeded =
        col("any_hidden")
            .and(coalesce(col("has_quarter"), lit(false)))
            .and(col("place").leq(2).or(col("senders_before").lt(minimum)));
    return ordered.withColumn("is_hidden", col("is_primary").or(isNeeded));
  }

  private Dataset<Row> withPrimary(Dataset<Row> cells) {
    Column few = col("sender_count").lt(minimum);
    Column dominated = col("largest_provider_share").gt(lit(largestShare));
    return cells
        .withColumn("is_primary", few.or(dominated))
        .withColumn(
            "primary_rule",
            when(few, lit("fewer than " + minimum + " senders"))
                .when(
                    dominated, lit("one provider has more than " + share() + " of the transfers")));
  }

  private Column shownRule() {
    return lit("at least " + minimum + " senders, no provider above " + share());
  }

  private String share() {
    return largestShare.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  /** Whether a column holds the status of a shown cell. */
  static Column isShown() {
    return col(STATUS).equalTo(PUBLISHED);
  }
}
