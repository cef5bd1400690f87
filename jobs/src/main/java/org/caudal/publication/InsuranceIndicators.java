package org.caudal.publication;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.job.Inputs;
import org.caudal.register.insurance.InsuranceCount;

/**
 * Persons insured, those of them insured elsewhere too, and rights to pensions, a year and country.
 * They are counts of all records: the interval is the count.
 *
 * <p><b>Disclosure.</b> A count of few persons is hidden, and a part of a whole whose rest is few.
 * Rights of who was last insured elsewhere are hidden with rights by own periods or by all: they
 * would tell them. Who is insured elsewhere has no row in the first year of the records of a
 * country: then the counts of the countries add up. Where two countries have records these are
 * nearly the same persons in each, and hidden of both if of one; also where one of them, or a
 * third, is in its first year.
 */
final class InsuranceIndicators {
  private static final WindowSpec OF_MEASURE = Window.partitionBy("year", "measure");

  private InsuranceIndicators() {}

  /** One row a country, year and measure, shown or suppressed. */
  static Dataset<Row> of(Inputs in, PublishIndicators.Params p) {
    int minimum = p.insurance().minimumPersons();
    Column few = col("persons").lt(minimum);
    Column isPart = col("measure").isin("insured_elsewhere", "rights_elsewhere");
    Column tells = isPart.and(col("whole").minus(col("persons")).lt(minimum));
    Column rights = col("measure").isin("rights_own", "rights_totalised");
    Column hidden =
        col("measure")
            .equalTo("rights_elsewhere")
            .and(
                coalesce(
                    max(when(rights, few)).over(Window.partitionBy("country", "year")),
                    lit(false)));
    Column isElsewhere = col("measure").equalTo("insured_elsewhere");
    Column ofTwo =
        isElsewhere
            .and(count(when(not(col("is_first")), lit(1))).over(OF_MEASURE).leq(2))
            .and(max(few.or(tells)).over(OF_MEASURE));
    Dataset<Row> counts =
        in.table(InsuranceCount.class)
            .withColumn("first", min("year").over(Window.partitionBy("country")))
            .withColumn("is_first", isElsewhere.and(col("year").equalTo(col("first"))))
            .withColumn("protects", hidden)
            .withColumn("is_of_two", ofTwo) // by those in their first year too
            .filter(not(col("is_first")))
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
                when(few.or(tells), Suppression.PRIMARY)
                    .when(col("protects").or(col("is_of_two")), Suppression.SECONDARY)
                    .otherwise(PublishedRows.SHOWN))
            .withColumn(
                Suppression.RULE,
                when(few, "fewer than " + minimum + " persons")
                    .when(tells, "fewer than " + minimum + " persons in the rest of the whole")
                    .when(col("protects"), "protects a hidden count of rights")
                    .when(col("is_of_two"), "protects the other country")
                    .otherwise("at least " + minimum + " persons"));
    return PublishedRows.of(counts, p.vintage());
  }
}
