package org.caudal.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.caudal.statistics.RakedReplicates.Calibration;
import org.caudal.statistics.RakedReplicates.Cells;
import org.caudal.statistics.RakedReplicates.Margins;
import org.caudal.statistics.Raking.Limits;
import org.caudal.statistics.Raking.Margin;

/**
 * Weights of cells brought to rows, columns and groups within rows, in the sample or a replicate.
 */
final class CellCalibration {
  private static final Limits LIMITS = new Limits(500, 1e-10, 0, Double.POSITIVE_INFINITY);
  private static final int NONE = -1;

  private final Cells cells;
  private final Margins targets;
  private final Calibration calibration;
  private final List<RowParts> parts;

  CellCalibration(Cells cells, Margins targets, Calibration calibration) {
    this.cells = cells;
    this.targets = targets;
    this.calibration = calibration;
    this.parts =
        targets.parts().stream()
            .map(of -> RowParts.of(of, cells))
            .filter(kept -> !kept.areWhole())
            .toList();
  }

  /**
   * What came out.
   *
   * @param weights weight of a unit of each cell
   * @param gap largest relative difference between a group within a row and its target
   * @param row in which it is, -1 for none
   * @param shortfalls share of its target that each column lacks, 0 where columns are left out
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Fitted(double[] weights, double gap, int row, double[] shortfalls) {}

  /** A margin; groups with the same number in {@code within} add up to what others say already. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Layer(Margin margin, int[] within) {}

  /**
   * Fits the weights.
   *
   * @param spreads how much of the replicate's counts is drawn ({@link RakedReplicates#counted})
   */
  Fitted fitted(double[] spreads, int replicate) {
    int size = cells.rows().length;
    double[] start = new double[size];
    double[] rowStart = new double[targets.rows().length];
    double[] columnStart = new double[targets.columns().length];
    for (int i = 0; i < size; i++) {
      double count = Math.max(0, RakedReplicates.counted(cells.counts()[i], spreads[i], replicate));
      start[i] = cells.weights()[i] * count * (targets.rows()[cells.rows()[i]] > 0 ? 1 : 0);
      rowStart[cells.rows()[i]] += start[i];
      columnStart[cells.columns()[i]] += start[i];
    }
    double[] rows = reachable(targets.rows(), rowStart);
    double total = Arrays.stream(rows).sum();
    if (!(total > 0)) {
      return new Fitted(new double[size], 0, NONE, new double[columnStart.length]);
    }
    List<Layer> layers = layers(start, rows, columns(targets.columns(), columnStart, total));
    double[] sums =
        calibration == Calibration.GREG
            ? regressed(start, layers)
            : Raking.rake(start, layers.stream().map(Layer::margin).toList(), LIMITS).weights();
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      weights[i] = start[i] > 0 ? sums[i] / start[i] * cells.weights()[i] : 0;
    }
    return widest(weights, sums, layers);
  }

  /** Columns, groups within rows, and rows: the last are met exactly. */
  private List<Layer> layers(double[] start, double[] rows, double[] columns) {
    List<Layer> layers = new ArrayList<>();
    if (columns.length > 0) {
      layers.add(
          new Layer(new Margin("column", cells.columns(), columns), new int[columns.length]));
    }
    for (RowParts part : parts) {
      Margin margin = part.margin(start, rows);
      layers.add(
          new Layer(margin, IntStream.range(0, margin.targets().length).map(part::row).toArray()));
    }
    int[] own = IntStream.range(0, rows.length).toArray();
    layers.add(new Layer(new Margin("row", cells.rows(), rows), own));
    return layers;
  }

  private Fitted widest(double[] weights, double[] sums, List<Layer> layers) {
    double gap = 0;
    int row = NONE;
    for (Layer layer : layers.subList(layers.size() - 1 - parts.size(), layers.size() - 1)) {
      double[] targets = layer.margin().targets();
      double[] found = found(layer.margin(), sums);
      for (int g = 0; g < found.length; g++) {
        double off = targets[g] > 0 ? Math.abs(found[g] / targets[g] - 1) : 0;
        if (off > gap) {
          gap = off;
          row = layer.within()[g];
        }
      }
    }
    return new Fitted(weights, gap, row, shortfalls(sums, layers));
  }

  private double[] shortfalls(double[] sums, List<Layer> layers) {
    double[] shortfalls = new double[targets.columns().length];
    if (layers.size() > parts.size() + 1) {
      Margin columns = layers.get(0).margin();
      double[] found = found(columns, sums);
      for (int c = 0; c < found.length; c++) {
        double target = columns.targets()[c];
        shortfalls[c] = target > 0 ? Math.max(0, 1 - found[c] / target) : 0;
      }
    }
    return shortfalls;
  }

  private static double[] found(Margin margin, double[] sums) {
    double[] found = new double[margin.targets().length];
    for (int i = 0; i < sums.length; i++) {
      found[margin.groups()[i]] += sums[i];
    }
    return found;
  }

  /** By regression on indicators of the groups, but those that follow from others. */
  private double[] regressed(double[] start, List<Layer> layers) {
    Margin last = layers.get(layers.size() - 1).margin();
    double[] scaled = Raking.rake(start, List.of(last), LIMITS).weights();
    int[] units = IntStream.range(0, start.length).filter(i -> scaled[i] > 0).toArray();
    double[][] variables = new double[units.length][0];
    double[] totals = new double[0];
    Set<List<Integer>> told = new HashSet<>();
    for (int m = 0; m < layers.size(); m++) {
      Margin margin = layers.get(m).margin();
      int[] groups = groups(layers.get(m), m < layers.size() - 1);
      if (m < layers.size() - 1 && m >= layers.size() - 1 - parts.size()) {
        groups = IntStream.of(groups).filter(g -> told.add(members(margin, g, units))).toArray();
      }
      double[] more = Arrays.copyOf(totals, totals.length + groups.length);
      for (int g = 0; g < groups.length; g++) {
        more[totals.length + g] = margin.targets()[groups[g]];
      }
      for (int u = 0; u < units.length; u++) {
        variables[u] = Arrays.copyOf(variables[u], more.length);
        for (int g = 0; g < groups.length; g++) {
          boolean isIn = margin.groups()[units[u]] == groups[g];
          variables[u][totals.length + g] = isIn ? 1 : 0;
        }
      }
      totals = more;
    }
    double[] design = IntStream.of(units).mapToDouble(unit -> scaled[unit]).toArray();
    double[] factors =
        Greg.calibrate(design, variables, totals, 0, Double.POSITIVE_INFINITY).factors();
    double[] weights = new double[start.length];
    for (int u = 0; u < units.length; u++) {
      weights[units[u]] = design[u] * factors[u];
    }
    return weights;
  }

  /** Units of a group; of two groups within rows with the same ones the second says no more. */
  private static List<Integer> members(Margin margin, int group, int[] units) {
    return IntStream.of(units).filter(unit -> margin.groups()[unit] == group).boxed().toList();
  }

  /** Groups with a target, without the first of those that add up to the same. */
  private static int[] groups(Layer layer, boolean follows) {
    double[] targets = layer.margin().targets();
    Set<Integer> seen = new HashSet<>();
    List<Integer> groups = new ArrayList<>();
    for (int g = 0; g < targets.length; g++) {
      if (targets[g] > 0 && (!seen.add(layer.within()[g]) || !follows)) {
        groups.add(g);
      }
    }
    return groups.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[] reachable(double[] targets, double[] start) {
    double[] reachable = new double[targets.length];
    for (int i = 0; i < targets.length; i++) {
      reachable[i] = start[i] > 0 ? targets[i] : 0;
    }
    return reachable;
  }

  /** Targets of the columns with the total of the rows; none where one is not known. */
  private static double[] columns(double[] targets, double[] start, double total) {
    for (int i = 0; i < targets.length; i++) {
      if (start[i] > 0 && !(targets[i] > 0)) {
        return new double[0];
      }
    }
    double[] columns = reachable(targets, start);
    double sum = Arrays.stream(columns).sum();
    for (int i = 0; i < columns.length; i++) {
      columns[i] *= total / sum;
    }
    return columns;
  }
}
