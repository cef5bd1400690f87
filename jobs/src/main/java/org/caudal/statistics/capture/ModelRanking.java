package org.caudal.statistics.capture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.caudal.statistics.capture.Captures.Pair;
import org.caudal.statistics.capture.LogLinear.Existence;
import org.caudal.statistics.capture.LogLinear.Fit;

/**
 * All models of pairs of lists, those that fit about as well as the best.
 *
 * <p>Models are compared by BIC with the persons observed as sample size; those within a window of
 * the best are plausible (Madigan and Raftery 1994, J. Am. Stat. Assoc. 89, "Occam's window"), and
 * exp(-ΔBIC / 2) is the weight of each, its probability if all were equally likely before.
 *
 * @param plausible models, the best first; none if no model has estimates
 */
record ModelRanking(List<Ranked> plausible) {
  /** A model with its fit and share of the weights. */
  record Ranked(LogLinear model, Fit fit, double bic, double weight) {}

  /** Fits all models. */
  static ModelRanking of(Captures captures, double window) {
    int models = 1 << captures.pairs().size();
    double[] bic = new double[models];
    for (int mask = 0; mask < models; mask++) {
      try {
        bic[mask] = new LogLinear(captures, pairs(captures, mask)).fit().bic(captures.observed());
      } catch (ArithmeticException e) {
        bic[mask] = Double.POSITIVE_INFINITY; // has no estimates
      }
    }
    List<Ranked> plausible = new ArrayList<>();
    for (int mask : inOrder(bic)) {
      if (Double.isInfinite(bic[mask])
          || (!plausible.isEmpty() && bic[mask] > plausible.get(0).bic() + window)) {
        break;
      }
      LogLinear model = new LogLinear(captures, pairs(captures, mask));
      if (model.existence() == Existence.EXISTS) {
        plausible.add(new Ranked(model, model.fit(), bic[mask], 0));
      }
    }
    return weighted(plausible);
  }

  private static int[] inOrder(double[] bic) {
    return IntStream.range(0, bic.length)
        .boxed()
        .sorted(Comparator.comparingDouble(mask -> bic[mask]))
        .mapToInt(mask -> mask)
        .toArray();
  }

  private static List<Pair> pairs(Captures captures, int mask) {
    List<Pair> all = captures.pairs();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if ((mask >> i & 1) == 1) {
        pairs.add(all.get(i));
      }
    }
    return pairs;
  }

  private static ModelRanking weighted(List<Ranked> models) {
    double best = models.isEmpty() ? 0 : models.get(0).bic();
    double sum = models.stream().mapToDouble(m -> Math.exp((best - m.bic()) / 2)).sum();
    return new ModelRanking(
        models.stream()
            .map(m -> new Ranked(m.model(), m.fit(), m.bic(), Math.exp((best - m.bic()) / 2) / sum))
            .toList());
  }

  /**
   * The number of hidden persons below which a share of the probability lies, over all plausible
   * models: a mixture of lognormal distributions.
   */
  double hidden(double share) {
    double low = Double.MAX_VALUE;
    double high = 0;
    for (Ranked ranked : plausible) {
      double reach = Math.exp(9 * ranked.fit().logError());
      low = Math.min(low, ranked.fit().hidden() / reach);
      high = Math.max(high, ranked.fit().hidden() * reach);
    }
    for (int i = 0; i < 200; i++) {
      double middle = Math.sqrt(low * high);
      if (below(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(low * high);
  }

  private double below(double hidden) {
    double probability = 0;
    for (Ranked ranked : plausible) {
      double z = Math.log(hidden / ranked.fit().hidden()) / ranked.fit().logError();
      probability +=
          ranked.weight() * org.caudal.statistics.Normal.probability(Math.max(-8, Math.min(8, z)));
    }
    return probability;
  }
}
