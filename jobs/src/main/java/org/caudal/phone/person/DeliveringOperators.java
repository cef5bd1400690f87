package org.caudal.phone.person;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
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
    Column sharing = count(lit(1)).over(Window.partitionBy(Columns.named(CombineOperators.CELL)));
    Column most = max("sharing").over(Window.partitionBy(Columns.named(CombineOperators.RELEASE)));
    Column isCommon = col("kind").equalTo("stock").and(col("sharing").equalTo(col("most_sharing")));
    Dataset<Row> sizes =
        flows
            .withColumn("sharing", sharing)
            .withColumn("most_sharing", most)
            .groupBy(Columns.named(CombineOperators.RELEASE, "operator_id"))
            .agg(
                sum(when(isCommon, col("estimate"))).as("residents"),
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
            min("residents").as("fewest"),
            max("residents").as("most"),
            count(lit(1)).cast("int").as("operators"))
        .withColumn(
            "weighting",
            when(col("most").gt(col("fewest").multiply(DIFFERENT)), differ())
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

  private static Column differ() {
    return raise_error(
        concat(
            lit("Of the same areas of level "),
            col("level"),
            lit(" in "),
            date_format(col("month"), "yyyy-MM"),
            lit(" one operator has "),
            col("fewest").cast("decimal(24,0)"),
            lit(" residents and another "),
            col("most").cast("decimal(24,0)"),
            lit(
                ": each must estimate all residents, in persons. Leave the file out that is"
                    + " wrong, or ask for it again")));
  }
}
