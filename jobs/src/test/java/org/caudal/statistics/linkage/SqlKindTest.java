package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.caudal.statistics.linkage.Symbols.Unit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days, numbers, texts and conditions in one condition. */
class SqlKindTest {
  private static @Nullable Object value(String condition, String left, String right) {
    Expressions expressions = new Expressions(List.of("a"), Unit.CODE_POINTS);
    Sql sql = expressions.read(condition);
    expressions.measure(sql);
    Expressions.TwoSided compiled = expressions.compile(sql);
    return compiled.of(
        expressions.pair(
            expressions.candidate(new String[] {left}),
            expressions.candidate(new String[] {right})));
  }

  /** Values are those of {@code SELECT} and the condition in DuckDB 2.0.1 over texts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // condition | left | right | holds, empty for null
        // as Splink 4 writes ColumnExpression("a").try_parse_date("%d/%m/%Y").cast_to_string()
        "SUBSTRING(CAST(try_strptime(a_l, '%d/%m/%Y') AS TEXT), 1, 4) = SUBSTRING(CAST(try_strptime(a_r, '%d/%m/%Y') AS TEXT), 1, 4) | 12/03/1990 | 30/11/1990 | true",
        "SUBSTRING(CAST(try_strptime(a_l, '%d/%m/%Y') AS TEXT), 1, 4) = SUBSTRING(CAST(try_strptime(a_r, '%d/%m/%Y') AS TEXT), 1, 4) | 12/03/1990 | 12/03/1991 | false",
        "damerau_levenshtein(CAST(try_strptime(a_l, '%d/%m/%Y') AS VARCHAR), CAST(try_strptime(a_r, '%d/%m/%Y') AS VARCHAR)) <= 1 | 12/03/1990 | 12/03/1991 | true",
        "cast(try_strptime(a_l, '%d/%m/%Y') as varchar) = '1990-03-12 00:00:00' | 12/03/1990 | | true",
        "cast(cast(a_l as timestamp) as varchar) = '1969-12-31 23:00:59.5' | 1969-12-31 23:00:59.5 | | true",
        "cast(a_l as date)::varchar = '1990-03-12' | 1990-03-12 10:00:00 | | true",
        "left(cast(cast(a_l as date) as varchar), 7) = '1990-03' | 1990-03-12 | | true",
        "~cast(a_l as date) || 'x' = '0999-03-12x'~ | 0999-03-12 | | true",
        "split_part(cast(cast(a_l as date) as varchar), '-', 2) = '03' | 1990-03-12 | | true",
        "length(cast(cast(a_l as date) as varchar)) = 10 | 1990-03-12 | | true",
        // a text in quotes is read as a day where it is compared with one
        "cast(a_l as date) >= '1980-01-01' | 1990-03-12 | | true",
        "cast(a_l as date) < '1980-01-01' | 1990-03-12 | | false",
        "NOT (cast(a_l as date) >= '1980-01-01') | 1970-03-12 | | true",
        "cast(a_l as date) = '1990-03-12 10:00:00' | 1990-03-12 | | true",
        "cast(a_l as timestamp) = '1990-03-12 10:00:00' | 1990-03-12 | | false",
        "cast(a_l as date) = cast(a_r as timestamp) | 1990-03-12 | 1990-03-12 00:00:00 | true",
        "cast(a_l as date) < cast(a_r as timestamp) | 1990-03-12 | 1990-03-12 00:00:01 | true",
        "cast(a_l as date) BETWEEN '1980-01-01' AND '1990-03-12' | 1990-03-12 | | true",
        "cast(a_l as date) IN ('1990-03-11', '1990-03-12') | 1990-03-12 | | true",
        "cast(a_l as date) <> '1990-03-12' | 1990-03-12 | | false",
        "greatest(cast(a_l as date), cast(a_r as date)) > '2000-01-01' | 1990-03-12 | 2001-01-01 | true",
        "least(cast(a_l as date), cast(a_r as date)) > '2000-01-01' | 1990-03-12 | 2001-01-01 | false",
        "coalesce(cast(a_l as date), cast('1900-01-01' as date)) = '1990-03-12' | 1990-03-12 | | true",
        "nullif(cast(a_l as date), '1990-03-12') IS NULL | 1990-03-12 | | true",
        "nullif(cast(a_l as date), '1990-03-13') = '1990-03-12' | 1990-03-12 | | true",
        // nullif compares as = does
        "nullif(a_l, 0) IS NULL | 0 | | true",
        "nullif(cast(a_l as int), '3') IS NULL | 03 | | true",
        "nullif(a_l, '0') = '00' | 00 | | true",
        "cast(a_l as double) = cast(a_r as double) | 0 | -0.0 | true",
        // formats with a time, and without a day
        "cast(try_strptime(a_l, '%Y-%m-%dT%H:%M:%SZ') as varchar) = '1990-03-12 01:11:02' | 1990-03-12T1:11:02Z | | true",
        "try_strptime(a_l, '%Y-%m-%d %H:%M:%S') IS NULL | 1990-03-12 24:00:00 | | true",
        "epoch(try_strptime(a_l, '%Y%m%d%H%M%S')) - epoch(try_strptime(a_r, '%Y%m%d')) = 3661 | 19900312010101 | 19900312 | true",
        "cast(try_strptime(a_l, '%m/%Y') as date) = '1990-03-01' | 03/1990 | | true",
        "to_timestamp(cast(a_l as double)) = cast(a_r as timestamp) | 86400 | 1970-01-02 | true",
        // conditions are values where both are
        "(a_l = 'x') = (a_r = 'x') | y | z | true",
        "CASE WHEN a_l = 'x' THEN a_r = 'y' ELSE false END | x | y | true",
        "a_l = 'true' AND NOT a_r = 'true' | true | false | true",
      })
  void kindsMeetAsInDuckDb(
      String condition, String left, @Nullable String right, @Nullable Boolean holds) {
    assertThat(value(condition, left, right == null ? "" : right)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a_l = a_r AND NOT r.is_dead | condition a_l = a_r AND NOT r.is_dead: r.is_dead is a text where a condition is expected; write r.is_dead = 'true'",
        "a_l = a_r OR l.is_dead | write l.is_dead = 'true'",
        "a_l | l.a is a text where a condition is expected",
        "CASE WHEN a_l THEN 1 ELSE 0 END = 1 | write l.a = 'true'",
        "CASE WHEN a_l = a_r THEN 'true' ELSE 'false' END | case(…) is a text where a condition",
        "CASE WHEN a_l = a_r THEN 1 ELSE 0 END | case(…) is a number where a condition is expected; write with what",
        "coalesce(l.is_dead, false) | coalesce(…) is a number or text where a condition",
        "list_intersect(a_l, a_r) | is a list where a condition is expected",
        "l.is_dead = true | l.is_dead = true compares a text with a condition; every field is a text: write = 'true'",
        "false <> l.is_dead | write = 'true'",
        "l.is_dead IN (true) | write = 'true'",
        "(a_l = a_r) = 1 | compares a condition with a number",
        "(a_l = a_r) < (l.b = r.b) | compares a condition with a condition",
        "cast(a_l = a_r as int) + cast(l.b = r.b as int) >= 1 | cast int of =(…), which is a condition; every field is a text: write = 'true', and CASE WHEN",
        "greatest(a_l = a_r, l.b = r.b) | greatest of =(…), which is a condition",
        "nullif(l.is_dead, true) IS NULL | write = 'true'",
        "nullif(a_l) = a_r | nullif takes two values",
        "list_intersect(a_l, a_r) = a_l | compares a list with a text; write array_length",
        "cast(a_l as date) > 5 | compares a day with a number; write epoch(…)",
        "5 = to_timestamp(a_l) | compares a number with a moment; write epoch(…)",
        "cast(cast(a_l as date) as int) = 1 | cast int of cast date(…), which is a day; write epoch(…)",
        "abs(to_date(a_l)) = 1 | abs of to_date(…), which is a day; write epoch(…)",
        "cast(a_l as date) >= '01/01/1980' | '01/01/1980' is compared with a day and is none; write it as 1990-03-12",
        "nullif(cast(a_l as date), 'unknown') = a_r | 'unknown' is compared with a day and is none",
        "coalesce(cast(a_l as date), '1900-01-01') = a_r | coalesce of days and other values gives days in DuckDB and texts in Spark",
        "greatest(cast(a_l as date), a_r) > '2000-01-01' | write cast(… as date)",
        "CASE WHEN a_l = a_r THEN cast(a_l as date) ELSE cast(a_r as timestamp) END = a_r | case of days and other values",
        "try_strptime(a_l, '%d/%m/%Y %p') = a_r | format %d/%m/%Y %p has %p, which is not read; read are %Y",
        "try_strptime(a_l, '%d/%m') = a_r | format %d/%m makes no day: it has no year",
        "to_date(a_l, 'dd/MM/rr') = a_r | format dd/MM/rr cannot be read: Unknown pattern letter: r",
        "to_timestamp(a_l, 'yyyy-MM-dd HH:mm:ssXXX') = a_r | or it has a zone, which is not read",
        "strptime(cast(a_l as int), '%Y%m%d') = a_r | strptime of cast int(…), which is a number; write a text, with its format",
        "to_date(cast(a_l as int)) = a_r | to_date of cast int(…), which is a number",
        "epoch(cast(a_l as int)) = 5 | epoch of cast int(…), which is a number",
        "try_strptime(a_l, a_r) IS NULL | try_strptime takes a field and one format in quotes",
        "try_strptime(a_l, ['%d/%m/%Y', '%Y-%m-%d']) = a_r | one format in quotes",
      })
  void whatWouldNeverHoldIsRefused(String condition, String message) {
    assertThatThrownBy(() -> SqlParser.parse(condition)).hasMessageContaining(message);
  }

  /** Two for which a rule holds stand in one block; if the rule is whole, no others do. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // rule | left | right | holds
        "substr(l.a, 6, 2) = cast(r.a as int) | 1990-03-12 | 3 | true",
        "cast(l.a as int) = r.a | 03 | 03 | true",
        "r.a = length(l.a) | abc | 3.0 | true",
        "length(l.a) = r.a | abc | x | false",
        "cast(l.a as double) = cast(r.a as double) | 0 | -0.0 | true",
        "cast(l.a as double) = cast(r.a as double) | 1e19 | 1e20 | false",
        "cast(l.a as date) = r.a | 1990-03-12 | 1990-03-12 10:00:00 | true",
        "to_date(l.a, 'dd/MM/yyyy') = r.a | 12/03/1990 | 1990-03-12 | true",
        "cast(l.a as date) = cast(r.a as timestamp) | 1990-03-12 | 1990-03-12 00:00:00 | true",
        "r.a = cast(l.a as timestamp) | 1990-03-12 | 1990-03-12 00:00:00 | true",
        "cast(l.a as timestamp) = cast(r.a as timestamp) | 1990-03-12 | 1990-03-12 00:00:01 | false",
        "l.a = r.a | 03 | 3 | false",
      })
  void whatIsEqualIsInOneBlock(String rule, String left, String right, boolean holds) {
    Expressions expressions = new Expressions(List.of("a"), Unit.BYTES);
    BlockingRule blocking = BlockingRule.of(rule, expressions);
    Candidate first = expressions.candidate(new String[] {left});
    Candidate second = expressions.candidate(new String[] {right});
    assertThat(blocking.isWhole()).isTrue();
    assertThat(blocking.holds(first, second)).isEqualTo(holds);
    assertThat(blocking.keys().first(first, second).isPresent()).isEqualTo(holds);
  }

  /** A number or a text, by what the record holds, has no one key. */
  @Test
  void whatHasNoOneKeyMakesNoBlock() {
    Expressions expressions = new Expressions(List.of("a"), Unit.BYTES);
    BlockingRule rule = BlockingRule.of("l.a = r.a AND coalesce(l.a, 0) = r.a", expressions);
    assertThat(rule.equalities()).hasSize(1);
    assertThat(rule.isWhole()).isFalse();
  }
}
