package org.caudal.register.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.statistics.KeyedHash;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** Records of three registers with few values, so that blocks are large and rules overlap. */
@SparkTest
class CountBlocksTest {
  private static final List<String> FIELDS = List.of("given", "surname", "town", "year");
  private static final List<String> WITH_WORDS =
      List.of("given", "surname", "town", "year", "words");
  private static final List<String> WORDS = List.of("ana", "eva", "lima", "cali", "");
  private static final int RECORDS = 90;

  private static final List<String> RULES =
      List.of(
          "l.given = r.given AND l.year = r.year",
          "l.surname = r.surname AND l.year = r.year",
          "l.given = r.surname AND l.town = r.town",
          "l.year = r.year AND l.surname = r.surname", // the second once more
          "l.town = r.town AND l.given = r.given",
          "l.given = r.given AND levenshtein(l.surname, r.surname) <= 4",
          "l.town = r.town");

  private static final List<String> MORE_RULES =
      List.of("l.year = r.year", "array_length(list_intersect(l.words, r.words)) >= 1");

  /** The same rules, by hand: null is equal to nothing. */
  private static final List<BiPredicate<Map<String, String>, Map<String, String>>> HOLD =
      List.of(
          (l, r) -> same(l, "given", r, "given") && same(l, "year", r, "year"),
          (l, r) -> same(l, "surname", r, "surname") && same(l, "year", r, "year"),
          (l, r) -> same(l, "given", r, "surname") && same(l, "town", r, "town"),
          (l, r) -> same(l, "surname", r, "surname") && same(l, "year", r, "year"),
          (l, r) -> same(l, "given", r, "given") && same(l, "town", r, "town"),
          (l, r) -> same(l, "given", r, "given"), // what is looked at
          (l, r) -> same(l, "town", r, "town"));

  private static boolean same(
      Map<String, String> left, String field, Map<String, String> right, String other) {
    return left.containsKey(field) && left.get(field).equals(right.get(other));
  }

  /** Of 5 words, one empty, for each field; ids are spread over the registers a, b and c. */
  private static List<Map<String, String>> records() {
    List<Map<String, String>> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      Map<String, String> record = new HashMap<>();
      for (int field = 0; field < FIELDS.size(); field++) {
        String word = WORDS.get((int) (KeyedHash.bits(i, field, 3) % WORDS.size()));
        if (!word.isEmpty()) {
          record.put(FIELDS.get(field), word);
        }
      }
      record.put(
          "words", "[%s, %s]".formatted(record.get("given"), record.get("surname"))); // or null
      record.put("source", List.of("a", "b", "c").get(i % 3));
      record.put("id", String.format(Locale.ROOT, "%03d", (i * 37) % RECORDS));
      records.add(record);
    }
    records.sort(
        Comparator.comparing((Map<String, String> r) -> r.get("source"))
            .thenComparing(r -> r.get("id")));
    return records;
  }

  private static LinkRecord row(Map<String, String> record) {
    StringBuilder json = new StringBuilder();
    for (String field : WITH_WORDS) {
      if (record.containsKey(field)) {
        json.append(json.length() == 0 ? "{" : ",")
            .append("\"" + field + "\":\"" + record.get(field) + "\"");
      }
    }
    return new LinkRecord(
        record.getOrDefault("source", ""),
        record.getOrDefault("id", ""),
        json.length() == 0 ? "{}" : json + "}",
        "file",
        1);
  }

  private static String settings(String link) {
    StringBuilder rules = new StringBuilder();
    RULES.forEach(rule -> rules.append(rules.length() == 0 ? "" : ",").append("\"" + rule + "\""));
    return "{\"link_type\": \""
        + link
        + "\", \"blocking_rules_to_generate_predictions\": ["
        + rules
        + "], \"comparisons\": [{\"comparison_levels\": ["
        + "{\"sql_condition\": \"given_l = given_r\"}, {\"sql_condition\": \"ELSE\"}]}]}";
  }

  /** Rule, rank, records, pairs, missing, new pairs, exact and block. */
  private static List<Row> counted(SparkSession spark, String link, int partitions) {
    List<LinkRecord> rows = records().stream().map(CountBlocksTest::row).toList();
    Dataset<Row> table = Rows.of(spark, rows).repartition(partitions);
    return new CountBlocks()
        .transform(
            new TestInputs(spark).with(LinkRecord.class, table),
            new CountBlocks.Params(settings(link), Symbols.Unit.BYTES, MORE_RULES, 2))
        .select("rule", "rank", "records", "pairs", "missing", "new_pairs", "exact", "block")
        .orderBy("rule", "rank")
        .collectAsList();
  }

  private static List<String> expected(boolean across) {
    List<Map<String, String>> records = records();
    List<String> expected = new ArrayList<>();
    for (int rule = 0; rule < HOLD.size(); rule++) {
      long pairs = 0;
      long fresh = 0;
      for (int i = 0; i < records.size(); i++) {
        for (int j = i + 1; j < records.size(); j++) {
          Map<String, String> left = records.get(i);
          Map<String, String> right = records.get(j);
          if ((!across || !same(left, "source", right, "source"))
              && HOLD.get(rule).test(left, right)) {
            pairs++;
            fresh += HOLD.subList(0, rule).stream().anyMatch(r -> r.test(left, right)) ? 0 : 1;
          }
        }
      }
      // the sixth rule has a distance: what it and later ones add is not known
      expected.add(rule + " " + pairs + " " + (rule < 5 ? fresh : "null") + " " + (rule != 5));
    }
    return expected;
  }

  /** Pairs of one and the same word, a pair for each word that both have. */
  private static long wordsInCommon() {
    List<Set<String>> words = records().stream().map(r -> words(r)).toList();
    long common = 0;
    for (int i = 0; i < words.size(); i++) {
      for (int j = i + 1; j < words.size(); j++) {
        Set<String> both = new HashSet<>(words.get(i));
        both.retainAll(words.get(j));
        common += both.size();
      }
    }
    return common;
  }

  private static Set<String> words(Map<String, String> record) {
    return Stream.of("given", "surname")
        .flatMap(field -> Stream.ofNullable(record.get(field)))
        .collect(Collectors.toSet());
  }

  private static List<String> whole(List<Row> counted) {
    return counted.stream()
        .filter(row -> row.getInt(1) == 0 && row.getInt(0) < HOLD.size())
        .map(row -> row.get(0) + " " + row.get(3) + " " + row.get(5) + " " + row.get(6))
        .toList();
  }

  @Test
  void pairsBetweenRegistersAreThoseOfTwoLoops(SparkSession spark) {
    assertThat(whole(counted(spark, "link_only", 4))).isEqualTo(expected(true));
  }

  @Test
  void pairsAreThoseOfTwoLoopsAndLargestBlocksAreThere(SparkSession spark) {
    Map<String, Integer> years = new HashMap<>();
    records().forEach(r -> years.merge(r.getOrDefault("year", ""), 1, Integer::sum));
    int missing = years.getOrDefault("", 0);
    years.remove("");
    List<Integer> sizes = years.values().stream().sorted(Comparator.reverseOrder()).toList();
    List<Row> counted = counted(spark, "link_and_dedupe", 1);
    assertThat(whole(counted)).isEqualTo(expected(false));
    List<Row> rows = counted.stream().filter(row -> row.getInt(0) == RULES.size()).toList();
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).getLong(2)).isEqualTo(RECORDS - missing);
    assertThat(rows.get(0).getLong(4)).isEqualTo(missing).isPositive();
    for (int rank = 1; rank <= 2; rank++) {
      long size = sizes.get(rank - 1);
      assertThat(rows.get(rank).getLong(2)).isEqualTo(size);
      assertThat(rows.get(rank).getLong(3)).isEqualTo(size * (size - 1) / 2);
      assertThat(rows.get(rank).getString(7)).matches("[0-9a-f]{32}");
      assertThat(rows.get(rank).isNullAt(4) && rows.get(rank).isNullAt(5)).isTrue();
    }
    Row ofWords = counted.stream().filter(row -> row.getInt(0) > RULES.size()).toList().get(0);
    long wordless = records().stream().filter(r -> words(r).isEmpty()).count();
    assertThat(ofWords.getLong(2)).isEqualTo(RECORDS - wordless);
    assertThat(ofWords.getLong(3)).isEqualTo(wordsInCommon());
    assertThat(ofWords.getBoolean(6)).isFalse();
  }
}
