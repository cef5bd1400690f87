package org.caudal.publication;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.register.hidden.HiddenPopulation;

/**
 * Hidden populations, one figure each: of all models by their weights or, where there are too many
 * lists for that, of the stepwise model. The method carries the warning of how far models that fit
 * about as well lie apart. One without an estimate, or without an upper end, has no row.
 *
 * <p><b>Disclosure.</b> A figure that rests on fewer persons on lists than the minimum is hidden,
 * and one of two lists, from which the number on both could be computed. The warning, which has
 * figures, is hidden with it.
 */
final class HiddenIndicators {
  private HiddenIndicators() {}

  /** One row a population, shown or suppressed. */
  static Dataset<Row> of(Inputs in, PublishIndicators.Params p) {
    Dataset<Row> chosen =
        in.table(HiddenPopulation.class)
            .filter(col("method").isin("averaged", "stepwise"))
            .groupBy("population_id", "area_id", "period_start")
            .agg(
                max_by(
                        struct(col("*")),
                        when(col("method").equalTo("stepwise"), 1)
                            .when(col("status").equalTo("too_many_lists"), 0)
                            .otherwise(2))
                    .as("figure"))
            .select("figure.*")
            .filter(col("persons").isNotNull().and(col("interval_high").isNotNull()));
    return PublishedRows.ofSubjects(described(chosen, p.hidden()), p.vintage());
  }

  private static Dataset<Row> described(Dataset<Row> rows, PublicationRules.Hidden hidden) {
    int minimum = hidden.minimumPersons();
    Column few = col("observed").lt(minimum);
    Column tells = col("lists").lt(3);
    Column model =
        when(col("method").equalTo("averaged"), "median of models averaged by BIC")
            .otherwise("stepwise model, chosen anew in each replicate");
    return rows.withColumn("measure", lit("hidden"))
        .withColumn("variant", lit("hidden"))
        .withColumn("subject_id", col("population_id"))
        .withColumn("frequency", lit("A"))
        .withColumn(
            "area_level",
            when(col("area_id").rlike("^[A-Z]{3}$"), "country").otherwise(hidden.level()))
        .withColumn("origin_area", lit(PublishedRows.NONE))
        .withColumn("destination_area", col("area_id"))
        .withColumn("unit", lit("persons"))
        .withColumn("estimate", col("persons"))
        .withColumn("observations", col("observed"))
        .withColumn("observation_unit", lit("persons"))
        .withColumn("source", lit(hidden.source()))
        .withColumn(
            "method",
            concat(
                lit("multiple systems estimation, "),
                model,
                when(few.or(tells), lit("")).otherwise(concat(lit(". "), col("warning")))))
        .withColumn(
            Suppression.STATUS,
            when(few.or(tells), Suppression.PRIMARY).otherwise(PublishedRows.SHOWN))
        .withColumn(
            Suppression.RULE,
            when(few, "fewer than " + minimum + " persons on lists")
                .when(tells, "of two lists the figure tells how many are on both")
                .otherwise("at least " + minimum + " persons on lists"));
  }
}
