package org.caudal.statistics.linkage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How pairs of records are found, compared and weighed.
 *
 * @param link which pairs are looked at
 * @param prior probability that two records taken at random are of one person
 * @param comparisons at most 16
 * @param rules blocking rules: pairs for which none holds are not compared
 * @param convergence largest change of a share at which training stops
 * @param iterations most iterations of a training
 */
public record LinkageModel(
    Link link,
    double prior,
    List<Comparison> comparisons,
    List<String> rules,
    double convergence,
    int iterations)
    implements Serializable {

  /** Which pairs are looked at. */
  public enum Link {
    /** All pairs; the records are taken as those of one source. */
    DEDUPE_ONLY,
    /** Pairs of records of two different sources. */
    LINK_ONLY,
    /** All pairs. */
    LINK_AND_DEDUPE;

    /** Whether a pair of records of these sources is looked at. */
    public boolean takes(String leftSource, String rightSource) {
      return this != LINK_ONLY || !leftSource.equals(rightSource);
    }
  }

  /** Refuses an impossible prior and too many comparisons. */
  public LinkageModel {
    comparisons = List.copyOf(comparisons);
    rules = List.copyOf(rules);
    if (!(prior > 0 && prior < 1)) {
      throw new IllegalArgumentException("prior must be between 0 and 1, was " + prior);
    }
    if (comparisons.isEmpty() || comparisons.size() > Long.SIZE / Comparer.BITS) {
      throw new IllegalArgumentException("comparisons must be 1 to 16, are " + comparisons.size());
    }
  }

  /** How many pairs are looked at among sources of these sizes. */
  public double pairs(Collection<Long> sizes) {
    double all = 0;
    double within = 0;
    for (long size : sizes) {
      all += size;
      within += size * (size - 1.0) / 2;
    }
    return all * (all - 1) / 2 - (link == Link.LINK_ONLY ? within : 0);
  }

  /** Names of the fields of a record that the model and these rules read, in order. */
  public List<String> fields(Collection<String> moreRules) {
    Set<String> fields = new TreeSet<>();
    comparisons.forEach(comparison -> fields.addAll(comparison.fields()));
    fields.addAll(frequencyFields());
    rules.forEach(rule -> fields.addAll(SqlParser.parse(rule).fields()));
    moreRules.forEach(rule -> fields.addAll(SqlParser.parse(rule).fields()));
    return new ArrayList<>(fields);
  }

  /** Names of the fields whose values are counted, in order. */
  public List<String> frequencyFields() {
    return comparisons.stream()
        .flatMap(comparison -> comparison.levels().stream())
        .flatMap(level -> Stream.ofNullable(level.frequencies()))
        .map(Level.Frequencies::field)
        .distinct()
        .sorted()
        .toList();
  }

  /** The same model with another prior. */
  public LinkageModel withPrior(double newPrior) {
    return new LinkageModel(link, newPrior, comparisons, rules, convergence, iterations);
  }

  /** The same model with other comparisons. */
  public LinkageModel with(UnaryOperator<Comparison> change) {
    return new LinkageModel(
        link, prior, comparisons.stream().map(change).toList(), rules, convergence, iterations);
  }
}
