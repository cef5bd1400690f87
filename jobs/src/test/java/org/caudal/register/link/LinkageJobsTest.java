package org.caudal.register.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.Pseudonyms;
import org.caudal.testing.Platform;
import org.caudal.testing.SharedData;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file and Splink's settings to persons, against Splink 5.0.0 on DuckDB. */
@SparkTest
class LinkageJobsTest {
  private static final double EXACT = 1e-9;

  @Test
  void fake1000BecomesThePersonsOfSplink(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path data = SharedData.require("registers/linkage/fake_1000.csv");
    Path reference = data.resolveSibling("reference_fake_1000");
    Path untrained = folder.resolve("settings.json");
    Files.writeString(
        untrained,
        Files.readString(reference.resolve("model.json"))
            .replaceAll("\"([mu]_probability|probability_two_[a-z_]*)\": [^,]*,", ""));
    String model = untrained.toString();
    Platform platform =
        new Platform(
            spark,
            folder,
            List.of(
                new LoadLinkRecords(),
                new CountValues(),
                new TrainLinkage(),
                new LinkRecords(),
                new GroupRecords()));
    platform.run(
        """
        load-link-records:
          extract:
            paths: ["%s"]
            columns: {record_id: unique_id}
          fields: [first_name, surname, dob, city, email]
        count-values:
          settings: !file "%s"
          text: bytes
        train-linkage:
          settings: !file "%s"
          text: bytes
          training-rules:
            - l."dob" = r."dob"
            - l."first_name" = r."first_name" AND l."surname" = r."surname"
          deterministic-rules:
            - l."first_name" = r."first_name" AND l."surname" = r."surname" AND l."dob" = r."dob"
            - l."email" = r."email"
          recall: 0.7
          sample: 1000
          exact-equality: true
          frequencies-teach: true
        link-records:
          settings: !file "%s"
          text: bytes
          least-probability: 0
        group-records:
          settings: !file "%s"
          text: bytes
        """
            .formatted(data, model, model, model, model),
        "load-link-records",
        "count-values",
        "train-linkage",
        "link-records",
        "group-records");

    List<Row> shares =
        platform
            .table(LinkageShare.class)
            .select("comparison", "gamma", "m", "u", "prior")
            .collectAsList();
    List<String> params = Files.readAllLines(reference.resolve("params.csv"));
    assertThat(shares).hasSize(17);
    for (Row share : shares) {
      // 748 pairs of 499,500 with the same names and day, or e-mail; that of the reference
      assertThat(share.getDouble(4)).isEqualTo(0.0021392821392821394, within(1e-15));
      String line =
          params.stream()
              .filter(row -> row.matches(share.getString(0) + ",\\d+," + share.getInt(1) + ",.*"))
              .findFirst()
              .orElseThrow();
      List<String> cells = List.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1));
      assertThat(share.getDouble(2))
          .as(line)
          .isCloseTo(Double.parseDouble(cells.get(6)), within(EXACT));
      assertThat(share.getDouble(3))
          .as(line)
          .isCloseTo(Double.parseDouble(cells.get(7)), within(EXACT));
    }

    double[] weights =
        platform.table(RecordPair.class).select("weight").collectAsList().stream()
            .mapToDouble(row -> row.getDouble(0))
            .sorted()
            .toArray();
    double[] expected =
        Files.readAllLines(reference.resolve("predictions.csv")).stream()
            .skip(1)
            .mapToDouble(line -> Double.parseDouble(line.substring(0, line.indexOf(','))))
            .sorted()
            .toArray();
    assertThat(weights).hasSize(3989).containsExactly(expected, within(EXACT));

    // Splink's connected components at 0.95: 1,476 pairs, all right, of 2,031; F1 0.8417
    List<Map<String, String>> truth = persons(data);
    Map<String, String> found = new HashMap<>();
    platform
        .table(LinkedPerson.class)
        .select("record_id", "person_id")
        .collectAsList()
        .forEach(row -> found.put(row.getString(0), row.getString(1)));
    assertThat(found).hasSize(1000);
    long linked = 0;
    long right = 0;
    for (int i = 0; i < truth.size(); i++) {
      for (int j = 0; j < i; j++) {
        boolean isLinked =
            Objects.equals(
                found.get(truth.get(i).get("record")), found.get(truth.get(j).get("record")));
        linked += isLinked ? 1 : 0;
        right +=
            isLinked && Objects.equals(truth.get(i).get("person"), truth.get(j).get("person"))
                ? 1
                : 0;
      }
    }
    assertThat(right).isGreaterThanOrEqualTo(1476);
    assertThat(2.0 * right / (linked + 2031)).isGreaterThan(0.8417);
  }

  private static List<Map<String, String>> persons(Path data) throws IOException {
    Pseudonyms pseudonyms = Platform.pseudonyms();
    return Files.readAllLines(data).stream()
        .skip(1)
        .map(
            line ->
                Map.of(
                    "record",
                    pseudonyms.of(line.substring(0, line.indexOf(',')), LoadLinkRecords.DOMAIN),
                    "person",
                    line.substring(line.lastIndexOf(',') + 1)))
        .toList();
  }
}
