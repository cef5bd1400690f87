package org.caudal.statistics;

import java.util.LinkedHashMap;
import java.util.Map;
import org.caudal.statistics.FlowLayer.Cell;
import org.caudal.statistics.FlowLayer.Flow;
import org.jspecify.annotations.Nullable;

/** By how much each figure changes when two devices exchange their destinations. */
final class Swap {
  /** Two flows with different origins and destinations, from each of which a device is taken. */
  record Pair(Flow one, Flow other) {
    boolean isPossible() {
      return !one.row().equals(other.row()) && !one.column().equals(other.column());
    }
  }

  private final Map<Cell, Integer> effects = new LinkedHashMap<>();

  /** A copy. */
  Swap copy() {
    Swap copy = new Swap();
    copy.effects.putAll(effects);
    return copy;
  }

  /** Adds what an exchange changes at a level. */
  void add(FlowLayer layer, Pair pair) {
    add(layer, pair.one(), -1);
    add(layer, pair.other(), -1);
    add(layer, new Flow(pair.one().row(), pair.other().column()), 1);
    add(layer, new Flow(pair.other().row(), pair.one().column()), 1);
  }

  private void add(FlowLayer layer, Flow flow, int sign) {
    if (!flow.isFree()) {
      effects.merge(layer.cell(flow), sign, Integer::sum);
    }
    if (flow.isMoveFrom() && layer.hasTotals) {
      effects.merge(layer.departures(flow.row()), sign, Integer::sum);
    }
    if (flow.isMoveTo() && layer.hasTotals) {
      effects.merge(layer.arrivals(flow.column()), sign, Integer::sum);
    }
    add(layer.residents(flow), sign);
    add(layer.settled(flow), sign);
  }

  private void add(@Nullable Cell cell, int sign) {
    if (cell != null) {
      effects.merge(cell, sign, Integer::sum);
    }
  }

  int effect(Cell cell) {
    return effects.getOrDefault(cell, 0);
  }

  /** The shown amount that would have to be hidden. */
  double cost() {
    double cost = 0;
    for (Map.Entry<Cell, Integer> effect : effects.entrySet()) {
      cost += effect.getValue() == 0 || effect.getKey().isHidden() ? 0 : effect.getKey().amount();
    }
    return cost;
  }

  /** How often it can be done before a figure is below zero. */
  double capacity(Map<Cell, Double> used) {
    double least = Double.POSITIVE_INFINITY;
    for (Map.Entry<Cell, Integer> effect : effects.entrySet()) {
      if (effect.getValue() < 0) {
        double left = effect.getKey().amount() - used.getOrDefault(effect.getKey(), 0.0);
        least = Math.min(least, left / -effect.getValue());
      }
    }
    return least;
  }

  /** Does it so often: hides what it changes and remembers what became less. */
  void use(Map<Cell, Double> used, double times) {
    effects.forEach(
        (cell, effect) -> {
          if (effect != 0) {
            cell.hide();
          }
          if (effect < 0) {
            used.merge(cell, -effect * times, Double::sum);
          }
        });
  }
}
