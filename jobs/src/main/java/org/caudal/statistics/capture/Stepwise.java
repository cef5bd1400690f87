package org.caudal.statistics.capture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.math3.special.Gamma;
import org.caudal.statistics.capture.Captures.Pair;
import org.caudal.statistics.capture.LogLinear.Existence;
import org.caudal.statistics.capture.LogLinear.Fit;
import org.jspecify.annotations.Nullable;

/**
 * A model built pair by pair (Chan, Silverman and Vincent 2021): from independent lists on, the
 * pair is added whose overlap is least likely under the model so far, by a Poisson test, as long as
 * its probability is below the threshold. Pairs without estimates are passed over.
 *
 * @param pairs of the model, in the order in which they came
 * @param fit estimates
 */
record Stepwise(List<Pair> pairs, Fit fit) {

  /** The model; null where not even that of independent lists has estimates. */
  static @Nullable Stepwise of(Captures captures, double threshold) {
    LogLinear independent = new LogLinear(captures, List.of());
    if (independent.existence() != Existence.EXISTS) {
      return null;
    }
    List<Pair> pairs = new ArrayList<>();
    Set<Pair> refused = new HashSet<>();
    Fit fit = independent.fit();
    Pair next = least(captures, fit, pairs, refused, threshold);
    while (next != null) {
      List<Pair> more = new ArrayList<>(pairs);
      more.add(next);
      LogLinear model = new LogLinear(captures, more);
      if (model.existence() == Existence.EXISTS) {
        pairs = more;
        fit = model.fit();
        refused.clear();
      } else {
        refused.add(next);
      }
      next = least(captures, fit, pairs, refused, threshold);
    }
    return new Stepwise(List.copyOf(pairs), fit);
  }

  /** The pair with the least likely overlap, if that is below the threshold. */
  private static @Nullable Pair least(
      Captures captures, Fit fit, List<Pair> pairs, Set<Pair> refused, double threshold) {
    Pair least = null;
    double lowest = threshold;
    double farthest = Double.POSITIVE_INFINITY; // at the threshold itself nothing enters
    for (Pair pair : captures.pairs()) {
      if (!pairs.contains(pair) && !refused.contains(pair)) {
        double probability = probability(captures.overlap(pair), fit.overlap(pair));
        double far = far(captures.overlap(pair), fit.overlap(pair));
        if (probability < lowest || (probability == lowest && far > farthest)) {
          lowest = probability;
          farthest = far;
          least = pair;
        }
      }
    }
    return least;
  }

  /** Minus the logarithm of the likelihood ratio, which tells apart what is below any number. */
  private static double far(long count, double mean) {
    return mean <= 0 ? 0 : (count == 0 ? 0 : count * Math.log(count / mean)) - (count - mean);
  }

  /** Of a Poisson count as far from its mean in this direction. */
  static double probability(long count, double mean) {
    if (mean <= 0) {
      return 1;
    }
    double notMore = Gamma.regularizedGammaQ(count + 1.0, mean);
    double notLess = count == 0 ? 1 : Gamma.regularizedGammaP((double) count, mean);
    return Math.min(notMore, notLess);
  }
}
