package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticTown;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Builds the networks of three invented operators, with additions, closures, moves and wrong
 * positions.
 *
 * <p><b>Reads</b> {@link SyntheticTown}. <b>Writes</b> {@link SyntheticCell}.
 *
 * <p><b>Method.</b> A town has the operator's cells x the town's share of the households, rounded
 * down; operators 01 and 02 at least one, operator 03 none where the share is below 0.0055. The
 * first cell of a town stands all the time. Of the others 4 % are added, 4 % closed and 3 % moved
 * by at most 2.4 km, each on a day drawn evenly from the span. Two in a hundred positions are
 * recorded wrongly: half exchanged, half 50 km north. Cells lie in a square of 0.06 degrees around
 * the town's centre. All rates are invented. Draws are keyed hashes of town, operator and number:
 * the networks are the same for every population.
 *
 * <p><b>Known bias.</b> Real operators place cells by traffic, not by households; no cell serves
 * two towns; first cells of towns never fail.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-cells --conf conf/demo.yaml}
 */
public final class SynthesizeCells implements Job<SynthesizeCells.Params> {
  private static final int ADDED = 40_000;
  private static final int CLOSED = 40_000;
  private static final int MOVED = 30_000;
  private static final int SWAPPED = 10_000;
  private static final int DISPLACED = 10_000;
  private static final double FIFTY_KM = 0.45; // degrees of latitude
  private static final double SQUARE = 0.06;
  private static final double STEP = 0.03; // of a moved cell
  private static final int DEGREES = 360;

  /** Size of the networks and the days in which they change. */
  public record Params(
      @Doc("First day of the networks") LocalDate firstDay,
      @Doc("Days within which cells are added, closed and moved") @Default("365") int days,
      @Doc("Cells of operator 01; 02 has 0.8 and 03 0.6 as many") @Default("600") int cells) {

    /** Refuses sizes that make no network. */
    public Params {
      if (days < 2 || days > 36_500) {
        throw new IllegalArgumentException("days must be from 2 to 36500, was " + days);
      }
      if (cells < 1 || cells > 1_000_000) {
        throw new IllegalArgumentException("cells must be from 1 to 1000000, was " + cells);
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-cells", Params.class)
        .summary("Builds the cells of three invented phone networks")
        .reads(SyntheticTown.class)
        .writesWhole(SyntheticCell.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    return recorded(periods(cells(inputs.table(SyntheticTown.class), params), params));
  }

  private static Dataset<Row> cells(Dataset<Row> towns, Params params) {
    Column operators =
        array(
            Operator.ALL.stream()
                .map(o -> struct(lit(o.mnc()).as("operator"), lit(o.share()).as("of_cells")))
                .toArray(Column[]::new));
    Column wanted =
        floor(
                col("share")
                    .multiply(lit((long) params.cells()))
                    .multiply(col("of_cells"))
                    .divide(lit(Draw.ONE)))
            .cast("int");
    Column hole = col("operator").equalTo("03").and(col("share").lt(Operator.SMALL_TOWN));
    return towns
        .select(
            col("town_code"),
            col("share"),
            col("latitude").as("town_latitude"),
            col("longitude").as("town_longitude"),
            inline(operators))
        .filter(hole.equalTo(false))
        .select(col("*"), explode(sequence(lit(1), greatest(wanted, lit(1)))).as("cell_number"))
        .withColumn(
            "cell_id",
            concat(
                lit(Integer.toString(Operator.MCC)),
                col("operator"),
                substring(col("town_code"), 3, 6),
                lpad(col("cell_number").cast("string"), 4, "0")));
  }

  /** One row, or two for a moved cell, the second at its new place. */
  private static Dataset<Row> periods(Dataset<Row> cells, Params params) {
    Column change =
        when(col("cell_number").equalTo(1), lit(3))
            .otherwise(
                Draw.classOf(
                    draw("change"),
                    List.of(ADDED, CLOSED, MOVED, Draw.ONE - ADDED - CLOSED - MOVED)));
    Column first = lit(params.firstDay());
    Column day = date_add(first, Draw.evenly(draw("change-day"), lit(params.days() - 1)).plus(1));
    Column never = lit(null).cast("date");
    Column periods =
        when(col("change").equalTo(0), array(period(day, never, 0)))
            .when(col("change").equalTo(1), array(period(first, day, 0)))
            .when(col("change").equalTo(2), array(period(first, day, 0), period(day, never, 1)))
            .otherwise(array(period(first, never, 0)));
    return cells.withColumn("change", change).select(col("*"), inline(periods));
  }

  private static Column period(Column from, Column to, int moves) {
    return struct(from.as("valid_from"), to.as("valid_to"), lit(moves).as("moves"));
  }

  private static Dataset<Row> recorded(Dataset<Row> periods) {
    Column fault =
        Draw.at(
            Draw.classOf(
                draw("fault"), List.of(SWAPPED, DISPLACED, Draw.ONE - SWAPPED - DISPLACED)),
            List.of("swapped", "displaced", "none"));
    Column technology = Draw.classOf(draw("technology"), List.of(100_000, 200_000, 700_000));
    Column azimuth = Draw.evenly(draw("azimuth"), lit(DEGREES));
    return periods
        .withColumn("latitude", place("latitude"))
        .withColumn("longitude", place("longitude"))
        .withColumn("position_fault", fault)
        .withColumn("directional", draw("directional").lt(750_000))
        .withColumn("azimuth", when(col("directional"), azimuth))
        .withColumn("technology", Draw.at(technology, List.of("GSM", "UMTS", "LTE")))
        .withColumn("reach", Draw.at(technology, List.of(8_000, 4_000, 2_500)))
        .withColumn(
            "recorded_latitude",
            when(col("position_fault").equalTo("swapped"), col("longitude"))
                .when(col("position_fault").equalTo("displaced"), col("latitude").plus(FIFTY_KM))
                .otherwise(col("latitude")))
        .withColumn(
            "recorded_longitude",
            when(col("position_fault").equalTo("swapped"), col("latitude"))
                .otherwise(col("longitude")));
  }

  private static Column place(String axis) {
    Column offset = draw(axis).divide(lit(Draw.ONE)).minus(lit(0.5)).multiply(lit(SQUARE));
    Column step = draw(axis + "-step").divide(lit(Draw.ONE)).minus(lit(0.5)).multiply(lit(STEP));
    return round(col("town_" + axis).plus(offset).plus(step.multiply(col("moves"))), 6);
  }

  private static Column draw(String stream) {
    return Draw.keyed(col("town_code"), stream, col("operator"), col("cell_number"));
  }
}
