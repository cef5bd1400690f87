package org.caudal.register.link;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;

/** What several reviewers say together. */
public final class Verdicts {
  /** What a reviewer says who cannot tell. */
  public static final String UNDECIDED = "undecided";

  private Verdicts() {}

  /**
   * Adds the field {@code decision} and the rule that it is known.
   *
   * @param yes the one decision
   * @param no the other one
   */
  public static LoadPlan.Builder load(LoadPlan.Builder plan, String yes, String no) {
    return plan.field(Field.text("decision"))
        .derive("decision", lower(col("decision")))
        .reject(
            "decision-known",
            "decision",
            col("decision").isin(yes, no, UNDECIDED),
            "The decision is none of " + yes + ", " + no + " and " + UNDECIDED + ".",
            "Write one of these.");
  }

  /**
   * One row a unit: {@code verdict}, what most of its reviewers who decide say, undecided where as
   * many say the one as the other or none decides, and {@code said}, reviewer and decision in the
   * order of the reviewers. One who said both is undecided.
   *
   * @param labels rows with {@code reviewer} and {@code decision}
   * @param yes the one decision
   * @param no the other one
   * @param unit columns of what was looked at
   */
  public static Dataset<Row> of(Dataset<Row> labels, String yes, String no, List<String> unit) {
    Column matches = count(when(col("decision").equalTo(yes), 1));
    Column others = count(when(col("decision").equalTo(no), 1));
    return labels
        .groupBy(Columns.named(unit, "reviewer"))
        .agg(countDistinct("decision").as("decisions"), min("decision").as("only"))
        .withColumn("decision", when(col("decisions").equalTo(1), col("only")).otherwise(UNDECIDED))
        .groupBy(Columns.named(unit))
        .agg(
            when(matches.gt(others), yes)
                .when(matches.lt(others), no)
                .otherwise(UNDECIDED)
                .as("verdict"),
            array_sort(collect_list(struct("reviewer", "decision"))).as("said"));
  }
}
