package org.caudal.register.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.store.CommitNote;
import org.caudal.table.TableSchema;
import org.caudal.testing.Platform;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    return new TestInputs(spark).with(all);
  }

  private static KeptPerson kept(int month, String record) {
    return new KeptPerson(LocalDate.of(2025, month, 1), "register", record, "person of " + record);
  }

  private static LinkedPerson linked(String record) {
    return new LinkedPerson("register", record, "person of " + record, 1, null);
  }

  private static TestInputs known(TestInputs in, String... linked) {
    return in.with(kept(2, "a"), kept(2, "b"), kept(2, "c"), kept(2, "d"))
        .with(linked("a"), Stream.of(linked).map(r -> linked(r)).toArray(LinkedPerson[]::new));
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
    LinkedPerson[] persons = {linked("b"), linked("c"), linked("d"), linked("e"), linked("gone")};
    TestInputs next =
        records(spark, all)
            .with(KeptPerson.class, Rows.of(spark, kept(2, "a"), vintages).repartition(3))
            .with(linked("a"), persons)
            .with(RecordPair.class, spark.createDataFrame(kept, before.schema()));
    assertThat(rows(collected(new LinkNewRecords().transform(next, PARAMS))))
        .isEqualTo(rows(atOnce));

    // a known pair stays as it was decided, one of a record that is gone does not, and one that was
    // not there before is not looked at again
    TestInputs decided =
        records(spark, all)
            .with(kept(2, "a"), vintages)
            .with(linked("a"), persons)
            .with(pair("a", "b", 99), pair("c", "gone", 99), pair("a", "e", 99));
    List<String> found = rows(collected(new LinkNewRecords().transform(decided, PARAMS)));
    List<String> expected =
        new ArrayList<>(
            rows(atOnce).stream().filter(row -> !row.matches("(ab|ac|bc|cd) .*")).toList());
    expected.add(0, "ab 0 99.0");
    assertThat(found).isEqualTo(expected);
  }

  /** Of ab ac bc cd only cd has a record that was not linked; without pairs all are made. */
  @Test
  void aRecordIsKnownWhereItWasLinkedAndPairsAreThere(SparkSession spark) {
    LinkNewRecords job = new LinkNewRecords();
    TestInputs partly = known(records(spark, OLD), "b", "c").with(pair("a", "b", 99));
    assertThat(rows(collected(job.transform(partly, PARAMS))))
        .hasSize(2)
        .contains("ab 0 99.0")
        .anyMatch(row -> row.startsWith("cd"));
    TestInputs without = known(records(spark, OLD), "b", "c", "d");
    assertThat(rows(collected(job.transform(without, PARAMS))))
        .isEqualTo(rows(collected(new LinkRecords().transform(records(spark, OLD), PARAMS))));
  }

  /**
   * Counted are two of ana and two of eva, 1/2 each; luz was not there: 1/4, as if counted once.
   * Names and days agree: 9 x 80 x 0.1 / (1/2) = 144 for ae and be, 9 x 80 x 0.1 / (1/4) = 288 for
   * gh.
   */
  @Test
  void aNameThatWasNotCountedHasTheShareOfOneSeenOnce(SparkSession spark) {
    String settings =
        SETTINGS.replace(
            "\"name_l = name_r\",", "\"name_l = name_r\", \"tf_adjustment_column\": \"name\",");
    LinkRecords.Params p =
        new LinkRecords.Params(settings, Symbols.Unit.FOLDED, BigDecimal.ZERO, 100);
    Dataset<Row> shares =
        new CountValues()
            .transform(records(spark, OLD), new CountValues.Params(settings, Symbols.Unit.FOLDED));
    List<LinkRecord> all = new ArrayList<>(OLD);
    all.addAll(NEW);
    TestInputs in =
        known(records(spark, all), "b", "c", "d")
            .with(pair("a", "b", 99))
            .with(ValueShare.class, shares);
    Dataset<Row> pairs = new LinkNewRecords().transform(in, p);
    var weights =
        collected(pairs).stream()
            .collect(
                Collectors.toMap(row -> row.getString(0) + row.getString(1), r -> r.getDouble(3)));
    assertThat(weights.get("ae")).isEqualTo(Math.log(144) / Math.log(2), within(1e-9));
    assertThat(weights.get("be")).isEqualTo(Math.log(144) / Math.log(2), within(1e-9));
    assertThat(weights.get("gh")).isEqualTo(Math.log(288) / Math.log(2), within(1e-9));

    List<Row> written = pairs.collectAsList();
    in.with(RecordPair.class, spark.createDataFrame(written, pairs.schema()));
    var group =
        new GroupRecords.Params(
            settings,
            Symbols.Unit.FOLDED,
            new BigDecimal("0.5"),
            new BigDecimal("-2"),
            new BigDecimal("-8"),
            List.of(),
            Map.of(),
            100);
    assertThat(
            new GroupRecords()
                .transform(in, group)
                .filter("record_id IN ('g', 'h')")
                .select("person_id", "records")
                .distinct()
                .collectAsList())
        .hasSize(1);

    // all at once asks for a new count, and so does a field of which nothing was counted
    String said = "value_share has not all values of name counted as folded: run count-values";
    assertThatThrownBy(() -> new LinkRecords().transform(in, p).collectAsList())
        .hasStackTraceContaining(said);
    in.with(ValueShare.class, shares.filter("share > 1"));
    assertThatThrownBy(() -> new LinkNewRecords().transform(in, p).collectAsList())
        .hasStackTraceContaining(said);
  }

  /** What an earlier run left is no input that makes a run of today old, its own rows least. */
  @Test
  void aSecondRunHasNothingToDoWhateverTheFirstLeft(SparkSession spark, @TempDir Path folder) {
    Platform platform = new Platform(spark, folder, List.of(new LinkNewRecords()));
    fill(platform, LinkRecord.class, Rows.of(spark, OLD));
    fill(platform, KeptPerson.class, Rows.of(spark, kept(1, "a")));
    fill(platform, LinkedPerson.class, Rows.of(spark, linked("a")));
    fill(platform, RecordPair.class, Rows.of(spark, pair("a", "b", 99)));
    assertThat(status(platform)).isEqualTo("DONE");
    fill(platform, KeptPerson.class, Rows.of(spark, kept(2, "a")));
    fill(platform, LinkedPerson.class, Rows.of(spark, linked("b")));
    assertThat(status(platform)).isEqualTo("NOTHING_TO_DO");
  }

  private static void fill(Platform platform, Class<? extends Record> table, Dataset<Row> rows) {
    TableSchema schema = TableSchema.of(table);
    platform.store().replaceWhole(schema, rows, new CommitNote("r", "another job", "all", "f"));
  }

  private static String status(Platform platform) {
    String settings = SETTINGS.replace("\n", " ").replace("'", "''");
    return platform
        .runOne("link-new-records: {settings: '" + settings + "'}", "link-new-records")
        .status()
        .toString();
  }

  private static RecordPair pair(String left, String right, double weight) {
    return new RecordPair("register", left, "register", right, 0, "1,1", weight, 1);
  }
}
