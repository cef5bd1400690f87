package org.caudal.register.link;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.JobParams;
import org.caudal.testing.LoadedSheet;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** Twins of one name and day in two registers, told apart by a clerk or by their household. */
@SparkTest
class SeparatePairsTest {
  private static final String SETTINGS =
      """
      {settings: '{"link_type": "link_and_dedupe", "probability_two_random_records_match": 0.5,
       "blocking_rules_to_generate_predictions": ["l.day = r.day"],
       "comparisons": [{"output_column_name": "name", "comparison_levels": [
         {"sql_condition": "name_l = name_r", "m_probability": 0.9, "u_probability": 0.1},
         {"sql_condition": "ELSE", "m_probability": 0.1, "u_probability": 0.9}]}]}'}
      """;

  private static LinkRecord record(String source, String mark, String name) {
    String fields = "{\"name\":\"%s\",\"day\":\"1990-05-05\"}".formatted(name);
    return new LinkRecord(source, mark, fields, "records.csv", 2);
  }

  /** Lines of a clerk's sheet: b 2 and a 1 are two persons, and so, by mistake, a 1 and a 1. */
  private static Dataset<Row> sheet(SparkSession spark) {
    return spark.sql(
        "SELECT 'twins.csv' AS file_name, * FROM VALUES ('b', '2', 'a', '1'), ('a', '1', 'a', '1')"
            + " AS t(left_source, left_record, right_source, right_record)");
  }

  @Test
  void twinsThatAClerkToldApartAreTwoPersons(SparkSession spark) {
    // the marks of records as they are after loading
    String one = mark(spark, "1");
    String two = mark(spark, "2");
    TestInputs inputs =
        new TestInputs(spark)
            .with(record("a", one, "ana"), record("b", two, "ana"), record("b", "3", "eva"));
    LinkRecords link = new LinkRecords();
    inputs.with(
        RecordPair.class,
        Rows.kept(link.transform(inputs, JobParams.of(link, SETTINGS)), RecordPair.class));
    Map<String, String> together = persons(inputs);
    assertThat(together.get(one)).isEqualTo(together.get(two)).isNotEqualTo(together.get("3"));

    LoadSeparatePairs loader = new LoadSeparatePairs();
    Dataset<Row> apart =
        LoadedSheet.of(
            spark, sheet(spark), loader, JobParams.of(loader, "{extract: {paths: [generated]}}"));
    inputs.with(SeparatePair.class, Rows.kept(apart, SeparatePair.class));
    assertThat(inputs.table(SeparatePair.class).collectAsList()).hasSize(1); // not 1 with itself
    assertThat(persons(inputs).values()).doesNotHaveDuplicates().hasSize(3);

    // the same pair by its pseudonyms; a mark would stay in the clear
    Dataset<Row> byPseudonym =
        LoadedSheet.of(
            spark,
            spark.sql(
                "SELECT 'twins.csv' AS file_name, 'b' AS left_source, left_record, 'a' AS right_source, '"
                    + one
                    + "' AS right_record FROM VALUES ('"
                    + two
                    + "'), ('2') AS t(left_record)"),
            loader,
            JobParams.of(loader, "{extract: {paths: [generated]}, records: pseudonyms}"));
    assertThat(named(Rows.kept(byPseudonym, SeparatePair.class)))
        .isEqualTo(named(inputs.table(SeparatePair.class)));
  }

  private static List<Row> named(Dataset<Row> pairs) {
    return pairs.drop("source_file", "source_position").collectAsList();
  }

  @Test
  void twoOfOneHouseholdAreTwoPersonsWhereTheRegisterIsNamed(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(
                ofHousehold("a", "1"),
                ofHousehold("a", "2"),
                ofHousehold("b", "3"),
                ofHousehold("b", "4"))
            .with(pair("a", "1", "b", "3"), pair("a", "2", "b", "3"), pair("b", "3", "b", "4"));
    Map<String, String> persons =
        persons(
            inputs, SETTINGS.replace("{settings", "{one-record-households: {a: house}, settings"));
    assertThat(persons.get("1")).isNotEqualTo(persons.get("2"));
    assertThat(persons.get("3")).isEqualTo(persons.get("4")); // b may have one person twice
  }

  @Test
  void registersThatNoRecordIsOfAreNamed(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(ofHousehold("a", "1"), ofHousehold("b", "2"))
            .with(pair("a", "1", "b", "2"));
    for (String named :
        List.of("one-record-sources: [a, c]", "one-record-households: {a: house, c: house}")) {
      assertThatThrownBy(
              () -> persons(inputs, SETTINGS.replace("{settings", "{" + named + ", settings")))
          .hasStackTraceContaining("link_record has no record of c, which one-record-")
          .hasStackTraceContaining("its registers are a, b");
    }
    assertThat(
            persons(inputs, SETTINGS.replace("{settings", "{one-record-sources: [a, b], settings")))
        .hasSize(2);
  }

  private static LinkRecord ofHousehold(String source, String mark) {
    String fields = "{\"name\":\"ana\",\"day\":\"1990-05-05\",\"house\":\"h\"}";
    return new LinkRecord(source, mark, fields, "records.csv", 2);
  }

  private static RecordPair pair(String leftSource, String left, String rightSource, String right) {
    return new RecordPair(leftSource, left, rightSource, right, 0, "1", 3, 0.9);
  }

  private static String mark(SparkSession spark, String id) {
    List<Row> row =
        spark
            .range(1)
            .select(new TestInputs(spark).pseudonym(lit(id), LoadLinkRecords.DOMAIN))
            .collectAsList();
    return row.get(0).getString(0);
  }

  private static Map<String, String> persons(TestInputs inputs) {
    return persons(inputs, SETTINGS);
  }

  private static Map<String, String> persons(TestInputs inputs, String settings) {
    GroupRecords group = new GroupRecords();
    Map<String, String> persons = new TreeMap<>();
    group
        .transform(inputs, JobParams.of(group, settings))
        .select("record_id", "person_id")
        .collectAsList()
        .forEach(row -> persons.put(row.getString(0), row.getString(1)));
    return persons;
  }
}
