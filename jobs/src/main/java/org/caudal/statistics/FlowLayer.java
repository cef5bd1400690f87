package org.caudal.statistics;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Figures of one level and month: flows by origin (row) and destination (column), departures,
 * arrivals, and of stocks and arrivals those who come from areas of which persons are known. A
 * figure that is not there is zero and hidden, as all that are few. Who comes from or goes to no
 * area of which stocks are shown has a row or column outside.
 */
final class FlowLayer {
  private static final String OUTSIDE = "*"; // sorts before codes of areas

  /** A figure. */
  static final class Cell {
    private double amount;
    private double surely;
    private long devices;
    private boolean isMerged;
    private boolean isHidden;

    void add(FlowProtection.Figure figure) {
      isMerged = devices > 0;
      amount += figure.amount();
      surely += figure.surely();
      devices = Math.max(devices, figure.devices());
    }

    double amount() {
      return amount;
    }

    /** Distinct devices; of flows added up, those that are surely distinct. */
    double distinct() {
      return isMerged ? Math.max((double) devices, surely) : devices;
    }

    boolean isHidden() {
      return isHidden;
    }

    void hide() {
      isHidden = true;
    }

    private static Cell zero() {
      Cell zero = new Cell();
      zero.hide();
      return zero;
    }
  }

  /** A flow, known or zero. */
  record Flow(String row, String column) implements Comparable<Flow> {
    /** Whether it counts as a departure from an area with shown figures. */
    boolean isMoveFrom() {
      return !isOutside(row) && !row.equals(column) && !isOfKind(column);
    }

    /** Whether it counts as an arrival to an area with shown figures. */
    boolean isMoveTo() {
      return !isOutside(column) && !row.equals(column) && !isOfKind(row);
    }

    /** Whether it is between rows and columns outside: nothing is shown of it. */
    boolean isFree() {
      return isOutside(row) && isOutside(column);
    }

    @Override
    public int compareTo(Flow other) {
      int rows = row.compareTo(other.row);
      return rows != 0 ? rows : column.compareTo(other.column);
    }
  }

  final String level;
  final Map<Flow, Cell> flows = new TreeMap<>(); // not zero
  final Map<String, Cell> departures = new TreeMap<>();
  final Map<String, Cell> arrivals = new TreeMap<>();
  final Map<String, Cell> residents = new TreeMap<>();
  final Map<String, Cell> settled = new TreeMap<>();
  final Set<String> reached = new TreeSet<>(); // rows with areas of which persons are known
  final Set<String> unreached = new TreeSet<>(); // and with others
  boolean hasTotals;

  /** Flows of this level, not zero, by the flow one level up that they are part of. */
  final Map<Flow, List<Flow>> inside = new HashMap<>();

  private final Map<Flow, Cell> zeros = new HashMap<>();

  FlowLayer(String level) {
    this.level = level;
  }

  static boolean isOutside(String key) {
    return key.startsWith(OUTSIDE);
  }

  private static boolean isOfKind(String key) {
    return key.startsWith(OUTSIDE + OUTSIDE);
  }

  /** The row or column of those who come from or go to no area. */
  static String ofKind(String kind) {
    return OUTSIDE + OUTSIDE + kind;
  }

  /** The row or column of an area of which nothing is shown and no stock can be found. */
  static String outside(String area) {
    return OUTSIDE + area;
  }

  Cell cell(Flow flow) {
    Cell known = flows.get(flow);
    return known != null ? known : zeros.computeIfAbsent(flow, f -> Cell.zero());
  }

  Cell departures(String area) {
    return departures.computeIfAbsent(area, a -> Cell.zero());
  }

  Cell arrivals(String area) {
    return arrivals.computeIfAbsent(area, a -> Cell.zero());
  }

  /** The residents that a flow is counted in; null where persons are not known. */
  @Nullable Cell residents(Flow flow) {
    return reached.contains(flow.row()) ? residents.get(flow.column()) : null;
  }

  /** The arrivals of residents that a flow is counted in; null where it is in none. */
  @Nullable Cell settled(Flow flow) {
    return flow.isMoveTo() && reached.contains(flow.row()) ? settled.get(flow.column()) : null;
  }

  /** Hides residents if a pool has areas of both kinds: what swaps change is not known then. */
  void hideMixedResidents() {
    if (!Collections.disjoint(reached, unreached)) {
      residents.values().forEach(Cell::hide);
      settled.values().forEach(Cell::hide);
    }
  }
}
