package org.caudal.register.link;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** A rule whose sides read two fields: a record may stand on either side of a block, or on both. */
@SparkTest
class PairsOfBlocksTest {
  private static final String SETTINGS =
      """
      {"link_type": "link_and_dedupe", "probability_two_random_records_match": 0.5,
       "blocking_rules_to_generate_predictions": ["l.name = r.other", "l.day = r.day"],
       "comparisons": [{"output_column_name": "day", "comparison_levels": [
         {"sql_condition": "day_l = day_r", "m_probability": 0.8, "u_probability": 0.2},
         {"sql_condition": "ELSE", "m_probability": 0.2, "u_probability": 0.8}]}]}
      """;

  private static LinkRecord record(int id, String fields) {
    return new LinkRecord("a", "r" + id, fields.replace('\'', '"'), "file.csv", id);
  }

  /**
   * The name of the first record of a pair is the other name of the second: ana of 1 and 2, luz of
   * 2 and 3, 2 and 4, 3 and 4. It is not for 1 and 5, where eva is the name of the second. One day
   * have 1 and 4, and 2 and 3, which the first rule has already. An equal day weighs log2(0.8 /
   * 0.2) = 2, another -2, which is below even odds.
   */
  @Test
  void aPairIsFoundOnceInItsOrderHoweverRecordsCome(SparkSession spark) {
    TestInputs in =
        new TestInputs(spark)
            .with(
                record(1, "{'name':'ana','other':'eva','day':'5'}"),
                record(2, "{'name':'luz','other':'ana','day':'6'}"),
                record(3, "{'name':'luz','other':'luz','day':'6'}"),
                record(4, "{'name':'sol','other':'luz','day':'5'}"),
                record(5, "{'name':'eva','day':'7'}"));
    Dataset<Row> records = in.table(LinkRecord.class);
    for (Dataset<Row> ordered :
        List.of(
            records.coalesce(1).sortWithinPartitions("record_id"),
            records.coalesce(1).sortWithinPartitions(col("record_id").desc()),
            records.repartition(3, col("record_id")))) {
      in.with(LinkRecord.class, ordered);
      assertThat(pairs(in, "0"))
          .containsExactly(
              "r1 r2 0 -2.0", "r1 r4 1 2.0", "r2 r3 0 2.0", "r2 r4 0 -2.0", "r3 r4 0 -2.0");
      assertThat(pairs(in, "0.5")).containsExactly("r1 r4 1 2.0", "r2 r3 0 2.0");
    }
  }

  /**
   * Pairs and rules are those of Splink 5.0.0 on DuckDB 2.0.1 for these records, with {@code
   * "arrays_to_explode": ["names"]} on the first rule: {@code linker.inference.predict()}. Records
   * 1 and 3 have two names in common and are one pair; no name is in common with nobody.
   */
  @Test
  void recordsWithAnElementInCommonAreAPairOnce(SparkSession spark) {
    TestInputs in =
        new TestInputs(spark)
            .with(
                record(1, "{'names':'[x, y]','day':'p'}"),
                record(2, "{'names':'[y, z]','day':'p'}"),
                record(3, "{'names':'[x, y, w]','day':'q'}"),
                record(4, "{'names':'[]','day':'p'}"),
                record(5, "{'day':'p'}"),
                record(6, "{'names':'[w]','day':'p'}"));
    String settings =
        SETTINGS.replace(
            "\"l.name = r.other\"",
            "{\"blocking_rule\": \"l.names = r.names\", \"arrays_to_explode\": [\"names\"]}");
    assertThat(pairs(in, settings, "0").stream().map(pair -> pair.substring(0, 7)))
        .containsExactly(
            "r1 r2 0", "r1 r3 0", "r1 r4 1", "r1 r5 1", "r1 r6 1", "r2 r3 0", "r2 r4 1", "r2 r5 1",
            "r2 r6 1", "r3 r6 0", "r4 r5 1", "r4 r6 1", "r5 r6 1");
  }

  /**
   * An equal day weighs 2 and joins, another -2, which is the lowest mean that does; 7 is alone.
   */
  @Test
  void recordsThatHangTogetherArePersonsApartFromOthers(SparkSession spark) {
    TestInputs in =
        new TestInputs(spark)
            .with(
                record(1, "{'name':'ana','other':'eva','day':'5'}"),
                record(2, "{'name':'luz','other':'ana','day':'5'}"),
                record(3, "{'name':'luz','other':'luz','day':'6'}"),
                record(4, "{'name':'sol','other':'luz','day':'6'}"),
                record(5, "{'name':'eva','other':'ana','day':'6'}"),
                record(6, "{'name':'eva','day':'7'}"),
                record(7, "{'name':'paz','day':'8'}"),
                record(8, "{'name':'mar','day':'8'}"))
            .with(pair(1, 2), pair(3, 4), pair(4, 5), pair(7, 8));
    assertThat(
            new GroupRecords()
                .transform(
                    in,
                    new GroupRecords.Params(
                        SETTINGS,
                        Symbols.Unit.FOLDED,
                        new BigDecimal("0.5"),
                        new BigDecimal("-2"),
                        new BigDecimal("-8"),
                        List.of(),
                        Map.of(),
                        1500))
                .groupBy("person_id")
                .agg(array_sort(collect_list("record_id")).as("together"))
                .orderBy("together")
                .select("together")
                .collectAsList())
        .hasToString(
            "[[ArraySeq(r1, r2)], [ArraySeq(r3, r4, r5)], [ArraySeq(r6)], [ArraySeq(r7, r8)]]");
  }

  private static RecordPair pair(int left, int right) {
    return new RecordPair("a", "r" + left, "a", "r" + right, 0, "1", 2.0, 0.8);
  }

  private static List<String> pairs(TestInputs in, String leastProbability) {
    return pairs(in, SETTINGS, leastProbability);
  }

  private static List<String> pairs(TestInputs in, String settings, String leastProbability) {
    return new LinkRecords()
            .transform(
                in,
                new LinkRecords.Params(
                    settings, Symbols.Unit.FOLDED, new BigDecimal(leastProbability), 5))
            .orderBy("left_record", "right_record")
            .select("left_record", "right_record", "rule", "weight")
            .collectAsList()
            .stream()
            .map(row -> row.mkString(" "))
            .toList();
  }
}
