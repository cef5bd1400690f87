package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.caudal.statistics.linkage.Symbols.Unit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions as Splink's libraries of comparisons write them, for DuckDB and for Spark. */
class SqlTest {
  private static @Nullable Object value(
      String condition, @Nullable String left, @Nullable String right) {
    Expressions expressions = new Expressions(List.of("a", "b"), Unit.CODE_POINTS);
    Sql sql = SqlParser.parse(condition);
    expressions.measure(sql);
    Expressions.TwoSided compiled = expressions.compile(sql);
    return compiled.of(
        expressions.pair(candidate(expressions, left, "1"), candidate(expressions, right, "2")));
  }

  private static Candidate candidate(Expressions expressions, @Nullable String a, String b) {
    return expressions.candidate(
        Stream.of(Optional.ofNullable(a), Optional.of(b))
            .map(v -> v.orElse(null))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // condition | left | right | holds, empty for null
        "\"a_l\" = \"a_r\" | x | x | true",
        "\"a_l\" = \"a_r\" | x | y | false",
        "\"a_l\" = \"a_r\" | x | | ",
        "a_l IS NULL OR a_r IS NULL | x | | true",
        "a_l is not null and a_r is not null | x | | false",
        "a_l = a_r OR b_l = '1' | x | | true", // null or true
        "a_l = a_r AND b_l = '2' | x | | false", // null and false
        "NOT (a_l = a_r) | x | | ",
        "a_l <> a_r | x | y | true",
        "l.a = r.a and l.b <> r.b | x | x | true",
        "levenshtein(a_l, a_r) <= 1 | abc | abd | true",
        "levenshtein(a_l, a_r) <= 1 | abc | axd | false",
        "damerau_levenshtein(a_l, a_r) <= 1 | abc | acb | true",
        "jaro_winkler(a_l, a_r) > 0.96 | MARTHA | MARHTA | true", // 0.9611
        "jaro_similarity(a_l, a_r) >= 0.95 | MARTHA | MARHTA | false", // 0.9444
        "ABS(a_l - a_r) <= 5 | 10 | 14.5 | true",
        "ABS(a_l - a_r) / (CASE WHEN a_r > a_l THEN a_r ELSE a_l END) < 0.1 | 95 | 100 | true",
        "ABS(a_l - a_r) / (CASE WHEN a_r > a_l THEN a_r ELSE a_l END) < 0.1 | 90 | 100 | false",
        "1 + 2 * 3 = 7 AND a_l = a_r | x | x | true",
        "ABS(EPOCH(try_strptime(a_l, '%Y-%m-%d')) - EPOCH(try_strptime(a_r, '%Y-%m-%d'))) <= 86400 | 2020-02-28 | 2020-02-29 | true",
        "ABS(EPOCH(try_strptime(a_l, '%Y-%m-%d')) - EPOCH(try_strptime(a_r, '%Y-%m-%d'))) <= 86400 | 2020-02-28 | 2020-02-30 | ",
        "abs(datediff(to_date(a_l, 'yyyy-MM-dd'), to_date(a_r, 'yyyy-MM-dd'))) <= 30 | 2020-01-01 | 2020-02-01 | false",
        "substr(a_l, 1, 2) = substr(a_r, 1, 2) | añb | añc | true",
        "split_part(a_l, ' ', 2) = 'de' and split_part(a_r, ' ', 1) = 'x' | x de la o | x y | true",
        "array_length(list_intersect(string_split(a_l, ' '), string_split(a_r, ' '))) >= 2 | a b c | c d a | true",
        "substr(a_l, -2) = '89' and split_part(a_r, ' ', -1) = 'z' | 6789 | x y z | true",
        "epoch(a_l) - epoch(a_r) = 86400 | 2020-03-01 | 2020-02-29 | true",
        "datediff('day', a_l, a_r) = 1 | 2020-02-29 | 2020-03-01 | true",
        "epoch(try_strptime(a_l, '%d/%m/%y')) = epoch(try_strptime(a_r, '%d/%m/%Y')) | 1/2/99 | 01/02/1999 | true",
        "abs(cast(a_l as int) - cast(a_r as int)) <= 1 | 12d | 12f | ", // no numbers
        "name_key(a_l) = name_key(a_r) | . | - | ",
        "first_surname(a_l) = second_surname(a_r) | De la Cruz Ríos | Paz de la Cruz | true",
        "second_surname(a_l) = second_surname(a_r) | Quispe | Quispe Paz | ",
        "formal_name(a_l) = formal_name(a_r) | Pepe | José | true",
        "document_key(a_l) = document_key(a_r) | 1-0234-0567 | 102340567 | true",
        "ABS(a_l - a_r) / (CASE WHEN a_r > a_l THEN a_r ELSE a_l END) < 0.1 | 100 | 90.5 | true",
        "cast(a_l as int) + 1 = cast(a_r as int) | 1 | 2 | true",
        "cast(acos(cos(radians(cast(a_l as double)) - radians(cast(a_r as double)))) * 6371 as float) <= 112 | 0 | 1 | true",
      })
  void conditionsHoldAsInSql(
      String condition, @Nullable String left, @Nullable String right, @Nullable Boolean holds) {
    assertThat(value(condition, left, right)).isEqualTo(holds);
  }

  @Test
  void oneKilometreOfADegree() {
    // 2 pi 6371 km / 360 = 111.19 km a degree
    String km =
        "cast(acos(cos(radians(cast(a_l as double)) - radians(cast(a_r as double)))) * 6371 as float) <= 111";
    assertThat(value(km, "0", "1")).isEqualTo(false);
  }

  @Test
  void whatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> SqlParser.parse("levenshtein(a_l, a_r <= 1"))
        .hasMessageContaining("has the end where ) was expected");
    assertThatThrownBy(() -> SqlParser.parse("a_l = ? a_r")).hasMessageContaining("?");
    assertThatThrownBy(() -> value("soundex(a_l) = soundex(a_r)", "x", "y"))
        .hasMessageContaining("function soundex is not known");
    assertThatThrownBy(() -> value("c_l = c_r", "x", "y"))
        .hasMessageContaining("field c is not among the fields");
    assertThatThrownBy(() -> value("a_l = a", "x", "x"))
        .hasMessageContaining("does not say of which record a is");
  }

  @ParameterizedTest
  @CsvSource({
    "a_l BETWEEN 1 AND 2, BETWEEN",
    "'a_l IN (''x'', ''y'')', IN",
    "a_l LIKE 'x%', LIKE",
    "'regexp_extract(a_l, ''x'') = a_r', regexp_extract",
    "'cosine_similarity(a_l, a_r) > 0.9', cosine_similarity"
  })
  void whatTheExplanationNamesAsNotReadIsNot(String condition, String named) {
    assertThatThrownBy(() -> value(condition, "x", "y")).hasMessageContaining(named);
  }

  @Test
  void listsThatARuleTakesApartAreRefused() {
    String settings =
        """
        {"link_type": "dedupe_only", "comparisons": [{"comparison_levels": [
          {"sql_condition": "a_l = a_r", "m_probability": 0.9, "u_probability": 0.1},
          {"sql_condition": "ELSE", "m_probability": 0.1, "u_probability": 0.9}]}],
         "blocking_rules_to_generate_predictions": [
          "l.a = r.a",
          {"blocking_rule": "l.b = r.b", "sql_dialect": "spark", "arrays_to_explode": []},
          {"blocking_rule": "l.tokens = r.tokens", "arrays_to_explode": ["tokens"]}]}
        """;
    assertThatThrownBy(() -> SplinkSettings.model(settings))
        .hasMessageContaining(
            "blocking_rules_to_generate_predictions[2] has arrays_to_explode, which is not read");
    assertThat(SplinkSettings.model(settings.replace("[\"tokens\"]", "[]")).rules()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "Vásquez, Bazques, true",
    "Yhonny, Llony, true",
    "Souza, Sousa, true",
    "González, Gonsales, true",
    "Jiménez, Ximenes, true",
    "Queirós, Keiros, true",
    "Martínez, Moreno, false",
    "Pérez, Flores, false"
  })
  void namesThatSoundAlikeHaveOneKey(String first, String second, boolean alike) {
    assertThat(NameKey.of(first).equals(NameKey.of(second))).isEqualTo(alike);
  }
}
