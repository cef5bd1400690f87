package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trainings on the pairs of several blocking rules, one after the other: what one learnt is where
 * the next begins, and the median of what they learnt of each level stands.
 */
public final class Trainings {
  private final Map<Integer, List<double[]>> learnt = new TreeMap<>();
  private LinkageModel model;

  /** None yet, on a model with every u. */
  public Trainings(LinkageModel model) {
    this.model = model;
  }

  /** The model as it is now. */
  public LinkageModel model() {
    return model;
  }

  /** How many trainings learnt a comparison. */
  public int of(int comparison) {
    return learnt.getOrDefault(comparison, List.of()).size();
  }

  /** Takes what a training learns from counts into the model; gives all its iterations. */
  public List<Training.Iteration> run(Training training, List<PatternCount> counts) {
    List<Training.Iteration> iterations = training.run(counts);
    Training.Iteration last = iterations.get(iterations.size() - 1);
    for (int i = 0; i < training.learnt().size(); i++) {
      learnt.computeIfAbsent(training.learnt().get(i), c -> new ArrayList<>()).add(last.learnt(i));
    }
    LinkageModel before = model;
    model =
        before.with(
            comparison -> {
              List<double[]> trained = learnt.get(before.comparisons().indexOf(comparison));
              return trained == null
                  ? comparison
                  : comparison.with(median(trained, comparison.m()), null);
            });
    return iterations;
  }

  /** The median of what was learnt of each level, NaN left out; else what stood before. */
  private static double[] median(List<double[]> trained, double[] before) {
    double[] median = before.clone();
    for (int gamma = 0; gamma < median.length; gamma++) {
      int level = gamma;
      double[] sorted =
          trained.stream()
              .mapToDouble(m -> m[level])
              .filter(share -> !Double.isNaN(share))
              .sorted()
              .toArray();
      int half = sorted.length / 2;
      if (sorted.length > 0) {
        median[gamma] =
            sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
      }
    }
    return median;
  }
}
