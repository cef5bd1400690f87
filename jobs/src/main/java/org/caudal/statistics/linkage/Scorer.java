package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.caudal.statistics.linkage.Blocks.Member;
import org.jspecify.annotations.Nullable;

/** The match weight of a pair: prior, a weight a comparison, and how common the values are. */
public final class Scorer {
  private final double prior;
  private final double[][] weights;
  private final List<List<Adjustment>> adjustments = new ArrayList<>();

  /** How a level is adjusted: the field among those counted, and the share it replaces. */
  private record Adjustment(int field, double weight, double least, double replaced) {}

  /**
   * A scorer.
   *
   * @param model with every m and u
   * @throws IllegalStateException if a share is not known, or none is exact for an adjustment
   */
  public Scorer(LinkageModel model) {
    prior = Weights.ofProbability(model.prior());
    weights = new double[model.comparisons().size()][];
    List<String> counted = model.frequencyFields();
    for (int i = 0; i < weights.length; i++) {
      Comparison comparison = model.comparisons().get(i);
      weights[i] = Weights.of(comparison.m(), comparison.u());
      List<@Nullable Adjustment> byGamma = new ArrayList<>();
      for (Level level : comparison.byGamma()) {
        Level.Frequencies f = level.frequencies();
        byGamma.add(
            f == null || level.isElse() // as in Splink: values that differ are not adjusted
                ? null
                : new Adjustment(
                    counted.indexOf(f.field()),
                    f.weight(),
                    f.least(),
                    Weights.log2(f.exact() ? exactShare(comparison, f.field()) : share(level))));
      }
      adjustments.add(new ArrayList<>(byGamma));
    }
  }

  /**
   * The match weight of a pair.
   *
   * @param pattern levels of {@link Comparer#pattern}
   * @param left share of the value of the left record in each field that is counted, or NaN
   * @param right share of the value of the right record
   */
  public double weight(long pattern, double[] left, double[] right) {
    double weight = prior;
    for (int i = 0; i < weights.length; i++) {
      weight += weight(i, pattern) + adjustment(i, pattern, left, right);
    }
    return weight;
  }

  /** The match weight of two records. */
  public double weight(Comparer comparer, Member left, Member right) {
    return weight(
        comparer.pattern(left.candidate(), right.candidate()),
        left.frequencies(),
        right.frequencies());
  }

  /** The weight before anything is compared. */
  double prior() {
    return prior;
  }

  /** The weight of one comparison, without adjustment. */
  public double weight(int comparison, long pattern) {
    int gamma = Comparer.gamma(pattern, comparison);
    return gamma < 0 ? 0 : weights[comparison][gamma];
  }

  /** What is added to a comparison for how common the values are. */
  public double adjustment(int comparison, long pattern, double[] left, double[] right) {
    int gamma = Comparer.gamma(pattern, comparison);
    Adjustment adjustment = gamma < 0 ? null : adjustments.get(comparison).get(gamma);
    if (adjustment == null) {
      return 0;
    }
    double ofLeft = left[adjustment.field()];
    double ofRight = right[adjustment.field()];
    double share = larger(larger(ofLeft, ofRight), adjustment.least());
    return Double.isNaN(ofLeft) && Double.isNaN(ofRight)
        ? 0
        : adjustment.weight() * (adjustment.replaced() - Weights.log2(share));
  }

  /** Of each field the larger of two shares, NaN where neither is known. */
  public static double[] larger(double[] a, double[] b) {
    double[] larger = new double[a.length];
    Arrays.setAll(larger, i -> larger(a[i], b[i]));
    return larger;
  }

  private static double larger(double a, double b) {
    return Double.isNaN(a) || b > a ? b : a;
  }

  private static double share(Level level) {
    Double u = level.u();
    if (u == null) {
      throw new IllegalStateException("the share u of " + level.label() + " is not known");
    }
    return u;
  }

  private static double exactShare(Comparison comparison, String field) {
    for (Level level : comparison.levels()) {
      if (!level.isNull() && level.equalFields().equals(Set.of(field))) {
        return share(level);
      }
    }
    throw new IllegalStateException(
        "comparison "
            + comparison.name()
            + " has no level of plain equality of "
            + field
            + ", from which frequencies could be adjusted");
  }
}
