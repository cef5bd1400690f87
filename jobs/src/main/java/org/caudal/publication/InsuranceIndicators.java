package org.caudal.publication;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.register.insurance.InsuranceCount;

/**
 * Persons insured, those of them insured elsewhere too, and rights to pensions, a year and country.
 * They are counts of all records: the interval is the count.
 *
 * <p><b>Disclosure.</b> A count of few persons is hidden, and a part of a whole whose rest is few.
 */
final class InsuranceIndicators {
  private InsuranceIndicators() {}

  /** One row a country, year and measure, shown or suppressed. */
  static Dataset<Row> of(Inputs in, PublishIndicators.Params p) {
    int minimum = p.insurance().minimumPersons();
    Column few = col("persons").lt(minimum);
    Column isPart = col("measure").isin("insured_elsewhere", "rights_elsewhere");
    Column tells = isPart.and(col("whole").minus(col("persons")).lt(minimum));
    Dataset<Row> counts =
        in.table(InsuranceCount.class)
            .withColumn("variant", lit("insurance"))
            .withColumn("frequency", lit("A"))
            .withColumn("period_start", col("year"))
            .withColumn("area_level", lit("country"))
            .withColumn("origin_area", lit(PublishedRows.NONE))
            .withColumn("destination_area", col("country"))
            .withColumn("unit", lit("persons"))
            .withColumn("estimate", col("persons"))
            .withColumn("interval_low", col("persons"))
            .withColumn("interval_high", col("persons"))
            .withColumn("interval_level", lit(new BigDecimal("0.950000")))
            .withColumn("observations", col("persons"))
            .withColumn("observation_unit", lit("persons"))
            .withColumn("source", lit(p.insurance().source()))
            .withColumn(
                "method",
                when(col("measure").startsWith("insured"), "count of persons with an insured month")
                    .otherwise("count of persons with a right by periods, of one or all countries"))
            .withColumn(
                Suppression.STATUS,
                when(few.or(tells), Suppression.PRIMARY).otherwise(PublishedRows.SHOWN))
            .withColumn(
                Suppression.RULE,
                when(few, "fewer than " + minimum + " persons")
                    .when(tells, "fewer than " + minimum + " persons in the rest of the whole")
                    .otherwise("at least " + minimum + " persons"));
    return PublishedRows.of(counts, p.vintage());
  }
}
