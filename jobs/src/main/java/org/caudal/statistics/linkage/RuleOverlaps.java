package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.caudal.statistics.linkage.BlockingRule.Equality;

/**
 * What must be counted to know how many pairs each blocking rule finds that no rule before it does,
 * without making a pair.
 *
 * <p>Pairs of two rules that are nothing but equalities are pairs of the blocks of both rules'
 * equalities together, so that by inclusion and exclusion sizes of blocks are all that is needed.
 * Rules that share equalities have few different sets of them.
 */
public final class RuleOverlaps {
  private final List<BlockKeys> keys = new ArrayList<>();
  private final List<Term> terms = new ArrayList<>();
  private int counted;

  /**
   * What the pairs of a set of equalities add to the new pairs of a rule.
   *
   * @param rule number of the rule
   * @param set number of the set
   * @param times how often they are added; below zero taken away
   */
  public record Term(int rule, int set, int times) {}

  /**
   * Sets of equalities: those of the rules, by their numbers, then those of several together.
   *
   * @param rules blocking rules in the order of their precedence, then rules of their own
   * @param ordered how many of the rules have a precedence
   * @param most most sets; new pairs of a rule that needs more, and of later ones, stay unknown
   */
  public RuleOverlaps(List<BlockingRule> rules, int ordered, int most) {
    Map<Equality, Integer> numbers = new LinkedHashMap<>();
    List<Set<Integer>> ofRules = new ArrayList<>();
    for (BlockingRule rule : rules) {
      Set<Integer> set = new TreeSet<>();
      for (Equality equality : rule.equalities()) {
        set.add(numbers.computeIfAbsent(equality, e -> numbers.size()));
      }
      ofRules.add(set);
    }
    List<Set<Integer>> sets = new ArrayList<>(ofRules);
    for (int rule = 0; rule < ordered && rules.get(rule).isWhole(); rule++) {
      Map<Set<Integer>, Integer> times = times(ofRules.subList(0, rule), ofRules.get(rule));
      long more = times.keySet().stream().filter(set -> !sets.contains(set)).count();
      if (sets.size() + more > most) {
        break;
      }
      for (Map.Entry<Set<Integer>, Integer> set : times.entrySet()) {
        if (!sets.contains(set.getKey())) {
          sets.add(set.getKey());
        }
        terms.add(new Term(rule, sets.indexOf(set.getKey()), set.getValue()));
      }
      counted++;
    }
    List<Equality> equalities = List.copyOf(numbers.keySet());
    for (Set<Integer> set : sets) {
      keys.add(
          new BlockKeys(
              set.stream().map(number -> equalities.get(number).left()).toList(),
              set.stream().map(number -> equalities.get(number).right()).toList()));
    }
  }

  private static Map<Set<Integer>, Integer> times(List<Set<Integer>> before, Set<Integer> rule) {
    Map<Set<Integer>, Integer> times = new LinkedHashMap<>(Map.of(rule, 1));
    for (Set<Integer> earlier : before) {
      Map<Set<Integer>, Integer> without = new LinkedHashMap<>(times);
      times.forEach(
          (set, count) -> {
            Set<Integer> both = new TreeSet<>(set);
            both.addAll(earlier);
            without.merge(both, -count, Integer::sum);
          });
      without.values().removeIf(count -> count == 0);
      times = without;
    }
    return times;
  }

  /** How many sets of equalities there are. */
  public int sets() {
    return keys.size();
  }

  /** How many rules, from the first on, have their new pairs as the sum of their terms. */
  public int counted() {
    return counted;
  }

  /** New pairs of each rule that is counted as sums; none are 0. */
  public List<Term> terms() {
    return List.copyOf(terms);
  }

  /** The blocks of a set. */
  public BlockKeys keys(int set) {
    return keys.get(set);
  }
}
