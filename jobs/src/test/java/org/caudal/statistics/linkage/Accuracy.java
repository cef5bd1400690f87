package org.caudal.statistics.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.caudal.statistics.linkage.Blocks.Member;
import org.caudal.statistics.linkage.PersonGroups.Link;
import org.caudal.statistics.linkage.Symbols.Unit;

/**
 * Linkage in memory as the jobs do it at their defaults, and pairs of records against the truth.
 */
final class Accuracy {
  private static final double LEAST_WEIGHT = 0; // a probability of 0.5
  private static final double MEAN_WEIGHT = -2;
  private static final double FLOOR = -8;
  private static final int MOST_RECORDS = 1500;

  private Accuracy() {}

  /** Pairs of records: of one person, taken for one person, and both. */
  record Pairs(long all, long linked, long right) {
    double f1() {
      return 2.0 * right / (all + linked);
    }
  }

  /** Settings beside the tests. */
  static LinkageModel settings(String file) throws IOException {
    try (InputStream json = Accuracy.class.getResourceAsStream("/linkage/" + file)) {
      return SplinkSettings.model(
          new String(Objects.requireNonNull(json).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /**
   * The model that is learnt without labels.
   *
   * @param every shares u are counted over each so many records, in the order of the rows
   */
  static LinkageModel trained(
      LinkageModel settings, List<String> rules, int every, List<Map<String, String>> rows) {
    List<Map<String, String>> sample = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += every) {
      sample.add(rows.get(i));
    }
    Trainings trainings = new Trainings(SmallFiles.withU(settings, sample, Unit.FOLDED));
    for (String rule : rules) {
      Training training = Training.on(rule, trainings.model());
      trainings.run(
          training,
          SmallFiles.patterns(
              trainings.model(), rule, training.learnt(), false, rows, Unit.FOLDED));
    }
    return trainings.model();
  }

  /** Pairs of the persons that are found; the column {@code cluster} has the truth. */
  static Pairs linked(LinkageModel model, Set<String> alone, List<Map<String, String>> rows) {
    return linked(model, alone, Map.of(), rows);
  }

  /** The same where registers have households with each person once. */
  static Pairs linked(
      LinkageModel model,
      Set<String> alone,
      Map<String, String> households,
      List<Map<String, String>> rows) {
    List<String> fields = model.fields(Households.conditions(households));
    Comparer comparer = new Comparer(model, fields, model.rules(), Unit.FOLDED);
    Scorer scorer = new Scorer(model);
    List<Member> members = SmallFiles.members(model, comparer, fields, rows);
    Map<Member, Integer> numbers = new HashMap<>();
    members.forEach(member -> numbers.put(member, numbers.size()));
    List<Link> links = new ArrayList<>();
    SmallFiles.pairs(
        model,
        comparer,
        members,
        (left, right) -> {
          double weight = scorer.weight(comparer, left, right);
          if (weight >= LEAST_WEIGHT) {
            links.add(
                new Link(numbers.getOrDefault(left, -1), numbers.getOrDefault(right, -1), weight));
          }
        });
    int[] component = PersonGroups.components(members.size(), links, LEAST_WEIGHT, MOST_RECORDS);
    Map<Integer, List<Integer>> byComponent = new TreeMap<>();
    for (int i = 0; i < members.size(); i++) {
      byComponent.computeIfAbsent(component[i], c -> new ArrayList<>()).add(i);
    }
    int[] person = new int[members.size()];
    Persons.Rule rule =
        new Persons.Rule(MEAN_WEIGHT, FLOOR, alone, Households.of(households, fields));
    for (List<Integer> together : byComponent.values()) {
      List<Persons.Person> persons =
          Persons.of(
              together.stream().map(members::get).toList(),
              rule,
              (first, second) -> false,
              comparer,
              scorer);
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
}
