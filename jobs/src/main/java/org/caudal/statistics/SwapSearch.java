package org.caudal.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.caudal.statistics.FlowLayer.Cell;
import org.caudal.statistics.FlowLayer.Flow;
import org.caudal.statistics.Swap.Pair;
import org.jspecify.annotations.Nullable;

/** Finds exchanges of destinations that make a figure uncertain, those first that hide least. */
final class SwapSearch {
  private final AreaPools pools;
  private final Map<String, FlowLayer> layers;
  private final Map<String, List<Flow>> byRow = new TreeMap<>();
  private final Map<String, List<Flow>> byColumn = new TreeMap<>();
  private final List<Flow> all = new ArrayList<>();
  private final FlowLayer layer;

  /** Searches at one level. */
  SwapSearch(AreaPools pools, Map<String, FlowLayer> layers, FlowLayer layer) {
    this.pools = pools;
    this.layers = layers;
    this.layer = layer;
    all.addAll(layer.flows.keySet());
    List<String> rows = layer.flows.keySet().stream().map(Flow::row).distinct().toList();
    for (String row : rows) {
      layer.flows.keySet().stream()
          .map(flow -> new Flow(row, flow.column()))
          .filter(Flow::isFree)
          .distinct()
          .forEach(all::add);
    }
    for (Flow flow : all) {
      byRow.computeIfAbsent(flow.row(), r -> new ArrayList<>()).add(flow);
      byColumn.computeIfAbsent(flow.column(), c -> new ArrayList<>()).add(flow);
    }
  }

  /**
   * Makes a figure uncertain to one side and hides what that takes. Tells whether it could.
   *
   * @param flows the flows that the figure is the sum of
   * @param side 1 for more, -1 for less
   * @param amount by how much
   */
  boolean protect(Cell target, List<Flow> flows, int side, double amount) {
    Map<Cell, Double> used = new HashMap<>();
    double missing = amount;
    while (missing > FlowProtection.NEARLY_ZERO) {
      double before = missing;
      Swap best = null;
      double least = Double.POSITIVE_INFINITY;
      for (Pair pair : pairs(flows, side)) {
        Swap swap = swap(pair, target, side, used);
        double capacity = swap == null ? 0 : Math.min(swap.capacity(used), missing);
        if (swap != null && capacity > FlowProtection.NEARLY_ZERO) {
          double cost = swap.cost() / capacity;
          if (cost == 0) { // nothing is better: used at once
            missing -= use(swap, target, used, missing);
          } else if (cost < least) {
            best = swap;
            least = cost;
          }
        }
        if (missing <= FlowProtection.NEARLY_ZERO) {
          return true;
        }
      }
      if (best != null && best.capacity(used) > FlowProtection.NEARLY_ZERO) {
        missing -= use(best, target, used, missing);
      }
      if (before - missing <= FlowProtection.NEARLY_ZERO) {
        return false;
      }
    }
    return true;
  }

  private static double use(Swap swap, Cell target, Map<Cell, Double> used, double missing) {
    int each = Math.abs(swap.effect(target));
    double times = Math.min(swap.capacity(used), missing / each);
    swap.use(used, times);
    return times * each;
  }

  /** Exchanges after which one of the flows is larger, or smaller. */
  private List<Pair> pairs(List<Flow> flows, int side) {
    List<Pair> pairs = new ArrayList<>();
    for (Flow flow : flows) {
      if (side > 0) {
        for (Flow one : byRow.getOrDefault(flow.row(), List.of())) {
          for (Flow other : byColumn.getOrDefault(flow.column(), List.of())) {
            pairs.add(new Pair(one, other));
          }
        }
      } else {
        all.forEach(other -> pairs.add(new Pair(flow, other)));
      }
    }
    pairs.removeIf(pair -> !pair.isPossible());
    return pairs;
  }

  /** The whole of an exchange at all levels; null where it does not serve. */
  private @Nullable Swap swap(Pair pair, Cell target, int side, Map<Cell, Double> used) {
    Swap swap = new Swap();
    addUpwards(swap, layer, pair);
    return Integer.signum(swap.effect(target)) == side ? withInside(swap, layer, pair, used) : null;
  }

  /** Adds what an exchange changes at its level and those above. */
  private void addUpwards(Swap swap, FlowLayer at, Pair pair) {
    swap.add(at, pair);
    String above = pools.coarser(at.level);
    FlowLayer coarser = above == null ? null : layers.get(above);
    if (coarser != null) {
      addUpwards(
          swap,
          coarser,
          new Pair(pools.parent(at.level, pair.one()), pools.parent(at.level, pair.other())));
    }
  }

  /** The swap with the best exchange inside it at each level below; null where there is none. */
  private @Nullable Swap withInside(Swap swap, FlowLayer at, Pair pair, Map<Cell, Double> used) {
    Swap whole = swap;
    for (FlowLayer finer : layers.values()) {
      if (whole != null
          && at.level.equals(pools.coarser(finer.level))
          && !pools.isHidden(finer.level)) {
        whole = best(whole, finer, pair, used);
      }
    }
    return whole;
  }

  private @Nullable Swap best(Swap whole, FlowLayer finer, Pair pair, Map<Cell, Double> used) {
    List<Flow> ones = inside(finer, pair.one(), used);
    List<Flow> others = inside(finer, pair.other(), used);
    if (ones.isEmpty() || others.isEmpty()) {
      return whole; // the levels do not add up there: no sum tells of it
    }
    Swap best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Flow one : ones) {
      for (Flow other : others) {
        Swap candidate = whole.copy();
        candidate.add(finer, new Pair(one, other));
        Swap deeper = withInside(candidate, finer, new Pair(one, other), used);
        double capacity = deeper == null ? 0 : deeper.capacity(used);
        if (deeper != null
            && capacity > FlowProtection.NEARLY_ZERO
            && deeper.cost() / capacity < least) {
          best = deeper;
          least = deeper.cost() / capacity;
        }
      }
    }
    return best;
  }

  /** Flows inside another of which some is left. */
  private static List<Flow> inside(FlowLayer finer, Flow flow, Map<Cell, Double> used) {
    if (flow.isFree()) {
      return List.of(flow);
    }
    return finer.inside.getOrDefault(flow, List.of()).stream()
        .filter(
            part -> {
              Cell cell = finer.cell(part);
              return cell.amount() - used.getOrDefault(cell, 0.0) > FlowProtection.NEARLY_ZERO;
            })
        .toList();
  }
}
