package org.caudal.register.stock;

import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.LogInterval;
import org.caudal.statistics.ShareInterval;
import org.caudal.statistics.StratifiedJackknife;
import org.caudal.statistics.StratifiedJackknife.Part;
import org.caudal.statistics.StratifiedJackknife.Total;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** {@link StratifiedJackknife} as a column. */
final class StockTotals {
  private static final StructType TOTAL =
      new StructType()
          .add("persons", DataTypes.DoubleType, false)
          .add("standard_error", DataTypes.DoubleType, true)
          .add("interval_low", DataTypes.DoubleType, true)
          .add("interval_high", DataTypes.DoubleType, true)
          .add("degrees", DataTypes.IntegerType, false)
          .add("people", DataTypes.DoubleType, false);

  private StockTotals() {}

  /**
   * Persons with error and interval.
   *
   * @param design all who were asked: sorted array of stratum, cluster, group, weights, persons,
   *     known total of the group, null where there is none, and area
   * @param cell those of the cell: array of stratum, cluster, group, weights, persons and whether
   *     all of the group are in the cell by what it is
   * @param area of which all are the whole, or _T; null where those of the cell are no part of who
   *     was asked, as emigrants, and have no known bound
   */
  static Column of(Column design, Column cell, Column area, double level) {
    UDF3<Seq<Row>, Seq<Row>, String, Row> totals =
        (all, some, home) ->
            new Design(CollectionConverters.asJava(all))
                .total(CollectionConverters.asJava(some), home, level);
    return udf(totals, TOTAL).withName("stock_total").apply(design, cell, area);
  }

  /** The sample, by numbers in place of names. */
  private static final class Design {
    private final Map<List<String>, Integer> clusters = new HashMap<>();
    private final Map<String, Integer> groups = new HashMap<>();
    private final List<Row> all;
    private final StratifiedJackknife jackknife;

    Design(List<Row> rows) {
      this.all = rows;
      TreeMap<String, Integer> strata = new TreeMap<>();
      List<Integer> strataOfClusters = new ArrayList<>();
      List<Double> targets = new ArrayList<>();
      for (Row row : rows) {
        List<String> name = List.of(row.getString(0), row.getString(1));
        if (!clusters.containsKey(name)) {
          clusters.put(name, clusters.size());
          strata.putIfAbsent(row.getString(0), strata.size());
          strataOfClusters.add(strata.get(row.getString(0)));
        }
        if (groups.putIfAbsent(row.getString(2), groups.size()) == null) {
          targets.add(row.isNullAt(5) ? Double.NaN : row.getDouble(5));
        }
      }
      this.jackknife =
          new StratifiedJackknife(
              strataOfClusters.stream().mapToInt(Integer::intValue).toArray(),
              parts(rows),
              targets.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private List<Part> parts(List<Row> rows) {
      return rows.stream()
          .map(
              row ->
                  new Part(
                      clusters.getOrDefault(List.of(row.getString(0), row.getString(1)), 0),
                      groups.getOrDefault(row.getString(2), 0),
                      row.getDecimal(3).doubleValue(),
                      row.getLong(4)))
          .toList();
    }

    private List<Row> of(String area) {
      return area.equals(StockCells.TOTAL)
          ? all
          : all.stream().filter(row -> row.getString(6).equals(area)).toList();
    }

    /**
     * A part of residents whose number is known is a share of them; else it has no known bound, but
     * for all who live in the area, of whom nobody is left out.
     */
    private double[] interval(Total total, String area, double level) {
      int degrees = Math.max(1, total.degrees());
      List<Row> home = of(area);
      double people = jackknife.of(parts(home)).persons();
      boolean isKnown = home.stream().noneMatch(row -> row.isNullAt(5));
      return isKnown || ShareInterval.isWhole(total.persons(), people)
          ? ShareInterval.of(total.persons(), people, total.error(), degrees, level)
          : LogInterval.of(total.persons(), total.error(), degrees, level);
    }

    /**
     * Sampling units that do not differ, as where all who were asked are alike, tell no error: as
     * of so many persons drawn one by one from the groups that those of the cell are of. Groups of
     * which all are in the cell by what it is are not drawn, and are known, as full counts are.
     */
    private double[] ofAlike(double persons, List<Row> cell, double level) {
      List<Row> drawn = cell.stream().filter(row -> !row.getBoolean(5)).toList();
      Total part = jackknife.of(parts(drawn));
      if (part.degrees() == 0) {
        return new double[] {persons, persons};
      }
      Set<String> met = drawn.stream().map(row -> row.getString(2)).collect(Collectors.toSet());
      List<Row> like = all.stream().filter(row -> met.contains(row.getString(2))).toList();
      double whole = jackknife.of(parts(like)).persons();
      long asked = like.stream().mapToLong(row -> row.getLong(4)).sum();
      double[] ends = ShareInterval.ofDrawn(part.persons(), whole, asked, part.degrees(), level);
      double known = persons - part.persons();
      return new double[] {known + ends[0], known + ends[1]};
    }

    private double[] interval(Total total, List<Row> cell, @Nullable String area, double level) {
      if (area == null) {
        return LogInterval.of(total.persons(), total.error(), Math.max(1, total.degrees()), level);
      }
      return ShareInterval.isNone(total.error(), total.persons())
          ? ofAlike(total.persons(), cell, level)
          : interval(total, area, level);
    }

    Row total(List<Row> cell, @Nullable String area, double level) {
      Total total = jackknife.of(parts(cell));
      @Nullable Double error = Double.isNaN(total.error()) ? null : total.error();
      double[] interval = error == null ? new double[0] : interval(total, cell, area, level);
      return RowFactory.create(
          total.persons(),
          error,
          interval.length == 0 ? null : interval[0],
          interval.length == 0 ? null : interval[1],
          total.degrees(),
          jackknife.people());
    }
  }
}
