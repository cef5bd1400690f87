package org.caudal.publication;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Why the account of an area and year is not balanced, and what no source has of it. */
final class AccountGaps {
  private static final String MISSING = "component_missing";
  private static final String REMEDY = ": load them, or rows of 0 persons";

  private AccountGaps() {}

  /**
   * The rows with {@code reason}, one for all figures of an area and year, and {@code lacking}, the
   * components that it lacks.
   *
   * @param sums one row a figure; {@code cells} is null where it has none, {@code is_unknown} says
   *     that a cell of an account without a component has no number
   */
  static Dataset<Row> explained(Dataset<Row> sums) {
    WindowSpec account = Window.partitionBy("area_id", "year");
    Column hasNone = col("cells").isNull();
    Column isFlow = col("component").notEqual("net_migration");
    Column lacks = isFlow.and(hasNone.or(coalesce(col("is_unknown"), lit(false))));
    Column reason = coalesce(col("reason"), when(hasNone, MISSING));
    Column isNamed = col("reason").equalTo(MISSING).and(size(col("lacking")).gt(0));
    return sums.withColumn("reason", min(reason).over(account))
        .withColumn("lacking", array_sort(collect_set(when(lacks, col("component"))).over(account)))
        .withColumn(
            "reason",
            when(
                    isNamed,
                    concat(
                        lit(MISSING + ", no source has "),
                        array_join(col("lacking"), ", "),
                        lit(" of "),
                        col("year"),
                        lit(REMEDY)))
                .otherwise(col("reason")));
  }

  /** One warning a component and year that accounts lack. */
  static Dataset<Row> warnings(Dataset<Row> explained) {
    return explained
        .filter(col("reason").startsWith(MISSING))
        .select(col("area_id"), col("year"), explode(col("lacking")).as("component"))
        .groupBy("component", "year")
        .agg(countDistinct("area_id").as("areas"))
        .orderBy("component", "year")
        .select(
            concat(
                    lit("account-component-missing ("),
                    col("component"),
                    lit(" of "),
                    col("year"),
                    lit(" in "),
                    col("areas"),
                    lit(" areas, of which no account of the year is published" + REMEDY + ")"))
                .as("warning"));
  }

  /**
   * One warning a component of registers and the border without a common error: what is not known
   * of the rates by which all its cells were divided does not cancel out in their sum.
   */
  static Dataset<Row> withoutCommonError(Dataset<Row> registers, List<String> without) {
    return registers
        .filter(col("component").isin(without.toArray()))
        .select("component")
        .distinct()
        .orderBy("component")
        .select(
            concat(
                    lit("account-common-error-none ("),
                    col("component"),
                    lit(
                        " of register_component have an error that is the same way in all cells,"
                            + " and common-errors 0: give recorded-errors / recorded of"
                            + " count-register-components, of a population that of the linkage)"))
                .as("warning"));
  }
}
