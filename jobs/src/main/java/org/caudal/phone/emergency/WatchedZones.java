package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.functions.Guards;

/** The areas that {@link WatchBorders} is asked to watch, and the cells that see them. */
final class WatchedZones {
  private WatchedZones() {}

  /**
   * The cells of the level; the run ends where an area has none, as nothing would ever be counted
   * there, which looks like a border at which nothing happens.
   */
  static Dataset<Row> of(Dataset<Row> cellZones, WatchBorders.Params p) {
    Column isMain = col("level").equalTo(p.areaLevel()).and(col("is_main"));
    Dataset<Row> told =
        cellZones
            .agg(
                collect_set("level").as("levels"),
                collect_set(when(isMain, col("zone_id"))).as("served"))
            .withColumn("without", array_except(array(literals(p)), col("served")));
    Column message =
        when(
                size(col("levels")).equalTo(0),
                lit("cell_zone is empty: run map-cells-to-zones before watch-borders"))
            .when(
                array_contains(col("levels"), p.areaLevel()),
                concat(
                    lit("No cell is mainly in "),
                    array_join(array_sort(col("without")), ", "),
                    lit(
                        " of level "
                            + p.areaLevel()
                            + ": give zones of watch-borders areas of that level with cells")))
            .otherwise(
                concat(
                    lit("cell_zone has no level " + p.areaLevel() + ", but "),
                    array_join(array_sort(col("levels")), ", "),
                    lit(": give area-level of watch-borders one that is there")));
    return Guards.guarded(
        cellZones.filter(col("level").equalTo(p.areaLevel())),
        told,
        size(col("without")).equalTo(0),
        message);
  }

  private static Column[] literals(WatchBorders.Params p) {
    return p.zones().stream().map(functions::lit).toArray(Column[]::new);
  }
}
