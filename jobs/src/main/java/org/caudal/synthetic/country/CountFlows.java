package org.caudal.synthetic.country;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trunc;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.functions.AgeBands;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.table.TableSchema;

/**
 * Counts the true moves of the synthetic world.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticStay}, {@link SyntheticResidence}.
 * <b>Writes</b> {@link TrueFlow}.
 *
 * <p><b>Method.</b> A move is a stay, or a spell of usual residence, that begins in another
 * municipality or country than the one before it; it counts in the month it begins.
 *
 * <p><b>Known bias.</b> None: it is a count.
 *
 * <p><b>Example.</b> {@code caudal run count-flows --conf conf/synthetic.yaml}
 */
public final class CountFlows implements Job<CountFlows.Params> {

  /** No parameters. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-flows", Params.class)
        .summary("Counts the true moves of the synthetic world")
        .reads(SyntheticPerson.class, SyntheticStay.class, SyntheticResidence.class)
        .writesWhole(TrueFlow.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Column[] cell =
        TableSchema.of(TrueFlow.class).key().stream().map(functions::col).toArray(Column[]::new);
    return moves(inputs.table(SyntheticResidence.class), "residence_number", "residence")
        .unionByName(moves(inputs.table(SyntheticStay.class), "stay_number", "stay"))
        .join(
            inputs.table(SyntheticPerson.class).select("person_id", "birth_date", "sex"),
            "person_id")
        .withColumn(
            "age_band", AgeBands.ofFive(CountryColumns.age(col("birth_date"), col("start_date"))))
        .withColumn("month", trunc(col("start_date"), "month"))
        .groupBy(cell)
        .agg(count(lit(1)).as("moves"));
  }

  private static Dataset<Row> moves(Dataset<Row> spells, String number, String concept) {
    return Truth.withOrigin(spells, number)
        .filter(col("from_country").isNotNull())
        .select(
            col("person_id"),
            col("start_date"),
            lit(concept).as("concept"),
            col("reason"),
            Truth.municipality(col("from_country"), col("from_town")).as("origin"),
            Truth.municipality(col("country"), col("town_code")).as("destination"))
        .filter(col("origin").notEqual(col("destination")));
  }
}
