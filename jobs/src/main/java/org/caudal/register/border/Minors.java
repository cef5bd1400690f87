package org.caudal.register.border;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Ages;

/**
 * Whether children cross the border without an adult: by the group that they travel in, and by what
 * the officer noted. The mark of a group is that of one group over all posts for three days.
 */
final class Minors {
  private static final int OF_AGE = 18;
  private static final int TOO_OLD = 110; // 1900-01-01 stands for days not known

  /** What tells a crossing: marks are those of their month. */
  private static final Column CROSSING = struct("crossing_month", "crossing_id");

  /** The crossings of a group in a direction, a day before and after; who has none is alone. */
  private static final WindowSpec GROUP =
      Window.partitionBy(
              col("travel_group"), when(col("travel_group").isNull(), CROSSING), col("direction"))
          .orderBy(unix_date(col("crossing_date")))
          .rangeBetween(-1, 1);

  private Minors() {}

  /**
   * Entries of travellers under 18 with the {@code answer}, whether no adult is with them: yes, no,
   * or maybe, where neither group nor note tell, or where the two contradict each other. A birth
   * date after the crossing, or 110 years or more before it, is not known.
   *
   * @param crossings rows of {@link BorderCrossing} until {@code as_of}
   */
  static Dataset<Row> entries(Dataset<Row> crossings) {
    Column isPossible =
        col("birth_date")
            .leq(col("crossing_date"))
            .and(Ages.completedYears(col("birth_date"), col("crossing_date")).lt(TOO_OLD));
    Column isAdult = Ages.completedYears(col("born_on"), col("crossing_date")).geq(OF_AGE);
    Column hasAdult = isOfAnother(isAdult);
    Column mayHave =
        col("travel_group")
            .isNull()
            .or(isOfAnother(col("born_on").isNull()))
            .or(col("crossing_date").geq(col("as_of"))); // one may come the day after
    return crossings
        .withColumn("born_on", when(isPossible, col("birth_date")))
        .withColumn("by_group", when(hasAdult, true).when(not(mayHave), false))
        .filter(col("direction").equalTo("entry").and(not(isAdult)))
        .withColumn("is_with_adult", coalesce(col("by_group"), col("is_accompanied")))
        .withColumn(
            "answer",
            when(col("by_group").notEqual(col("is_accompanied")), "maybe")
                .when(col("is_with_adult"), "no")
                .when(not(col("is_with_adult")), "yes")
                .otherwise("maybe"));
  }

  /** Whether it is so of another traveller of the group. */
  private static Column isOfAnother(Column isSo) {
    Column who = when(isSo, col("traveller_id"));
    return coalesce(
        min(who)
            .over(GROUP)
            .notEqual(col("traveller_id"))
            .or(max(who).over(GROUP).notEqual(col("traveller_id"))),
        lit(false));
  }
}
