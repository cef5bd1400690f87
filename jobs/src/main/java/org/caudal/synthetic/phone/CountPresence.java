package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.table.Doc;

/**
 * Counts who really was in each town on each day, which phone records should find.
 *
 * <p><b>Reads</b> {@link SyntheticStay}, {@link SyntheticResidence}. <b>Writes</b> {@link
 * TruePresence}.
 *
 * <p><b>Method.</b> A person counts on every day of a stay in the country, the day of arrival
 * included and that of leaving not. The kind compares the town of the stay with that of usual
 * residence on the day, by the rule of twelve months (United Nations 1998).
 *
 * <p><b>Known bias.</b> None: it is the truth. Days are whole; those who come and go on one day
 * count nowhere. Towns and kinds without a person have no row.
 *
 * <p><b>Example.</b> {@code caudal run count-presence --conf conf/synthetic.yaml}
 */
public final class CountPresence implements Job<CountPresence.Params> {

  /** Span of the count. */
  public record Params(@Doc("As given to synthesize-phone-events") PhoneWindow window) {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-presence", Params.class)
        .summary("Counts who really was in each town of the synthetic country on each day")
        .reads(SyntheticStay.class, SyntheticResidence.class)
        .writesWhole(TruePresence.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Dataset<Row> stays =
        inputs
            .table(SyntheticStay.class)
            .filter(
                col("country")
                    .equalTo(CountryColumns.HOME)
                    .and(col("start_date").lt(params.window().endDay()))
                    .and(col("end_date").gt(params.window().firstDay())))
            .select("person_id", "town_code", "start_date", "end_date");
    Dataset<Row> homes =
        inputs
            .table(SyntheticResidence.class)
            .select(
                col("person_id"),
                col("country").as("home_country"),
                coalesce(col("town_code"), lit("")).as("home_town"),
                col("start_date").as("home_from"),
                col("end_date").as("home_to"));
    Column kind =
        when(col("home_country").notEqual(CountryColumns.HOME), lit("visitor"))
            .when(col("home_town").equalTo(col("town_code")), lit("resident"))
            .otherwise(lit("temporary"));
    return params
        .window()
        .daily(
            stays.join(homes, "person_id"),
            greatest(col("start_date"), col("home_from")),
            least(col("end_date"), col("home_to")))
        .groupBy(col("day"), col("town_code"), kind.as("kind"))
        .agg(count(lit(1)).as("persons"));
  }
}
