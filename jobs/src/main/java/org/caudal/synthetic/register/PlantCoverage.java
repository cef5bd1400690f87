package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;

/**
 * Counts whom the census counts and misses, by province, sex and age.
 *
 * <p><b>Reads</b> {@link SyntheticResidence}, {@link SyntheticStay}, {@link SyntheticPerson},
 * {@link SyntheticHousehold}. <b>Writes</b> {@link TrueCoverage}.
 *
 * <p><b>Method.</b> That of synthesize-census, whose parameters it must be given. Visitors are in
 * no column.
 *
 * <p><b>Known bias.</b> None: it is the truth. With other parameters it is that of another census.
 *
 * <p><b>Example.</b> {@code caudal run plant-coverage --conf conf/synthetic.yaml}
 */
public final class PlantCoverage implements Job<CensusParams> {

  @Override
  public JobSpec<CensusParams> spec() {
    return JobSpec.named("plant-coverage", CensusParams.class)
        .summary("Counts whom the census counts and misses")
        .reads(
            SyntheticHousehold.class,
            SyntheticPerson.class,
            SyntheticResidence.class,
            SyntheticStay.class)
        .writesWhole(TrueCoverage.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, CensusParams params) {
    return Enumeration.all(inputs, params)
        .filter(col("status").notEqual("visitor"))
        .groupBy(CountryColumns.province(col("town_code")).as("province_code"), col("sex"), band())
        .agg(
            expr("count_if(status = 'resident')").as("residents"),
            expr("count_if(status = 'resident' AND is_counted)").as("counted"),
            expr("count_if(status = 'resident' AND NOT is_counted)").as("missed"),
            expr("count_if(status = 'absent')").as("absent_counted"));
  }

  private static Column band() {
    return when(col("age").lt(5), lit("00-04"))
        .when(col("age").lt(15), lit("05-14"))
        .when(col("age").lt(25), lit("15-24"))
        .when(col("age").lt(40), lit("25-39"))
        .when(col("age").lt(65), lit("40-64"))
        .otherwise(lit("65+"))
        .as("age_band");
  }
}
