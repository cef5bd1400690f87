package org.caudal.register.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

@SparkTest
class LinkNewRecordsTest {
  /** Agreement on names is worth log2(0.9 / 0.1), on the day log2(0.8 / 0.01). */
  private static final String SETTINGS =
      """
      {"link_type": "link_and_dedupe", "probability_two_random_records_match": 0.5,
       "blocking_rules_to_generate_predictions": ["l.name = r.name", "l.day = r.other_day"],
       "comparisons": [
        {"output_column_name": "name", "comparison_levels": [
          {"sql_condition": "name_l = name_r", "m_probability": 0.9, "u_probability": 0.1},
          {"sql_condition": "ELSE", "m_probability": 0.1, "u_probability": 0.9}]},
        {"output_column_name": "day", "comparison_levels": [
          {"sql_condition": "day_l = day_r", "m_probability": 0.8, "u_probability": 0.01},
          {"sql_condition": "ELSE", "m_probability": 0.2, "u_probability": 0.99}]}]}
      """;

  private static final LinkRecords.Params PARAMS =
      new LinkRecords.Params(SETTINGS, Symbols.Unit.FOLDED, BigDecimal.ZERO, 100);

  private static final List<LinkRecord> OLD =
      List.of(
          record("a", "ana", "1", "7"),
          record("b", "ana", "1", "8"),
          record("c", "eva", "2", "1"),
          record("d", "eva", "3", "9"));
  private static final List<LinkRecord> NEW =
      List.of(
          record("e", "ana", "1", "2"),
          record("f", "eva", "9", "5"),
          record("g", "luz", "4", "6"),
          record("h", "luz", "4", "6"));

  private static LinkRecord record(String id, String name, String day, String otherDay) {
    String fields =
        "{\"name\":\"%s\",\"day\":\"%s\",\"other_day\":\"%s\"}".formatted(name, day, otherDay);
    return new LinkRecord("register", id, fields, "file.csv", 1);
  }

  private static TestInputs records(
      SparkSession spark, List<LinkRecord> first, LinkRecord... more) {
    List<LinkRecord> all = new ArrayList<>(first);
    all.addAll(Arrays.asList(more));
    return new TestInputs(spark)
        .with(all.get(0), all.subList(1, all.size()).toArray(LinkRecord[]::new));
  }

  private static KeptPerson kept(int month, String record) {
    return new KeptPerson(LocalDate.of(2025, month, 1), "register", record, "person of " + record);
  }

  private static List<String> rows(List<Row> rows) {
    return rows.stream()
        .map(row -> row.getString(0) + row.getString(1) + " " + row.getInt(2) + " " + row.get(3))
        .sorted()
        .toList();
  }

  private static List<Row> collected(Dataset<Row> pairs) {
    return pairs.select("left_record", "right_record", "rule", "weight").collectAsList();
  }

  /**
   * By name: ab ae be (ana), cd cf df (eva), gh (luz). By the day of the first and the other day of
   * the second: ac bc ce, as e and f are not before c and d. Of these ten ab ac bc cd are known.
   */
  @Test
  void newRecordsMakeTheirPairsAndKnownOnesStay(SparkSession spark) {
    List<LinkRecord> all = new ArrayList<>(OLD);
    all.addAll(NEW);
    List<Row> atOnce = collected(new LinkRecords().transform(records(spark, all), PARAMS));
    assertThat(rows(atOnce).stream().map(row -> row.substring(0, 2)))
        .containsExactly("ab", "ac", "ae", "bc", "be", "cd", "ce", "cf", "df", "gh");

    // first those of the old alone, all new as there is no vintage
    Dataset<Row> before = new LinkNewRecords().transform(records(spark, OLD), PARAMS);
    List<Row> kept = before.collectAsList();
    assertThat(rows(collected(before)).stream().map(row -> row.substring(0, 2)))
        .containsExactly("ab", "ac", "bc", "cd");
    KeptPerson[] vintages = {
      kept(2, "b"), kept(2, "c"), kept(2, "d"), kept(1, "a"), kept(1, "e"), kept(2, "gone")
    };
    TestInputs next =
        records(spark, all)
            .with(KeptPerson.class, Rows.of(spark, kept(2, "a"), vintages).repartition(3))
            .with(RecordPair.class, spark.createDataFrame(kept, before.schema()));
    assertThat(rows(collected(new LinkNewRecords().transform(next, PARAMS))))
        .isEqualTo(rows(atOnce));

    // a known pair stays as it was decided, one of a record that is gone does not, and one that was
    // not there before is not looked at again
    TestInputs decided =
        records(spark, all)
            .with(kept(2, "a"), vintages)
            .with(pair("a", "b", 99), pair("c", "gone", 99), pair("a", "e", 99));
    List<String> found = rows(collected(new LinkNewRecords().transform(decided, PARAMS)));
    List<String> expected =
        new ArrayList<>(
            rows(atOnce).stream().filter(row -> !row.matches("(ab|ac|bc|cd) .*")).toList());
    expected.add(0, "ab 0 99.0");
    assertThat(found).isEqualTo(expected);
  }

  private static RecordPair pair(String left, String right, double weight) {
    return new RecordPair("register", left, "register", right, 0, "1,1", weight, 1);
  }
}
