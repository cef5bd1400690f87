package org.caudal.register.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.Pseudonyms;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twins of one name and day in two registers, one of them twice; a clerk knows two as apart. */
@SparkTest
class SeparatePairsTest {
  private static final String SETTINGS =
      """
      {"link_type": "link_and_dedupe", "probability_two_random_records_match": 0.5,
       "blocking_rules_to_generate_predictions": ["l.day = r.day"],
       "comparisons": [{"output_column_name": "name", "comparison_levels": [
         {"sql_condition": "name_l = name_r", "m_probability": 0.9, "u_probability": 0.1},
         {"sql_condition": "ELSE", "m_probability": 0.1, "u_probability": 0.9}]}]}
      """;

  @Test
  void twinsThatAClerkToldApartAreTwoPersons(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path settings = folder.resolve("settings.json");
    Files.writeString(settings, SETTINGS);
    Path records = folder.resolve("records.csv");
    Files.write(
        records,
        List.of(
            "source_id,record_id,name,day",
            "a,1,ana,1990-05-05",
            "b,2,ana,1990-05-05",
            "b,3,eva,1990-05-05"));
    Path twins = folder.resolve("twins.csv");
    Files.write(
        twins, List.of("left_source,left_record,right_source,right_record", "b,2,a,1", "a,1,a,1"));
    Platform platform =
        new Platform(
            spark,
            folder,
            List.of(
                new LoadLinkRecords(),
                new LoadSeparatePairs(),
                new LinkRecords(),
                new GroupRecords()));
    String jobs =
        """
        load-link-records:
          extract: {paths: ["%s"]}
          fields: [name, day]
        load-separate-pairs:
          extract: {paths: ["%s"]}
        link-records: {settings: !file "%s"}
        group-records: {settings: !file "%s"}
        """
            .formatted(records, twins, settings, settings);
    platform.run(jobs, "load-link-records", "link-records", "group-records");
    Map<String, String> together = persons(platform);
    assertThat(together.get("1")).isEqualTo(together.get("2")).isNotEqualTo(together.get("3"));

    platform.run(jobs, "load-separate-pairs", "group-records");
    assertThat(platform.table(SeparatePair.class).count()).isEqualTo(1); // not 1 with itself
    assertThat(persons(platform).values()).doesNotHaveDuplicates().hasSize(3);
  }

  private static Map<String, String> persons(Platform platform) {
    Pseudonyms pseudonyms = Platform.pseudonyms();
    Map<String, String> byPseudonym = new TreeMap<>();
    platform
        .table(LinkedPerson.class)
        .select("record_id", "person_id")
        .collectAsList()
        .forEach(row -> byPseudonym.put(row.getString(0), row.getString(1)));
    Map<String, String> persons = new TreeMap<>();
    for (String mark : List.of("1", "2", "3")) {
      persons.put(
          mark, byPseudonym.getOrDefault(pseudonyms.of(mark, LoadLinkRecords.DOMAIN), "absent"));
    }
    return persons;
  }
}
