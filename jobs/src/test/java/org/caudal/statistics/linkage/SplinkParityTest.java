package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.caudal.statistics.linkage.Blocks.Member;
import org.caudal.statistics.linkage.Symbols.Unit;
import org.caudal.statistics.linkage.UnmatchedShares.Distinct;
import org.caudal.testing.SharedData;
import org.jspecify.annotations.Nullable;
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

  private static List<Map<String, String>> rows(String... files) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String file : files) {
      for (Map<String, String> row : Csv.read(file)) {
        Map<String, String> withSource = new LinkedHashMap<>(row);
        withSource.put("source", file);
        rows.add(withSource);
      }
    }
    return rows;
  }

  private static @Nullable String value(Map<String, String> row, String field) {
    String value = row.get(field);
    return value == null || value.isEmpty() ? null : value;
  }

  private static Map<String, Map<String, Double>> frequencies(
      LinkageModel model, List<Map<String, String>> rows) {
    Map<String, Map<String, Double>> frequencies = new HashMap<>();
    for (String field : model.frequencyFields()) {
      Map<String, Integer> counts = new HashMap<>();
      int all = 0;
      for (Map<String, String> row : rows) {
        String value = value(row, field);
        if (value != null) {
          counts.merge(value, 1, Integer::sum);
          all++;
        }
      }
      Map<String, Double> shares = new HashMap<>();
      for (Map.Entry<String, Integer> count : counts.entrySet()) {
        shares.put(count.getKey(), (double) count.getValue() / all);
      }
      frequencies.put(field, shares);
    }
    return frequencies;
  }

  private static List<Member> members(
      LinkageModel model, Comparer comparer, List<String> fields, List<Map<String, String>> rows) {
    Map<String, Map<String, Double>> frequencies = frequencies(model, rows);
    return rows.stream()
        .map(
            row ->
                new Member(
                    row.getOrDefault("source", ""),
                    row.getOrDefault("unique_id", ""),
                    comparer.candidate(
                        fields.stream().map(f -> value(row, f)).toArray(String[]::new)),
                    model.frequencyFields().stream()
                        .mapToDouble(
                            f ->
                                frequencies
                                    .getOrDefault(f, Map.of())
                                    .getOrDefault(row.getOrDefault(f, ""), Double.NaN))
                        .toArray()))
        .toList();
  }

  private static void pairs(
      LinkageModel model, Comparer comparer, List<Member> members, Blocks.Pairs pairs) {
    for (int rule = 0; rule < comparer.rules().size(); rule++) {
      Map<Long, List<Member>> left = new TreeMap<>();
      Map<Long, List<Member>> right = new TreeMap<>();
      for (Member member : members) {
        BlockingRule blocking = comparer.rules().get(rule);
        blocking
            .leftKey(member.candidate())
            .ifPresent(key -> left.computeIfAbsent(key, k -> new ArrayList<>()).add(member));
        blocking
            .rightKey(member.candidate())
            .ifPresent(key -> right.computeIfAbsent(key, k -> new ArrayList<>()).add(member));
      }
      for (Map.Entry<Long, List<Member>> block : left.entrySet()) {
        Blocks.pairs(
            model.link(),
            comparer.rules(),
            0,
            rule,
            block.getValue(),
            right.getOrDefault(block.getKey(), List.of()),
            pairs);
      }
    }
  }

  private static LinkageModel withU(LinkageModel model, List<Map<String, String>> rows) {
    return model.with(
        comparison -> {
          List<String> fields = List.copyOf(comparison.fields());
          Map<List<@Nullable String>, Map<String, Long>> counts = new LinkedHashMap<>();
          for (Map<String, String> row : rows) {
            List<@Nullable String> values = new ArrayList<>();
            fields.forEach(field -> values.add(value(row, field)));
            counts
                .computeIfAbsent(values, v -> new TreeMap<>())
                .merge(row.getOrDefault("source", ""), 1L, Long::sum);
          }
          List<Distinct> distinct = new ArrayList<>();
          counts.forEach((values, bySource) -> distinct.add(new Distinct(values, bySource)));
          return comparison.with(
              null, UnmatchedShares.of(model, comparison, fields, distinct, Unit.BYTES));
        });
  }

  private static List<PatternCount> patterns(
      LinkageModel model,
      String rule,
      List<Integer> learnt,
      boolean adjusted,
      List<Map<String, String>> rows) {
    record Group(long pattern, double adjustment) {}
    Scorer scorer = new Scorer(model);
    List<String> fields = model.fields(List.of(rule));
    Comparer comparer = new Comparer(model, fields, List.of(rule), Unit.BYTES);
    Map<Group, Long> counts = new HashMap<>();
    pairs(
        model,
        comparer,
        members(model, comparer, fields, rows),
        (left, right) -> {
          long pattern = comparer.pattern(left.candidate(), right.candidate());
          double adjustment =
              learnt.stream()
                  .mapToDouble(
                      c -> scorer.adjustment(c, pattern, left.frequencies(), right.frequencies()))
                  .sum();
          counts.merge(new Group(pattern, adjusted ? adjustment : 0), 1L, Long::sum);
        });
    return counts.entrySet().stream()
        .map(e -> new PatternCount(e.getKey().pattern(), e.getKey().adjustment(), e.getValue()))
        .toList();
  }

  /** Trains on both rules and compares every iteration with the reference. */
  private static LinkageModel trained(
      String folder, boolean adjusted, LinkageModel withU, List<Map<String, String>> rows)
      throws IOException {
    List<Map<String, String>> history = Csv.read(folder + "/em_history.csv");
    LinkageModel model = withU;
    Map<Integer, List<double[]>> learnt = new TreeMap<>();
    for (String session : List.of("0", "1")) {
      List<Map<String, String>> expected =
          history.stream().filter(row -> session.equals(row.get("session"))).toList();
      String rule = expected.get(0).getOrDefault("blocking_rule", "");
      Training training = Training.on(rule, model);
      List<Training.Iteration> iterations =
          training.run(patterns(model, rule, training.learnt(), adjusted, rows));
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
      double[][] last = iterations.get(iterations.size() - 1).m();
      for (int i = 0; i < last.length; i++) {
        learnt.computeIfAbsent(training.learnt().get(i), c -> new ArrayList<>()).add(last[i]);
      }
      LinkageModel before = model;
      model =
          before.with(
              comparison -> {
                List<double[]> sessions = learnt.get(before.comparisons().indexOf(comparison));
                return sessions == null
                    ? comparison
                    : comparison.with(Training.median(sessions), null);
              });
    }
    return model;
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
    List<Map<String, String>> rows = rows("fake_1000.csv");
    LinkageModel model =
        trained("reference_fake_1000", true, withU(untrained(expected), rows), rows);
    assertSameShares(model, expected);

    List<String> fields = model.fields(List.of());
    Comparer comparer = new Comparer(model, fields, model.rules(), Unit.BYTES);
    Scorer scorer = new Scorer(model);
    Map<String, Double> weights = new TreeMap<>();
    List<Member> members = members(model, comparer, fields, rows);
    PersonGroups groups = new PersonGroups(members.size());
    pairs(
        model,
        comparer,
        members,
        (left, right) -> {
          double weight =
              scorer.weight(
                  comparer.pattern(left.candidate(), right.candidate()),
                  left.frequencies(),
                  right.frequencies());
          weights.put(pair(left.id(), right.id()), weight);
          if (Weights.probability(weight) >= 0.95) {
            groups.join(Integer.parseInt(left.id()), Integer.parseInt(right.id()));
          }
        });
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
    // clusters_095 of reference_fake_1000/result.json
    TreeSet<Integer> persons = new TreeSet<>();
    for (int record = 0; record < members.size(); record++) {
      persons.add(groups.group(record));
    }
    assertThat(persons).hasSize(395);
  }

  private static String pair(String a, String b) {
    return a.compareTo(b) < 0 ? a + " " + b : b + " " + a;
  }

  @Test
  void febrl4IsTrainedAsSplinkTrainsIt() throws IOException {
    LinkageModel expected = reference("reference_febrl4");
    List<Map<String, String>> rows = rows("febrl4a.csv", "febrl4b.csv");
    assertSameShares(
        trained("reference_febrl4", false, withU(untrained(expected), rows), rows), expected);
  }
}
