package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.List;

/** What each comparison of a pair adds to its weight. */
public final class Waterfall {
  /** What the prior is called among the comparisons. */
  public static final String PRIOR = "prior";

  private static final String NOTHING = "nothing to compare";

  private Waterfall() {}

  /**
   * A step.
   *
   * @param comparison its name
   * @param level what the level says
   * @param weight logarithm of m / u of the level to base 2
   * @param frequency what is added for how common the values are
   */
  public record Step(String comparison, String level, double weight, double frequency) {}

  /**
   * The prior and all comparisons in their order; weights and frequencies add up to the weight of
   * the pair.
   *
   * @param model with names of levels
   * @param scorer of the same comparisons
   * @param levels of the pair, as {@link Comparer#levels} writes them
   * @param left share of the value of the left record in each field that is counted, or NaN
   * @param right share of the value of the right record
   */
  public static List<Step> of(
      LinkageModel model, Scorer scorer, String levels, double[] left, double[] right) {
    long pattern = Comparer.pattern(levels);
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(PRIOR, "", scorer.prior(), 0));
    for (int i = 0; i < model.comparisons().size(); i++) {
      Comparison comparison = model.comparisons().get(i);
      int gamma = Comparer.gamma(pattern, i);
      steps.add(
          new Step(
              comparison.name(),
              gamma < 0 ? NOTHING : comparison.byGamma().get(gamma).label(),
              scorer.weight(i, pattern),
              scorer.adjustment(i, pattern, left, right)));
    }
    return steps;
  }
}
