package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.caudal.statistics.linkage.Symbols.Unit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comparisons of lists as Splink 5.0.0 writes them; values computed with DuckDB 2.0.1. */
class SqlListsTest {
  /** Two in common, a subset that is not empty, a subset, two alike, two at most one step apart. */
  private static final List<String> DUCKDB =
      List.of(
          "array_length(list_intersect(\"a_l\", \"a_r\")) >= 2",
          "LEAST(ARRAY_LENGTH(\"a_l\"), ARRAY_LENGTH(\"a_r\")) <> 0 AND ARRAY_LENGTH(ARRAY_INTERSECT(\"a_l\", \"a_r\")) = LEAST(ARRAY_LENGTH(\"a_l\"), ARRAY_LENGTH(\"a_r\"))",
          "ARRAY_LENGTH(ARRAY_INTERSECT(\"a_l\", \"a_r\")) = LEAST(ARRAY_LENGTH(\"a_l\"), ARRAY_LENGTH(\"a_r\"))",
          """
          list_max(list_transform(flatten(list_transform("a_l", x -> list_transform("a_r", y -> [x, y]))),
              pair -> jaro_winkler_similarity(pair[1], pair[2]))) >= 0.9""",
          """
          list_min(list_transform(flatten(list_transform("a_l", lambda x: list_transform("a_r", lambda y: [x, y]))),
              lambda pair: levenshtein(pair[1], pair[2]))) <= 1""");

  private static final List<String> SPARK =
      List.of(
          "SIZE(ARRAY_INTERSECT(`a_l`, `a_r`)) >= 2",
          "LEAST(SIZE(`a_l`), SIZE(`a_r`)) <> 0 AND SIZE(ARRAY_INTERSECT(`a_l`, `a_r`)) = LEAST(SIZE(`a_l`), SIZE(`a_r`))",
          "SIZE(ARRAY_INTERSECT(`a_l`, `a_r`)) = LEAST(SIZE(`a_l`), SIZE(`a_r`))",
          """
          array_max(transform(flatten(transform(`a_l`, x -> transform(`a_r`, y -> [x, y]))),
              pair -> jaro_winkler(pair[0], pair[1]))) >= 0.9""",
          """
          array_min(transform(flatten(transform(`a_l`, x -> transform(`a_r`, y -> [x, y]))),
              pair -> levenshtein(pair[0], pair[1]))) <= 1""");

  private static boolean holds(String condition, @Nullable String left, @Nullable String right) {
    Expressions expressions = new Expressions(List.of("a"), Unit.CODE_POINTS);
    Sql sql = expressions.read(condition);
    expressions.measure(sql);
    Expressions.TwoSided compiled = expressions.compile(sql);
    return compiled.holds(
        expressions.pair(candidate(expressions, left), candidate(expressions, right)));
  }

  private static Candidate candidate(Expressions expressions, @Nullable String list) {
    return expressions.candidate(
        Stream.of(Optional.ofNullable(list)).map(v -> v.orElse(null)).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"ana\", \"anita\"] | [anita, ana, lucia] | true true true true true",
        "[ana] | [\"anna\", \"eva\"] | false false false true true",
        "[maria, jose] | [mario, josefa] | false false false true true",
        "[] | [ana] | false false true false false",
        "[ana] | | false false false false false",
        "[\"luis\", \"luis\"] | [luis] | false true true true true",
        "[martha] | [marhta, x] | false false false true false",
        "[] | [] | false false true false false",
        "[a b, c] | [c, d] | false false false true true",
        "ana | [eva, ana] | false true true true true", // a list of one
      })
  void conditionsHoldAsInDuckDb(@Nullable String left, @Nullable String right, String expected) {
    for (List<String> conditions : List.of(DUCKDB, SPARK)) {
      StringJoiner found = new StringJoiner(" ");
      conditions.forEach(condition -> found.add(Boolean.toString(holds(condition, left, right))));
      assertThat(found).hasToString(expected);
      StringJoiner turned = new StringJoiner(" ");
      conditions.forEach(condition -> turned.add(Boolean.toString(holds(condition, right, left))));
      assertThat(turned).hasToString(expected);
    }
  }

  /**
   * DuckDB counts a null in a length; here it is left out, as of JSON. A name in quotes is none.
   */
  @Test
  void aNullIsNoElement() {
    for (String list : List.of("[ana, NULL]", "[null, ana]", "[ana, Null]", "[\"ana\", null]")) {
      assertThat(SqlLists.of(list)).as(list).hasToString("[ana]");
    }
    assertThat(SqlLists.of("[\"null\", \"ana\"]")).hasToString("[null, ana]");
    assertThat(SqlLists.of("[nulla]")).hasToString("[nulla]");
    assertThat(holds(DUCKDB.get(0), "[ana, NULL]", "[ana, NULL]")).isFalse(); // one in common
  }

  /** Marks of certificates: as text DuckDB keeps them as they are written, whatever is beside. */
  @Test
  void marksThatLookLikeNumbersStayAsTheyAre() {
    assertThat(SqlLists.of("[123e45, 1.10, 007]")).hasToString("[123e45, 1.10, 007]");
    assertThat(SqlLists.of("[1.10]")).hasToString("[1.10]");
    assertThat(SqlLists.of("[12, 7]")).hasToString("[12, 7]");
    assertThat(SqlLists.common("[123e45]", "[123e45, ab7]")).hasToString("[123e45]");
    assertThat(SqlLists.common("[10e2]", "[1e3]")).isEmpty();
  }

  /**
   * {@code len(['ana', 'anita'])} is 2 in DuckDB: a field that is read as a list is one throughout
   * the settings.
   */
  @Test
  void theLengthOfAListIsThatOfItsElements() {
    String subset = "len(list_intersect(a_l, a_r)) = least(len(a_l), length(a_r))";
    assertThat(holds(subset, "[\"ana\", \"anita\"]", "[ana]")).isTrue();
    assertThat(holds(subset, "[ana, eva]", "[ana, ida, luz]")).isFalse();
    assertThat(holds(subset, "ana", "[eva, ana]")).isTrue(); // a list of one
    assertThat(holds("length(a_l) = 3 AND len(a_r) = 5", "ana", "[eva]")).isTrue(); // no list
    LinkageModel model =
        SplinkSettings.model(
            """
            {"link_type": "dedupe_only", "comparisons": [{"comparison_levels": [
              {"sql_condition": "array_length(list_intersect(a_l, a_r)) >= 2"},
              {"sql_condition": "len(a_l) = 1 AND len(a_r) = 1"},
              {"sql_condition": "ELSE"}]}],
             "blocking_rules_to_generate_predictions": ["l.b = r.b",
               {"blocking_rule": "l.b = r.b", "arrays_to_explode": ["b"]}]}
            """);
    List<String> fields = List.of("a", "b");
    Comparer comparer = new Comparer(model, fields, List.of("len(l.b) = len(r.b)"), Unit.BYTES);
    Candidate first = comparer.candidate(new String[] {"[ana]", "[x, y]"});
    Candidate second = comparer.candidate(new String[] {"[eva]", "[long, longer]"});
    assertThat(Comparer.gamma(comparer.pattern(first, second), 0)).isEqualTo(1);
    assertThat(comparer.rules().get(0).holds(first, second)).isTrue(); // of a rule that is not run
  }

  private static final String SHARES_ONE = "array_length(list_intersect(l.a, r.a)) >= 1";

  /** Settings that compare the length of a field, and another condition on it. */
  private static LinkageModel lengths(String other, String exploded) {
    return SplinkSettings.model(
        """
        {"link_type": "dedupe_only", "comparisons": [
          {"comparison_levels": [{"sql_condition": "len(a_l) = len(a_r)"}, {"sql_condition": "ELSE"}]},
          {"comparison_levels": [{"sql_condition": "OTHER"}, {"sql_condition": "ELSE"}]}],
         "blocking_rules_to_generate_predictions": [
          {"blocking_rule": "l.a = r.a", "arrays_to_explode": [EXPLODED]}]}
        """
            .replace("OTHER", other)
            .replace("EXPLODED", exploded));
  }

  /** Of the six pairs three have two elements each, and one has ten letters each. */
  @Test
  void chanceCountsElementsWhereAnythingInTheSettingsReadsAList() {
    List<UnmatchedShares.Sourced> records =
        Stream.of("[ana, eva]", "[luz, anita]", "[ana, beatriz]", "[graciela]")
            .map(list -> new UnmatchedShares.Sourced("register", List.of(list)))
            .toList();
    for (LinkageModel model : List.of(lengths(SHARES_ONE, ""), lengths("a_l = a_r", "\"a\""))) {
      assertThat(u(model, records)).containsExactly(3.0 / 6, 3.0 / 6);
    }
    assertThat(u(lengths("a_l = a_r", ""), records)).containsExactly(5.0 / 6, 1.0 / 6);
  }

  private static double[] u(LinkageModel model, List<UnmatchedShares.Sourced> records) {
    return UnmatchedShares.counted(model, List.of("a"), records, Unit.BYTES)
        .comparisons()
        .get(0)
        .u();
  }

  /** Training and linkage compare alike, whatever rules the one is given. */
  @Test
  void aRuleOutsideTheSettingsMakesNoList() {
    LinkageModel model = lengths("a_l = a_r", "");
    for (List<String> rules : List.of(List.<String>of(), List.of(SHARES_ONE))) {
      Comparer comparer = new Comparer(model, List.of("a"), rules, Unit.BYTES);
      Candidate ten = comparer.candidate(new String[] {"[ana, eva]"});
      for (String other : List.of("[graciela]", "[luz, anita]")) { // ten letters, two elements
        Candidate with = comparer.candidate(new String[] {other});
        assertThat(Comparer.gamma(comparer.pattern(ten, with), 0))
            .isEqualTo(other.equals("[graciela]") ? 1 : 0);
      }
    }
  }

  /** DuckDB: {@code SELECT ['ana', 'paz'] = ['ana', 'paz', 'gil']} is false. */
  @ParameterizedTest
  @CsvSource({
    "ana paz, ana paz, true",
    "ana paz, paz ana, false",
    "ana paz, ana paz gil, false",
    "ana, ana paz gil, false",
    "ana paz gil luz, ana, false"
  })
  void listsAreEqualWithTheSameElementsInOneOrder(String left, String right, boolean equal) {
    for (String split : List.of("string_split(%s, ' ')", "split(%s, ' ')")) {
      String of = split.formatted("a_l");
      String with = split.formatted("a_r");
      assertThat(holds(of + " = " + with, left, right)).isEqualTo(equal);
      assertThat(holds(of + " <> " + with, left, right)).isNotEqualTo(equal);
      assertThat(holds("NOT " + of + " = " + with, left, right)).isNotEqualTo(equal);
      assertThat(holds("nullif(" + of + ", " + with + ") IS NULL", left, right)).isEqualTo(equal);
    }
  }

  @Test
  void anEscapedLetterIsFolded() {
    String escaped = Unit.FOLDED.read("[\"Pe\\u00f1a\", \"\\u00D1u\\u00e1\"]");
    assertThat(escaped).isEqualTo("[\"pena\", \"nua\"]");
    assertThat(holds(DUCKDB.get(1), escaped, "[pena]")).isTrue();
    assertThat(Unit.FOLDED.read("[\"\\u0022\", \"\\\\u00f1\"]"))
        .isEqualTo("[\"\\u0022\", \"\\\\u00f1\"]"); // a quote, and a backslash before u00f1
    assertThat(Unit.FOLDED.read("Pe\\u00f1a")).isEqualTo("pe\\u00f1a"); // no list
  }

  @Test
  void elementsThatAreUsedInAnotherWayAreRefused() {
    for (String condition :
        List.of(
            "list_max(list_transform(a_l, x -> length(x))) > 1",
            DUCKDB.get(3).replace("[x, y]", "[y, x]"),
            DUCKDB.get(3).replace("pair[2]", "pair[3]"),
            DUCKDB.get(3).replace("jaro_winkler_similarity", "dice"),
            "array_length(list_filter(a_l, x -> x = 'ana')) > 0")) {
      assertThatThrownBy(() -> SqlParser.parse(condition))
          .as(condition)
          .hasMessageContaining("used in another way than list_max or list_min of a metric");
    }
    assertThatThrownBy(() -> SqlParser.parse(DUCKDB.get(3).replace("\"a_r\"", "\"a_l\"")))
        .hasMessageContaining("takes one of the left and one of the right record");
  }

  /** DuckDB: {@code SELECT list_cosine_similarity([1.0, 2, 3], [4.0, 5, 6])} is 0.97463. */
  @Test
  void theCosineOfTwoListsOfNumbers() {
    String cosine = "array_cosine_similarity(\"a_l\", \"a_r\")";
    assertThat(holds(cosine + " BETWEEN 0.974631 AND 0.974632", "[1.0, 2, 3]", "[4, 5, 6]"))
        .isTrue();
    assertThat(holds("list_cosine_similarity(a_l, a_r) = 0", "[1, 0]", "[0, 1]")).isTrue();
    for (String other : List.of("[1]", "[0, 0]", "[1, x]", "[1, 2, 3]")) {
      assertThat(holds(cosine + " IS NULL", "[1, 1]", other)).as(other).isTrue();
    }
  }

  /** Of {@code l.a} and {@code r.b}, a record stands on the left in x and y, on the right in y. */
  @Test
  void aRecordIsInABlockForEachOfItsElements() {
    Expressions expressions = new Expressions(List.of("a", "b"), Unit.CODE_POINTS);
    BlockingRule rule = BlockingRule.of("array_length(list_intersect(l.a, r.b)) >= 1", expressions);
    Candidate one = expressions.candidate(new String[] {"[x, y, x]", "[y]"});
    Candidate other = expressions.candidate(new String[] {"[z]", "[x, y]"});
    assertThat(rule.sharesElements()).isTrue();
    assertThat(rule.isWhole()).isFalse();
    assertThat(rule.keys().of(one).values())
        .containsExactlyInAnyOrder(BlockKeys.LEFT, BlockKeys.LEFT | BlockKeys.RIGHT);
    long ofY = rule.keys().of(expressions.candidate(new String[] {"[y]", "[]"})).firstKey();
    for (String[] both : List.of(new String[] {"[x, y]", "[y]"}, new String[] {"[x]", "[y, z]"})) {
      assertThat(rule.keys().first(one, expressions.candidate(both))).hasValue(ofY);
    }
    Candidate third = expressions.candidate(new String[] {"[y]", "[x]"});
    assertThat(rule.keys().first(one, third).orElseThrow()).isNotEqualTo(ofY);
    // x and y are in common: the lower key counts, and the other way round there is none
    assertThat(rule.keys().first(one, other)).hasValue(rule.keys().of(one).firstKey());
    assertThat(rule.keys().first(other, one)).isEmpty();
    assertThat(rule.keys().of(expressions.candidate(new String[] {"[]", "[null]"}))).isEmpty();
  }
}
