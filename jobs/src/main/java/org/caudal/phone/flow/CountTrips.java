package org.caudal.phone.flow;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.job.Daily;
import org.caudal.job.Days;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.CellZone;
import org.caudal.phone.place.LocationDefinitions;
import org.caudal.phone.place.Visits;
import org.caudal.table.Doc;
import org.jspecify.annotations.Nullable;

/**
 * Counts the devices that were in one area and later on the same day in another.
 *
 * <p><b>Reads</b> {@link DeviceDay} of SIM cards of the country and {@link CellZone}. <b>Writes</b>
 * {@link TripCount}.
 *
 * <p><b>Method.</b> The trips of FlowKit 1.x (trips_od_matrix, Flowminder): a device counts once a
 * day for each ordered pair of places of which it was seen in the first before it was last seen in
 * the second. The place is the main area of the cell, abroad the country.
 *
 * <p><b>Known bias.</b> Only who uses the phone on both ends is seen to travel. On a border of two
 * areas phones change cells without moving. Trips over midnight are none. Machines that change
 * between cells travel.
 *
 * <p><b>Example.</b> {@code caudal run count-trips --days 2025-06-02 --conf conf/phone.yaml}
 */
public final class CountTrips implements Job<CountTrips.Params> {
  private static final LocationDefinitions DEVICE_OF_DAY =
      new LocationDefinitions(List.of("day", "level", "operator_id", "device_id"));

  /** Parameters. */
  public record Params(@Doc("Days to count; all by default") @Nullable Days days)
      implements Daily {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-trips", Params.class)
        .summary("Counts the devices that were in one area and later on the same day in another.")
        .reads(DeviceDay.class, CellZone.class)
        .writesDays(TripCount.class, "day");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> visits =
        Visits.located(Visits.ofTheCountry(in, p.days()), in.table(CellZone.class))
            .filter(col("place").isNotNull())
            .groupBy(Columns.named(DEVICE_OF_DAY.device(), "place"))
            .agg(min("first_second").as("first"), max("last_second").as("last"));
    return DEVICE_OF_DAY
        .trips(visits)
        .groupBy("day", "level", "origin", "destination")
        .agg(count(lit(1)).as("devices"));
  }
}
