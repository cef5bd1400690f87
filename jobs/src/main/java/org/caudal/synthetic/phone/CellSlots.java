package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.transform;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.synthetic.Draw;

/**
 * The cells of an operator in a town or municipality on a day, in fixed places: a cell that does
 * not stand on the day leaves its place to the first cell of the town. So a device keeps its cell
 * while other cells come and go.
 */
final class CellSlots {
  /** Digits of the code of a municipality. */
  static final int MUNICIPALITY = 6;

  private static final int TOWN = 8;

  private CellSlots() {}

  /** Code of the municipality of a town. */
  static Column municipality(Column town) {
    return substring(town, 1, MUNICIPALITY);
  }

  /** Columns operator, day, area and {@code slots} by town. */
  static Dataset<Row> byTown(Dataset<Row> cells, PhoneWindow window) {
    return of(cells, window, TOWN, "town");
  }

  /** Columns operator, day, area and {@code slots} by municipality. */
  static Dataset<Row> byMunicipality(Dataset<Row> cells, PhoneWindow window) {
    return of(cells, window, MUNICIPALITY, "municipality");
  }

  private static Dataset<Row> of(Dataset<Row> cells, PhoneWindow window, int digits, String area) {
    Column cell = struct(col("cell_id"), col("latitude"), col("longitude"));
    Dataset<Row> standing =
        window
            .daily(cells, col("valid_from"), coalesce(col("valid_to"), lit(window.endDay())))
            .select(
                col("operator"), col("town_code"), col("day"), col("cell_number"), cell.as("cell"));
    Dataset<Row> always =
        standing
            .filter(col("cell_number").equalTo(1))
            .select(col("operator"), col("town_code"), col("day"), col("cell").as("first_cell"));
    Column place =
        struct(
            col("town_code"),
            col("cell_number"),
            coalesce(col("cell"), col("first_cell")).as("cell"));
    return cells
        .select("operator", "town_code", "cell_number")
        .distinct()
        .join(always, new String[] {"operator", "town_code"})
        .join(standing, new String[] {"operator", "town_code", "day", "cell_number"}, "left_outer")
        .groupBy(
            col("operator").as(area + "_operator"),
            col("day").as(area + "_day"),
            substring(col("town_code"), 1, digits).as(area))
        .agg(array_sort(collect_list(place)).as("places"))
        .withColumn(area + "_slots", transform(col("places"), p -> p.getField("cell")))
        .drop("places");
  }

  /** The cell that a draw falls to; null where there is none. */
  static Column pick(String slots, Column draw) {
    return element_at(col(slots), Draw.evenly(draw, size(col(slots))).plus(1));
  }
}
