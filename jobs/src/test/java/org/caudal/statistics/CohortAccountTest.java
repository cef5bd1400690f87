package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.caudal.statistics.CohortAccount.Balance;
import org.caudal.statistics.CohortAccount.Link;
import org.caudal.statistics.CohortAccount.Obstacle;
import org.junit.jupiter.api.Test;

class CohortAccountTest {
  private static final double NONE = Double.NaN;

  private static Balance balanced(double[] observed, double... errors) {
    return new CohortAccount(observed, errors).balance();
  }

  private static double[] figures(double... figures) {
    return figures;
  }

  /**
   * 100 + 20 − 10 + 30 − 15 make 125; 137 were counted. Variances 4, 1, 1, 9, 16 and 5 are 36: each
   * figure moves by its variance, 12/36 of it, up if it adds and down if it takes away.
   */
  @Test
  void eachFigureMovesInProportionToItsVariance() {
    double[] observed = figures(100, 20, 10, 30, 15, 137);
    double[] errors = figures(2, 1, 1, 3, 4, Math.sqrt(5));
    Balance account = balanced(observed, errors);
    double[] moves = {4 / 3.0, 1 / 3.0, -1 / 3.0, 3, -16 / 3.0, -5 / 3.0};
    double[] variances = {4, 1, 1, 9, 16, 5};
    for (int i = 0; i < moves.length; i++) {
      assertThat(account.persons()[i]).isCloseTo(observed[i] + moves[i], within(1e-12));
      // v − v² / 36
      assertThat(account.errors()[i])
          .isCloseTo(Math.sqrt(variances[i] * (1 - variances[i] / 36)), within(1e-12));
    }
    assertThat(account.links()).containsExactly(new Link(0, 1, 12, 6));
    assertThat(account.links().get(0).z()).isEqualTo(2);
    assertThat(account.chiSquare()).isCloseTo(4, within(1e-12));
    assertThat(account.degrees()).isEqualTo(1);
    assertThat(account.obstacle()).isNull();
  }

  /** Nothing was counted between: the first year makes 105 ± √2, the second 98 ± 2. */
  @Test
  void aPopulationThatWasNotObservedFollowsFromTheOthers() {
    double[] observed = figures(100, 0, 0, 5, 0, NONE, 0, 7, 0, 0, 100);
    Balance account = balanced(observed, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1);
    // 2 persons over four variances of 1
    assertThat(account.persons())
        .containsExactly(figures(100.5, 0, 0, 5.5, 0, 106, 0, 6.5, 0, 0, 99.5), within(1e-12));
    // of the sum of two with variance 2, half of the 4 in common is known: 2 − 2²/4
    assertThat(account.errors()[5]).isCloseTo(1, within(1e-12));
    assertThat(account.links()).containsExactly(new Link(0, 2, 2, 2));

    // not observed at either end: 10 + 3, and 10 − 4, with the variances added
    Balance ends =
        balanced(figures(NONE, 0, 3, 0, 0, 10, 0, 4, 0, 0, NONE), 0, 0, 1, 0, 0, 2, 0, 3, 0, 0, 0);
    assertThat(ends.persons()).containsExactly(13, 0, 3, 0, 0, 10, 0, 4, 0, 0, 6);
    assertThat(ends.errors()[0]).isCloseTo(Math.sqrt(5), within(1e-12));
    assertThat(ends.errors()[10]).isCloseTo(Math.sqrt(13), within(1e-12));
    assertThat(ends.degrees()).isZero();
  }

  /**
   * 2 − 5 + 0.2 − 0.2 make −3, and 1 was counted: 4 are missing. Variances 3, 1, 1, 1 and 1 are 7,
   * and departures of 0.2 would fall by 4/7: they are held at 0. 3.8 are still missing, over
   * variances 3, 1, 1 and 1.
   */
  @Test
  void whatWouldFallBelowZeroIsHeldAtZeroAndTheOthersMoveMore() {
    double[] errors = {Math.sqrt(3), 0, 1, 1, 1, 1};
    Balance account = balanced(figures(2, 0, 5, 0.2, 0.2, 1), errors);
    double share = 3.8 / 6;
    assertThat(account.persons())
        .containsExactly(
            figures(2 + 3 * share, 0, 5 - share, 0.2 + share, 0, 1 - share), within(1e-12));
    // errors as before the bound
    assertThat(account.errors()[4]).isCloseTo(Math.sqrt(1 - 1 / 7.0), within(1e-12));
    assertThat(account.chiSquare()).isCloseTo(16 / 7.0, within(1e-12));
  }

  @Test
  void exactFiguresThatContradictAreNotSpread() {
    Balance account = balanced(figures(10, 0, 1, 0, 0, 8), 0, 0, 0, 0, 0, 0);
    assertThat(account.obstacle()).isEqualTo(Obstacle.CONTRADICTION);
    assertThat(account.persons()).isEmpty();
    assertThat(account.links()).containsExactly(new Link(0, 1, -1, 0));
    assertThat(account.links().get(0).z()).isNaN();
    // more exact deaths than there were people, whoever comes after
    assertThat(
            balanced(figures(10, 0, 11, 0, 0, NONE, 0, 0, 3, 0, 5), 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1)
                .obstacle())
        .isEqualTo(Obstacle.CONTRADICTION);
    // the population between has an error, but all else is exact: 10 − 1 − 1 is not 9
    double[] between = figures(10, 0, 1, 0, 0, 9, 0, 1, 0, 0, 9);
    assertThat(balanced(between, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0).obstacle())
        .isEqualTo(Obstacle.CONTRADICTION);
    // it is 8: nothing is left open, and the one between is what the others make it
    between[10] = 8;
    between[5] = 12;
    Balance follows = balanced(between, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0);
    assertThat(follows.persons()).containsExactly(figures(10, 0, 1, 0, 0, 9, 0, 1, 0, 0, 8));
    assertThat(follows.errors()).containsOnly(0);
    assertThat(follows.degrees()).isEqualTo(1);
    // three times, with variances 0.09 and 0.01 that do not sum exactly
    double[] twice = {7, 0, 0, 0, 0, 7, 0, 0, 0, 0, 8, 0, 0, 0, 0, 7};
    double[] exact = new double[twice.length];
    exact[5] = 0.3;
    exact[10] = 0.1;
    assertThat(balanced(twice, exact).degrees()).isEqualTo(2);
    assertThat(balanced(twice, exact).persons()[10]).isCloseTo(7, within(1e-12));
    // nobody was ever counted
    assertThat(balanced(figures(NONE, 0, 1, 0, 0, NONE), 0, 0, 1, 0, 0, 0).obstacle())
        .isEqualTo(Obstacle.NO_POPULATION);
    assertThatThrownBy(() -> balanced(figures(1, 0, -1, 0, 0, 1), 0, 0, 0, 0, 0, 0))
        .hasMessageContaining("figure 2 must be 0 or more, was -1.0");
    assertThatThrownBy(() -> balanced(figures(1, 0, 0, 0, 0), 0, 0, 0, 0, 0))
        .hasMessageContaining("five figures a year and one more");
  }

  /** Two years with small figures, of which many would fall below zero, solved in another way. */
  @Test
  void balancesAreThoseOfADenseSolutionOverAllSetsOfZeros() {
    int held = 0;
    int contradicting = 0;
    for (int number = 0; number < 240; number++) {
      Chance chance = new Chance(number);
      double[] observed = new double[11];
      double[] errors = new double[11];
      for (int i = 0; i < observed.length; i++) {
        observed[i] = chance.below(3) == 0 ? 0 : chance.below(6);
        errors[i] = chance.below(3) < number % 3 ? 0 : 1 + chance.below(3);
        if (i % 5 == 0 && chance.below(3) == 0) {
          observed[i] = NONE;
        }
      }
      observed[0] = Double.isNaN(observed[0] + observed[5] + observed[10]) ? 4 : observed[0];
      double[] expected = DenseAccount.best(observed, errors);
      Balance account = balanced(observed, errors);
      if (expected.length == 0) {
        contradicting++;
        assertThat(account.obstacle()).as("%d", number).isEqualTo(Obstacle.CONTRADICTION);
      } else {
        assertThat(account.persons()).as("%d", number).containsExactly(expected, within(1e-6));
        held += DenseAccount.isHeld(observed, errors, expected) ? 1 : 0;
      }
    }
    assertThat(held).isGreaterThan(60);
    assertThat(contradicting).isBetween(10, 60);
  }

  /** Three years about a truth: census at both ends and once between, or not. */
  @Test
  void intervalsHoldTheTruthAndDiscrepanciesAreStandardNormal() {
    double[] truth = {900, 120, 30, 80, 60, 1010, 0, 25, 70, 85, 970, 0, 15, 90, 45, 1000};
    double[] errors = {9, 2, 3, 8, 12, 7, 0, 3, 7, 15, 0, 0, 2, 9, 10, 5};
    int draws = 3000;
    double held = 0;
    double[] z = new double[2 * draws];
    double chiSquares = 0;
    double beyond = 0;
    for (int draw = 0; draw < draws; draw++) {
      Chance chance = new Chance(draw);
      double[] observed = new double[truth.length];
      for (int i = 0; i < truth.length; i++) {
        observed[i] = i == 10 ? NONE : truth[i] + errors[i] * chance.normal();
      }
      Balance account = balanced(observed, errors);
      for (int at = 0; at + 5 < truth.length; at += 5) {
        double[] x = Arrays.copyOfRange(account.persons(), at, at + 6);
        assertThat(x[0] + x[1] - x[2] + x[3] - x[4]).isCloseTo(x[5], within(1e-9));
      }
      for (int i = 0; i < truth.length; i++) {
        if (i != 10) {
          assertThat(account.errors()[i]).isLessThanOrEqualTo(errors[i]);
        }
        held += Math.abs(account.persons()[i] - truth[i]) <= 1.96 * account.errors()[i] ? 1 : 0;
      }
      z[2 * draw] = account.links().get(0).z();
      z[2 * draw + 1] = account.links().get(1).z();
      chiSquares += account.chiSquare();
      beyond += ChiSquare.exceeding(account.chiSquare(), account.degrees()) < 0.05 ? 1 : 0;
    }
    int exact = 2; // births of the second and third year
    assertThat((held - exact * draws) / (draws * (truth.length - exact))).isBetween(0.93, 0.97);
    double mean = DoubleStream.of(z).average().orElseThrow();
    double square = DoubleStream.of(z).map(each -> each * each).average().orElseThrow();
    // four standard errors of 6,000 draws
    assertThat(mean).isCloseTo(0, within(4 / Math.sqrt(2.0 * draws)));
    assertThat(square).isCloseTo(1, within(4 * Math.sqrt(2 / (2.0 * draws))));
    assertThat(DoubleStream.of(z).filter(each -> Math.abs(each) < 1).count() / (2.0 * draws))
        .isCloseTo(0.6827, within(0.024));
    // two links: mean 2, variance 4
    assertThat(chiSquares / draws).isCloseTo(2, within(4 * 2 / Math.sqrt(draws)));
    assertThat(beyond / draws).isCloseTo(0.05, within(0.016));
  }

  /** Tables of the distribution: 3.841, 5.991, 7.815, 9.488 and 18.307 are exceeded by 5 %. */
  @Test
  void theTestIsThatOfTheTables() {
    double[] critical = {3.8415, 5.9915, 7.8147, 9.4877, 11.0705};
    for (int degrees = 1; degrees <= critical.length; degrees++) {
      assertThat(ChiSquare.exceeding(critical[degrees - 1], degrees)).isCloseTo(0.05, within(2e-6));
    }
    assertThat(ChiSquare.exceeding(18.3070, 10)).isCloseTo(0.05, within(2e-6));
    assertThat(ChiSquare.exceeding(24.9958, 15)).isCloseTo(0.05, within(2e-6));
    assertThat(ChiSquare.exceeding(0, 1)).isEqualTo(1);
    assertThat(ChiSquare.exceeding(500, 3)).isCloseTo(0, within(1e-12));
    assertThatThrownBy(() -> ChiSquare.exceeding(1, 0)).hasMessageContaining("degrees 1 or more");
  }

  @Test
  void decimalsCloseExactlyAndWhatIsExactStays() {
    // thirds do not end: 0.333333 and 0.333333 are not 0.666667; the population stays
    double[] thirds = {1 / 3.0, 0, 0, 1 / 3.0, 0, 2 / 3.0};
    assertThat(ClosedDecimals.of(thirds, new double[] {9, 0, 0, 1, 0, 9}, 6))
        .containsExactly(decimals("0.333333 0 0 0.333334 0 0.666667"));
    // 0.000002 more at the end: deaths and departures cannot fall; of the others, the larger error
    double[] more = {0.0000014, 0.0000004, 0, 0.0000004, 0.0000004, 0.0000025};
    assertThat(ClosedDecimals.of(more, new double[] {1, 1, 3, 2, 3, 1}, 6))
        .containsExactly(decimals("0.000001 0 0 0.000002 0 0.000003"));
    // arrivals are exact: what is open goes to departures, upwards although they are 0
    double[] open = {0.0000014, 0, 0, 0.0000004, 0, 0.0000018};
    assertThat(ClosedDecimals.of(open, new double[] {1, 0, 1, 1, 1, 1}, 6))
        .containsExactly(decimals("0.000001 0 0 0.000001 0 0.000002"));
    double[] less = {0.0000026, 0, 0.0000004, 0, 0.0000008, 0.0000014};
    // 0.000003 − 0 − 0.000001 = 0.000001 + 0.000001: deaths are exact, departures rise
    assertThat(ClosedDecimals.of(less, new double[] {1, 0, 0, 0, 1, 1}, 6))
        .containsExactly(decimals("0.000003 0 0 0 0.000002 0.000001"));
    // nothing has an error, and a figure at the edge of rounding is a hair off: flows stay
    double[] edge = {0.00000050000001, 0, 0, 0, 0, 0.00000049999999};
    assertThat(ClosedDecimals.of(edge, new double[6], 6))
        .containsExactly(decimals("0.000001 0 0 0 0 0.000001"));
    for (int number = 0; number < 300; number++) {
      Chance chance = new Chance(number);
      double[] observed = new double[16];
      double[] errors = new double[16];
      for (int i = 0; i < observed.length; i++) {
        observed[i] = i % 5 == 0 && i > 0 && chance.below(2) == 0 ? NONE : chance.below(9);
        errors[i] = chance.below(4);
      }
      Balance account = balanced(observed, errors);
      if (account.obstacle() != null) {
        continue;
      }
      BigDecimal[] closed = ClosedDecimals.of(account.persons(), errors, 6);
      for (int at = 0; at + 5 < closed.length; at += 5) {
        assertThat(
                closed[at]
                    .add(closed[at + 1])
                    .subtract(closed[at + 2])
                    .add(closed[at + 3])
                    .subtract(closed[at + 4]))
            .isEqualTo(closed[at + 5]);
      }
      for (int i = 0; i < closed.length; i++) {
        assertThat(closed[i].signum()).isNotNegative();
        assertThat(closed[i].doubleValue()).isCloseTo(account.persons()[i], within(4e-6));
        if (errors[i] == 0 && !Double.isNaN(observed[i])) {
          assertThat(closed[i]).isEqualByComparingTo(BigDecimal.valueOf(observed[i]));
        }
      }
    }
  }

  private static BigDecimal[] decimals(String figures) {
    return Arrays.stream(figures.split(" "))
        .map(each -> new BigDecimal(each).setScale(6))
        .toArray(BigDecimal[]::new);
  }

  /** Draws by a hash of numbers. */
  private static final class Chance {
    private final long key;
    private int drawn;

    Chance(long key) {
      this.key = key;
    }

    int below(int count) {
      return (int) (KeyedHash.bits(key, ++drawn, 7) % count);
    }

    double normal() {
      double uniform = (KeyedHash.bits(key, ++drawn, 7) + 0.5) / KeyedHash.VALUES;
      return Normal.quantile(Math.min(1 - 1e-13, Math.max(1e-13, uniform)));
    }
  }

  /** Least squares over all sets of figures at zero, each by Gauss's elimination. */
  private static final class DenseAccount {
    private static final double FREE = 1e-9; // weight of a population that was not observed

    static double[] best(double[] observed, double[] errors) {
      int[] movable =
          IntStream.range(0, observed.length)
              .filter(i -> errors[i] > 0 || Double.isNaN(observed[i]))
              .toArray();
      double least = Double.POSITIVE_INFINITY;
      double[] best = {};
      for (int set = 0; set < 1 << movable.length; set++) {
        boolean[] fixed = new boolean[observed.length];
        double[] aim = new double[observed.length];
        for (int i = 0; i < observed.length; i++) {
          fixed[i] = errors[i] == 0 && !Double.isNaN(observed[i]);
          aim[i] = Double.isNaN(observed[i]) ? 0 : observed[i];
        }
        for (int m = 0; m < movable.length; m++) {
          if ((set >> m & 1) == 1) {
            fixed[movable[m]] = true;
            aim[movable[m]] = 0;
          }
        }
        double[] solved = solved(aim, observed, errors, fixed);
        if (solved.length > 0 && Arrays.stream(solved).min().orElse(0) > -1e-7) {
          double sum = squares(solved, observed, errors);
          if (sum < least - 1e-12) {
            least = sum;
            best = solved;
          }
        }
      }
      return best;
    }

    private static double squares(double[] solved, double[] observed, double[] errors) {
      double sum = 0;
      for (int i = 0; i < solved.length; i++) {
        if (!Double.isNaN(observed[i]) && errors[i] > 0) {
          sum += Math.pow((solved[i] - observed[i]) / errors[i], 2);
        }
      }
      return sum;
    }

    /** Whether the best without bounds is another. */
    static boolean isHeld(double[] observed, double[] errors, double[] best) {
      boolean[] fixed = new boolean[observed.length];
      double[] aim = new double[observed.length];
      for (int i = 0; i < observed.length; i++) {
        fixed[i] = errors[i] == 0 && !Double.isNaN(observed[i]);
        aim[i] = Double.isNaN(observed[i]) ? 0 : observed[i];
      }
      double[] free = solved(aim, observed, errors, fixed);
      return free.length > 0
          && IntStream.range(0, best.length).anyMatch(i -> Math.abs(free[i] - best[i]) > 1e-6);
    }

    /** Weights on the diagonal, links below: [W A'; A 0], with fixed figures as equations. */
    private static double[] solved(
        double[] aim, double[] observed, double[] errors, boolean[] fixed) {
      int n = aim.length;
      int links = n / 5;
      double[][] matrix = new double[n + links][n + links + 1];
      for (int i = 0; i < n; i++) {
        double weight = fixed[i] ? 1 : Double.isNaN(observed[i]) ? 0 : 1 / (errors[i] * errors[i]);
        matrix[i][i] = weight;
        matrix[i][n + links] = weight * aim[i];
      }
      for (int link = 0; link < links; link++) {
        double[] signs = {1, 1, -1, 1, -1, -1};
        for (int j = 0; j < signs.length; j++) {
          int i = 5 * link + j;
          matrix[n + link][i] = signs[j];
          matrix[i][n + link] = fixed[i] ? 0 : signs[j];
        }
      }
      return eliminated(matrix, n);
    }

    /** The first n unknowns; empty where the equations contradict. */
    private static double[] eliminated(double[][] matrix, int n) {
      int size = matrix.length;
      int[] pivotRow = new int[size];
      Arrays.fill(pivotRow, -1);
      int row = 0;
      for (int column = 0; column < size && row < size; column++) {
        int best = row;
        for (int r = row; r < size; r++) {
          best = Math.abs(matrix[r][column]) > Math.abs(matrix[best][column]) ? r : best;
        }
        if (Math.abs(matrix[best][column]) < FREE) {
          continue;
        }
        double[] swap = matrix[row];
        matrix[row] = matrix[best];
        matrix[best] = swap;
        for (int r = 0; r < size; r++) {
          double factor = r == row ? 0 : matrix[r][column] / matrix[row][column];
          for (int c = column; factor != 0 && c <= size; c++) {
            matrix[r][c] -= factor * matrix[row][c];
          }
        }
        pivotRow[column] = row++;
      }
      for (int r = row; r < size; r++) {
        if (Math.abs(matrix[r][size]) > 1e-7) {
          return new double[0];
        }
      }
      double[] unknowns = new double[n];
      for (int i = 0; i < n; i++) {
        unknowns[i] = pivotRow[i] < 0 ? 0 : matrix[pivotRow[i]][size] / matrix[pivotRow[i]][i];
      }
      return unknowns;
    }
  }
}
