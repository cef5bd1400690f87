package org.caudal.statistics.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.caudal.statistics.presence.AreaAllocation.Cell;
import org.caudal.statistics.presence.AreaAllocation.Limits;
import org.caudal.statistics.presence.AreaAllocation.Result;
import org.junit.jupiter.api.Test;

class AreaAllocationTest {
  private static final Limits EXACT = new Limits(100_000, 1e-14);
  private static final List<Cell> OVERLAPPING =
      List.of(
          new Cell(new int[] {0, 1}, new double[] {0.75, 0.25}),
          new Cell(new int[] {0, 1}, new double[] {0.25, 0.75}));

  private static AreaAllocation of(List<Cell> cells, double[] served, Limits limits) {
    return new AreaAllocation(cells, served, limits);
  }

  @Test
  void twoCellsOverTwoAreasAreTheSolutionOfTwoEquations() {
    // 0.75 a + 0.25 b = 60 and a + b = 100: a = (60 - 25) / 0.5 = 70. By shares: 45 + 10 = 55.
    AreaAllocation allocation = of(OVERLAPPING, new double[] {1, 1}, EXACT);
    Result result = allocation.allocate(new double[] {60, 40});
    assertThat(result.amounts()[0]).isCloseTo(70, within(1e-6));
    assertThat(result.amounts()[1]).isCloseTo(30, within(1e-6));
    assertThat(result.converged()).isTrue();
    // of the first cell 0.75 * 70 / 60 are in the first area
    assertThat(result.parts()[0][0]).isCloseTo(0.875, within(1e-6));
    assertThat(result.spread(new double[] {1000, 0}, OVERLAPPING))
        .containsExactly(new double[] {875, 125}, within(1e-3));
    // the equations have no solution: nobody is in the second area, whose cell would be fuller
    assertThat(allocation.allocate(new double[] {90, 10}).amounts()[1]).isCloseTo(0, within(1e-3));
  }

  @Test
  void aCellWithoutADeviceSpeaksAgainstItsAreas() {
    // A second cell, of the first area alone, stands empty: S = 1.5 and 0.5. Of the first area one
    // device in three would be in the cell with ten, of the second every one: all are there.
    List<Cell> seen = List.of(new Cell(new int[] {0, 1}, new double[] {0.5, 0.5}));
    Result empty = of(seen, new double[] {1.5, 0.5}, EXACT).allocate(new double[] {10});
    assertThat(empty.amounts()[1]).isCloseTo(10, within(1e-6));
    // by shares after one step
    Result first =
        of(seen, new double[] {1.5, 0.5}, new Limits(1, 1e-9)).allocate(new double[] {10});
    assertThat(first.amounts()).containsExactly(5, 5);
    assertThat(first.converged()).isFalse();
    // where the counts can not tell two areas apart the shares remain
    Result alone = of(seen, new double[] {0.5, 0.5}, EXACT).allocate(new double[] {10});
    assertThat(alone.amounts()).containsExactly(new double[] {5, 5}, within(1e-9));
  }

  @Test
  void cellsOfOneAreaEachAreCounted() {
    List<Cell> apart =
        List.of(
            new Cell(new int[] {1}, new double[] {1}),
            new Cell(new int[] {0}, new double[] {1}),
            new Cell(new int[] {1}, new double[] {1}));
    Result result = of(apart, new double[] {9, 2, 4}, EXACT).allocate(new double[] {3, 5, 4});
    assertThat(result.amounts()).containsExactly(5, 7, 0);
    assertThat(result.steps()).isEqualTo(2); // the second changes nothing
    assertThat(of(apart, new double[] {9, 2, 4}, EXACT).allocate(new double[3]).amounts())
        .containsExactly(0, 0, 0);
  }

  /** What else is known of a cell over areas of which both are empty goes by its shares. */
  @Test
  void aCellOverEmptyAreasIsSpreadByItsShares() {
    List<Cell> cells =
        List.of(
            new Cell(new int[] {0, 1}, new double[] {0.25, 0.75}),
            new Cell(new int[] {2}, new double[] {1}));
    Result result = of(cells, new double[] {0.25, 0.75, 1}, EXACT).allocate(new double[] {0, 10});
    assertThat(result.amounts()).containsExactly(0, 0, 10);
    assertThat(result.spread(new double[] {8, 10}, cells)).containsExactly(2, 6, 10);
  }

  @Test
  void everyStepKeepsTheTotalAndNoneLowersTheLikelihood() {
    Random random = new Random(1);
    double[] served = new double[8];
    Cell[] cells = new Cell[20];
    double[] counts = new double[cells.length];
    for (int c = 0; c < cells.length; c++) {
      int first = random.nextInt(6);
      double share = 0.1 + 0.8 * random.nextDouble();
      cells[c] =
          new Cell(
              new int[] {first, first + 1, first + 2},
              new double[] {share, (1 - share) / 3, (1 - share) * 2 / 3});
      for (int i = 0; i < 3; i++) {
        served[first + i] += cells[c].shares()[i];
      }
      counts[c] = random.nextInt(50) / 2.0;
    }
    double total = Arrays.stream(counts).sum();
    double before = Double.NEGATIVE_INFINITY;
    for (int steps = 1; steps <= 60; steps++) {
      AreaAllocation allocation = of(List.of(cells), served, new Limits(steps, 1e-300));
      Result result = allocation.allocate(counts);
      double after = allocation.logLikelihood(counts, result.amounts());
      assertThat(Arrays.stream(result.amounts()).sum()).isCloseTo(total, within(1e-9));
      assertThat(after).as("after step " + steps).isGreaterThanOrEqualTo(before - 1e-9);
      before = after;
    }
    // at the maximum no mixture of the amounts with others is more likely
    AreaAllocation allocation = of(List.of(cells), served, EXACT);
    double[] best = allocation.allocate(counts).amounts();
    double most = allocation.logLikelihood(counts, best);
    for (int i = 0; i < 200; i++) {
      double[] other = best.clone();
      for (int z = 0; z < other.length; z++) {
        other[z] = 0.98 * other[z] + 0.02 * total * random.nextDouble() / 4;
      }
      assertThat(allocation.logLikelihood(counts, other)).isLessThanOrEqualTo(most + 1e-6);
    }
    assertThat(most).isGreaterThanOrEqualTo(before);
  }
}
