package org.caudal.statistics;

import java.util.ArrayList;
import java.util.List;
import org.caudal.statistics.RakedReplicates.Cells;
import org.caudal.statistics.RakedReplicates.Parts;
import org.caudal.statistics.Raking.Margin;

/**
 * A margin within rows, such as the sexes of the residents of each area: which groups are kept
 * apart, and what each adds up to.
 *
 * <p>Groups of a row are gone through in their order. One with fewer than {@link #FEWEST_UNITS}
 * units in the sample is put together with the next ones until they have as many; what is left at
 * the end goes to the group before it. Groups without a target are one more, the rest: it keeps the
 * share of the row that its weights had before. Where no two groups with a target are left, the row
 * counts as a whole.
 */
final class RowParts {
  /** Fewest units of the sample that stand for a group. */
  static final int FEWEST_UNITS = 20;

  private final String name;
  private final int[] groups; // of each cell
  private final List<Integer> rows = new ArrayList<>(); // of each group
  private final List<Double> sizes = new ArrayList<>(); // of each group in any scale, 0 of a rest
  private int rowCount;

  private RowParts(String name, int cells) {
    this.name = name;
    this.groups = new int[cells];
  }

  /** The groups that the sample, the first count of each cell, keeps apart. */
  static RowParts of(Parts parts, Cells cells) {
    RowParts kept = new RowParts(parts.name(), cells.rows().length);
    kept.rowCount = parts.targets().length;
    double[][] units = new double[kept.rowCount][];
    for (int row = 0; row < kept.rowCount; row++) {
      units[row] = new double[parts.targets()[row].length];
    }
    for (int i = 0; i < kept.groups.length; i++) {
      units[cells.rows()[i]][parts.groups()[i]] += cells.counts()[i][0];
    }
    int[][] of = new int[kept.rowCount][];
    for (int row = 0; row < kept.rowCount; row++) {
      of[row] = kept.keep(row, parts.targets()[row], units[row]);
    }
    for (int i = 0; i < kept.groups.length; i++) {
      kept.groups[i] = of[cells.rows()[i]][parts.groups()[i]];
    }
    return kept;
  }

  /** Adds the groups of a row; which of them each given group is in. */
  private int[] keep(int row, double[] targets, double[] units) {
    int first = sizes.size();
    int open = first - 1;
    double seen = FEWEST_UNITS;
    int[] of = new int[targets.length];
    for (int g = 0; g < targets.length; g++) {
      if (targets[g] > 0) {
        if (seen >= FEWEST_UNITS) {
          open++;
          seen = 0;
        }
        of[g] = open;
        seen += units[g];
      }
    }
    int last = seen < FEWEST_UNITS ? open - 1 : open;
    boolean isWhole = last <= first;
    for (int i = first; i <= (isWhole ? first : last + 1); i++) {
      rows.add(row);
      sizes.add(0.0);
    }
    for (int g = 0; g < targets.length; g++) {
      boolean isKnown = targets[g] > 0;
      of[g] = isWhole ? first : isKnown ? Math.min(of[g], last) : last + 1;
      sizes.set(of[g], sizes.get(of[g]) + (isKnown ? targets[g] : 0));
    }
    return of;
  }

  /** Whether every row counts as a whole, so that rows alone say as much. */
  boolean areWhole() {
    return sizes.size() == rowCount;
  }

  /** Row of each group. */
  int row(int group) {
    return rows.get(group);
  }

  /**
   * What the groups add up to. Of a group that has no weight the others of its row stand for its
   * part.
   *
   * @param start weights of the cells before raking
   * @param rowTargets what the rows add up to, 0 for those without a weight
   */
  Margin margin(double[] start, double[] rowTargets) {
    double[] sums = new double[sizes.size()];
    double[] ofRows = new double[rowTargets.length];
    for (int i = 0; i < groups.length; i++) {
      sums[groups[i]] += start[i];
      ofRows[row(groups[i])] += start[i];
    }
    double[] targets = new double[sums.length];
    double[] left = rowTargets.clone();
    double[] known = new double[rowTargets.length];
    for (int g = 0; g < sums.length; g++) {
      if (sums[g] > 0 && sizes.get(g) == 0) {
        targets[g] = rowTargets[row(g)] * (sums[g] / ofRows[row(g)]);
        left[row(g)] -= targets[g];
      } else if (sums[g] > 0) {
        known[row(g)] += sizes.get(g);
      }
    }
    for (int g = 0; g < sums.length; g++) {
      if (sums[g] > 0 && sizes.get(g) > 0) {
        targets[g] = left[row(g)] * (sizes.get(g) / known[row(g)]);
      }
    }
    return new Margin(name, groups, targets);
  }
}
