package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Learns from unlabelled pairs how often records of one person agree: expectation maximisation of
 * the model of Fellegi and Sunter (1969) as Winkler (1988) and Splink do it, over the pairs that
 * one blocking rule finds.
 *
 * <p>Comparisons that read a field of the rule cannot be learnt from it and are left out. The
 * shares u stay as they are, and so does an m that the settings fix; the other levels of its
 * comparison are learnt as if it were not. Pairs of one pattern teach the same, so that their
 * counts are all that is needed; where common values are to count less already here, pairs of one
 * pattern and one adjustment.
 */
public final class Training {
  private final LinkageModel model;
  private final List<Integer> learnt;
  private final double start;

  private Training(LinkageModel model, List<Integer> learnt, double start) {
    this.model = model;
    this.learnt = learnt;
    this.start = start;
  }

  /**
   * What stands after an iteration; the first is the start.
   *
   * @param prior share of one person among the pairs of the rule
   * @param m shares by learnt comparison and gamma; of a level that no pair had {@link
   *     Comparison#NEVER_SEEN}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Iteration(double prior, double[][] m) {

    /** The shares that were learnt of a comparison; NaN for a level that no pair had. */
    public double[] learnt(int comparison) {
      return Arrays.stream(m[comparison])
          .map(share -> share == Comparison.NEVER_SEEN ? Double.NaN : share)
          .toArray();
    }
  }

  /**
   * A training on the pairs of a blocking rule.
   *
   * @param model with every u, and with m where they are known from earlier trainings
   * @throws IllegalArgumentException if every comparison reads a field of the rule
   */
  public static Training on(String rule, LinkageModel model) {
    Set<String> blocked = SqlParser.parse(rule).fields();
    List<Integer> learnt = new ArrayList<>();
    for (int i = 0; i < model.comparisons().size(); i++) {
      Set<String> read = model.comparisons().get(i).fields();
      read.retainAll(blocked);
      if (read.isEmpty()) {
        learnt.add(i);
      }
    }
    if (learnt.isEmpty()) {
      throw new IllegalArgumentException(
          "training rule " + rule + " reads a field of every comparison: none can be learnt");
    }
    return new Training(model, learnt, start(model, blocked));
  }

  /** Numbers of the comparisons that are learnt. */
  public List<Integer> learnt() {
    return learnt;
  }

  /**
   * All iterations, from the start to the last.
   *
   * @param counts of the pairs of the rule, in any order
   */
  public List<Iteration> run(List<PatternCount> counts) {
    List<PatternCount> ordered =
        counts.stream()
            .sorted(
                Comparator.comparingLong(PatternCount::pattern)
                    .thenComparingDouble(PatternCount::adjustment)
                    .thenComparingLong(PatternCount::pairs))
            .toList();
    double[][] u = new double[learnt.size()][];
    double[][] m = new double[learnt.size()][];
    for (int i = 0; i < u.length; i++) {
      u[i] = model.comparisons().get(learnt.get(i)).u();
      m[i] = model.comparisons().get(learnt.get(i)).m();
    }
    List<Iteration> history = new ArrayList<>();
    history.add(new Iteration(start, m));
    for (int i = 0; i < model.iterations(); i++) {
      Iteration before = history.get(history.size() - 1);
      Iteration after = step(before, u, ordered);
      history.add(after);
      if (change(before, after) < model.convergence()) {
        break;
      }
    }
    return history;
  }

  private Iteration step(Iteration before, double[][] u, List<PatternCount> counts) {
    double[][] weights = new double[u.length][];
    double[][] matches = new double[u.length][];
    for (int i = 0; i < u.length; i++) {
      weights[i] = Weights.of(before.m()[i], u[i]);
      matches[i] = new double[u[i].length];
    }
    boolean[][] seen = new boolean[u.length][];
    Arrays.setAll(seen, i -> new boolean[u[i].length]);
    double prior = Weights.ofProbability(before.prior());
    double allMatches = 0;
    long pairs = 0;
    for (PatternCount count : counts) {
      double weight = prior + count.adjustment();
      for (int i = 0; i < u.length; i++) {
        int gamma = Comparer.gamma(count.pattern(), learnt.get(i));
        weight += gamma < 0 ? 0 : weights[i][gamma];
      }
      double expected = Weights.probability(weight) * count.pairs();
      for (int i = 0; i < u.length; i++) {
        int gamma = Comparer.gamma(count.pattern(), learnt.get(i));
        if (gamma >= 0) {
          matches[i][gamma] += expected;
          seen[i][gamma] = true;
        }
      }
      allMatches += expected;
      pairs += count.pairs();
    }
    double[][] m = new double[u.length][];
    for (int i = 0; i < m.length; i++) {
      m[i] = shares(matches[i], seen[i]);
      List<Level> levels = model.comparisons().get(learnt.get(i)).byGamma();
      for (int gamma = 0; gamma < m[i].length; gamma++) {
        m[i][gamma] = levels.get(gamma).fixes().m() ? before.m()[i][gamma] : m[i][gamma];
      }
    }
    return new Iteration(allMatches / pairs, m);
  }

  private static double[] shares(double[] matches, boolean[] seen) {
    double total = Arrays.stream(matches).sum();
    double[] shares = new double[matches.length];
    for (int gamma = 0; gamma < shares.length; gamma++) {
      shares[gamma] = seen[gamma] ? matches[gamma] / total : Comparison.NEVER_SEEN;
    }
    return shares;
  }

  private static double change(Iteration before, Iteration after) {
    double largest = Math.abs(after.prior() - before.prior());
    for (int i = 0; i < after.m().length; i++) {
      for (int gamma = 0; gamma < after.m()[i].length; gamma++) {
        largest = Math.max(largest, Math.abs(after.m()[i][gamma] - before.m()[i][gamma]));
      }
    }
    return largest;
  }

  /** Among pairs of the rule the levels of its plain equalities hold: the prior is higher. */
  private static double start(LinkageModel model, Set<String> blocked) {
    record Equal(Set<String> fields, double factor) {}
    List<Equal> equals = new ArrayList<>();
    for (Comparison comparison : model.comparisons()) {
      List<Level> byGamma = comparison.byGamma();
      for (int gamma = byGamma.size() - 1; gamma >= 0; gamma--) {
        Set<String> fields = byGamma.get(gamma).equalFields();
        if (!fields.isEmpty() && blocked.containsAll(fields)) {
          equals.add(new Equal(fields, comparison.m()[gamma] / comparison.u()[gamma]));
        }
      }
    }
    equals.sort(Comparator.comparingInt((Equal equal) -> equal.fields().size()).reversed());
    double odds = model.prior() / (1 - model.prior());
    Set<String> used = new TreeSet<>();
    for (Equal equal : equals) {
      if (equal.fields().stream().noneMatch(used::contains)) {
        odds *= equal.factor();
        used.addAll(equal.fields());
      }
    }
    return odds / (1 + odds);
  }
}
