package org.caudal.synthetic.country;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;

/**
 * Lists the disaster of the synthetic country with the municipalities that it strikes, as one CSV
 * file.
 *
 * <p><b>Reads</b> {@link SyntheticHousehold}, for the first day. <b>Writes</b> {@link CrisisSheet}
 * as an extract.
 *
 * <p><b>Method.</b> The day and the places are those by which households flee; {@link
 * TrueDisplacement} has who did.
 *
 * <p><b>Known bias.</b> A real list is late, names areas that were not struck and leaves out others
 * that were.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-crisis-events --conf conf/displacement.yaml}
 */
public final class SynthesizeCrisisEvents implements Job<SynthesizeCrisisEvents.Params> {

  /** No parameters. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-crisis-events", Params.class)
        .summary("Lists the disaster of the synthetic country and where it strikes")
        .reads(SyntheticHousehold.class)
        .exports(CrisisSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    UDF1<Integer, Integer> disaster = first -> new Calendar(first, first).disaster();
    Column day =
        date_from_unix_date(
            udf(disaster, DataTypes.IntegerType).apply(unix_date(col("first_day"))));
    return inputs
        .table(SyntheticHousehold.class)
        .agg(min("first_day").as("first_day"))
        .filter(col("first_day").isNotNull())
        .select(
            lit("crisis_events.csv").as("file_name"),
            lit("XC-COSTA").as("event_id"),
            lit("Flood on the northern coast").as("name"),
            lit("disaster").as("kind"),
            day.cast("string").as("start_date"),
            lit("municipality").as("level"),
            explode(array(municipalities())).as("zone_id"));
  }

  private static Column[] municipalities() {
    return java.util.stream.IntStream.range(0, Geography.TOWNS.size())
        .filter(Calendar::isStricken)
        .mapToObj(town -> Geography.TOWNS.get(town).municipalityCode())
        .distinct()
        .map(functions::lit)
        .toArray(Column[]::new);
  }
}
