package org.caudal.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.caudal.statistics.FlowProtection.Area;
import org.caudal.statistics.FlowProtection.Figure;

/** All figures of flows between the lowest areas: every level, totals and stocks. */
final class Release {
  private final Map<String, String> parents = new TreeMap<>();
  private final boolean hasProvinces;
  private final Map<List<String>, Integer> devices = new LinkedHashMap<>();

  private final Map<List<String>, Integer> stocksBefore = new LinkedHashMap<>();

  Release(Collection<Area> areas) {
    areas.forEach(area -> parents.put(area.id(), area.parentId()));
    hasProvinces = areas.stream().anyMatch(area -> area.level().equals("municipality"));
  }

  /** Adds devices that go from an area to another; {@code *} before the kind of no area. */
  void flow(String month, String origin, String destination, int number) {
    if (number > 0) {
      if (hasProvinces) {
        add(month, "municipality", origin, destination, number);
        add(month, "province", province(origin), province(destination), number);
      } else {
        add(month, "province", origin, destination, number);
      }
    }
  }

  private String province(String area) {
    String parent = parents.getOrDefault(area, "");
    return parent.isEmpty() ? area : parent;
  }

  private void add(String month, String level, String origin, String destination, int number) {
    boolean hasOrigin = !origin.startsWith("*");
    boolean hasDestination = !destination.startsWith("*");
    String from = hasOrigin ? origin : "";
    String to = hasDestination ? destination : "";
    String kind = "mover";
    if (!hasOrigin || !hasDestination) {
      kind = (hasOrigin ? destination : origin).substring(1);
    } else if (origin.equals(destination)) {
      kind = "stayer";
    } else {
      put(month, level, "departures", from, "", number);
      put(month, level, "arrivals", "", to, number);
    }
    put(month, level, kind, from, to, number);
    if (hasOrigin) {
      stocksBefore.merge(List.of(before(month), level, "homes", "", from), number, Integer::sum);
    }
    if (hasDestination) {
      put(month, level, "homes", "", to, number);
    }
  }

  static String before(String month) {
    return String.valueOf(Integer.parseInt(month) - 1);
  }

  private void put(String month, String level, String kind, String from, String to, int number) {
    devices.merge(List.of(month, level, kind, from, to), number, Integer::sum);
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    stocksBefore.forEach(devices::putIfAbsent); // one that is a stock after is the same
    devices.forEach(
        (key, number) ->
            figures.add(
                new Figure(
                    key.get(0), key.get(1), key.get(2), key.get(3), key.get(4), number, number)));
    return figures;
  }
}
