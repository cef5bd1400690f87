package org.caudal.phone.presence;

import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.phone.person.HolderClasses;
import org.caudal.statistics.RakedReplicates.Margins;
import org.caudal.statistics.RakedReplicates.Parts;
import org.caudal.statistics.presence.AreaAllocation;
import org.caudal.statistics.presence.AreaAllocation.Limits;
import org.caudal.statistics.presence.PresenceReplicates;
import org.caudal.statistics.presence.PresenceReplicates.Draws;
import org.caudal.statistics.presence.PresenceReplicates.Figures;
import org.caudal.statistics.presence.PresenceReplicates.Group;
import org.caudal.statistics.presence.PresenceReplicates.Network;
import org.caudal.statistics.presence.PresenceReplicates.Residents;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** {@link PresenceReplicates} as a column: the figures of an hour and level. */
final class PresentDevices {
  private static final int HOME = 3; // fields of a group
  private static final int STRATUM = 4;
  private static final int AMOUNT = 5;
  private static final int KEY = 6;
  private static final int AREAS = 7;
  private static final int WEIGHT = 2; // fields of residents
  private static final int DEVICES = 3;
  private static final int PERSONS = 4;
  private static final int COLUMN = 5; // operator and activity class; sex and age follow

  private static final StructType FIGURE =
      new StructType()
          .add("zone_id", DataTypes.StringType, false)
          .add("devices_direct", DataTypes.DoubleType, false)
          .add("devices_estimate", DataTypes.DoubleType, false)
          .add("devices_error", DataTypes.DoubleType, false)
          .add("persons_naive", DataTypes.DoubleType, true)
          .add("persons", DataTypes.DoubleType, true)
          .add("persons_error", DataTypes.DoubleType, true)
          .add("residents", DataTypes.DoubleType, false)
          .add("persons_counted", DataTypes.DoubleType, false);

  private final Map<String, Integer> zones = new LinkedHashMap<>();
  private final Map<List<String>, Integer> areas = new HashMap<>(); // of operator and zone
  private final List<Integer> zoneOfArea = new ArrayList<>();
  private final List<Double> served = new ArrayList<>();
  private final Map<List<String>, Integer> cellOf = new HashMap<>();
  private final List<AreaAllocation.Cell> cells = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();

  private PresentDevices() {}

  /**
   * Array of figures by zone.
   *
   * @param groups sorted array of operator, cell, first day of the cell, home, stratum, devices,
   *     key, and array of zone and share
   * @param served sorted array of operator, zone and sum of shares
   * @param residents sorted array of home, stratum, weight, devices, persons, operator and activity
   *     class, sex and age; or null
   */
  static Column figures(EstimatePresence.Params p, Column groups, Column served, Column residents) {
    int steps = p.search().steps();
    double tolerance = p.search().tolerance().doubleValue();
    int replicates = p.replicates();
    long seed = p.seed();
    UDF3<Seq<Row>, Seq<Row>, @Nullable Seq<Row>, List<Row>> figures =
        (of, network, units) ->
            new PresentDevices()
                .figures(
                    CollectionConverters.asJava(of),
                    CollectionConverters.asJava(network),
                    units == null ? List.of() : CollectionConverters.asJava(units),
                    new Limits(steps, tolerance),
                    new Draws(replicates, seed));
    return udf(figures, DataTypes.createArrayType(FIGURE, false))
        .withName("present_devices")
        .apply(groups, served, residents);
  }

  private List<Row> figures(
      List<Row> rows, List<Row> network, List<Row> units, Limits limits, Draws draws) {
    for (Row row : network) {
      served.set(area(row.getString(0), row.getString(1)), row.getDouble(2));
    }
    Residents residents = residents(units);
    addGroups(rows, units);
    Figures figures =
        PresenceReplicates.of(
            new Network(
                cells,
                served.stream().mapToDouble(Double::doubleValue).toArray(),
                zoneOfArea.stream().mapToInt(Integer::intValue).toArray(),
                zones.size(),
                limits),
            groups,
            residents,
            draws);
    double weight = units.stream().mapToDouble(unit -> unit.getDouble(WEIGHT)).sum();
    double devices = units.stream().mapToDouble(unit -> unit.getDouble(DEVICES)).sum();
    List<Row> found = new ArrayList<>();
    zones.forEach(
        (name, zone) -> {
          if (figures.direct()[zone] > 0) {
            found.add(
                row(
                    name,
                    zone,
                    figures,
                    residents.persons(),
                    units.isEmpty() ? null : weight / devices));
          }
        });
    return found;
  }

  private static Row row(
      String name, int zone, Figures figures, double persons, @Nullable Double factor) {
    double direct = figures.direct()[zone];
    return RowFactory.create(
        name,
        direct,
        figures.devices()[zone],
        figures.devicesError()[zone],
        factor == null ? null : direct * factor,
        factor == null ? null : figures.persons()[zone],
        factor == null ? null : figures.personsError()[zone],
        figures.residents()[zone],
        figures.residents()[zone] * persons);
  }

  /** Index of the area of an operator in a zone. */
  private int area(String operator, String zone) {
    return areas.computeIfAbsent(
        List.of(operator, zone),
        key -> {
          zoneOfArea.add(zones.computeIfAbsent(zone, name -> zones.size()));
          served.add(0.0);
          return served.size() - 1;
        });
  }

  private void addGroups(List<Row> rows, List<Row> units) {
    Map<List<String>, Integer> unitOf = new HashMap<>();
    for (Row unit : units) {
      unitOf.put(List.of(unit.getString(0), unit.getString(1)), unitOf.size());
    }
    for (Row row : rows) {
      List<String> home = List.of(row.getString(HOME), row.getString(STRATUM));
      groups.add(
          new Group(
              cell(row),
              unitOf.getOrDefault(home, PresenceReplicates.NONE),
              row.getDouble(AMOUNT),
              row.getLong(KEY)));
    }
  }

  /** Index of a cell in one of its periods; a cell without an area is none. */
  private int cell(Row group) {
    String operator = group.getString(0);
    List<Row> shares = group.getList(AREAS);
    if (shares.isEmpty()) {
      return PresenceReplicates.NONE;
    }
    return cellOf.computeIfAbsent(
        List.of(operator, group.getString(1), group.getString(2)),
        key -> {
          int[] of = new int[shares.size()];
          double[] parts = new double[shares.size()];
          for (int i = 0; i < of.length; i++) {
            of[i] = area(operator, shares.get(i).getString(0));
            parts[i] = shares.get(i).getDouble(1);
          }
          cells.add(new AreaAllocation.Cell(of, parts));
          return cells.size() - 1;
        });
  }

  private static Residents residents(List<Row> units) {
    int size = units.size();
    Map<String, Integer> homes = new HashMap<>();
    Map<String, Integer> columns = new HashMap<>();
    int[] home = new int[size];
    int[] column = new int[size];
    double[] weights = new double[size];
    double[] ofHomes = new double[size];
    double[] ofColumns = new double[size];
    for (int i = 0; i < size; i++) {
      Row unit = units.get(i);
      home[i] = homes.computeIfAbsent(unit.getString(0), name -> homes.size());
      column[i] = columns.computeIfAbsent(unit.getString(COLUMN), name -> columns.size());
      weights[i] = unit.getDouble(WEIGHT) / unit.getDouble(DEVICES);
      ofHomes[home[i]] += unit.getDouble(WEIGHT);
      ofColumns[column[i]] += unit.getDouble(WEIGHT);
    }
    List<Parts> parts = new ArrayList<>();
    for (String part : HolderClasses.PARTS) {
      parts.add(parts(part, COLUMN + 1 + parts.size(), units, home, homes.size()));
    }
    return new Residents(
        home,
        column,
        weights,
        size == 0 ? 1 : units.get(0).getDouble(PERSONS),
        new Margins(
            Arrays.copyOf(ofHomes, homes.size()), Arrays.copyOf(ofColumns, columns.size()), parts));
  }

  /** Residents of each home by sex or age, where it is known. */
  private static Parts parts(String part, int field, List<Row> units, int[] home, int homes) {
    Map<String, double[]> known = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Row unit : units) {
      String name = unit.getString(field);
      if (!HolderClasses.UNKNOWN.contains(name)) {
        known.computeIfAbsent(name, of -> new double[homes])[home[names.size()]] +=
            unit.getDouble(WEIGHT);
      }
      names.add(name);
    }
    return HolderClasses.parts(part, names, known, homes);
  }
}
