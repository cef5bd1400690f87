package org.caudal.statistics.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.caudal.statistics.border.ProvisionalCounts.Cell;
import org.caudal.statistics.border.ProvisionalCounts.Estimate;
import org.caudal.statistics.border.ProvisionalCounts.Settings;
import org.junit.jupiter.api.Test;

/** Months 1, 2, … whose crossings are final after three. */
class ProvisionalCountsTest {
  private static final Settings SETTINGS = new Settings(3, 4, 12, 0.95);
  private static final List<String> AWAY = List.of("away");
  private static final List<String> BACK = List.of("back");
  private static final List<String> MIGRATION = List.of("migration");
  private static final List<String> NONE = List.of("none");

  private static Estimate estimate(List<Cell> cells, int month, String group) {
    return ProvisionalCounts.of(cells, 1, SETTINGS).stream()
        .filter(estimate -> estimate.month() == month && estimate.group().equals(group))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theShareOfEarlierMonthsIsThatOfThisOne() {
    List<Cell> cells = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      // of months that are not final when 7 was seen, at the end of 8, nothing may be used
      cells.add(new Cell(month, AWAY, "A", 10, month <= 5 ? 4 : 10));
      cells.add(new Cell(month, BACK, "A", 30, month <= 5 ? 0 : 30));
    }
    Estimate estimate = estimate(cells, 7, "A");
    assertThat(estimate.trainingMonths()).isEqualTo(5);
    // 20 of 50 away, drawn to a half as if by one more; no other year, so July's share is April's;
    // of the month of the year nothing is known, and A are all
    double away = (20 + 0.5) / (50 + 1);
    double back = 0.5 / (150 + 1);
    assertThat(estimate.migrations()).isCloseTo(10 * away + 30 * back, within(1e-12));
    assertThat(estimate(cells, 7, "all").migrations()).isEqualTo(estimate.migrations());
    assertThat(estimate.dispersion()).isEqualTo(1);
    assertThat(estimate.low()).isLessThan(4);
    assertThat(estimate.high()).isBetween(6L, 40L);
    // four final months are needed: those of 1 to 4, when 6 is seen at the end of 7
    assertThat(ProvisionalCounts.of(cells, 1, SETTINGS).stream().mapToInt(Estimate::month).min())
        .hasValue(6);
  }

  @Test
  void closelyToldStatesAreDrawnToTheBroad() {
    List<Cell> cells = new ArrayList<>();
    for (int month = 1; month <= 5; month++) {
      cells.add(new Cell(month, List.of("away", "new"), "A", 2, 2));
      cells.add(new Cell(month, List.of("away", "seen"), "B", 2, 0));
    }
    cells.add(new Cell(7, List.of("away", "new"), "A", 1, 0));
    cells.add(new Cell(7, List.of("away", "new"), "C", 1, 0));
    double broad = (10 + 0.5) / (20 + 1);
    double close = (10 + 2 * broad) / (10 + 2);
    // neither July nor C was ever seen: nothing more is known of them
    assertThat(estimate(cells, 7, "C").migrations()).isCloseTo(close, within(1e-12));
    assertThat(estimate(cells, 7, "all").migrations()).isCloseTo(2 * close, within(1e-12));
  }

  @Test
  void theMonthOfTheYearTells() {
    List<Cell> cells = new ArrayList<>();
    for (int month = 1; month <= 40; month++) {
      cells.add(new Cell(month, AWAY, "A", 100, month % 12 == 3 ? 80 : 20));
    }
    Estimate march = estimate(cells, 39, "A");
    // the twelve months 26 to 37 were final: one of them a March
    double all = (11 * 20 + 80 + 0.5) / (1200 + 1);
    double of = (80 + 15 * all) / (100 + 15);
    double group = (80 + 15 * of) / (100 + 15);
    assertThat(march.migrations()).isCloseTo(100 * group, within(1e-9));
  }

  /** Twelve months of which all, seen a month before all is known, were migrations. */
  private static List<Cell> certain(long crossings) {
    List<Cell> cells = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      cells.add(new Cell(month, MIGRATION, "A", crossings, crossings));
    }
    return cells;
  }

  private static Estimate afterCertain(List<Cell> cells) {
    return ProvisionalCounts.of(cells, 16, new Settings(17, 12, 36, 0.95)).stream()
        .filter(estimate -> estimate.month() == 13 && estimate.group().equals("all"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsCertainComesOutAsItIs() {
    for (int crossings : new int[] {5, 40}) {
      List<Cell> cells = certain(1);
      cells.add(new Cell(13, MIGRATION, "A", crossings, 0));
      assertThat(afterCertain(cells))
          .isEqualTo(new Estimate(13, "all", crossings, crossings, crossings, 1, 12));
    }
  }

  @Test
  void openCrossingsAddToWhatIsCertain() {
    List<Cell> cells = certain(100);
    for (int month = 1; month <= 12; month++) {
      cells.add(new Cell(month, AWAY, "A", 2, 1));
    }
    cells.add(new Cell(13, MIGRATION, "A", 100, 0));
    cells.add(new Cell(13, AWAY, "A", 4, 0));
    Estimate estimate = afterCertain(cells);
    assertThat(estimate.migrations()).isCloseTo(100 + 4 * 0.5, within(1e-9)); // 12 of 24
    assertThat(estimate.low()).isBetween(100L, 101L);
    assertThat(estimate.high()).isBetween(103L, 104L);
  }

  @Test
  void howManyAnswersWereUndoneIsLearnt() {
    List<Cell> cells = certain(10);
    cells.set(1, new Cell(2, MIGRATION, "A", 10, 8));
    cells.add(new Cell(13, MIGRATION, "A", 100, 0));
    double all = (118 + 1.0) / (120 + 1); // drawn to one
    double month = (10 + 15 * all) / (10 + 15); // 13 is of the month of the year of 1
    double group = (10 + 15 * month) / (10 + 15);
    Estimate estimate = afterCertain(cells);
    assertThat(estimate.migrations()).isCloseTo(100 * group, within(1e-9));
    assertThat(estimate.low()).isLessThan(99);
    assertThat(estimate.high()).isEqualTo(100);
  }

  /** Twelve months of ten crossings that were none, seen a month before all is known. */
  private static List<Cell> none() {
    List<Cell> cells = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      cells.add(new Cell(month, NONE, "A", 10, 0));
    }
    return cells;
  }

  @Test
  void whatIsNoneComesOutAsNone() {
    List<Cell> cells = none();
    cells.add(new Cell(13, NONE, "A", 1000, 0));
    assertThat(afterCertain(cells)).isEqualTo(new Estimate(13, "all", 0, 0, 0, 1, 12));
    cells.addAll(certain(1));
    cells.add(new Cell(13, MIGRATION, "A", 5, 0)); // neither certain nor open beside these
    assertThat(afterCertain(cells)).isEqualTo(new Estimate(13, "all", 5, 5, 5, 1, 12));
  }

  @Test
  void howManyThatWereNoneBecameMigrationsIsLearnt() {
    List<Cell> cells = none();
    cells.set(1, new Cell(2, NONE, "A", 10, 2));
    cells.add(new Cell(13, NONE, "A", 100, 0));
    double all = 2.0 / (120 + 1); // drawn to none
    double month = 15 * all / (10 + 15); // 13 is of the month of the year of 1
    double group = 15 * month / (10 + 15);
    Estimate estimate = afterCertain(cells);
    assertThat(estimate.migrations()).isCloseTo(100 * group, within(1e-9));
    assertThat(estimate.low()).isZero();
    assertThat(estimate.high()).isGreaterThan(1);
  }

  @Test
  void intervalsHoldWhatTheySay() {
    Random random = new Random(20);
    List<Cell> cells = new ArrayList<>();
    int last = 1200;
    long[] migrations = new long[last + 1];
    for (int month = 1; month <= last; month++) {
      double shock = random.nextGaussian() * 0.6; // months differ by more than chance
      double share = 1 / (1 + Math.exp(1 - shock));
      int crossings = 40 + random.nextInt(120);
      for (int i = 0; i < crossings; i++) {
        migrations[month] += random.nextDouble() < share ? 1 : 0;
      }
      cells.add(new Cell(month, AWAY, "A", crossings, migrations[month]));
    }
    List<Estimate> estimates =
        ProvisionalCounts.of(cells, 1, new Settings(3, 12, 36, 0.95)).stream()
            .filter(estimate -> estimate.group().equals("all"))
            .toList();
    long covered =
        estimates.stream()
            .filter(e -> e.low() <= migrations[e.month()] && migrations[e.month()] <= e.high())
            .count();
    double dispersion =
        estimates.stream().mapToDouble(Estimate::dispersion).average().orElseThrow();
    // 1,187 months: two standard errors of 0.95 are 0.013; rounding outwards adds a little
    assertThat((double) covered / estimates.size()).isBetween(0.937, 0.975);
    // variance of a month's count over that by chance: 1 + 0.36 n p (1 - p), n about 110 by size, p
    // about 0.28, is 9; learning from two other years of the month adds about half to both
    assertThat(dispersion).isBetween(7.0, 10.0);
  }
}
