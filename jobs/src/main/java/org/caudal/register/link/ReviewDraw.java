package org.caudal.register.link;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.functions.Columns;

/** What is drawn for reviewers, stratum by stratum. */
public final class ReviewDraw {
  private ReviewDraw() {}

  /**
   * Of each stratum {@code size} rows, or all where there are no more: those with the lowest hash
   * of the unit under the seed, so that one that was drawn is drawn again when others come or go.
   * With {@code sampled}, how many they are, and {@code sampling_weight}, how many each stands for.
   *
   * @param stratum column of the strata
   * @param size rows to draw, the same in all rows of a stratum
   * @param all name of a new column: rows that the stratum has
   * @param unit columns that tell the rows apart, texts
   */
  public static Dataset<Row> of(
      Dataset<Row> rows, String stratum, Column size, long seed, String all, Column... unit) {
    Column chance =
        Columns.digest(
            Stream.concat(Stream.of(lit(Long.toString(seed))), Stream.of(unit))
                .toArray(Column[]::new));
    Column[] order =
        Stream.concat(Stream.of(col("chance")), Stream.of(unit)).toArray(Column[]::new);
    Dataset<Row> sizes = rows.groupBy(stratum).agg(count(lit(1)).as(all));
    return rows.withColumn("chance", chance)
        .withColumn("rank", row_number().over(Window.partitionBy(stratum).orderBy(order)))
        .filter(col("rank").leq(size))
        .join(broadcast(sizes), new String[] {stratum})
        .withColumn("sampled", least(col(all), size.cast("bigint")))
        .withColumn("sampling_weight", col(all).divide(col("sampled")));
  }
}
