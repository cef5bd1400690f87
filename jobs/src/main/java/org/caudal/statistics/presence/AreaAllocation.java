package org.caudal.statistics.presence;

import java.util.Arrays;
import java.util.List;

/**
 * How many devices are in each area, from counts of cells that reach over several areas.
 *
 * <p>A device in area z is served by cell c with probability P(c|z) = s(c,z) / S(z), where s(c,z)
 * is the share of the cell in the area and S(z) the sum of the shares of all cells, also of those
 * without a device. The amounts n(z) with the largest likelihood are found by expectation and
 * maximisation: n(z) ← Σ d(c) q(z|c), q(z|c) = P(c|z) n(z) / Σ P(c|z') n(z') (Shepp and Vardi 1982,
 * IEEE Trans. Med. Imaging 1; for networks: van der Laan and de Jonge 2019; Eurostat, multimno
 * 1.0). Each step keeps the total and never lowers the likelihood.
 *
 * <p>It begins with n(z) = S(z), as many as there are cells: the first step then spreads each cell
 * by its shares, and where the counts do not tell two areas apart that is what remains.
 */
public final class AreaAllocation {
  private final List<Cell> cells;
  private final double[][] likelihoods;
  private final double[] served;
  private final Limits limits;

  /**
   * A cell.
   *
   * @param areas areas that it serves, from 0
   * @param shares its share in each, above 0 and 1 in all
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Cell(int[] areas, double[] shares) {}

  /**
   * When to stop.
   *
   * @param steps most steps
   * @param tolerance least change of all amounts together, as a share of the total
   */
  public record Limits(int steps, double tolerance) {
    /** Refuses no step at all. */
    public Limits {
      if (steps < 1 || !(tolerance > 0)) {
        throw new IllegalArgumentException(
            "steps must be 1 or more and tolerance above 0, were " + steps + " and " + tolerance);
      }
    }
  }

  /**
   * What came out.
   *
   * @param amounts devices in each area
   * @param parts part of the devices of each cell in each of its areas, 1 in all
   * @param steps that were made
   * @param converged whether the last one changed less than the tolerance
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Result(double[] amounts, double[][] parts, int steps, boolean converged) {

    /** The sum over cells of what they have, by area. */
    public double[] spread(double[] ofCells, List<Cell> cells) {
      double[] sums = new double[amounts.length];
      for (int c = 0; c < ofCells.length; c++) {
        add(sums, cells.get(c), parts[c], ofCells[c]);
      }
      return sums;
    }

    /**
     * Variance of one more device, in a cell as those counted are and in its areas by direct
     * shares, about the parts that were found.
     */
    double[] oneMore(double[] counts, List<Cell> cells) {
      double all = Math.max(Arrays.stream(counts).sum(), Double.MIN_NORMAL);
      double[] variances = new double[amounts.length];
      for (int c = 0; c < counts.length; c++) {
        Cell cell = cells.get(c);
        for (int i = 0; i < cell.areas().length; i++) {
          variances[cell.areas()[i]] += counts[c] / all * about(cell.shares()[i], parts[c][i]);
        }
      }
      return variances;
    }
  }

  /**
   * An allocation.
   *
   * @param cells cells that may have devices
   * @param served S(z) of each area; taken as no less than the share of any of these cells
   */
  public AreaAllocation(List<Cell> cells, double[] served, Limits limits) {
    this.cells = List.copyOf(cells);
    this.served = served.clone();
    this.limits = limits;
    for (Cell cell : cells) {
      for (int i = 0; i < cell.areas().length; i++) {
        int area = cell.areas()[i];
        this.served[area] = Math.max(this.served[area], cell.shares()[i]);
      }
    }
    this.likelihoods = new double[cells.size()][];
    for (int c = 0; c < likelihoods.length; c++) {
      Cell cell = cells.get(c);
      likelihoods[c] = new double[cell.areas().length];
      for (int i = 0; i < likelihoods[c].length; i++) {
        likelihoods[c][i] = cell.shares()[i] / this.served[cell.areas()[i]];
      }
    }
  }

  /** The amounts with the largest likelihood, from the devices of each cell. */
  public Result allocate(double[] counts) {
    double total = Arrays.stream(counts).sum();
    double[] amounts = served.clone();
    double[][] parts = parts(amounts);
    int steps = 0;
    double change;
    do {
      parts = steps == 0 ? parts : parts(amounts);
      double[] next = new double[amounts.length];
      for (int c = 0; c < counts.length; c++) {
        add(next, cells.get(c), parts[c], counts[c]);
      }
      change = steps == 0 ? Double.POSITIVE_INFINITY : distance(amounts, next);
      amounts = next;
      steps++;
    } while (change > limits.tolerance() * total && steps < limits.steps());
    return new Result(amounts, parts, steps, change <= limits.tolerance() * total);
  }

  /** Logarithm of the likelihood of counts, but for a constant. */
  public double logLikelihood(double[] counts, double[] amounts) {
    double total = Arrays.stream(amounts).sum();
    double sum = 0;
    for (int c = 0; c < counts.length; c++) {
      double probability = 0;
      for (int i = 0; i < likelihoods[c].length; i++) {
        probability += likelihoods[c][i] * amounts[cells.get(c).areas()[i]] / total;
      }
      sum += counts[c] > 0 ? counts[c] * Math.log(probability) : 0;
    }
    return sum;
  }

  /** Where the devices of each cell are; by its shares where its areas are empty. */
  private double[][] parts(double[] amounts) {
    double[][] parts = new double[cells.size()][];
    for (int c = 0; c < parts.length; c++) {
      int[] areas = cells.get(c).areas();
      parts[c] = new double[areas.length];
      double sum = 0;
      for (int i = 0; i < areas.length; i++) {
        parts[c][i] = likelihoods[c][i] * amounts[areas[i]];
        sum += parts[c][i];
      }
      for (int i = 0; i < areas.length; i++) {
        parts[c][i] = sum > 0 ? parts[c][i] / sum : cells.get(c).shares()[i];
      }
    }
    return parts;
  }

  /** Mean square of what is 1 with the probability and else 0, about the share. */
  static double about(double probability, double share) {
    return probability * (1 - share) * (1 - share) + (1 - probability) * share * share;
  }

  private static void add(double[] sums, Cell cell, double[] parts, double amount) {
    for (int i = 0; i < parts.length; i++) {
      sums[cell.areas()[i]] += amount * parts[i];
    }
  }

  private static double distance(double[] before, double[] after) {
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      sum += Math.abs(after[i] - before[i]);
    }
    return sum;
  }
}
