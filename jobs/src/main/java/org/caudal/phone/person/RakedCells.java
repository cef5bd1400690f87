package org.caudal.phone.person;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.RakedReplicates;
import org.caudal.statistics.RakedReplicates.Calibration;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Cells of devices raked to areas and strata, and figures from their replicates, as columns. */
final class RakedCells {
  private static final StructType CELL =
      new StructType()
          .add("zone_id", DataTypes.StringType, false)
          .add("stratum", DataTypes.StringType, false)
          .add("spread", DataTypes.DoubleType, false)
          .add("weights", DataTypes.createArrayType(DataTypes.DoubleType, false), false);

  private static final StructType FIGURE =
      new StructType()
          .add("estimate", DataTypes.DoubleType, false)
          .add("standard_error", DataTypes.DoubleType, false);

  private RakedCells() {}

  /**
   * Array of {@code zone_id}, {@code stratum}, {@code spread} and {@code weights}: see {@link
   * RakedReplicates}.
   *
   * @param cells sorted array of area, stratum, column of the raking, weight, persons, and array of
   *     replicate and count
   * @param areas map of areas and residents
   * @param columns map of columns and their size in any scale; null where it is not known
   */
  static Column weights(
      Column cells, Column areas, Column columns, int replicates, Calibration calibration) {
    UDF5<
            Seq<Row>,
            scala.collection.Map<String, Double>,
            scala.collection.@Nullable Map<String, Double>,
            Integer,
            String,
            List<Row>>
        weights =
            (rows, row, column, count, how) ->
                raked(
                    CollectionConverters.asJava(rows),
                    CollectionConverters.asJava(row),
                    column == null ? Map.of() : CollectionConverters.asJava(column),
                    count,
                    Calibration.valueOf(how));
    return udf(weights, DataTypes.createArrayType(CELL, false))
        .withName("raked_weights")
        .apply(cells, areas, columns, lit(replicates), lit(calibration.name()));
  }

  /**
   * Estimate and standard error of a sum over cells.
   *
   * @param parts sorted array of area, stratum, spread, weights, and array of replicate and count
   */
  static Column figure(Column parts) {
    UDF1<Seq<Row>, Row> figure = rows -> figure(CollectionConverters.asJava(rows));
    return udf(figure, FIGURE).withName("replicate_figure").apply(parts);
  }

  private static List<Row> raked(
      List<Row> cells,
      Map<String, Double> areas,
      Map<String, Double> columns,
      int replicates,
      Calibration calibration) {
    List<String> rowNames = names(cells, 0);
    List<String> columnNames = names(cells, 2);
    int size = cells.size();
    int[] row = new int[size];
    int[] column = new int[size];
    double[] weights = new double[size];
    double[][] counts = new double[size][];
    for (int i = 0; i < size; i++) {
      row[i] = rowNames.indexOf(cells.get(i).getString(0));
      column[i] = columnNames.indexOf(cells.get(i).getString(2));
      weights[i] = cells.get(i).getDouble(3);
      counts[i] = counts(cells.get(i), replicates);
    }
    RakedReplicates.Weights raked =
        RakedReplicates.calibrate(
            new RakedReplicates.Cells(row, column, weights, cells.get(0).getDouble(4), counts),
            targets(rowNames, areas),
            targets(columnNames, columns),
            calibration);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(
          RowFactory.create(
              cells.get(i).getString(0),
              cells.get(i).getString(1),
              raked.spreads()[i],
              raked.weights()[i]));
    }
    return rows;
  }

  private static Row figure(List<Row> parts) {
    int size = parts.get(0).<Double>getList(3).size();
    double[] values = new double[size];
    for (Row part : parts) {
      double[] counts = counts(part, size - 1);
      List<Double> weights = part.getList(3);
      for (int r = 0; r < size; r++) {
        values[r] += weights.get(r) * RakedReplicates.counted(counts, part.getDouble(2), r);
      }
    }
    return RowFactory.create(values[0], RakedReplicates.error(size - 1, r -> values[r + 1]));
  }

  private static double[] counts(Row cell, int replicates) {
    double[] counts = new double[replicates + 1];
    for (Row entry : cell.<Row>getList(cell.size() - 1)) {
      counts[entry.getInt(0)] = entry.getDouble(1);
    }
    return counts;
  }

  private static List<String> names(List<Row> cells, int field) {
    TreeSet<String> names = new TreeSet<>();
    cells.forEach(cell -> names.add(cell.getString(field)));
    return List.copyOf(names);
  }

  private static double[] targets(List<String> names, Map<String, Double> known) {
    Map<String, Double> targets = new HashMap<>(known);
    return names.stream().mapToDouble(name -> targets.getOrDefault(name, 0.0)).toArray();
  }
}
