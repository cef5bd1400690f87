package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.caudal.statistics.FlowProtection.Area;
import org.caudal.statistics.FlowProtection.Figure;
import org.caudal.statistics.FlowProtection.Status;

/**
 * Bounds of hidden figures for one who knows all shown ones and that none is negative: a linear
 * programme over the flows of the lowest level.
 */
final class Attack {
  private static final double NOTHING = 1e-6;
  private static final List<String> SUMS =
      List.of("homes", "departures", "arrivals", "residents", "settled", "reached");

  private final List<Figure> figures;
  private final Map<String, String> parents = new TreeMap<>();
  private final Set<List<String>> reached = new HashSet<>();
  private final List<Figure> unknown = new ArrayList<>();
  private final Simplex known;

  Attack(List<Figure> figures, List<Status> statuses, Collection<Area> areas) {
    this.figures = figures;
    areas.forEach(area -> parents.put(area.id(), area.parentId()));
    boolean hasLower = areas.stream().anyMatch(area -> area.level().equals("municipality"));
    TreeSet<List<String>> cells = new TreeSet<>(Comparator.comparing(Object::toString));
    Map<List<String>, Double> amounts = new HashMap<>();
    Map<String, TreeSet<String>> origins = new TreeMap<>();
    Map<String, TreeSet<String>> destinations = new TreeMap<>();
    for (Figure figure : figures) {
      if (figure.kind().equals("reached")) {
        reached.add(List.of(figure.month(), figure.level(), figure.origin()));
      }
      boolean isLowest = figure.level().equals(hasLower ? "municipality" : "province");
      if (isLowest && !SUMS.contains(figure.kind())) {
        String from = figure.origin().isEmpty() ? "*" + figure.kind() : figure.origin();
        String to = figure.destination().isEmpty() ? "*" + figure.kind() : figure.destination();
        origins.computeIfAbsent(figure.month(), m -> new TreeSet<>()).add(from);
        destinations.computeIfAbsent(figure.month(), m -> new TreeSet<>()).add(to);
        amounts.put(List.of(figure.month(), from, to), figure.amount());
      }
    }
    origins.forEach(
        (month, all) ->
            all.forEach(
                from ->
                    destinations
                        .getOrDefault(month, new TreeSet<>())
                        .forEach(to -> cells.add(List.of(month, from, to)))));
    for (List<String> cell : cells) {
      boolean hasOrigin = !cell.get(1).startsWith("*");
      boolean hasDestination = !cell.get(2).startsWith("*");
      if (hasOrigin || hasDestination) {
        String kind = cell.get(1).equals(cell.get(2)) ? "stayer" : "mover";
        unknown.add(
            new Figure(
                cell.get(0),
                hasLower ? "municipality" : "province",
                hasOrigin
                    ? hasDestination ? kind : cell.get(2).substring(1)
                    : cell.get(1).substring(1),
                hasOrigin ? cell.get(1) : "",
                hasDestination ? cell.get(2) : "",
                0,
                amounts.getOrDefault(cell, 0.0)));
      }
    }
    List<double[]> equations = new ArrayList<>();
    List<double[]> reduced = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      List<double[]> sums = sums(figures.get(i));
      for (double[] parts : sums) {
        assertThat(truth(parts)).isCloseTo(figures.get(i).amount(), within(NOTHING));
        if (statuses.get(i) == Status.SHOWN && isNew(parts, reduced)) {
          equations.add(equation(parts, figures.get(i).amount()));
        }
      }
      if (sums.size() == 2 && statuses.get(i) != Status.SHOWN) { // a stock after and before
        double[] parts = sums.get(0).clone();
        Arrays.setAll(parts, j -> parts[j] - sums.get(1)[j]);
        if (isNew(parts, reduced)) {
          equations.add(equation(parts, 0));
        }
      }
    }
    known = new Simplex(equations, unknown.size());
  }

  private static double[] equation(double[] parts, double right) {
    double[] equation = Arrays.copyOf(parts, parts.length + 1);
    equation[parts.length] = right;
    return equation;
  }

  private double truth(double[] parts) {
    double sum = 0;
    for (int i = 0; i < parts.length; i++) {
      sum += parts[i] * unknown.get(i).amount();
    }
    return sum;
  }

  /** Whether an equation follows from none of the others. */
  private static boolean isNew(double[] parts, List<double[]> reduced) {
    double[] rest = parts.clone();
    for (double[] row : reduced) {
      int lead = lead(row);
      double factor = rest[lead] / row[lead];
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= factor * row[i];
      }
    }
    boolean isNew = Math.abs(rest[lead(rest)]) > NOTHING;
    if (isNew) {
      reduced.add(rest);
    }
    return isNew;
  }

  private static int lead(double[] row) {
    int lead = 0;
    for (int i = 1; i < row.length; i++) {
      lead = Math.abs(row[i]) > Math.abs(row[lead]) ? i : lead;
    }
    return lead;
  }

  /** Whether a figure is a sum of flows. */
  boolean concerns(int figure) {
    return !sums(figures.get(figure)).isEmpty();
  }

  /** The least and the most that a figure can be. */
  double[] bounds(int figure) {
    double[] parts = sums(figures.get(figure)).get(0);
    double[] less = Arrays.stream(parts).map(part -> -part).toArray();
    double[] bounds = {-known.largest(less), known.largest(parts)};
    assertThat(truth(parts)).isBetween(bounds[0] - NOTHING, bounds[1] + NOTHING);
    return bounds;
  }

  /** The figure as sums of unknown flows: a stock of the flows before, and of those after. */
  private List<double[]> sums(Figure figure) {
    List<double[]> sums = new ArrayList<>();
    for (boolean isAfter : new boolean[] {true, false}) {
      double[] parts = new double[unknown.size()];
      boolean isAny = false;
      for (int i = 0; i < parts.length; i++) {
        boolean isPart = isPart(figure, unknown.get(i), isAfter);
        parts[i] = isPart ? 1 : 0;
        isAny |= isPart;
      }
      if (isAny && (isAfter || figure.kind().equals("homes"))) {
        sums.add(parts);
      }
    }
    return sums;
  }

  private boolean isPart(Figure figure, Figure flow, boolean isAfter) {
    String origin = at(figure.level(), flow.level(), flow.origin());
    String destination = at(figure.level(), flow.level(), flow.destination());
    boolean moves = !origin.isEmpty() && !destination.isEmpty() && !origin.equals(destination);
    boolean isMonth = figure.month().equals(flow.month());
    return switch (figure.kind()) {
      case "homes" ->
          isAfter
              ? isMonth && figure.destination().equals(destination)
              : figure.month().equals(Release.before(flow.month()))
                  && figure.destination().equals(origin);
      case "residents" ->
          isMonth
              && figure.destination().equals(destination)
              && reached.contains(List.of(figure.month(), figure.level(), origin));
      case "settled" ->
          isMonth
              && moves
              && figure.destination().equals(destination)
              && reached.contains(List.of(figure.month(), figure.level(), origin));
      case "reached" -> false;
      case "departures" -> isMonth && moves && figure.origin().equals(origin);
      case "arrivals" -> isMonth && moves && figure.destination().equals(destination);
      default ->
          isMonth
              && figure.origin().equals(origin)
              && figure.destination().equals(destination)
              && (moves
                  || (!origin.isEmpty() && !destination.isEmpty())
                  || figure.kind().equals(flow.kind()));
    };
  }

  private String at(String level, String own, String area) {
    String parent = parents.getOrDefault(area, "");
    return level.equals(own) || parent.isEmpty() ? area : parent;
  }
}
