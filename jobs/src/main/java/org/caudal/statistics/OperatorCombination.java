package org.caudal.statistics;

import java.util.List;

/**
 * One estimate from those that several operators made of the same figure, each from its own devices
 * and for all residents. No row of a device is needed.
 *
 * <p>The estimate is Σ λ F with weights λ that add up to 1: shares in subscribers make it the
 * stratified estimator with operators as strata (Särndal, Swensson and Wretman 1992, section 3.7);
 * shares in devices the composite one that pools the samples, as with frames that overlap (Hartley
 * 1962; Lohr 2011, Survey Methodology 37(2)). Weights do not depend on the figure: to weigh by the
 * inverse of its own estimated variance favours whatever came out too small.
 *
 * <p>Its variance is Σ λ² V + 2 ρ Σ λ λ' √(V V'), summed over pairs. The second term is there
 * because a person with cards of two operators is counted by both or by none: of m and m' devices ρ
 * √(m m') belong to the same persons, which makes their covariance w w' ρ √(m m'), with V = w² m.
 *
 * <p>A figure that an operator hides, as it has too few devices for it, is somewhere from 0 to the
 * most that so few devices could make. So the estimate is a range (Horowitz and Manski 2000, J. Am.
 * Stat. Assoc. 95), given by its ends and, as one number, its middle. The interval reaches from the
 * lower end of the interval of the least to the upper end of that of the most, which is wider than
 * need be (Imbens and Manski 2004, Econometrica 72).
 */
public final class OperatorCombination {
  private OperatorCombination() {}

  /**
   * What an operator says.
   *
   * @param weight weight of the operator, in any scale, above 0
   * @param least estimate, or the least that it can be
   * @param most estimate, or the most that it can be
   * @param standardError error of the estimate; of one that is hidden, if it were the most
   * @param counted persons counted by the operator
   * @param units devices counted; of a hidden figure the most that it can have
   */
  public record Part(
      double weight,
      double least,
      double most,
      double standardError,
      double counted,
      double units) {

    /** A figure that is shown. */
    public static Part shown(
        double weight, double estimate, double standardError, double counted, double units) {
      return new Part(weight, estimate, estimate, standardError, counted, units);
    }

    /** A figure of fewer devices than so many and one: each stands for most / units persons. */
    public static Part hidden(double weight, double most, double units) {
      return new Part(weight, 0, most, most / Math.sqrt(units), 0, units);
    }

    boolean isShown() {
      return least == most;
    }
  }

  /**
   * What came out.
   *
   * @param least estimate if hidden figures are 0
   * @param most estimate if they are as large as they can be
   * @param standardError at the upper end, where it is largest
   */
  public record Result(
      double estimate,
      double least,
      double most,
      double standardError,
      double intervalLow,
      double intervalHigh) {}

  /**
   * Combines what operators say.
   *
   * @param parts one or more, at least one of them shown
   * @param overlap ρ: of the devices that an operator counts, the share whose person a given other
   *     operator counts too
   * @param z quantile of the normal distribution, 1.96 for 95 %
   */
  public static Result combine(List<Part> parts, double overlap, double z) {
    if (!(overlap >= 0 && overlap < 1)) {
      throw new IllegalArgumentException("overlap must be at least 0 and below 1, was " + overlap);
    }
    double total = parts.stream().mapToDouble(Part::weight).sum();
    double least = 0;
    double most = 0;
    double counted = 0;
    double units = 0;
    for (Part part : parts) {
      least += part.weight() / total * part.least();
      most += part.weight() / total * part.most();
      counted = Math.max(counted, part.counted());
      units += part.isShown() ? part.units() : 0;
    }
    if (!(units > 0)) {
      throw new IllegalArgumentException("no operator shows the figure");
    }
    double lowError =
        Math.sqrt(variance(parts.stream().filter(Part::isShown).toList(), total, overlap));
    double highError = Math.sqrt(variance(parts, total, overlap));
    return new Result(
        (least + most) / 2,
        least,
        most,
        highError,
        PersonInterval.of(least, lowError, Math.min(counted, least), units, z).low(),
        PersonInterval.of(most, highError, Math.min(counted, most), units, z).high());
  }

  private static double variance(List<Part> parts, double total, double overlap) {
    double squares = 0;
    double sum = 0;
    for (Part part : parts) {
      double error = part.weight() / total * part.standardError();
      squares += error * error;
      sum += error;
    }
    return squares + overlap * (sum * sum - squares);
  }
}
