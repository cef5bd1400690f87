package org.caudal.register.residence;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.forall;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where the list is cut off. */
final class CutOff {
  private CutOff() {}

  /**
   * The lowest index above which no estimate is lower by more than its error allows: who left makes
   * estimates too high, never too low, so that one that rises is no reason to cut. Indices from
   * which nobody is on the list, or too few in both, take no part, unless there are no others; nor
   * do those whose estimate falls short of the persons counted by more than its error, as where the
   * list has nobody of whole groups any more. With it who was counted, which is the same at all
   * indices.
   */
  static Dataset<Row> chosen(Dataset<Row> all, EstimateCoverage.Params p) {
    Column step = struct(col("least_index"), col("persons"), sqrt(col("variance")).as("error"));
    Column fallsShort = col("persons").plus(sqrt(col("variance"))).lt(col("counted"));
    Column tells = col("listed").gt(0).and(not(col("is_blind"))).and(not(fallsShort));
    Column steps = array_sort(collect_list(when(tells, step)));
    Column lowest =
        try_element_at(
            filter(col("steps"), low -> forall(col("steps"), high -> stays(low, high, p.flat()))),
            lit(1));
    return all.agg(
            steps.as("steps"), min("least_index").as("lowest"), max("counted").as("all_counted"))
        .select(
            col("all_counted"),
            coalesce(lowest.getField("least_index"), col("lowest")).as("chosen_index"));
  }

  /** Whether a step is none above another, or no lower than it, within its error. */
  private static Column stays(Column low, Column high, BigDecimal flat) {
    Column fall = low.getField("persons").minus(high.getField("persons"));
    return high.getField("least_index")
        .leq(low.getField("least_index"))
        .or(fall.leq(high.getField("error").multiply(flat.doubleValue())));
  }

  /** Refuses indices that do not rise within 0 and 1. */
  static void requireRising(List<BigDecimal> indices) {
    BigDecimal last = BigDecimal.ZERO;
    boolean rises = !indices.isEmpty();
    for (BigDecimal index : indices) {
      rises &= index.compareTo(last) > 0 && index.compareTo(BigDecimal.ONE) <= 0;
      last = index;
    }
    if (!rises) {
      throw new IllegalArgumentException(
          "least-indices must rise from above 0 to at most 1, were " + indices);
    }
  }
}
