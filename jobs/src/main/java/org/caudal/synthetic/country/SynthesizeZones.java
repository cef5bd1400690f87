package org.caudal.synthetic.country;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.locationtech.jts.geom.Geometry;

/**
 * Draws the provinces and municipalities of the fictional country, as one CSV file.
 *
 * <p><b>Reads</b> nothing. <b>Writes</b> {@link ZoneSheet} as an extract.
 *
 * <p><b>Method.</b> Every place belongs to the nearest town (Voronoi cells, in degrees), within a
 * box 0.3 degrees larger than the towns; the cells of a municipality or province are united. Areas
 * of one level leave no gap and do not overlap. Corners have six digits.
 *
 * <p><b>Known bias.</b> Real borders are crooked, have islands and enclaves, and layers of two
 * sources do not fit each other.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-zones --conf conf/phone.yaml}
 */
public final class SynthesizeZones implements Job<SynthesizeZones.Params> {
  private static final int PROVINCE = 4; // characters of a P-code

  /** No parameters. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-zones", Params.class)
        .summary("Draws the provinces and municipalities of the fictional country")
        .exports(ZoneSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    List<Column> zones = new ArrayList<>();
    Borders.by(town -> province(town.code()))
        .forEach((code, border) -> zones.add(row("province", code, "", border)));
    Borders.by(Geography.Town::municipalityCode)
        .forEach((code, border) -> zones.add(row("municipality", code, province(code), border)));
    return inputs.sequence(1).select(inline(array(zones.toArray(Column[]::new))));
  }

  private static Column row(String level, String code, String parent, Geometry border) {
    return struct(
        lit("zones.csv").as("file_name"),
        lit(level).as("level"),
        lit(code).as("zone_id"),
        lit(name(code)).as("zone_name"),
        lit(parent).as("parent_id"),
        lit(border.toText()).as("geometry"));
  }

  private static String name(String code) {
    Geography.Town town =
        Geography.TOWNS.stream().filter(t -> t.code().startsWith(code)).findFirst().orElseThrow();
    return code.length() == PROVINCE
        ? Geography.PROVINCES.get(town.province()).name()
        : town.municipality();
  }

  private static String province(String code) {
    return code.substring(0, PROVINCE);
  }
}
