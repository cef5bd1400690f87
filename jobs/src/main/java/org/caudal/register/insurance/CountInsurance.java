package org.caudal.register.insurance;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;

/**
 * Counts persons who are insured in a country and in others, and rights to pensions over borders.
 *
 * <p><b>Reads</b> {@link InsuredMonth}, {@link PensionRight}. <b>Writes</b> {@link InsuranceCount}.
 *
 * <p><b>Method.</b> Distinct persons. Elsewhere insured is who has a month in another country in or
 * before the year. Rights are those of {@link DecidePensions}; whose last insured month was in
 * another country is taken to be there.
 *
 * <p><b>Known bias.</b> A pensioner who moved without being insured again counts where last
 * insured. Where persons are known by another number in each country nobody is insured elsewhere.
 *
 * <p><b>Example.</b> {@code caudal run count-insurance --conf conf/insurance.yaml}
 */
public final class CountInsurance implements Job<CountInsurance.Params> {

  /** Nothing to choose. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-insurance", Params.class)
        .summary("Counts persons insured, and with rights to pensions, over borders.")
        .reads(InsuredMonth.class, PensionRight.class)
        .writesWhole(InsuranceCount.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> measures =
        insured(in.table(InsuredMonth.class)).unionByName(rights(in.table(PensionRight.class)));
    Column whole =
        max(when(col("measure").isin("insured", "rights"), col("persons")))
            .over(Window.partitionBy("country", "year", "kind"));
    return measures
        .groupBy("country", "year", "kind", "measure")
        .agg(count(lit(1)).as("persons"))
        .withColumn("whole", whole)
        .filter(col("measure").notEqual("rights"));
  }

  /** One row a person, country, year and measure. */
  private static Dataset<Row> insured(Dataset<Row> months) {
    Dataset<Row> years =
        months
            .select(col("person_id"), col("country"), trunc(col("month"), "year").as("year"))
            .distinct();
    Dataset<Row> first =
        years.groupBy(col("person_id"), col("country").as("other")).agg(min("year").as("since"));
    Dataset<Row> elsewhere =
        years
            .join(first, "person_id")
            .filter(col("other").notEqual(col("country")).and(col("since").leq(col("year"))))
            .select("person_id", "country", "year")
            .distinct();
    return years
        .withColumn("measure", lit("insured"))
        .unionByName(elsewhere.withColumn("measure", lit("insured_elsewhere")))
        .withColumn("kind", lit("insured"))
        .select("country", "year", "kind", "measure");
  }

  private static Dataset<Row> rights(Dataset<Row> rights) {
    Column isElsewhere = not(col("last_country").equalTo(col("country")));
    return rights
        .filter(col("status").isin("own", "totalised"))
        .withColumn(
            "measure",
            explode(
                array_compact(
                    array(
                        lit("rights"),
                        when(col("status").equalTo("own"), "rights_own")
                            .otherwise("rights_totalised"),
                        when(isElsewhere, "rights_elsewhere")))))
        .select(
            col("country"),
            trunc(col("as_of"), "year").as("year"),
            lit("rights").as("kind"),
            col("measure"));
  }
}
