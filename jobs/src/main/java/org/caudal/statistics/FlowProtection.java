package org.caudal.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Decides which figures of a release of flows between areas may be shown.
 *
 * <p><b>Primary.</b> A figure with fewer distinct devices than the minimum is hidden, zero
 * included: by itself a figure that is not there is as unknown as one with few.
 *
 * <p><b>Pools.</b> An area in which fewer than the minimum live in some month is pooled with the
 * smallest of its neighbours in the division, until enough live in the pool in every month. No
 * figure of a pooled area is shown. So the stocks of pools may be known, and how a pool divides
 * into its areas is told by no shown figure. The status tells of it: that of few has fewer than the
 * minimum and one that is pooled with it has not, so that of 11 in a pool of two the one has 1 at
 * most. Who shows the decision must let both look the same. What then is left is the order: an area
 * that was pooled as the smallest has no more than those still shown. An area at the top with few,
 * such as a foreign country, stays alone: no total has it.
 *
 * <p><b>Secondary.</b> What is published are sums of flows: the flows themselves, departures and
 * arrivals of areas, stocks before and after, at every level. For each figure with too few devices
 * swaps are looked for ({@link FlowTable}): devices exchange their destinations, such that no shown
 * figure changes. Together they must let the figure be anything from zero to what the minimum of
 * devices would make, with no figure below zero; the figures that they change are hidden. So who
 * knows all that is shown, and that no figure is negative, can not tell whether the figure is 0 or
 * the minimum: the bounds of the audit by linear programming (Fischetti and Salazar 2001,
 * Management Science 47(7)) are at least as wide. Where no swaps are enough, an area of the figure
 * is pooled and all is decided again, at worst until nothing of the level is shown. That a figure
 * is zero can be found: where all of a stock are shown as stayers nobody left.
 *
 * <p><b>Persons.</b> Figures of persons are of the same devices as those of the same flows, and are
 * to be hidden with them. Their stocks and arrivals are other sums: of flows from areas in which
 * devices have a weight. These residents, and those of them who settled, are figures of the same
 * table. They are hidden where swaps change them, and where what they leave of the stock is few, or
 * none: who settled too, as with the stayers they would be the residents. Where they leave few of
 * the arrivals who settled is hidden, but not where they leave none: in most areas nobody arrives
 * from an area without weights.
 *
 * <p>All ties are broken by codes: the same figures are hidden whatever their order.
 */
public final class FlowProtection {
  static final double NEARLY_ZERO = 1e-6;
  static final String RESIDENTS = "residents";
  static final String SETTLED = "settled";
  private static final String HOMES = "homes";
  private static final String ARRIVALS = "arrivals";
  private static final String REACHED = "reached";

  /** Level and code of an area and of the area one level up; empty at the top. */
  public record Area(String level, String id, String parentId) {}

  /**
   * A figure that could be published.
   *
   * @param kind stayer, mover, appeared, disappeared, unlocatable; departures, arrivals: movers
   *     from and to an area; homes: the stock of an area in the month, as its destination;
   *     residents, settled: of the stock and of the arrivals, those who come from areas of which
   *     persons are known, and reached: such an area, as its origin, which is never shown
   * @param origin area, empty where the kind has none
   * @param destination area, empty where the kind has none
   * @param devices distinct devices before any scaling
   * @param amount the figure
   */
  public record Figure(
      String month,
      String level,
      String kind,
      String origin,
      String destination,
      long devices,
      double amount) {
    /** Of merged figures: devices that are surely distinct. */
    double surely() {
      return Math.min((double) devices, amount);
    }
  }

  /** What becomes of a figure. */
  public enum Status {
    SHOWN,
    /** Hidden: fewer devices than the minimum. */
    FEW,
    /** Hidden: another hidden figure could be found with it. */
    PROTECTS,
    /** Hidden: an area of it is pooled. */
    POOLED
  }

  private final List<Figure> figures;
  private final long minimum;
  private final AreaPools pools;
  private final Map<List<String>, Double> stocks = new HashMap<>();
  private final Map<List<String>, Long> sums = new HashMap<>();
  private final Set<List<String>> reached = new HashSet<>();

  private FlowProtection(List<Figure> figures, Collection<Area> areas, long minimum) {
    this.figures = figures;
    this.minimum = minimum;
    this.pools = new AreaPools(areas);
    for (Figure figure : figures) {
      if (List.of(HOMES, RESIDENTS, ARRIVALS, SETTLED).contains(figure.kind())) {
        sums.put(at(figure, figure.kind(), figure.destination()), figure.devices());
      } else if (figure.kind().equals(REACHED)) {
        reached.add(at(figure, figure.origin()));
      }
      for (String area : List.of(figure.origin(), figure.destination())) {
        if (!area.isEmpty()) {
          pools.add(figure.level(), area);
        }
      }
    }
  }

  /**
   * The status of each figure, in their order.
   *
   * @param figures the whole release, all months and levels, each figure once
   * @param areas the division
   * @param minimum fewest devices of a shown figure
   */
  public static List<Status> decide(List<Figure> figures, Collection<Area> areas, long minimum) {
    return new FlowProtection(figures, areas, minimum).decide();
  }

  private List<Status> decide() {
    poolFew();
    Map<String, FlowTable> tables = tables();
    List<FlowTable.Place> open = open(tables);
    while (!open.isEmpty()) {
      for (FlowTable.Place place : open) {
        if (!pools.widen(place.level(), place.area(), this::size)) {
          pools.withhold(place.level());
        }
      }
      poolFew();
      tables = tables();
      open = open(tables);
    }
    List<Status> statuses = new ArrayList<>();
    for (Figure figure : figures) {
      statuses.add(status(figure, tables));
    }
    return statuses;
  }

  /** Pools areas until in each month none or enough devices live in every pool. */
  private void poolFew() {
    boolean isWider = true;
    while (isWider) {
      Set<FlowTable.Place> few = count();
      isWider =
          pools.levels().stream()
              .flatMap(level -> few.stream().filter(place -> place.level().equals(level)))
              .anyMatch(this::isWidened);
    }
  }

  private boolean isWidened(FlowTable.Place place) {
    boolean isOne = !pools.isPooled(place.level(), place.area());
    return (isOne && pools.putOutside(place.level(), place.area()))
        || pools.widen(place.level(), place.area(), this::size);
  }

  /** Counts who lives in each pool; the pools in which too few live in some month. */
  private Set<FlowTable.Place> count() {
    Map<List<String>, Double> months = new HashMap<>();
    stocks.clear();
    for (Figure figure : figures) {
      if (figure.kind().equals(HOMES)) {
        String level = figure.level();
        String pool = pools.pool(level, figure.destination());
        double devices = pools.isPooled(level, pool) ? figure.surely() : figure.devices();
        months.merge(List.of(level, pool, figure.month()), devices, Double::sum);
        stocks.merge(List.of(level, pool), devices, Double::sum);
      }
    }
    Set<FlowTable.Place> few = new TreeSet<>();
    months.forEach(
        (key, devices) -> {
          boolean isInside = !FlowLayer.isOutside(pools.key(key.get(0), key.get(1)));
          if (isInside && devices < minimum - NEARLY_ZERO) {
            few.add(new FlowTable.Place(key.get(0), key.get(1)));
          }
        });
    return few;
  }

  private double size(String level, String pool) {
    return stocks.getOrDefault(List.of(level, pool), 0.0);
  }

  private Map<String, FlowTable> tables() {
    Map<String, FlowTable> tables = new TreeMap<>();
    for (Figure figure : figures) {
      if (!figure.kind().equals(HOMES) && !figure.kind().equals(REACHED)) {
        FlowTable table =
            tables.computeIfAbsent(figure.month(), m -> new FlowTable(pools, minimum));
        table.add(figure, reached.contains(at(figure, figure.origin())));
        if (leavesFew(figure)) {
          table.hide(figure);
        }
      }
    }
    return tables;
  }

  /** Whether few of a stock are no residents, or none; or few of the arrivals. */
  private boolean leavesFew(Figure figure) {
    boolean isSettled = figure.kind().equals(SETTLED);
    return (isSettled || figure.kind().equals(RESIDENTS))
        && (leaves(figure, HOMES, RESIDENTS, 0)
            || (isSettled && leaves(figure, ARRIVALS, SETTLED, 1)));
  }

  /** Whether a part leaves few, and the least or more, of the whole of an area. */
  private boolean leaves(Figure figure, String whole, String part, long least) {
    long some = sums.getOrDefault(at(figure, part, figure.destination()), Long.MAX_VALUE);
    long rest = sums.getOrDefault(at(figure, whole, figure.destination()), 0L) - some;
    return least <= rest && rest < minimum; // a larger part is of other devices
  }

  private static List<String> at(Figure figure, String... what) {
    return Stream.concat(Stream.of(figure.month(), figure.level()), Stream.of(what)).toList();
  }

  private static List<FlowTable.Place> open(Map<String, FlowTable> tables) {
    return tables.values().stream().flatMap(table -> table.protect().stream()).distinct().toList();
  }

  private Status status(Figure figure, Map<String, FlowTable> tables) {
    if (figure.devices() < minimum) {
      return Status.FEW;
    }
    if (isPooled(figure.level(), figure.origin())
        || isPooled(figure.level(), figure.destination())) {
      return Status.POOLED;
    }
    FlowTable table = tables.get(figure.month());
    boolean isHidden = !figure.kind().equals(HOMES) && table != null && table.isHidden(figure);
    return isHidden ? Status.PROTECTS : Status.SHOWN;
  }

  private boolean isPooled(String level, String area) {
    return !area.isEmpty() && pools.isPooled(level, area);
  }
}
