package org.caudal.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The share that an event has not reached yet, by time, where some are lost from sight before it.
 *
 * <p>Estimate: the product over times t of 1 - d/n, with d events of the n still under observation
 * (Kaplan and Meier 1958, J. Am. Stat. Assoc. 53). Whoever is lost at the time of an event is lost
 * after it. Variance: S² times the sum of d / (n (n - d)) (Greenwood 1926). Interval: of log(-log
 * S), so that it stays within 0 and 1: S to the power exp(±z σ), with σ² the sum of Greenwood over
 * log² S (Kalbfleisch and Prentice 2002, section 1.4).
 *
 * <p>At S = 1 the formulas say nothing; the lower end is then that of n of n, (α/2)^(1/n) (Clopper
 * and Pearson 1934). At S = 0 the lower end is 0 and the upper end that of the step before.
 */
public final class KaplanMeier {

  private KaplanMeier() {}

  /**
   * A time at which there was an event or a loss.
   *
   * @param time time of the step
   * @param atRisk those still under observation just before it
   * @param events those reached at this time
   * @param lost those last seen at this time
   * @param share share not reached until this time, included
   * @param standardError of the share, by Greenwood
   * @param low lower end of the interval
   * @param high upper end of the interval
   */
  public record Step(
      int time,
      long atRisk,
      long events,
      long lost,
      double share,
      double standardError,
      double low,
      double high) {}

  /**
   * The curve, one step a time, in order.
   *
   * @param time times, in any order, also repeated
   * @param events events at each of them
   * @param lost losses at each of them
   * @param level level of the interval
   */
  public static List<Step> curve(int[] time, long[] events, long[] lost, double level) {
    TreeMap<Integer, long[]> counts = new TreeMap<>();
    long atRisk = 0;
    for (int i = 0; i < time.length; i++) {
      long[] both = counts.computeIfAbsent(time[i], t -> new long[2]);
      both[0] += events[i];
      both[1] += lost[i];
      atRisk += events[i] + lost[i];
    }
    List<Step> steps = new ArrayList<>();
    double z = Normal.twoSided(level);
    double share = 1;
    double greenwood = 0;
    double high = 1;
    for (Map.Entry<Integer, long[]> entry : counts.entrySet()) {
      long reached = entry.getValue()[0];
      long gone = entry.getValue()[1];
      double low;
      if (reached < atRisk) {
        share *= 1 - (double) reached / atRisk;
        greenwood += (double) reached / ((double) atRisk * (atRisk - reached));
      } else {
        share = 0;
        greenwood = 0;
      }
      if (share == 0) {
        low = 0;
      } else if (greenwood == 0) {
        low = StrictMath.pow((1 - level) / 2, 1.0 / atRisk);
      } else {
        double width = z * StrictMath.sqrt(greenwood) / StrictMath.abs(StrictMath.log(share));
        low = StrictMath.pow(share, StrictMath.exp(width));
        high = StrictMath.pow(share, StrictMath.exp(-width));
      }
      steps.add(
          new Step(
              entry.getKey(),
              atRisk,
              reached,
              gone,
              share,
              share * StrictMath.sqrt(greenwood),
              low,
              high));
      atRisk -= reached + gone;
    }
    return steps;
  }
}
