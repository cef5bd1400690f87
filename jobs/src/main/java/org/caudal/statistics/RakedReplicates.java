package org.caudal.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.caudal.statistics.Raking.Limits;
import org.caudal.statistics.Raking.Margin;

/**
 * Weights of cells raked to two margins, rows and columns, once for the sample and once for each
 * replicate of a bootstrap.
 *
 * <p>A replicate counts a unit 1 + k (p − 1) times, p being Poisson with mean 1 and k² = 1 − 1/w, w
 * being the raked weight (Beaumont and Patak 2012, Int. Stat. Rev. 80, Poisson sampling): a count
 * of everybody has no error. Where a share s of persons has two units, and persons / unit is q = 1
 * / (1 + s), k² = (1 + 3s) / (1 + s) − 1/w = 3 − 2q − 1/w, because both units come or do not come
 * together. The counts are raked to the same margins as the sample, so that what the margins know
 * is not in the error.
 *
 * <p>With {@link Calibration#GREG} weights change in a line instead of by factors ({@link Greg}),
 * after rows were scaled to their targets, and none gets below zero.
 *
 * <p>Rows are exact. Columns are scaled to the total of the rows; where a column has no target the
 * columns are left out altogether. A row that no unit is in gets nobody.
 */
public final class RakedReplicates {
  private static final Limits LIMITS = new Limits(500, 1e-10, 0, Double.POSITIVE_INFINITY);

  private RakedReplicates() {}

  /** How weights are brought to the margins. */
  public enum Calibration {
    /** Factors of rows and columns in turn. */
    RAKING,
    /** The generalised regression estimator. */
    GREG
  }

  /**
   * Cells that are raked together.
   *
   * @param rows row of each cell, from 0
   * @param columns column of each cell, from 0
   * @param weights weight of a unit of each cell before raking, above 0
   * @param persons persons to a unit
   * @param counts units of each cell: of the sample first, then of each replicate
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Cells(
      int[] rows, int[] columns, double[] weights, double persons, double[][] counts) {}

  /**
   * Raked weights.
   *
   * @param spreads k of each cell
   * @param weights weight of a unit of each cell: in the sample first, then in each replicate
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Weights(double[] spreads, double[][] weights) {}

  /**
   * Rakes the sample, then each replicate.
   *
   * @param rowTargets what the rows add up to
   * @param columnTargets what the columns add up to, in any scale; 0 where it is not known
   */
  public static Weights rake(Cells cells, double[] rowTargets, double[] columnTargets) {
    return calibrate(cells, rowTargets, columnTargets, Calibration.RAKING);
  }

  /**
   * Calibrates the sample, then each replicate.
   *
   * @param rowTargets what the rows add up to
   * @param columnTargets what the columns add up to, in any scale; 0 where it is not known
   */
  public static Weights calibrate(
      Cells cells, double[] rowTargets, double[] columnTargets, Calibration calibration) {
    int size = cells.rows().length;
    double[] none = new double[size];
    double[] sample = raked(cells, none, 0, rowTargets, columnTargets, calibration);
    double[] spreads = new double[size];
    double[][] weights = new double[size][];
    for (int i = 0; i < size; i++) {
      double pairs = Math.max(1, 3 - 2 * cells.persons());
      spreads[i] = sample[i] > 0 ? Math.sqrt(Math.max(0, pairs - 1 / sample[i])) : 0;
      weights[i] = new double[cells.counts()[i].length];
      weights[i][0] = sample[i];
    }
    int replicates = size == 0 ? 1 : weights[0].length;
    for (int r = 1; r < replicates; r++) {
      double[] replicate = raked(cells, spreads, r, rowTargets, columnTargets, calibration);
      for (int i = 0; i < size; i++) {
        weights[i][r] = replicate[i];
      }
    }
    return new Weights(spreads, weights);
  }

  /** What a replicate counts: k of it is drawn, the rest is certain. */
  public static double counted(double[] counts, double spread, int replicate) {
    return counts[0] + spread * (counts[replicate] - counts[0]);
  }

  /**
   * Standard error: the deviation of the replicates.
   *
   * @param figure of each replicate, from 0
   */
  public static double error(int replicates, IntToDoubleFunction figure) {
    double mean = 0;
    for (int r = 0; r < replicates; r++) {
      mean += figure.applyAsDouble(r) / replicates;
    }
    double squares = 0;
    for (int r = 0; r < replicates; r++) {
      double off = figure.applyAsDouble(r) - mean;
      squares += off * off;
    }
    return Math.sqrt(squares / Math.max(1, replicates - 1));
  }

  private static double[] raked(
      Cells cells,
      double[] spreads,
      int replicate,
      double[] rowTargets,
      double[] columnTargets,
      Calibration calibration) {
    int size = cells.rows().length;
    double[] start = new double[size];
    double[] rowStart = new double[rowTargets.length];
    double[] columnStart = new double[columnTargets.length];
    for (int i = 0; i < size; i++) {
      double count = Math.max(0, counted(cells.counts()[i], spreads[i], replicate));
      start[i] = cells.weights()[i] * count * (rowTargets[cells.rows()[i]] > 0 ? 1 : 0);
      rowStart[cells.rows()[i]] += start[i];
      columnStart[cells.columns()[i]] += start[i];
    }
    double[] rows = reachable(rowTargets, rowStart);
    double total = Arrays.stream(rows).sum();
    double[] weights = new double[size];
    if (total > 0) {
      List<Margin> margins = margins(cells, rows, columns(columnTargets, columnStart, total));
      double[] raked =
          calibration == Calibration.GREG
              ? regressed(start, margins)
              : Raking.rake(start, margins, LIMITS).weights();
      for (int i = 0; i < size; i++) {
        weights[i] = start[i] > 0 ? raked[i] / start[i] * cells.weights()[i] : 0;
      }
    }
    return weights;
  }

  /** By regression on indicators of rows and columns, but one: they add up to the same. */
  private static double[] regressed(double[] start, List<Margin> margins) {
    Margin last = margins.get(margins.size() - 1);
    double[] scaled = Raking.rake(start, List.of(last), LIMITS).weights();
    int[] units = IntStream.range(0, start.length).filter(i -> scaled[i] > 0).toArray();
    double[][] variables = new double[units.length][0];
    double[] totals = new double[0];
    for (int m = 0; m < margins.size(); m++) {
      Margin margin = margins.get(m);
      int[] groups = groups(margin, m < margins.size() - 1);
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

  /** Groups with a target, without the first if it follows from the others. */
  private static int[] groups(Margin margin, boolean follows) {
    return IntStream.range(0, margin.targets().length)
        .filter(group -> margin.targets()[group] > 0)
        .skip(follows ? 1 : 0)
        .toArray();
  }

  private static List<Margin> margins(Cells cells, double[] rows, double[] columns) {
    Margin last = new Margin("row", cells.rows(), rows);
    return columns.length == 0
        ? List.of(last)
        : List.of(new Margin("column", cells.columns(), columns), last);
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
