package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.caudal.statistics.linkage.Blocks.Member;
import org.caudal.statistics.linkage.Symbols.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private static LinkageModel fixed(String same) {
    return SplinkSettings.model(
        """
        {"link_type": "dedupe_only", "probability_two_random_records_match": 0.01,
         "max_iterations": 1, "comparisons": [
          {"output_column_name": "name", "comparison_levels": [
            {"sql_condition": "name_l = name_r", %s},
            {"sql_condition": "ELSE", "m_probability": 0.2, "u_probability": 0.99}]}]}
        """
            .formatted(same));
  }

  @Test
  void aFixedShareKeepsItsValueInTraining() {
    LinkageModel model =
        fixed("\"m_probability\": 0.8, \"u_probability\": 0.01, \"fix_m_probability\": true");
    Trainings trainings = new Trainings(model);
    List<Training.Iteration> iterations =
        trainings.run(
            Training.on("l.street = r.street", model),
            List.of(new PatternCount(2, 0, 90), new PatternCount(1, 0, 110)));
    // odds of 1 to 99, times 0.8 / 0.01 where names are the same, 0.2 / 0.99 where they are not
    double same = 90 * (80.0 / 99) / (1 + 80.0 / 99);
    double other = 110 * (0.2 / 0.99 / 99) / (1 + 0.2 / 0.99 / 99);
    assertThat(iterations).hasSize(2);
    assertThat(iterations.get(1).prior()).isCloseTo((same + other) / 200, within(1e-15));
    assertThat(trainings.model().comparisons().get(0).m())
        .containsExactly(new double[] {other / (same + other), 0.8}, within(1e-15));
  }

  @Test
  void aFixedShareKeepsItsValueWhenPairsAreCounted() {
    List<UnmatchedShares.Sourced> records =
        List.of(
            new UnmatchedShares.Sourced("a", List.of("ana")),
            new UnmatchedShares.Sourced("a", List.of("ana")),
            new UnmatchedShares.Sourced("a", List.of("eva")));
    LinkageModel model =
        fixed("\"m_probability\": 0.8, \"u_probability\": 0.25, \"fix_u_probability\": true");
    assertThat(
            UnmatchedShares.counted(model, List.of("name"), records, Unit.BYTES)
                .comparisons()
                .get(0)
                .u())
        .containsExactly(2.0 / 3, 0.25); // one pair of three agrees: a third, were it not fixed
    assertThatThrownBy(() -> fixed("\"fix_m_probability\": true"))
        .hasMessageContaining("has a fixed share without a value");
  }

  /**
   * The name of the left is the town of the right where (lima, cali) is on the left of (ana, lima):
   * in half of the orders of one source, in all where its source is the first, else in none.
   */
  @Test
  void ofALevelThatIsNotSymmetricBothOrdersCount() {
    assertThat(nameIsTown("a", "a")).containsExactly(0.5, 0.5);
    assertThat(nameIsTown("a", "b")).containsExactly(Comparison.NEVER_SEEN, 1);
    assertThat(nameIsTown("b", "a")).containsExactly(1, Comparison.NEVER_SEEN);
  }

  private static double[] nameIsTown(String ofLima, String ofAna) {
    LinkageModel model =
        SplinkSettings.model(
            """
            {"link_type": "link_and_dedupe", "comparisons": [
              {"output_column_name": "name", "comparison_levels": [
                {"sql_condition": "name_l = town_r"}, {"sql_condition": "ELSE"}]}]}
            """);
    List<UnmatchedShares.Sourced> records =
        List.of(
            new UnmatchedShares.Sourced(ofLima, List.of("lima", "cali")),
            new UnmatchedShares.Sourced(ofAna, List.of("ana", "lima")));
    double[] u = shares(model, records);
    assertThat(shares(model, List.of(records.get(1), records.get(0)))).containsExactly(u);
    return u;
  }

  private static double[] shares(LinkageModel model, List<UnmatchedShares.Sourced> records) {
    return UnmatchedShares.counted(model, List.of("name", "town"), records, Unit.BYTES)
        .comparisons()
        .get(0)
        .u();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name_l = name_r AND town_r = town_l | true",
        "name_l IS NULL OR name_r IS NULL | true",
        "levenshtein(lower(name_l), lower(name_r)) <= 2 | true",
        "abs(epoch(day_l) - epoch(day_r)) <= 86400 | true",
        "abs(datediff('day', day_l, day_r)) <= 1 | true",
        "array_length(list_intersect(name_l, name_r)) >= 1 | true",
        "name_l = town_r OR town_l = name_r | true",
        "name_l = town_r | false",
        "day_l < day_r | false",
        "day_l - day_r = 1 | false",
        "name_l = name_r AND town_l = 'lima' | false",
      })
  void whetherAConditionIsSymmetricIsReadFromIt(String condition, boolean isSymmetric) {
    assertThat(SqlSymmetry.isSymmetric(SqlParser.parse(condition))).isEqualTo(isSymmetric);
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
    assertThat(
            persons(members, new Persons.Rule(-2, -8, Set.of(), Households.NONE), comparer, scorer))
        .containsExactly("a1", "a1", "b1");
    assertThat(
            persons(
                members, new Persons.Rule(-2, -8, Set.of("a"), Households.NONE), comparer, scorer))
        .containsExactly("a1", "a2", "b1");
    // a clerk knows them to be two
    assertThat(
            persons(
                members,
                new Persons.Rule(-2, -8, Set.of(), Households.NONE),
                (first, second) -> first.id().equals("1") && second.id().equals("2"),
                comparer,
                scorer))
        .containsExactly("a1", "a2", "b1");
    // nothing agrees: far below -8, which is as high as the mean that joins
    assertThat(scorer.weight(comparer, members.get(0), members.get(2))).isLessThan(-8);
    assertThat(
            persons(members, new Persons.Rule(-8, -8, Set.of(), Households.NONE), comparer, scorer))
        .containsExactly("a1", "a1", "a1");
  }

  private static List<String> persons(
      List<Member> members, Persons.Rule rule, Comparer comparer, Scorer scorer) {
    return persons(members, rule, (first, second) -> false, comparer, scorer);
  }

  private static List<String> persons(
      List<Member> members,
      Persons.Rule rule,
      Persons.Apart apart,
      Comparer comparer,
      Scorer scorer) {
    return Persons.of(members, rule, apart, comparer, scorer).stream()
        .map(person -> person.first().source() + person.first().id())
        .toList();
  }
}
