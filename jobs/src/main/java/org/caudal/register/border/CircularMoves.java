package org.caudal.register.border;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Stays on the far side that are repeated: of foreigners in the country, of nationals abroad. Who
 * lives there by the rule of the outcomes comes home from a trip, and does not move.
 */
final class CircularMoves {
  /** Days of the shortest stay. */
  static final int SHORTEST = 90;

  /** Days of the longest. */
  static final int LONGEST = 364;

  /** Months in which the second lies. */
  static final int MONTHS = 36;

  private static final WindowSpec MOVES =
      Window.partitionBy("traveller_id", "is_foreign")
          .orderBy("crossed_at", "turn")
          .rowsBetween(Window.unboundedPreceding(), -1);

  private CircularMoves() {}

  /**
   * Journeys that are a move after another, or may be, with {@code answer}.
   *
   * @param journeys with {@code resident_before}, null where it is not known
   */
  static Dataset<Row> of(Dataset<Row> journeys) {
    Column goesFar =
        col("direction").equalTo(when(col("is_foreign"), lit("entry")).otherwise(lit("exit")));
    Column isMissingNext = col("next_direction").equalTo(col("direction"));
    Column isHome = goesFar.and(col("resident_before").eqNullSafe(col("is_foreign")));
    Column mayMove =
        goesFar
            .and(not(isMissingNext))
            .and(not(isHome))
            .and(col("days").between(SHORTEST, LONGEST));
    Column isMove = mayMove.and(col("resident_before").isNotNull());
    Column soonest = // where the end of the stay itself was not seen
        when(goesFar.and(isMissingNext), date_add(col("crossing_date"), SHORTEST));
    Column from = add_months(coalesce(soonest, col("next_date")), -MONTHS);
    Column isMissing = col("direction").eqNullSafe(lag("direction", 1).over(Journeys.IN_ORDER));
    return journeys
        .withColumn("missed_on", when(isMissing, col("crossing_date")))
        .withColumn(
            "last_missed",
            max("missed_on").over(Journeys.IN_ORDER.rowsBetween(Window.unboundedPreceding(), 0)))
        .withColumn("move_before", last(when(isMove, col("crossing_date")), true).over(MOVES))
        .withColumn("may_before", last(when(mayMove, col("crossing_date")), true).over(MOVES))
        .filter(mayMove.or(isMissingNext.and(not(isHome)).and(col("days").geq(SHORTEST))))
        .withColumn(
            "answer",
            when(isMove.and(col("move_before").geq(from)), "yes")
                .when(
                    col("may_before")
                        .geq(from)
                        .or(col("last_missed").geq(from))
                        .or(col("since").gt(from)),
                    "maybe")
                .otherwise("no"));
  }
}
