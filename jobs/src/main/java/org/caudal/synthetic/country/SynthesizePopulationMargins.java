package org.caudal.synthetic.country;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.AgeBands;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.table.Doc;

/**
 * Writes the numbers of residents that a statistical office would publish, one CSV file a day.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticResidence}. <b>Writes</b> {@link
 * MarginSheet} as extracts.
 *
 * <p><b>Method.</b> Usual residents on the day by the rule of twelve months, counted by province
 * and by municipality: all together, and by sex and age band. Cells without anybody have no line.
 *
 * <p><b>Known bias.</b> None: it is the truth. A census misses people; {@code synthesize-census}
 * shows how many.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-population-margins --conf conf/phone.yaml}
 */
public final class SynthesizePopulationMargins implements Job<SynthesizePopulationMargins.Params> {

  /** Day of the count. */
  public record Params(@Doc("Day on which residents are counted") LocalDate day) {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-population-margins", Params.class)
        .summary("Writes the numbers of residents that a statistical office would publish")
        .reads(SyntheticPerson.class, SyntheticResidence.class)
        .exports(MarginSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Column day = lit(params.day());
    Column town = col("town_code");
    Column band = AgeBands.ofFive(CountryColumns.age(col("birth_date"), day));
    return inputs
        .table(SyntheticResidence.class)
        .filter(CountryColumns.isHereOn(day))
        .join(
            inputs.table(SyntheticPerson.class).select("person_id", "sex", "birth_date"),
            "person_id")
        .select(
            inline(
                array(
                    cell("province", CountryColumns.province(town), lit(0), lit("")),
                    cell("province", CountryColumns.province(town), col("sex"), band),
                    cell("municipality", CountryColumns.municipality(town), lit(0), lit("")),
                    cell("municipality", CountryColumns.municipality(town), col("sex"), band))))
        .groupBy("level", "zone_id", "sex", "age_band")
        .agg(count(lit(1)).cast("string").as("persons"))
        .withColumn("reference_date", lit(params.day().toString()))
        .withColumn("file_name", lit("population_" + params.day() + ".csv"));
  }

  private static Column cell(String level, Column zone, Column sex, Column band) {
    return struct(
        lit(level).as("level"),
        zone.as("zone_id"),
        sex.cast("string").as("sex"),
        band.as("age_band"));
  }
}
