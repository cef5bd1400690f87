package org.caudal.reference;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.synthetic.country.ZoneSheet;
import org.caudal.table.Doc;

/**
 * Loads the codes of places, with the days on which they hold and what came after them.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code place_code}, {@code level},
 * {@code place_name} and, where codes have changed, {@code first_day}, {@code last_day} and {@code
 * successor}.
 *
 * <p><b>Writes</b> {@link PlaceCode}.
 *
 * <p><b>Method.</b> A code without a first or last day has always held, or holds still. One with a
 * successor must have a last day ({@code successor-after-end}). Of two lines of one code and first
 * day the later stays.
 *
 * <p><b>Known bias.</b> A place that lost a part keeps its code: who lived in the part is counted
 * in the rest.
 *
 * <p><b>Example.</b> {@code caudal run load-place-codes --conf conf/linkage.yaml}
 */
public final class LoadPlaceCodes implements Job<LoadPlaceCodes.Params> {
  /** Parameters. */
  public record Params(@Doc("Files with the codes") Extract extract) implements Loading {}

  private static final LoadPlan PLAN =
      LoadPlan.into(PlaceCode.class)
          .field(Field.code("place_code"))
          .field(Field.text("level"))
          .field(Field.text("place_name"))
          .field(Field.date("first_day").optional().orAbsent())
          .field(Field.date("last_day").optional().orAbsent())
          .field(Field.code("successor").optional().orAbsent())
          .derive("valid_from", coalesce(col("first_day"), lit(CodeHistory.FIRST_DAY)))
          .derive("valid_to", coalesce(col("last_day"), lit(CodeHistory.LAST_DAY)))
          .derive("successor", coalesce(col("successor"), lit("")))
          .reject(
              "days-in-order",
              "last_day",
              col("valid_from").leq(col("valid_to")),
              "The last day is before the first.",
              "Mend the days at the source.")
          .reject(
              "successor-after-end",
              "successor",
              col("successor").equalTo("").or(col("valid_to").lt(lit(CodeHistory.LAST_DAY))),
              "The code has a successor and no last day.",
              "Give last_day, the last one on which the code held.")
          .build();

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-place-codes", Params.class)
          .summary(
              "Loads the codes of places, with the days on which they hold and what came after them.")
          .after(ZoneSheet.class)
          .loads(PLAN);

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(in.extract(), PLAN, p.extract(), in::pseudonym);
  }
}
