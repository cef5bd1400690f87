package org.caudal.phone.network;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

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
import org.caudal.reference.MobileCountries;
import org.caudal.synthetic.country.ZoneSheet;
import org.caudal.table.Doc;

/**
 * Loads the areas that figures are made for, one area of one level a line.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code level}, {@code zone_id}, {@code
 * zone_name}, {@code parent_id} and {@code geometry} as WKT (OGC 06-103r4), longitude before
 * latitude, WGS 84.
 *
 * <p><b>Writes</b> {@link Zone}.
 *
 * <p><b>Method.</b> Borders are kept as delivered. An area whose border cannot be read, is no
 * polygon or lies outside the globe is rejected; so is one whose code is the alpha-3 code of a
 * country ({@code COL} for Colima), as devices abroad are in that country: only areas of the level
 * {@code country} may have it. Of two areas with one code in a level the later line stays, the
 * other is a duplicate. Parents are looked for among the areas that are loaded together: give all
 * levels in one run, or look over the warning.
 *
 * <p><b>Known bias.</b> Layers of two sources overlap and leave gaps; nothing is mended.
 *
 * <p><b>Example.</b> {@code caudal run load-zones --conf conf/phone.yaml}
 */
public final class LoadZones implements Job<LoadZones.Params> {
  private static final String PARENT_RULE = "parent-known";

  /** Parameters. */
  public record Params(@Doc("Files with the areas") Extract extract) implements Loading {}

  private static final LoadPlan PLAN =
      LoadPlan.into(Zone.class)
          .field(Field.text("level"))
          .field(Field.text("zone_id"))
          .field(Field.text("zone_name"))
          .field(Field.text("parent_id").optional().orAbsent())
          .field(Field.text("geometry"))
          .derive("parent_id", coalesce(col("parent_id"), lit("")))
          .rules(BorderRules.ALL)
          .reject(
              "code-of-no-country",
              "zone_id",
              col("level")
                  .equalTo("country")
                  .or(not(col("zone_id").isin(MobileCountries.countries().toArray()))),
              "The code of the area is that of a country, by which devices abroad are told.",
              "Give the area another code, such as its P-code; areas of the level country may have it.")
          .warn(
              PARENT_RULE,
              "parent_id",
              lit(true), // judged over all lines, in transform
              "No area of this load has the code of the parent.",
              "Load all levels together, or mend the code.")
          .build();

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-zones", Params.class)
          .summary("Loads the areas that figures are made for, one area of one level a line.")
          .after(ZoneSheet.class)
          .loads(PLAN);

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return withParentsJudged(
        Classification.classify(in.extract(), PLAN, p.extract(), in::pseudonym));
  }

  private static Dataset<Row> withParentsJudged(Dataset<Row> zones) {
    Dataset<Row> known =
        zones
            .filter(col(Classification.RULE).isNull())
            .select(col("zone_id").as("known_id"))
            .distinct();
    Column orphan = col("parent_id").notEqual("").and(col("known_id").isNull());
    Dataset<Row> judged =
        zones.join(known, col("parent_id").equalTo(col("known_id")), "left_outer");
    return Classification.warned(judged, PARENT_RULE, orphan).drop("known_id");
  }
}
