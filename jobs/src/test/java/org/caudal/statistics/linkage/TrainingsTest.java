package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.caudal.statistics.linkage.Blocks.Member;
import org.caudal.statistics.linkage.Symbols.Unit;
import org.junit.jupiter.api.Test;

/** Comparisons of names and years, of two levels, and of towns, of four. */
class TrainingsTest {
  private static final List<String> FIELDS = List.of("name", "town", "year");

  private static final LinkageModel MODEL =
      SplinkSettings.model(
          """
          {"link_type": "link_and_dedupe", "probability_two_random_records_match": 0.01,
           "comparisons": [
            {"output_column_name": "name", "comparison_levels": [
              {"sql_condition": "name_l = name_r", "u_probability": 0.01},
              {"sql_condition": "ELSE", "u_probability": 0.99}]},
            {"output_column_name": "town", "comparison_levels": [
              {"sql_condition": "town_l = town_r", "u_probability": 0.1},
              {"sql_condition": "levenshtein(town_l, town_r) <= 1", "u_probability": 0.01},
              {"sql_condition": "levenshtein(town_l, town_r) <= 2", "u_probability": 0.02},
              {"sql_condition": "ELSE", "u_probability": 0.87}]},
            {"output_column_name": "year", "comparison_levels": [
              {"sql_condition": "year_l = year_r", "u_probability": 0.01},
              {"sql_condition": "ELSE", "u_probability": 0.99}]}]}
          """);

  /** A pattern of gammas of name, town and year. */
  private static PatternCount count(int name, int town, int year, long pairs) {
    return new PatternCount((name + 1) | ((town + 1) << 4) | ((year + 1) << 8), 0, pairs);
  }

  @Test
  void aLevelIsLearntFromTheTrainingsThatSawIt() {
    Trainings trainings = new Trainings(MODEL);
    // on years: towns are the same, one letter apart, or different; never two letters apart
    double[] onYears =
        last(
            trainings.run(
                Training.on("l.year = r.year", MODEL),
                List.of(count(1, 3, 1, 90), count(1, 2, 1, 10), count(0, 0, 1, 100))),
            1);
    // on names: towns are the same or different
    double[] onNames =
        last(
            trainings.run(
                Training.on("l.name = r.name", trainings.model()),
                List.of(count(1, 3, 1, 60), count(1, 0, 0, 100))),
            0);
    double[] m = trainings.model().comparisons().get(1).m();
    assertThat(m[3]).isEqualTo((onYears[3] + onNames[3]) / 2);
    assertThat(m[2]).isEqualTo(onYears[2]).isGreaterThan(0.05);
    assertThat(m[1]).isCloseTo(0.05 / 3, within(1e-15)); // where training starts: a third of 0.05
    assertThat(List.of(trainings.of(0), trainings.of(1), trainings.of(2))).containsExactly(1, 2, 1);
  }

  private static double[] last(List<Training.Iteration> iterations, int comparison) {
    return iterations.get(iterations.size() - 1).m()[comparison];
  }

  private static Member member(Comparer comparer, String source, String id, String... fields) {
    return new Member(source, id, comparer.candidate(fields), new double[0]);
  }

  @Test
  void onePersonHasOneRecordInSomeSourcesAndNoPairCountsForLessThanTheFloor() {
    Comparer comparer = new Comparer(MODEL, FIELDS, List.of(), Unit.BYTES);
    Scorer scorer = new Scorer(MODEL);
    List<Member> members =
        List.of(
            member(comparer, "a", "1", "ana", "lima", "1990"),
            member(comparer, "a", "2", "ana", "lima", "1990"),
            member(comparer, "b", "1", "eva", "cali", "1970"));
    assertThat(persons(members, new Persons.Rule(-2, -8, Set.of()), comparer, scorer))
        .containsExactly("a1", "a1", "b1");
    assertThat(persons(members, new Persons.Rule(-2, -8, Set.of("a")), comparer, scorer))
        .containsExactly("a1", "a2", "b1");
    // nothing agrees: far below -8, which is as high as the mean that joins
    assertThat(scorer.weight(comparer, members.get(0), members.get(2))).isLessThan(-8);
    assertThat(persons(members, new Persons.Rule(-8, -8, Set.of()), comparer, scorer))
        .containsExactly("a1", "a1", "a1");
  }

  private static List<String> persons(
      List<Member> members, Persons.Rule rule, Comparer comparer, Scorer scorer) {
    return Persons.of(members, rule, comparer, scorer).stream()
        .map(person -> person.first().source() + person.first().id())
        .toList();
  }
}
