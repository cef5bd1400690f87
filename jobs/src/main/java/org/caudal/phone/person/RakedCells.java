package org.caudal.phone.person;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF6;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.functions.Columns;
import org.caudal.problem.ProblemException;
import org.caudal.statistics.JoinedColumns;
import org.caudal.statistics.RakedReplicates;
import org.caudal.statistics.RakedReplicates.Calibration;
import org.caudal.statistics.RakedReplicates.Parts;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Cells of devices raked to areas and strata, and figures from their replicates, as columns. */
final class RakedCells {
  /** Columns that name a cell: what is raked together, and what the cell counts for. */
  static final List<String> NAMES =
      List.of(
          "month", "level", "definition", "zone_id", "stratum", "raked_column", "sex", "age_band");

  private static final int COLUMN = 2; // fields of a cell; the classes follow this one
  private static final int WEIGHT = 5;
  private static final int PERSONS = 6;
  private static final double TOLERANCE = 1e-6; // of a group, relative

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

  /** A map of names and numbers, as an aggregate. */
  static Column totals(String name, String number) {
    return map_from_entries(collect_list(struct(col(name), col(number))));
  }

  /**
   * Residents of classes within areas, as {@code classes}.
   *
   * @param rows one row an area, {@code part} and {@code name}, with {@code residents}
   */
  static Dataset<Row> classes(Dataset<Row> rows, String... by) {
    Column known = struct(col("part"), col("zone_id"), col("name"), col("residents"));
    return rows.groupBy(Columns.named(List.of(by)))
        .agg(array_sort(collect_list(known)).as("classes"));
  }

  /**
   * One row a cell, with {@code spread} and {@code weights}: see {@link RakedReplicates}.
   *
   * @param cells one row a cell, named by {@link #NAMES}, with {@code weight}, {@code persons} and
   *     {@code counts}, an array of replicate and count
   * @param targets one row a month, level and perhaps definition, with {@code areas}, a map of
   *     residents, {@code columns}, a map of sizes in any scale, or null, and {@link #classes}, or
   *     null
   * @param of what the columns are
   */
  static Dataset<Row> weights(
      Dataset<Row> cells,
      Dataset<Row> targets,
      int replicates,
      Calibration calibration,
      RakedColumns of) {
    UDF6<
            Seq<Row>,
            scala.collection.Map<String, Double>,
            scala.collection.@Nullable Map<String, Double>,
            @Nullable Seq<Row>,
            Integer,
            String,
            List<Row>>
        weights =
            (rows, areas, columns, classes, count, how) ->
                raked(
                    CollectionConverters.asJava(rows),
                    CollectionConverters.asJava(areas),
                    columns == null ? Map.of() : CollectionConverters.asJava(columns),
                    classes == null ? List.of() : CollectionConverters.asJava(classes),
                    count,
                    Calibration.valueOf(how),
                    of);
    Column cell =
        struct(
            col("zone_id"),
            col("stratum"),
            col("raked_column"),
            col("sex").cast("string"),
            col("age_band"),
            col("weight"),
            col("persons"),
            col("counts"));
    Column raked =
        udf(weights, DataTypes.createArrayType(CELL, false))
            .withName("raked_weights")
            .apply(
                col("cells"),
                col("areas"),
                col("columns"),
                col("classes"),
                lit(replicates),
                lit(calibration.name()));
    List<String> on = new ArrayList<>(PersonFigures.RAKED);
    on.retainAll(List.of(targets.columns()));
    return cells
        .groupBy(Columns.named(PersonFigures.RAKED))
        .agg(array_sort(collect_list(cell)).as("cells"))
        .join(targets, on.toArray(String[]::new))
        .select(col("month"), col("level"), col("definition"), inline(raked));
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
      List<Row> classes,
      int replicates,
      Calibration calibration,
      RakedColumns of) {
    List<String> areaNames = names(cells, 0);
    RakedColumns.requireLikeCodes(Set.copyOf(names(cells, COLUMN)), columns.keySet());
    int size = cells.size();
    double[][] counts = new double[size][];
    Map<String, Double> units = new TreeMap<>();
    columns.keySet().forEach(name -> units.put(name, 0.0));
    for (int i = 0; i < size; i++) {
      counts[i] = counts(cells.get(i), replicates);
      units.merge(cells.get(i).getString(COLUMN), counts[i][0], Double::sum);
    }
    Map<String, String> joined = of.joined(units);
    List<String> columnNames = List.copyOf(new TreeSet<>(joined.values()));
    int[] row = new int[size];
    int[] column = new int[size];
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      row[i] = areaNames.indexOf(cells.get(i).getString(0));
      column[i] = columnNames.indexOf(joined.get(cells.get(i).getString(COLUMN)));
      weights[i] = cells.get(i).getDouble(WEIGHT);
    }
    List<Parts> parts = new ArrayList<>();
    for (String part : HolderClasses.PARTS) {
      int field = COLUMN + 1 + parts.size();
      List<String> names = cells.stream().map(cell -> cell.getString(field)).toList();
      parts.add(
          HolderClasses.parts(part, names, known(part, areaNames, classes), areaNames.size()));
    }
    RakedReplicates.Weights raked =
        RakedReplicates.calibrate(
            new RakedReplicates.Cells(
                row, column, weights, cells.get(0).getDouble(PERSONS), counts),
            new RakedReplicates.Margins(
                targets(areaNames, areas),
                targets(columnNames, JoinedColumns.sums(columns, joined)),
                parts),
            calibration);
    requireMet(raked, areaNames);
    of.requireShared(raked.shortfalls(), columnNames);
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

  /** Residents of each area by name of a class. */
  private static Map<String, double[]> known(String part, List<String> areas, List<Row> classes) {
    Map<String, double[]> known = new TreeMap<>();
    for (Row of : classes) {
      int area = areas.indexOf(of.getString(1));
      if (area >= 0 && of.getString(0).equals(part)) {
        known.computeIfAbsent(of.getString(2), name -> new double[areas.size()])[area] +=
            of.getDouble(3);
      }
    }
    return known;
  }

  private static void requireMet(RakedReplicates.Weights raked, List<String> areas) {
    if (raked.gap() > TOLERANCE) {
      throw ProblemException.data(
          "area " + areas.get(raked.widest()),
          String.format(
              Locale.ROOT,
              "Its devices cannot stand for its residents by registered sex and age: after 500 sweeps a group is still off by %.2g.",
              raked.gap()),
          "Give weigh-devices fewer age-groups, [0] for none, and write device_weight again.");
    }
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
