package org.caudal.register.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.statistics.linkage.Comparison;
import org.caudal.statistics.linkage.EqualPairs;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.SplinkSettings;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

@SparkTest
class EqualValuesTest {
  private static final String SETTINGS =
      """
      {"link_type": "%s", "comparisons": [
        {"output_column_name": "day", "comparison_levels": [
          {"sql_condition": "day_l = day_r", "is_null_level": false, "u_probability": 0.9},
          {"sql_condition": "ELSE", "u_probability": 0.1}]},
        {"output_column_name": "name", "comparison_levels": [
          {"sql_condition": "\\"name_l\\" IS NULL OR \\"name_r\\" IS NULL", "is_null_level": true},
          {"sql_condition": "\\"name_l\\" = \\"name_r\\"", "u_probability": 0.5},
          {"sql_condition": "levenshtein(name_l, name_r) <= 1", "u_probability": 0.2},
          {"sql_condition": "ELSE", "u_probability": 0.3}]},
        {"output_column_name": "both", "comparison_levels": [
          {"sql_condition": "name_l IS NULL OR name_r IS NULL", "is_null_level": true},
          {"sql_condition": "name_l = name_r AND day_l = day_r", "u_probability": 0.5},
          {"sql_condition": "ELSE", "u_probability": 0.5}]}]}
      """;

  private static LinkRecord record(String source, int id, String fields) {
    return new LinkRecord(source, "r" + id, fields.replace('\'', '"'), "file.csv", 1);
  }

  /**
   * Names: ana ana ana eva in one register, Ana eva in another, one without: 4 of ana are 6 pairs,
   * 2 of eva 1, of 6 x 5 / 2 = 15; across registers 3 x 1 and 1 x 1 of 4 x 2 = 8. The day has no
   * level for what is empty, and both names read two fields: of neither is the share counted.
   */
  @Test
  void pairsOfOneValueAreCountedFromItsRecords(SparkSession spark) {
    TestInputs in =
        new TestInputs(spark)
            .with(
                record("a", 1, "{'name':'ana','day':'1'}"),
                record("a", 2, "{'name':'ana','day':'1'}"),
                record("a", 3, "{'name':'aná','day':'1'}"),
                record("a", 4, "{'name':'eva','day':'2'}"),
                record("b", 5, "{'name':'Ana','day':'1'}"),
                record("b", 6, "{'name':'eva','day':'2'}"),
                record("b", 7, "{'day':'1'}"));
    assertThat(counted(in, "link_and_dedupe")).isEqualTo(new EqualPairs(7, 15));
    assertThat(counted(in, "link_only")).isEqualTo(new EqualPairs(4, 8));
  }

  private static EqualPairs counted(TestInputs in, String link) {
    LinkageModel model = SplinkSettings.model(SETTINGS.formatted(link));
    ComparedRecords records =
        ComparedRecords.of(
            in,
            model,
            List.of(),
            List.of(),
            Symbols.Unit.FOLDED,
            ComparedRecords.Uncounted.REFUSED);
    List<Row> rows = EqualValues.of(records, model).collectAsList().get(0).getList(0);
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).getInt(0)).as("the comparison of names").isEqualTo(1);
    return new EqualPairs(rows.get(0).getDouble(1), rows.get(0).getDouble(2));
  }

  /**
   * 0.2 and 0.3 of 0.5 are 40 and 60 % of what is left: 0.9, and 0.95 where half a pair of ten
   * counts as equal. Two levels that were never seen share 0.9 alike.
   */
  @Test
  void theOtherLevelsKeepTheirProportions() {
    Comparison names = SplinkSettings.model(SETTINGS.formatted("link_only")).comparisons().get(1);
    assertThat(new EqualPairs(1, 10).onto(names).u())
        .containsExactly(new double[] {0.54, 0.36, 0.1}, within(1e-12));
    assertThat(new EqualPairs(0, 10).onto(names).u())
        .containsExactly(new double[] {0.57, 0.38, 0.05}, within(1e-12));
    Comparison unseen = names.with(null, new double[] {1e-6, 1e-6, 1});
    assertThat(new EqualPairs(1, 10).onto(unseen).u())
        .containsExactly(new double[] {0.45, 0.45, 0.1}, within(1e-12));
    assertThat(new EqualPairs(10, 10).onto(unseen).u()).containsExactly(1e-6, 1e-6, 1);
    assertThat(new EqualPairs(0, 0).onto(names).u()[2]).isEqualTo(1e-6);
  }

  /**
   * Of the 10 pairs of ana, ana, anb, eva and xyz 1 is equal and 2 are a letter apart: 0.7, 0.2 and
   * 0.1. A letter apart is fixed at 0.5; all others are 0.7 of 0.9 of what is left of 1, 0.9.
   */
  @Test
  void aFixedShareLeavesTheOtherLevelsAsTheyWereCounted(SparkSession spark) {
    List<String> names = List.of("ana", "ana", "anb", "eva", "xyz");
    List<LinkRecord> records =
        IntStream.range(0, names.size())
            .mapToObj(i -> record("a", i, "{'name':'" + names.get(i) + "','day':'1'}"))
            .toList();
    TestInputs in = new TestInputs(spark).with(records);
    String fixed =
        SETTINGS
            .formatted("dedupe_only")
            .replace(
                "\"u_probability\": 0.2}", "\"u_probability\": 0.5, \"fix_u_probability\": true}");
    TrainLinkage.Params params =
        new TrainLinkage.Params(
            fixed,
            Symbols.Unit.FOLDED,
            List.of("l.day = r.day"),
            List.of(),
            new BigDecimal("0.7"),
            100,
            true,
            false,
            1,
            100);
    assertThat(
            new TrainLinkage()
                .transform(in, params)
                .filter("comparison = 'name'")
                .orderBy("gamma")
                .collectAsList())
        .extracting(row -> Math.rint(row.<Double>getAs("u") * 1e9) / 1e9)
        .containsExactly(0.7, 0.5, 0.1);
  }

  @Test
  void withoutASampleEqualityIsNotCounted() {
    assertThatThrownBy(
            () ->
                new TrainLinkage.Params(
                    SETTINGS.formatted("link_only"),
                    Symbols.Unit.FOLDED,
                    List.of("l.name = r.name"),
                    List.of(),
                    new BigDecimal("0.7"),
                    0,
                    true,
                    false,
                    1,
                    100))
        .hasMessageContaining("exact-equality needs a sample for the other levels, sample was 0");
  }
}
