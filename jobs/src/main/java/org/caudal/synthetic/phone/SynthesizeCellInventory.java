package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.table.Doc;

/**
 * Generates the cell lists of the synthetic operators, one CSV file an operator and day.
 *
 * <p><b>Reads</b> {@link SyntheticCell}. <b>Writes</b> {@link CellInventory} as extracts.
 *
 * <p><b>Method.</b> The cells that stand on the day, at their recorded places, right or wrong, in
 * the columns of multimno's bronze network (Eurostat 2024). Height, tilt, beam, power and frequency
 * are the same for all cells of a technology; they are invented, the altitude is not known.
 *
 * <p><b>Known bias.</b> Periods of validity are always right; real lists are late by weeks.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-cell-inventory --conf conf/synthetic.yaml}
 */
public final class SynthesizeCellInventory implements Job<SynthesizeCellInventory.Params> {

  /** Span of the lists. */
  public record Params(@Doc("As given to synthesize-phone-events") PhoneWindow window) {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-cell-inventory", Params.class)
        .summary("Generates the cell lists of the synthetic operators")
        .reads(SyntheticCell.class)
        .exports(CellInventory.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    PhoneWindow window = params.window();
    return written(
        window.daily(
            inputs.table(SyntheticCell.class),
            col("valid_from"),
            coalesce(col("valid_to"), lit(window.endDay()))));
  }

  private static Dataset<Row> written(Dataset<Row> standing) {
    Column gsm = col("technology").equalTo("GSM");
    Column umts = col("technology").equalTo("UMTS");
    Column midnight = lit("T00:00:00");
    return standing.select(
        concat(lit("cells_"), col("day").cast("string"), lit("_"), col("operator"), lit(".csv"))
            .as("file_name"),
        col("cell_id"),
        degrees("recorded_latitude").as("latitude"),
        degrees("recorded_longitude").as("longitude"),
        lit("").as("altitude"),
        when(gsm, lit("45")).otherwise(lit("30")).as("antenna_height"),
        when(col("directional"), lit("1")).otherwise(lit("0")).as("directionality"),
        coalesce(col("azimuth").cast("string"), lit("")).as("azimuth_angle"),
        lit("-3").as("elevation_angle"),
        when(col("directional"), lit("65")).otherwise(lit("")).as("horizontal_beam_width"),
        lit("9").as("vertical_beam_width"),
        when(gsm, lit("20")).when(umts, lit("10")).otherwise(lit("5")).as("power"),
        col("reach").cast("string").as("range"),
        when(gsm, lit("900")).when(umts, lit("2100")).otherwise(lit("1800")).as("frequency"),
        col("technology"),
        concat(col("valid_from").cast("string"), midnight).as("valid_date_start"),
        coalesce(concat(col("valid_to").cast("string"), midnight), lit("")).as("valid_date_end"),
        when(gsm, lit("macrocell")).otherwise(lit("microcell")).as("cell_type"),
        year(col("day")).cast("string").as("year"),
        month(col("day")).cast("string").as("month"),
        dayofmonth(col("day")).cast("string").as("day"));
  }

  private static Column degrees(String column) {
    return col(column).cast("decimal(9,6)").cast("string");
  }
}
