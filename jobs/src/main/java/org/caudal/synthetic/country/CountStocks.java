package org.caudal.synthetic.country;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.caudal.functions.AgeBands;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.table.TableSchema;

/**
 * Counts the true population of the synthetic world on every first of January.
 *
 * <p><b>Reads</b> {@link SyntheticHousehold}, {@link SyntheticPerson}, {@link SyntheticResidence}.
 * <b>Writes</b> {@link TrueStock}.
 *
 * <p><b>Method.</b> Usual residents as each year begins, crossed by all characteristics. Disability
 * follows the Washington Group: a lot of difficulty, or none at all possible, in at least one
 * domain.
 *
 * <p><b>Known bias.</b> Characteristics that change in life (education, occupation, citizenship)
 * are those at the end of the simulation.
 *
 * <p><b>Example.</b> {@code caudal run count-stocks --conf conf/synthetic.yaml}
 */
public final class CountStocks implements Job<CountStocks.Params> {

  /** No parameters. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-stocks", Params.class)
        .summary("Counts the true population of the synthetic world on every first of January")
        .reads(SyntheticHousehold.class, SyntheticPerson.class, SyntheticResidence.class)
        .writesWhole(TrueStock.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Column[] cell =
        TableSchema.of(TrueStock.class).key().stream().map(functions::col).toArray(Column[]::new);
    return Truth.onEachNewYear(inputs, withArrival(inputs.table(SyntheticResidence.class)))
        .join(inputs.table(SyntheticPerson.class), "person_id")
        .select(
            col("reference_date"),
            Truth.province(col("country"), col("town_code")).as("territory"),
            col("sex"),
            AgeBands.ofFive(CountryColumns.age(col("birth_date"), col("reference_date")))
                .as("age_band"),
            col("birth_country"),
            col("citizenship"),
            col("ethnicity"),
            disability().as("disability"),
            col("education"),
            coalesce(col("occupation"), lit(-1)).as("occupation"),
            migrationStatus().as("migration_status"),
            lengthOfStay().as("length_of_stay"))
        .groupBy(cell)
        .agg(count(lit(1)).as("persons"));
  }

  /** The day since which the person has resided in the country, in {@code arrival}. */
  private static Dataset<Row> withArrival(Dataset<Row> residences) {
    WindowSpec soFar =
        Window.partitionBy("person_id")
            .orderBy("residence_number")
            .rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    Column fromElsewhere = not(col("from_country").eqNullSafe(col("country")));
    return Truth.withOrigin(residences, "residence_number")
        .withColumn("arrival", max(when(fromElsewhere, col("start_date"))).over(soFar));
  }

  private static Column disability() {
    return when(col("difficulties").rlike("[34]"), lit("with"))
        .when(col("difficulties").contains("2"), lit("some"))
        .otherwise(lit("none"));
  }

  private static Column migrationStatus() {
    Column born = col("birth_country").equalTo(CountryColumns.HOME);
    return concat(
        when(born, lit("native_born")).otherwise(lit("foreign_born")),
        when(CountryColumns.isNational(), lit("_national")).otherwise(lit("_foreigner")));
  }

  private static Column lengthOfStay() {
    Column years = CountryColumns.age(col("arrival"), col("reference_date"));
    return when(col("arrival").equalTo(col("birth_date")), lit("since_birth"))
        .when(col("arrival").equalTo(col("first_day")), lit("before_start"))
        .when(years.lt(1), lit("0"))
        .when(years.lt(5), lit("1-4"))
        .otherwise(lit("5+"));
  }
}
