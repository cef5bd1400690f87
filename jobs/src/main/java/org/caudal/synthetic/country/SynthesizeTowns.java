package org.caudal.synthetic.country;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;

/**
 * Lists the towns of the fictional country.
 *
 * <p><b>Reads</b> nothing. <b>Writes</b> {@link SyntheticTown}.
 *
 * <p><b>Method.</b> Six provinces of five municipalities of three towns, always the same. Within a
 * province the municipalities have shares as 1, 1/2, … 1/5, within a municipality the towns 0.60,
 * 0.25 and 0.15.
 *
 * <p><b>Known bias.</b> Invented throughout: no rural areas outside towns.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-towns --conf conf/demo.yaml}
 */
public final class SynthesizeTowns implements Job<SynthesizeTowns.Params> {

  /** No parameters. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-towns", Params.class)
        .summary("Lists the towns of the fictional country")
        .writesWhole(SyntheticTown.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Column[] towns = Geography.TOWNS.stream().map(SynthesizeTowns::row).toArray(Column[]::new);
    return inputs.sequence(1).select(inline(array(towns)));
  }

  private static Column row(Geography.Town town) {
    Geography.Province province = Geography.PROVINCES.get(town.province());
    String code = town.code().substring(0, 4);
    return struct(
        lit(town.code()).as("town_code"),
        lit(town.name()).as("town_name"),
        lit(town.municipalityCode()).as("municipality_code"),
        lit(town.municipality()).as("municipality_name"),
        lit(code).as("province_code"),
        lit(province.name()).as("province_name"),
        lit(code.replace("XC", "XC-")).as("province_iso"),
        lit(town.latitude()).as("latitude"),
        lit(town.longitude()).as("longitude"),
        lit(town.share()).as("share"),
        lit(town.borderPost()).as("border_post"));
  }
}
