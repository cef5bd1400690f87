package org.caudal.synthetic.country;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;

/**
 * Counts who was displaced by the disaster on each day.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticStay}. <b>Writes</b> {@link
 * TrueDisplacement}.
 *
 * <p><b>Method.</b> A person is displaced from the first to the last day of a stay whose reason is
 * displacement, at most for a year.
 *
 * <p><b>Known bias.</b> A displaced person who leaves the shelter for another reason is not counted
 * any more.
 *
 * <p><b>Example.</b> {@code caudal run count-displaced --conf conf/demo.yaml}
 */
public final class CountDisplaced implements Job<CountDisplaced.Params> {

  /** No parameters. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-displaced", Params.class)
        .summary("Counts who was displaced by the disaster on each day")
        .reads(SyntheticPerson.class, SyntheticStay.class)
        .writesWhole(TrueDisplacement.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    return Truth.withOrigin(inputs.table(SyntheticStay.class), "stay_number")
        .filter(col("reason").equalTo("displacement"))
        .join(inputs.table(SyntheticPerson.class).select("person_id", "birth_date"), "person_id")
        .select(
            col("birth_date"),
            explode(
                    sequence(
                        col("start_date"),
                        least(
                            date_sub(col("end_date"), 1),
                            date_add(col("start_date"), UsualResidence.YEAR - 1))))
                .as("day"),
            Truth.municipality(col("from_country"), col("from_town")).as("origin"),
            Truth.municipality(col("country"), col("town_code")).as("shelter"))
        .groupBy("day", "origin", "shelter")
        .agg(
            count(lit(1)).as("displaced"),
            sum(when(CountryColumns.age(col("birth_date"), col("day")).lt(Rates.OF_AGE), 1L)
                    .otherwise(0L))
                .as("children"));
  }
}
