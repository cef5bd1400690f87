package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.caudal.statistics.linkage.Blocks.Member;
import org.caudal.statistics.linkage.LinkageModel.Link;
import org.caudal.statistics.linkage.Symbols.Unit;
import org.junit.jupiter.api.Test;

/** Persons found without labels in published data whose truth is known. */
class AccuracyTest {
  private static final List<String> TRAINING =
      List.of(
          "l.date_of_birth = r.date_of_birth",
          "l.soc_sec_id = r.soc_sec_id",
          "l.given_name = r.given_name AND l.surname = r.surname");

  private static final double LEAST = -2;
  private static final double FLOOR = -8;

  /** Pairs of records: of one person, taken for one person, and both. */
  private record Pairs(long all, long linked, long right) {
    double f1() {
      return 2.0 * right / (all + linked);
    }
  }

  private static LinkageModel settings(Link link) throws IOException {
    try (InputStream file = AccuracyTest.class.getResourceAsStream("/linkage/febrl.json")) {
      LinkageModel model =
          SplinkSettings.model(
              new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
      return new LinkageModel(
          link,
          model.prior(),
          model.comparisons(),
          model.rules(),
          model.convergence(),
          model.iterations());
    }
  }

  private static LinkageModel trained(LinkageModel settings, List<Map<String, String>> rows) {
    // shares u from a third of the records, in the order of the files
    List<Map<String, String>> sample = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += 3) {
      sample.add(rows.get(i));
    }
    Trainings trainings = new Trainings(SmallFiles.withU(settings, sample, Unit.FOLDED));
    for (String rule : TRAINING) {
      Training training = Training.on(rule, trainings.model());
      trainings.run(
          training,
          SmallFiles.patterns(
              trainings.model(), rule, training.learnt(), false, rows, Unit.FOLDED));
    }
    return trainings.model();
  }

  private static Pairs linked(
      LinkageModel model, Set<String> alone, List<Map<String, String>> rows) {
    List<String> fields = model.fields(List.of());
    Comparer comparer = new Comparer(model, fields, model.rules(), Unit.FOLDED);
    Scorer scorer = new Scorer(model);
    List<Member> members = SmallFiles.members(model, comparer, fields, rows);
    Map<Member, Integer> numbers = new HashMap<>();
    members.forEach(member -> numbers.put(member, numbers.size()));
    PersonGroups components = new PersonGroups(members.size());
    SmallFiles.pairs(
        model,
        comparer,
        members,
        (left, right) -> {
          if (scorer.weight(comparer, left, right) >= 0) {
            components.join(numbers.getOrDefault(left, -1), numbers.getOrDefault(right, -1));
          }
        });
    Map<Integer, List<Integer>> byComponent = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      byComponent.computeIfAbsent(components.group(i), c -> new ArrayList<>()).add(i);
    }
    int[] person = new int[members.size()];
    Persons.Rule rule = new Persons.Rule(LEAST, FLOOR, alone);
    for (List<Integer> together : byComponent.values()) {
      List<Persons.Person> persons =
          Persons.of(together.stream().map(members::get).toList(), rule, comparer, scorer);
      for (int i = 0; i < persons.size(); i++) {
        person[together.get(i)] = numbers.getOrDefault(persons.get(i).first(), -1);
      }
    }
    return pairs(person, rows);
  }

  private static Pairs pairs(int[] person, List<Map<String, String>> rows) {
    Map<Object, Long> truth = new HashMap<>();
    Map<Object, Long> linked = new HashMap<>();
    Map<Object, Long> both = new HashMap<>();
    for (int i = 0; i < person.length; i++) {
      String known = rows.get(i).getOrDefault("cluster", "");
      truth.merge(known, 1L, Long::sum);
      linked.merge(person[i], 1L, Long::sum);
      both.merge(known + " " + person[i], 1L, Long::sum);
    }
    return new Pairs(count(truth), count(linked), count(both));
  }

  private static long count(Map<Object, Long> groups) {
    return groups.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
  }

  /** 6,538 pairs; Splink 5 reaches an F1 of 0.9972 with connected components. */
  @Test
  void febrl3IsFoundNearlyWhole() throws IOException {
    List<Map<String, String>> rows = SmallFiles.rows(Unit.FOLDED, "febrl3.csv");
    Pairs found = linked(trained(settings(Link.DEDUPE_ONLY), rows), Set.of(), rows);
    assertThat(found.all()).isEqualTo(6538);
    assertThat(found.f1()).isGreaterThanOrEqualTo(0.9995);
  }

  /** 5,000 pairs; Splink 5 makes 4 errors in pairs and 9 one to one. */
  @Test
  void febrl4IsLinkedWithAtMostTwoErrors() throws IOException {
    List<Map<String, String>> rows = SmallFiles.rows(Unit.FOLDED, "febrl4a.csv", "febrl4b.csv");
    Pairs found =
        linked(trained(settings(Link.LINK_ONLY), rows), Set.of("febrl4a.csv", "febrl4b.csv"), rows);
    assertThat(found.all()).isEqualTo(5000);
    assertThat(found.all() - found.right() + found.linked() - found.right()).isLessThanOrEqualTo(2);
  }
}
