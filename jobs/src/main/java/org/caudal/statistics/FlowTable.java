package org.caudal.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.caudal.statistics.FlowLayer.Cell;
import org.caudal.statistics.FlowLayer.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The flows of one month at all levels, between pools of areas, and the swaps that protect them.
 *
 * <p>In a swap two devices exchange their destinations. No stock changes. What it changes at its
 * level and those above, flows, departures and arrivals, has to be hidden; at each level below
 * there has to be an exchange inside. How many appeared, disappeared or were unlocatable in all is
 * not published: the exchange may be with somebody who comes from and goes to no area.
 */
final class FlowTable {
  private static final String DEPARTURES = "departures";
  private static final String ARRIVALS = "arrivals";

  /** An area that may have to be pooled. */
  record Place(String level, String area) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int levels = level.compareTo(other.level);
      return levels != 0 ? levels : area.compareTo(other.area);
    }
  }

  private final AreaPools pools;
  private final long minimum;
  private final Map<String, FlowLayer> layers = new TreeMap<>();

  FlowTable(AreaPools pools, long minimum) {
    this.pools = pools;
    this.minimum = minimum;
  }

  /**
   * Adds a figure. Flows of a pool are added up; its departures and arrivals bind nothing.
   *
   * @param isReached whether persons are known of the origin
   */
  void add(FlowProtection.Figure figure, boolean isReached) {
    FlowLayer layer = layers.computeIfAbsent(figure.level(), FlowLayer::new);
    Flow flow = flow(figure);
    boolean isPooled =
        isPooled(figure.level(), figure.origin()) || isPooled(figure.level(), figure.destination());
    if (flow.isFree()) {
      return;
    }
    if (isTotal(figure)) {
      layer.hasTotals |= List.of(DEPARTURES, ARRIVALS).contains(figure.kind());
      Cell cell = totals(layer, figure).computeIfAbsent(area(flow), a -> new Cell());
      cell.add(figure);
      if (isPooled) {
        cell.hide();
      }
    } else {
      (isReached ? layer.reached : layer.unreached).add(flow.row());
      Cell cell = layer.flows.computeIfAbsent(flow, f -> new Cell());
      cell.add(figure);
      if (isPooled) {
        cell.hide();
      }
    }
  }

  /** Whether a figure is hidden. */
  boolean isHidden(FlowProtection.Figure figure) {
    Cell cell = cell(figure);
    return cell != null && cell.isHidden();
  }

  /** Hides a figure. */
  void hide(FlowProtection.Figure figure) {
    Cell cell = cell(figure);
    if (cell != null) {
      cell.hide();
    }
  }

  private @Nullable Cell cell(FlowProtection.Figure figure) {
    FlowLayer layer = layers.get(figure.level());
    Flow flow = flow(figure);
    Map<?, Cell> cells = layer == null ? Map.of() : layer.flows;
    if (layer != null && isTotal(figure)) {
      cells = totals(layer, figure);
    }
    return cells.get(isTotal(figure) ? area(flow) : flow);
  }

  /** Hides what has to be hidden; returns the areas of figures that no swaps protect. */
  Set<Place> protect() {
    for (FlowLayer layer : layers.values()) {
      layer.flows.values().forEach(this::hideFew);
      layer.departures.values().forEach(this::hideFew);
      layer.arrivals.values().forEach(this::hideFew);
      layer.residents.values().forEach(this::hideFew);
      layer.settled.values().forEach(this::hideFew);
      layer.hideMixedResidents();
      layer
          .flows
          .keySet()
          .forEach(
              flow ->
                  layer
                      .inside
                      .computeIfAbsent(pools.parent(layer.level, flow), a -> new ArrayList<>())
                      .add(flow));
    }
    Set<Place> open = new TreeSet<>();
    for (String level : pools.levels()) {
      FlowLayer layer = layers.get(level);
      if (layer != null && !pools.isHidden(level)) {
        protect(layer, open);
      }
    }
    return open;
  }

  private void protect(FlowLayer layer, Set<Place> open) {
    SwapSearch search = new SwapSearch(pools, layers, layer);
    layer.flows.forEach(
        (flow, cell) -> {
          if (isFew(cell) && !protect(search, cell, List.of(flow))) {
            open.add(new Place(layer.level, area(flow)));
          }
        });
    protect(
        search, layer, layer.departures, open, (f, area) -> f.row().equals(area) && f.isMoveFrom());
    protect(
        search, layer, layer.arrivals, open, (f, area) -> f.column().equals(area) && f.isMoveTo());
    protect(
        search,
        layer,
        layer.residents,
        open,
        (f, area) -> f.column().equals(area) && layer.residents(f) != null);
    protect(
        search,
        layer,
        layer.settled,
        open,
        (f, area) -> f.column().equals(area) && layer.settled(f) != null);
  }

  private void protect(
      SwapSearch search,
      FlowLayer layer,
      Map<String, Cell> totals,
      Set<Place> open,
      BiPredicate<Flow, String> isPart) {
    new TreeMap<>(totals)
        .forEach(
            (area, total) -> {
              List<Flow> flows =
                  layer.flows.keySet().stream().filter(flow -> isPart.test(flow, area)).toList();
              if (isFew(total) && !isPooled(layer.level, area) && !protect(search, total, flows)) {
                open.add(new Place(layer.level, area));
              }
            });
  }

  /** A figure with few devices may be anything from zero to what the minimum would make. */
  private boolean protect(SwapSearch search, Cell cell, List<Flow> flows) {
    double more = cell.amount() * (minimum / cell.distinct() - 1);
    return search.protect(cell, flows, 1, more) && search.protect(cell, flows, -1, cell.amount());
  }

  private void hideFew(Cell cell) {
    if (isFew(cell)) {
      cell.hide();
    }
  }

  /** Whether somebody is in a figure, but too few. */
  private boolean isFew(Cell cell) {
    double distinct = cell.distinct();
    return distinct > 0 && distinct < minimum - FlowProtection.NEARLY_ZERO;
  }

  private static boolean isTotal(FlowProtection.Figure figure) {
    return List.of(DEPARTURES, ARRIVALS, FlowProtection.RESIDENTS, FlowProtection.SETTLED)
        .contains(figure.kind());
  }

  private static Map<String, Cell> totals(FlowLayer layer, FlowProtection.Figure figure) {
    return switch (figure.kind()) {
      case DEPARTURES -> layer.departures;
      case ARRIVALS -> layer.arrivals;
      case FlowProtection.SETTLED -> layer.settled;
      default -> layer.residents;
    };
  }

  /** The area of a total, or one of a flow. */
  private static String area(Flow flow) {
    return FlowLayer.isOutside(flow.row()) ? flow.column() : flow.row();
  }

  private Flow flow(FlowProtection.Figure figure) {
    return new Flow(
        key(figure.level(), figure.kind(), figure.origin()),
        key(figure.level(), figure.kind(), figure.destination()));
  }

  private String key(String level, String kind, String area) {
    return area.isEmpty() ? FlowLayer.ofKind(kind) : pools.key(level, area);
  }

  private boolean isPooled(String level, String area) {
    return !area.isEmpty() && pools.isPooled(level, area);
  }
}
