package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.caudal.statistics.linkage.Symbols.Unit;
import org.caudal.testing.SharedData;
import org.junit.jupiter.api.Test;

/** Splink 5.0.0 on DuckDB, at its own settings, on its demo data and on FEBRL 4. */
class SplinkParityTest {
  private static final double EXACT = 1e-9;

  private static LinkageModel reference(String folder) throws IOException {
    return SplinkSettings.model(
        Files.readString(SharedData.require("registers/linkage/" + folder + "/model.json")));
  }

  /** The settings from which the reference was trained: the same without shares. */
  private static LinkageModel untrained(LinkageModel model) {
    return model.with(
        comparison ->
            new Comparison(
                comparison.name(),
                comparison.levels().stream().map(level -> level.with(null, null)).toList()));
  }

  /** Trains on both rules and compares every iteration with the reference. */
  private static LinkageModel trained(
      String folder, boolean adjusted, LinkageModel withU, List<Map<String, String>> rows)
      throws IOException {
    List<Map<String, String>> history = Csv.read(folder + "/em_history.csv");
    Trainings trainings = new Trainings(withU);
    for (String session : List.of("0", "1")) {
      List<Map<String, String>> expected =
          history.stream().filter(row -> session.equals(row.get("session"))).toList();
      String rule = expected.get(0).getOrDefault("blocking_rule", "");
      LinkageModel model = trainings.model();
      Training training = Training.on(rule, model);
      List<Training.Iteration> iterations =
          trainings.run(
              training,
              SmallFiles.patterns(model, rule, training.learnt(), adjusted, rows, Unit.BYTES));
      for (Map<String, String> row : expected) {
        Training.Iteration iteration =
            iterations.get(Integer.parseInt(row.getOrDefault("iteration", "")));
        String name = row.getOrDefault("comparison", "");
        double found =
            name.equals("_lambda")
                ? iteration.prior()
                : iteration
                    .m()[training.learnt().indexOf(number(model, name))][
                    Integer.parseInt(row.getOrDefault("gamma", ""))];
        assertThat(found)
            .as(row.toString())
            .isCloseTo(Double.parseDouble(row.getOrDefault("m_or_lambda", "")), within(EXACT));
      }
      assertThat(iterations)
          .hasSize(
              1
                  + expected.stream()
                      .mapToInt(row -> Integer.parseInt(row.getOrDefault("iteration", "")))
                      .max()
                      .orElseThrow());
    }
    return trainings.model();
  }

  private static int number(LinkageModel model, String name) {
    return model.comparisons().stream().map(Comparison::name).toList().indexOf(name);
  }

  private static void assertSameShares(LinkageModel found, LinkageModel expected) {
    for (int i = 0; i < expected.comparisons().size(); i++) {
      Comparison comparison = expected.comparisons().get(i);
      assertThat(found.comparisons().get(i).m())
          .as("m of " + comparison.name())
          .containsExactly(comparison.m(), within(EXACT));
      assertThat(found.comparisons().get(i).u())
          .as("u of " + comparison.name())
          .containsExactly(comparison.u(), within(EXACT));
    }
  }

  @Test
  void fake1000IsLinkedAsSplinkLinksIt() throws IOException {
    LinkageModel expected = reference("reference_fake_1000");
    List<Map<String, String>> rows = SmallFiles.rows(Unit.BYTES, "fake_1000.csv");
    LinkageModel model =
        trained(
            "reference_fake_1000",
            true,
            SmallFiles.withU(untrained(expected), rows, Unit.BYTES),
            rows);
    assertSameShares(model, expected);

    List<Scored> scored = scored(model, rows);
    assertSameCounts("reference_fake_1000", scored, truth(rows));
    Map<String, Double> weights = new TreeMap<>();
    scored.forEach(pair -> weights.put(pair(pair.left(), pair.right()), pair.weight()));
    List<Map<String, String>> predictions = Csv.read("reference_fake_1000/predictions.csv");
    assertThat(weights).hasSize(predictions.size()).hasSize(3989);
    for (Map<String, String> prediction : predictions) {
      assertThat(
              weights.getOrDefault(
                  pair(
                      prediction.getOrDefault("unique_id_l", ""),
                      prediction.getOrDefault("unique_id_r", "")),
                  Double.NaN))
          .as(prediction.toString())
          .isCloseTo(
              Double.parseDouble(prediction.getOrDefault("match_weight", "")), within(EXACT));
    }
    assertSamePersons(
        result("reference_fake_1000").required("clusters_095"), joined(scored, 0.95, rows), rows);
  }

  /** Two records that a rule brings together, and their weight. */
  private record Scored(String left, String right, double weight) {}

  private static List<Scored> scored(LinkageModel model, List<Map<String, String>> rows) {
    List<String> fields = model.fields(List.of());
    Comparer comparer = new Comparer(model, fields, model.rules(), Unit.BYTES);
    Scorer scorer = new Scorer(model);
    List<Scored> scored = new ArrayList<>();
    SmallFiles.pairs(
        model,
        comparer,
        SmallFiles.members(model, comparer, fields, rows),
        (left, right) ->
            scored.add(new Scored(left.id(), right.id(), scorer.weight(comparer, left, right))));
    return scored;
  }

  private static Map<String, String> truth(List<Map<String, String>> rows) {
    Map<String, String> persons = new HashMap<>();
    rows.forEach(
        row -> persons.put(row.getOrDefault("unique_id", ""), row.getOrDefault("cluster", "")));
    return persons;
  }

  private static JsonNode result(String folder) throws IOException {
    return new ObjectMapper()
        .readTree(SharedData.require("registers/linkage/" + folder + "/result.json").toFile());
  }

  /** Pairs at each probability of the reference, and how many of them are right. */
  private static void assertSameCounts(
      String folder, List<Scored> scored, Map<String, String> persons) throws IOException {
    JsonNode metrics = result(folder).required("metrics");
    assertThat(scored).hasSize(metrics.required("scored").asInt());
    for (Map.Entry<String, JsonNode> at : metrics.required("at").properties()) {
      List<Scored> chosen =
          scored.stream()
              .filter(pair -> Weights.probability(pair.weight()) >= Double.parseDouble(at.getKey()))
              .toList();
      assertThat(chosen).as(at.getKey()).hasSize(at.getValue().required("pred").asInt());
      assertThat(
              chosen.stream()
                  .filter(
                      pair ->
                          persons
                              .getOrDefault(pair.left(), "left")
                              .equals(persons.getOrDefault(pair.right(), "right"))))
          .as(at.getKey())
          .hasSize(at.getValue().required("tp").asInt());
    }
  }

  /** The lowest record of all that hangs together, for each record. */
  private static int[] joined(
      List<Scored> scored, double probability, List<Map<String, String>> rows) {
    List<String> ids = ids(rows);
    PersonGroups groups = new PersonGroups(ids.size());
    Map<String, Integer> numbers = numbers(ids);
    for (Scored pair : scored) {
      if (Weights.probability(pair.weight()) >= probability) {
        groups.join(numbers.getOrDefault(pair.left(), -1), numbers.getOrDefault(pair.right(), -1));
      }
    }
    return IntStream.range(0, ids.size()).map(groups::group).toArray();
  }

  /** The same, of two files whose records are of one person each. */
  private static int[] oneToOne(
      List<Scored> scored, double probability, List<Map<String, String>> rows) {
    int[] persons = joined(scored, probability, rows);
    Map<String, Integer> numbers = numbers(ids(rows));
    Map<List<Integer>, Double> weights = new HashMap<>();
    scored.forEach(
        pair -> {
          int left = numbers.getOrDefault(pair.left(), -1);
          int right = numbers.getOrDefault(pair.right(), -1);
          weights.put(List.of(left, right), pair.weight());
          weights.put(List.of(right, left), pair.weight());
        });
    Map<Integer, List<Integer>> together = new TreeMap<>();
    for (int i = 0; i < persons.length; i++) {
      together.computeIfAbsent(persons[i], first -> new ArrayList<>()).add(i);
    }
    for (List<Integer> members : together.values()) {
      List<String> sources =
          members.stream().map(i -> rows.get(i).getOrDefault("source", "")).toList();
      double[][] square = new double[members.size()][members.size()];
      for (int i = 0; i < square.length; i++) {
        for (int j = 0; j < square.length; j++) {
          square[i][j] =
              weights.getOrDefault(
                  List.of(members.get(i), members.get(j)), Double.NEGATIVE_INFINITY);
        }
      }
      double least = Weights.ofProbability(probability);
      int[] groups = Persons.groups(sources, square, least, Set.copyOf(sources));
      for (int i = 0; i < groups.length; i++) {
        persons[members.get(i)] = members.get(groups[i]);
      }
    }
    return persons;
  }

  private static List<String> ids(List<Map<String, String>> rows) {
    return rows.stream().map(row -> row.getOrDefault("unique_id", "")).toList();
  }

  private static Map<String, Integer> numbers(List<String> ids) {
    Map<String, Integer> numbers = new HashMap<>();
    ids.forEach(id -> numbers.put(id, numbers.size()));
    return numbers;
  }

  /** Persons, the largest, pairs of their records and how many of these are right. */
  private static void assertSamePersons(
      JsonNode expected, int[] persons, List<Map<String, String>> rows) {
    Map<Object, Integer> sizes = new HashMap<>();
    Map<Object, Integer> right = new HashMap<>();
    for (int i = 0; i < persons.length; i++) {
      sizes.merge(persons[i], 1, Integer::sum);
      right.merge(persons[i] + " " + rows.get(i).get("cluster"), 1, Integer::sum);
    }
    assertThat(sizes).hasSize(expected.required("pred_clusters").asInt());
    assertThat(Collections.max(sizes.values())).isEqualTo(expected.required("max_cluster").asInt());
    assertThat(pairs(sizes)).isEqualTo(expected.required("pred_pairs").asInt());
    assertThat(pairs(right)).isEqualTo(expected.required("tp").asInt());
  }

  private static int pairs(Map<Object, Integer> sizes) {
    return sizes.values().stream().mapToInt(n -> n * (n - 1) / 2).sum();
  }

  private static String pair(String a, String b) {
    return a.compareTo(b) < 0 ? a + " " + b : b + " " + a;
  }

  @Test
  void febrl4IsTrainedAndScoredAsSplinkDoes() throws IOException {
    LinkageModel expected = reference("reference_febrl4");
    List<Map<String, String>> rows = SmallFiles.rows(Unit.BYTES, "febrl4a.csv", "febrl4b.csv");
    LinkageModel model =
        trained(
            "reference_febrl4",
            false,
            SmallFiles.withU(untrained(expected), rows, Unit.BYTES),
            rows);
    assertSameShares(model, expected);
    List<Scored> scored = scored(model, rows);
    assertSameCounts("reference_febrl4", scored, truth(rows));
    JsonNode result = result("reference_febrl4");
    assertSamePersons(result.required("cc_090"), joined(scored, 0.9, rows), rows);
    assertSamePersons(result.required("one_to_one_050"), oneToOne(scored, 0.5, rows), rows);
  }
}
