package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.caudal.statistics.linkage.Blocks.Member;
import org.caudal.statistics.linkage.Symbols.Unit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A father, a mother and their twins in a census and in the books of a school. The same name weighs
 * 3, another -1; the same surname 1, another -1; the same day 4, another -4: a person has 8 with
 * himself, a twin 4 with the other, any two others -6.
 */
class HouseholdsTest {
  private static final LinkageModel MODEL =
      SplinkSettings.model(
          """
          {"link_type": "link_and_dedupe", "probability_two_random_records_match": 0.5,
           "comparisons": [%s, %s, %s]}
          """
              .formatted(
                  comparison("name", "0.5", "0.0625", "0.25", "0.5"),
                  comparison("surname", "0.5", "0.25", "0.25", "0.5"),
                  comparison("day", "0.5", "0.03125", "0.03125", "0.5")));

  private static final Map<String, String> BOTH = Map.of("census", "house", "school", "house");

  /** The family has the same mark in both registers; the father is in another household too. */
  private static final List<String[]> RECORDS =
      List.of(
          record("census", "father", "7", "juan", "rios", "1980"),
          record("census", "father again", "9", "juan", "rios", "1980"),
          record("census", "luis", "7", "luis", "rios paz", "2010"),
          record("census", "luz", "7", "luz", "rios paz", "2010"),
          record("census", "mother", "7", "ana", "paz", "1982"),
          record("school", "father", "7", "juan", "rios", "1980"),
          record("school", "luis", "7", "luis", "rios paz", "2010"),
          record("school", "luz", "7", "luz", "rios paz", "2010"),
          record("school", "mother", "7", "ana", "paz", "1982"));

  private static String comparison(
      String field, String same, String sameByChance, String other, String otherByChance) {
    return """
        {"output_column_name": "%1$s", "comparison_levels": [
         {"sql_condition": "%1$s_l = %1$s_r", "m_probability": %2$s, "u_probability": %3$s},
         {"sql_condition": "ELSE", "m_probability": %4$s, "u_probability": %5$s}]}
        """
        .formatted(field, same, sameByChance, other, otherByChance);
  }

  private static String[] record(String... cells) {
    return cells;
  }

  /** Who the first record of each record's person is, record by record. */
  private static List<String> persons(Set<String> oneRecord, Map<String, String> households) {
    List<String> fields = MODEL.fields(Households.conditions(BOTH));
    assertThat(fields).containsExactly("day", "house", "name", "surname");
    Comparer comparer = new Comparer(MODEL, fields, List.of(), Unit.FOLDED);
    List<Member> members =
        RECORDS.stream()
            .map(
                r ->
                    new Member(
                        r[0],
                        r[1],
                        comparer.candidate(new String[] {r[5], r[2], r[3], r[4]}),
                        new double[0]))
            .toList();
    Persons.Rule rule = new Persons.Rule(-2, -8, oneRecord, Households.of(households, fields));
    return Persons.of(members, rule, (a, b) -> false, comparer, new Scorer(MODEL)).stream()
        .map(person -> person.first().id())
        .toList();
  }

  private static final String[] FOUR_PERSONS = {
    "father", "father", "luis", "luz", "mother", "father", "luis", "luz", "mother"
  };

  @Test
  void twinsOfOneHouseholdAreTwoPersons() {
    // between luis, twice, and luz, twice, each pair has 4
    assertThat(persons(Set.of(), Map.of()))
        .containsExactly(
            "father", "father", "luis", "luis", "mother", "father", "luis", "luis", "mother");
    assertThat(persons(Set.of(), BOTH)).containsExactly(FOUR_PERSONS);
    // one register that tells the twins apart is enough
    assertThat(persons(Set.of(), Map.of("census", "house"))).containsExactly(FOUR_PERSONS);
    assertThat(persons(Set.of(), Map.of("school", "house"))).containsExactly(FOUR_PERSONS);
  }

  @Test
  void ofTwoHouseholdsAPersonMayBeTwice() {
    // where the census has each person once, the father of the other household is another
    assertThat(persons(Set.of("census", "school"), Map.of()))
        .containsExactly(
            "father", "father again", "luis", "luz", "mother", "father", "luis", "luz", "mother");
  }

  @Test
  void aRecordWithoutAHouseholdIsApartFromNobody() {
    Comparer comparer =
        new Comparer(MODEL, List.of("day", "house", "name", "surname"), List.of(), Unit.BYTES);
    Households households = new Households(Map.of("census", 1));
    Member one = member(comparer, "1", null);
    Member two = member(comparer, "2", "7");
    assertThat(households.keepApart(one, member(comparer, "3", null))).isFalse();
    assertThat(households.keepApart(one, two)).isFalse();
    assertThat(households.keepApart(two, member(comparer, "3", "7"))).isTrue();
    assertThat(Households.NONE.keepApart(two, member(comparer, "3", "7"))).isFalse();
  }

  private static Member member(Comparer comparer, String id, @Nullable String house) {
    return new Member(
        "census",
        id,
        comparer.candidate(Arrays.asList("2010", house, "ana", "paz").toArray(String[]::new)),
        new double[0]);
  }
}
