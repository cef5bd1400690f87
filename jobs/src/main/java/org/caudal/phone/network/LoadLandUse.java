package org.caudal.phone.network;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
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
import org.caudal.table.Doc;

/**
 * Loads what land is used for, by squares of a grid or other small areas.
 *
 * <p><b>Reads</b> the files of the extract, one area a line: {@code area_id}, {@code geometry} as
 * WKT, longitude before latitude, WGS 84, and what share of it each class has, 0 to 1: {@code
 * residential_share}, {@code other_built_up_share}, {@code roads_share}, {@code other_human_share},
 * {@code forest_share} and {@code water_share}, the classes of Eurostat's multimno 1.0. A class
 * without a value has none. A layer of polygons with one class each has a 1 in the column of the
 * class.
 *
 * <p><b>Writes</b> {@link LandUse}.
 *
 * <p><b>Method.</b> What no class has is open land. Of two areas with one code the later line
 * stays, the other is a duplicate.
 *
 * <p><b>Known bias.</b> A class that the source does not tell apart is open land too. The year of
 * the source is not looked at: new quarters are open land until the layer knows them.
 *
 * <p><b>Example.</b> {@code caudal run load-land-use --conf conf/flowkit.yaml}
 */
public final class LoadLandUse implements Job<LoadLandUse.Params> {
  private static final double ROUNDED = 0.01; // what shares may add up to beyond 1

  private static final List<String> CLASSES =
      List.of(
          "residential_share",
          "other_built_up_share",
          "roads_share",
          "other_human_share",
          "forest_share",
          "water_share");

  /** Parameters. */
  public record Params(@Doc("Files with the areas") Extract extract) implements Loading {}

  private static final LoadPlan PLAN = plan();

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-land-use", Params.class)
          .summary("Loads what land is used for, by squares of a grid or other small areas.")
          .loads(PLAN);

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(in.extract(), PLAN, p.extract(), in::pseudonym);
  }

  private static LoadPlan plan() {
    LoadPlan.Builder plan =
        LoadPlan.into(LandUse.class).field(Field.text("area_id")).field(Field.text("geometry"));
    Column all = lit(0.0);
    Column least = lit(0.0);
    for (String share : CLASSES) {
      plan.field(Field.number(share).optional().orAbsent())
          .derive(share, coalesce(col(share), lit(0.0)));
      all = all.plus(col(share));
      least = least(least, col(share));
    }
    return plan.derive("open_share", greatest(lit(0.0), lit(1.0).minus(all)))
        .rules(BorderRules.ALL)
        .reject(
            "shares-possible",
            CLASSES.get(0),
            least.geq(0).and(all.leq(1 + ROUNDED)),
            "A share of land use is below 0, or all together are above 1.",
            "Give shares of the area from 0 to 1, not per cent or square metres, of classes that do not overlap.")
        .build();
  }
}
