package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.caudal.statistics.CoverageModel.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageModelTest {
  private static final double NO_PRIOR = 1e-6;

  private static final List<Group> TWO_EFFECTS =
      List.of(
          group("a=1; b=u", 120, 150, 90),
          group("a=1; b=v", 60, 80, 30),
          group("a=2; b=u", 30, 40, 30),
          group("a=2; b=v", 45, 60, 33),
          group("a=3; b=u", 4, 5, 5),
          group("a=3; b=v", 2, 7, 3));

  private static Group group(String levels, double listed, double counted, double linked) {
    return new Group(List.of(levels.split("; ")), listed, counted, linked);
  }

  private static List<Double> coverage(CoverageModel model, List<Group> groups) {
    return groups.stream().map(group -> model.coverage(group.levels())).toList();
  }

  @Test
  void oneEffectGivesTheShareFoundOfEachLevel() {
    List<Group> groups = List.of(group("a=1", 200, 150, 90), group("a=2", 40, 60, 33));
    assertThat(coverage(new CoverageModel(groups, 1, 0, NO_PRIOR), groups))
        .usingElementComparator((x, y) -> Math.abs(x - y) < 1e-6 ? 0 : 1)
        .containsExactly(90 / 150.0, 33 / 60.0);
    // 90 links of 150: (90 - 0.02 x 150) / 0.93 are found, of the 60 (33 - 1.2) / 0.93
    assertThat(coverage(new CoverageModel(groups, 0.95, 0.02, NO_PRIOR), groups))
        .usingElementComparator((x, y) -> Math.abs(x - y) < 1e-6 ? 0 : 1)
        .containsExactly(87 / 0.93 / 150, 31.8 / 0.93 / 60);
  }

  @Test
  void oneLevelGivesTheEstimateOfChapmanAndItsVariance() {
    List<Group> whole = List.of(group("a=1", 300, 199, 149));
    CoverageModel few = new CoverageModel(whole, 1, 0, NO_PRIOR);
    assertThat(few.weight(List.of("a=1")) * 300).isCloseTo(301 * 200 / 150.0 - 1, within(1e-5));
    // x n (x - m) (n - m) / m³
    List<Group> many = List.of(group("a=1", 300_000, 200_000, 150_000));
    assertThat(new CoverageModel(many, 1, 0, NO_PRIOR).variance(many))
        .isCloseTo(3e5 * 2e5 * 1.5e5 * 0.5e5 / Math.pow(1.5e5, 3), within(1.5));
    // Who counts everybody knows how many they are: 0.
    List<Group> all = List.of(group("a=1", 150_000, 200_000, 150_000));
    assertThat(new CoverageModel(all, 1, 0, NO_PRIOR).variance(all)).isCloseTo(0, within(0.5));
  }

  @Test
  void whoseLinksWereMissedWasCounted() {
    // Half of 200 000 are counted, 150 000 on the list, 0.9 of the 75 000 of both linked: x n (x -
    // m)
    // (n - m) / m³, and 75 000 x 0.9 x 0.1 is the variance of links, of which one more or less is N
    // / 67 500 persons.
    List<Group> groups = List.of(group("a=1", 150_000, 100_000, 67_500));
    double chance = 1.5e5 * 1e5 * 7.5e4 * 2.5e4 / Math.pow(7.5e4, 3);
    double links = 6750 * Math.pow(2e5 / 67_500, 2);
    assertThat(new CoverageModel(groups, 0.9, 0, NO_PRIOR).variance(groups))
        .isCloseTo(chance + links, within(0.003 * (chance + links)));
  }

  /**
   * In two groups more are linked than the recall says. The chances where scipy 1.16 finds the
   * highest penalised likelihood, from eight starts: minimize by BFGS, then Nelder-Mead, of -sum(m
   * log(pi) + (n - m) log(1 - pi)) + sum(b² / 2 v), v 100 of the constant and 6.25 of the effects.
   */
  @Test
  void linksBeyondTheRecallHaveAnAnswerToo() {
    List<Group> groups =
        List.of(
            group("a=1; b=u", 600, 1000, 560),
            group("a=2; b=u", 650, 1000, 600),
            group("a=1; b=v", 400, 400, 399),
            group("a=2; b=v", 450, 450, 449));
    assertThat(coverage(new CoverageModel(groups, 0.984, 0.005), groups))
        .usingElementComparator((x, y) -> Math.abs(x - y) < 1e-6 ? 0 : 1)
        .containsExactly(0.56719978, 0.6080207741, 0.9991567934, 0.9992875014);
  }

  /**
   * The chances that statsmodels 0.14 gives, GLM(y, X, Binomial()) with y the linked and others and
   * X a constant, a = 2, a = 3 and b = v.
   */
  @Test
  void severalEffectsAreThoseOfALogisticRegression() {
    List<Double> expected =
        List.of(0.60465294, 0.36627574, 0.75929053, 0.54380631, 0.78608759, 0.581366);
    assertThat(coverage(new CoverageModel(TWO_EFFECTS, 1, 0, NO_PRIOR), TWO_EFFECTS))
        .usingElementComparator((x, y) -> Math.abs(x - y) < 1e-5 ? 0 : 1)
        .containsExactlyElementsOf(expected);
  }

  /**
   * The chances where scipy 1.x (optimize.minimize, BFGS, then Nelder-Mead) finds the least of -
   * sum(linked log π + (counted - linked) log(1 - π)) + sum(effects² / 6.25) / 2 + constant² / 200,
   * π = 0.02 + 0.93 p.
   */
  @Test
  void linksAndThePriorAreInTheLikelihood() {
    List<Double> expected =
        List.of(0.6294599, 0.3724238, 0.7891404, 0.5666065, 0.8044864, 0.589728);
    assertThat(coverage(new CoverageModel(TWO_EFFECTS, 0.95, 0.02), TWO_EFFECTS))
        .usingElementComparator((x, y) -> Math.abs(x - y) < 2e-6 ? 0 : 1)
        .containsExactlyElementsOf(expected);
  }

  @Test
  void aLevelOfWhichAllOrNoneWereFoundIsNotCertain() {
    List<Group> groups =
        List.of(group("a=1", 200, 150, 90), group("a=2", 12, 12, 12), group("a=3", 2, 12, 0));
    CoverageModel model = new CoverageModel(groups, 1, 0);
    assertThat(model.coverage(List.of("a=2"))).isBetween(0.9, 0.999);
    assertThat(model.variance(groups.subList(1, 2))).isGreaterThan(0.1);
    assertThat(model.coverage(List.of("a=3"))).isBetween(0.001, 0.1);
    assertThat(model.variance(groups.subList(2, 3))).isFinite();
  }

  private static double chance(int person, int number, int draw) {
    return KeyedHash.bits(person, number, draw) / KeyedHash.VALUES;
  }

  /** The chance to be on the list by two effects, of a person of one of six groups. */
  private static double coverage(int group) {
    return 1 / (1 + Math.exp(-0.4 + 0.5 * (group % 3) - (group < 3 ? 0 : 0.8)));
  }

  /** Groups of persons with who of them is listed, counted and linked; person i is of i % 6. */
  private static List<Group> drawn(
      int draw, int persons, int every, double counted, double recall, double falseShare) {
    double[][] numbers = new double[6][3];
    for (int person = 0; person < persons; person += every) {
      int group = person % 6;
      boolean isListed = chance(person, 1, draw) < coverage(group);
      boolean isCounted = chance(person, 2, draw) < counted;
      boolean isLinked = isCounted && chance(person, 3, draw) < (isListed ? recall : falseShare);
      numbers[group][0] += isListed ? 1 : 0;
      numbers[group][1] += isCounted ? 1 : 0;
      numbers[group][2] += isLinked ? 1 : 0;
    }
    List<Group> groups = new ArrayList<>();
    for (int group = 0; group < 6; group++) {
      double[] n = numbers[group];
      groups.add(group("a=" + group % 3 + "; b=" + group / 3, n[0], n[1], n[2]));
    }
    return groups;
  }

  /** The cell is every fifth person of four of the six groups. */
  @ParameterizedTest
  @CsvSource({"0.9, 1, 0", "0.9, 0.9, 0.05", "0.4, 0.95, 0.02"})
  void theIntervalOfACellHoldsItInNineteenOfTwentyDraws(
      double counted, double recall, double falseShare) {
    int draws = 2000;
    int held = 0;
    double squares = 0;
    double variances = 0;
    for (int draw = 0; draw < draws; draw++) {
      List<Group> groups = drawn(draw, 1800, 1, counted, recall, falseShare);
      List<Group> cell = drawn(draw, 1800, 5, counted, recall, falseShare).subList(0, 4);
      CoverageModel model = new CoverageModel(groups, recall, falseShare);
      double persons =
          cell.stream().mapToDouble(group -> group.listed() * model.weight(group.levels())).sum();
      double variance = model.variance(cell);
      // 360 of the 1800 persons are the fifth, of which four of six groups have 60 each
      double error = persons - 240;
      squares += error * error;
      variances += variance;
      held += Math.abs(error) <= 1.96 * Math.sqrt(variance) ? 1 : 0;
    }
    assertThat(held / (double) draws).isBetween(0.935, 0.965);
    assertThat(variances / squares).isCloseTo(1, within(0.1));
  }

  @ParameterizedTest
  @CsvSource({"0.9", "0.4"})
  void inSmallNumbersTheEstimateLeansToNeitherSide(double counted) {
    int draws = 3000;
    double sum = 0;
    double squares = 0;
    for (int draw = 0; draw < draws; draw++) {
      List<Group> groups = drawn(draw, 180, 1, counted, 1, 0);
      CoverageModel model = new CoverageModel(groups, 1, 0);
      double persons =
          groups.stream().mapToDouble(group -> group.listed() * model.weight(group.levels())).sum();
      sum += persons - 180;
      squares += (persons - 180) * (persons - 180);
    }
    double mean = sum / draws;
    double error = Math.sqrt((squares / draws - mean * mean) / draws);
    assertThat(Math.abs(mean)).isLessThan(3 * error + 0.5);
  }
}
