package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;

/**
 * Writes how many victims of trafficking are on which lists.
 *
 * <p><b>Reads</b> {@link TrueVictim}. <b>Exports</b> {@link CaptureSheet}.
 *
 * <p><b>Method.</b> Victims counted by the lists that have them, all together and by class. Those
 * on no list are not written: {@link TrueHidden} says how many they are.
 *
 * <p><b>Known bias.</b> Persons are matched by who they are. Real lists are matched by names or
 * codes: some matches are missed, some are wrong.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-capture-histories --conf conf/hidden.yaml}
 */
public final class SynthesizeCaptureHistories implements Job<SynthesizeCaptureHistories.Params> {
  private static final String POPULATION = CountryColumns.HOME + "-trafficking";

  /** Nothing to choose. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-capture-histories", Params.class)
        .summary("Writes how many victims of trafficking are on which lists")
        .reads(TrueVictim.class)
        .exports(CaptureSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Column year = trunc(min("victim_since").over(Window.partitionBy(lit(1))), "year");
    return inputs
        .table(TrueVictim.class)
        .withColumn("period_start", year.cast("string"))
        .withColumn("lists", lists())
        .filter(col("lists").notEqual(""))
        .withColumn(
            "population_id",
            explode(array(lit(POPULATION), concat(lit(POPULATION + "-"), col("victim_class")))))
        .groupBy("population_id", "period_start", "lists")
        .agg(count(lit(1)).cast("string").as("persons"))
        .withColumn("area_id", lit(CountryColumns.HOME))
        .withColumn("file_name", lit("capture_histories.csv"));
  }

  private static Column lists() {
    return array_join(
        array_compact(
            array(
                IntStream.range(0, VictimClass.LISTS.size())
                    .mapToObj(
                        i ->
                            when(
                                substring(col("history"), i + 1, 1).equalTo("1"),
                                VictimClass.LISTS.get(i)))
                    .toArray(Column[]::new))),
        "+");
  }
}
