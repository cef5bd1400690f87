package org.caudal.statistics;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Weights of cells raked to rows, columns and groups within rows, once for the sample and once for
 * each replicate of a bootstrap.
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
 * columns are left out altogether. A row that no unit is in gets nobody. Groups within rows are
 * scaled to their row, and as the sample keeps them apart ({@link RowParts}); where they contradict
 * each other or the columns, weights come as near as 500 sweeps bring them, which {@link
 * Weights#gap} and {@link Weights#shortfalls} say of the sample.
 */
public final class RakedReplicates {
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
   * @param gap of the sample, the largest relative difference between a group within a row and what
   *     it should add up to
   * @param widest row in which that is, -1 for none
   * @param shortfalls of the sample, the share of its target that each column lacks
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Weights(
      double[] spreads, double[][] weights, double gap, int widest, double[] shortfalls) {}

  /**
   * Groups within rows, for example the sexes of the residents of each area ({@link RowParts}).
   *
   * @param name for messages, for example "sex"
   * @param groups group of each cell, from 0
   * @param targets of each row, what each group has in any scale; 0 where it is not known
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Parts(String name, int[] groups, double[][] targets) {}

  /**
   * What weights are brought to.
   *
   * @param rows what the rows add up to
   * @param columns what the columns add up to, in any scale; 0 where it is not known
   * @param parts groups within rows
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Margins(double[] rows, double[] columns, List<Parts> parts) {
    /** Rows and columns alone. */
    public Margins(double[] rows, double[] columns) {
      this(rows, columns, List.of());
    }
  }

  /** Rakes the sample, then each replicate. */
  public static Weights rake(Cells cells, Margins margins) {
    return calibrate(cells, margins, Calibration.RAKING);
  }

  /** Calibrates the sample, then each replicate. */
  public static Weights calibrate(Cells cells, Margins margins, Calibration calibration) {
    int size = cells.rows().length;
    double[] none = new double[size];
    CellCalibration fit = new CellCalibration(cells, margins, calibration);
    CellCalibration.Fitted sample = fit.fitted(none, 0);
    double[] spreads = new double[size];
    double[][] weights = new double[size][];
    for (int i = 0; i < size; i++) {
      double weight = sample.weights()[i];
      double pairs = Math.max(1, 3 - 2 * cells.persons());
      spreads[i] = weight > 0 ? Math.sqrt(Math.max(0, pairs - 1 / weight)) : 0;
      weights[i] = new double[cells.counts()[i].length];
      weights[i][0] = weight;
    }
    int replicates = size == 0 ? 1 : weights[0].length;
    for (int r = 1; r < replicates; r++) {
      double[] replicate = fit.fitted(spreads, r).weights();
      for (int i = 0; i < size; i++) {
        weights[i][r] = replicate[i];
      }
    }
    return new Weights(spreads, weights, sample.gap(), sample.row(), sample.shortfalls());
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
}
