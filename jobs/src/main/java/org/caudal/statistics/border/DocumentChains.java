package org.caudal.statistics.border;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.caudal.statistics.BestAssignment;
import org.caudal.statistics.linkage.PersonGroups;

/**
 * Which documents are of one traveller, among those of one birth date and sex. A document is
 * followed by one other at most, and follows one at most: of all such choices that with the
 * greatest sum of the logarithms of the odds.
 */
public final class DocumentChains {
  private final List<Candidate> candidates;
  private final Map<String, Integer> lefts = new LinkedHashMap<>();
  private final Map<String, Integer> rights = new LinkedHashMap<>();

  /**
   * A document and one that begins after its end.
   *
   * @param odds that they are of one traveller to that they are not, were there no other
   */
  public record Candidate(String document, String next, double odds) {}

  /**
   * A candidate after all were looked at together.
   *
   * @param probability that the two are of one traveller
   * @param isPaired whether it is chosen, and probable enough
   * @param first the first document of the traveller; the document itself where it is not paired
   */
  public record Pair(Candidate candidate, double probability, boolean isPaired, String first) {}

  private DocumentChains(List<Candidate> candidates) {
    this.candidates = candidates;
    for (Candidate candidate : candidates) {
      lefts.computeIfAbsent(candidate.document(), document -> lefts.size());
      rights.computeIfAbsent(candidate.next(), document -> rights.size());
    }
  }

  /**
   * The pairs, in the order of the candidates, which decides between choices of one sum.
   *
   * @param least lowest probability of a pair that is kept
   */
  public static List<Pair> of(List<Candidate> candidates, double least) {
    DocumentChains chains = new DocumentChains(candidates);
    double[] shares =
        PairShares.of(
            chains.numbers(chains.lefts, true),
            chains.numbers(chains.rights, false),
            candidates.stream().mapToDouble(Candidate::odds).toArray());
    boolean[] isPaired = chains.chosen();
    Map<String, String> before = new HashMap<>();
    for (int i = 0; i < isPaired.length; i++) {
      isPaired[i] &= shares[i] >= least;
      if (isPaired[i]) {
        before.put(candidates.get(i).next(), candidates.get(i).document());
      }
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < isPaired.length; i++) {
      Candidate candidate = candidates.get(i);
      String first = candidate.document();
      while (isPaired[i] && before.containsKey(first)) {
        first = before.get(first);
      }
      pairs.add(new Pair(candidate, shares[i], isPaired[i], first));
    }
    return pairs;
  }

  private int[] numbers(Map<String, Integer> of, boolean isLeft) {
    return candidates.stream()
        .mapToInt(candidate -> of.get(isLeft ? candidate.document() : candidate.next()))
        .toArray();
  }

  /** Whether each candidate is in the best choice; those that hang together are looked at alone. */
  private boolean[] chosen() {
    int[] left = numbers(lefts, true);
    int[] right = numbers(rights, false);
    PersonGroups groups = new PersonGroups(lefts.size() + rights.size());
    for (int i = 0; i < left.length; i++) {
      if (candidates.get(i).odds() > 1) {
        groups.join(left[i], lefts.size() + right[i]);
      }
    }
    Map<Integer, List<Integer>> together = new LinkedHashMap<>();
    for (int i = 0; i < left.length; i++) {
      if (candidates.get(i).odds() > 1) {
        together.computeIfAbsent(groups.group(left[i]), group -> new ArrayList<>()).add(i);
      }
    }
    boolean[] chosen = new boolean[left.length];
    together.values().forEach(group -> choose(group, left, right, chosen));
    return chosen;
  }

  private void choose(List<Integer> group, int[] left, int[] right, boolean[] chosen) {
    int[] rows = group.stream().mapToInt(i -> left[i]).distinct().sorted().toArray();
    int[] columns = group.stream().mapToInt(i -> right[i]).distinct().sorted().toArray();
    double[][] weight = new double[rows.length][columns.length];
    for (int i : group) {
      weight[Arrays.binarySearch(rows, left[i])][Arrays.binarySearch(columns, right[i])] =
          Math.log(candidates.get(i).odds());
    }
    int[] best = BestAssignment.of(weight);
    for (int i : group) {
      chosen[i] =
          best[Arrays.binarySearch(rows, left[i])] == Arrays.binarySearch(columns, right[i]);
    }
  }
}
