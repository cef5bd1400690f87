package org.caudal.phone.place;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.caudal.phone.network.Cell;
import org.caudal.phone.network.CellZone;

/**
 * Days of devices with their place at each level: {@code level}, {@code place}, {@code latitude},
 * {@code longitude}, and the columns of the days.
 */
final class PlacedDays {
  private static final String CELL = "cell";

  private PlacedDays() {}

  /** By area, and by cell where the level {@code cell} is asked for; without positions. */
  static Dataset<Row> placed(Inputs in, Dataset<Row> days, List<String> levels) {
    Dataset<Row> zones = in.table(CellZone.class).filter(col("level").isin(levels.toArray()));
    Dataset<Row> areas = Visits.located(days, zones).withColumnRenamed("day", "event_date");
    List<String> kept = List.of("level", "month", "operator_id", "device_id", "event_date");
    Column[] columns = Columns.named(kept, "place", "hour_bits");
    Dataset<Row> placed = areas.select(columns);
    if (levels.contains(CELL)) {
      Column isAbroad = col("domain").equalTo("outbound").and(col("country").notEqual(""));
      Column cell =
          when(col("cell_id").notEqual(""), col("cell_id")).when(isAbroad, col("country"));
      Dataset<Row> cells = days.withColumn("level", lit(CELL)).withColumn("place", cell);
      placed = placed.unionByName(cells.select(columns));
    }
    return placed
        .withColumn("latitude", lit(null).cast("double"))
        .withColumn("longitude", lit(null).cast("double"));
  }

  /** By cell, with the position that the cell had last; cells that are not listed are left out. */
  static Dataset<Row> positioned(Inputs in, Dataset<Row> days) {
    Dataset<Row> cells =
        in.table(Cell.class)
            .groupBy("operator_id", "cell_id")
            .agg(
                max_by(col("latitude"), col("valid_from")).as("latitude"),
                max_by(col("longitude"), col("valid_from")).as("longitude"));
    return days.join(broadcast(cells), new String[] {"operator_id", "cell_id"})
        .withColumn("level", lit("cluster"))
        .withColumnRenamed("cell_id", "place");
  }
}
