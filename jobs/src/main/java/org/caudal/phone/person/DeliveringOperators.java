package org.caudal.phone.person;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;

/** The operators that deliver figures, as {@link CombineOperators} weighs them. */
final class DeliveringOperators {
  /** Residents over those of another operator from which they cannot both be all. */
  private static final double DIFFERENT = 1.5;

  private DeliveringOperators() {}

  /** Who delivers figures of a month and level, with weights and the most that is hidden. */
  static Dataset<Row> of(Inputs in, Dataset<Row> flows, CombineOperators.Params p) {
    Dataset<Row> sizes =
        flows
            .groupBy(Columns.named(CombineOperators.RELEASE, "operator_id"))
            .agg(
                greatest(sum(when(col("kind").equalTo("stock"), col("devices"))), max("devices"))
                    .cast("double")
                    .as("located"),
                max("few_most").cast("double").as("few_most"),
                max("minimum_devices").as("minimum_devices"))
            .join(
                KnownTotals.operators(in, flows.select("month").distinct()),
                new String[] {"month"},
                "left_outer")
            .withColumn("sims", col("operators").getItem(col("operator_id")));
    Column operator =
        struct(
            col("operator_id"),
            col("located"),
            col("sims"),
            col("few_most"),
            col("minimum_devices").minus(1).cast("double").as("few_devices"));
    Column bySims =
        p.weighting() == CombineOperators.Weighting.SUBSCRIBERS
            ? bool_and(col("sims").isNotNull().and(col("sims").gt(0)))
            : lit(false);
    return sizes
        .groupBy(Columns.named(CombineOperators.RELEASE))
        .agg(
            array_sort(collect_list(operator)).as("listed"),
            bySims.as("by_sims"),
            count(lit(1)).cast("int").as("operators"))
        .join(unlike(flows), CombineOperators.RELEASE.toArray(String[]::new), "left_outer")
        .withColumn(
            "weighting",
            when(col("unlike").isNotNull(), differ())
                .when(col("by_sims"), "subscribers")
                .otherwise("devices"))
        .withColumn(
            "delivering",
            functions.transform(
                col("listed"),
                o ->
                    struct(
                        o.getField("operator_id").as("operator_id"),
                        when(col("by_sims"), o.getField("sims"))
                            .otherwise(o.getField("located"))
                            .as("weight"),
                        o.getField("few_most").as("few_most"),
                        o.getField("few_devices").as("few_devices"))));
  }

  /**
   * Months and levels in which two operators have other residents in the areas that both show, also
   * if the estimates of each were rounded by half a step: {@code unlike}, how many each has.
   */
  private static Dataset<Row> unlike(Dataset<Row> flows) {
    Column weight = col("few_most").divide(nullif(col("minimum_devices").minus(1), lit(0)));
    Dataset<Row> stocks =
        flows
            .filter(col("kind").equalTo("stock"))
            .withColumn("half", coalesce(weight.multiply(col("minimum_devices")).divide(2), lit(0)))
            .select(Columns.named(CombineOperators.CELL, "operator_id", "estimate", "half"));
    Dataset<Row> others =
        stocks
            .withColumnRenamed("operator_id", "other_id")
            .withColumnRenamed("half", "other_half")
            .withColumnRenamed("estimate", "other_estimate");
    return stocks
        .join(others, CombineOperators.CELL.toArray(String[]::new))
        .filter(col("operator_id").lt(col("other_id")))
        .groupBy(Columns.named(CombineOperators.RELEASE, "operator_id", "other_id"))
        .agg(
            sum("estimate").as("residents"),
            sum("other_estimate").as("others"),
            sum("half").as("half"),
            sum("other_half").as("other_half"))
        .withColumn("fewest", least(col("residents"), col("others")))
        .withColumn("most", greatest(col("residents"), col("others")))
        .filter(
            isMore("residents", "half", "others", "other_half")
                .or(isMore("others", "other_half", "residents", "half")))
        .groupBy(Columns.named(CombineOperators.RELEASE))
        .agg(max(struct("most", "fewest")).as("unlike"));
  }

  private static Column isMore(String persons, String half, String others, String otherHalf) {
    return col(persons).minus(col(half)).gt(col(others).plus(col(otherHalf)).multiply(DIFFERENT));
  }

  private static Column differ() {
    return raise_error(
        concat(
            lit("Of the same areas of level "),
            col("level"),
            lit(" in "),
            date_format(col("month"), "yyyy-MM"),
            lit(" one operator has "),
            col("unlike.fewest").cast("decimal(24,0)"),
            lit(" residents and another "),
            col("unlike.most").cast("decimal(24,0)"),
            lit(
                ": each must estimate all residents, in persons. Leave the file out that is"
                    + " wrong, or ask for it again")));
  }
}
