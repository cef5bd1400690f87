package org.caudal.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Totals of a stratified sample of clusters, with the error of the design by the jackknife.
 *
 * <p>Of each stratum h with n_h clusters one cluster after the other is left out, the others of the
 * stratum count n_h / (n_h − 1) times (JKn; Rust and Rao 1996, Stat. Methods Med. Res. 5). The
 * variance is Σ_h (n_h − 1) / n_h Σ_i (T_hi − T)². Of totals without calibration it is the variance
 * of the textbook for clusters drawn with replacement: rather too large where much of a stratum was
 * drawn, and left out where all of its people were asked: each with a weight of 1. Clusters are
 * what was drawn first; whatever was drawn within them is in it.
 *
 * <p>Weights are brought to known totals of groups, in the sample and anew in each replicate
 * (post-stratification; Holt and Smith 1979, J. R. Stat. Soc. A 142): what the totals know is not
 * in the error. A group without a known total keeps its weights.
 *
 * <p>A stratum of one cluster counts with the next one, the last with the one before (collapsed
 * strata: too large an error, if any). Of one cluster in all no error is known.
 */
public final class StratifiedJackknife {
  private static final double NEARLY = 0.001;

  private final int[] strata;
  private final int[] sizes;
  private final boolean[] isWhole;
  private final double[] targets;
  private final double[] groupWeights;
  private final int[][] stratumGroups;
  private final double[][] stratumWeights;
  private final double[][] clusterWeights;
  private final double total;

  /**
   * Who was asked, of a cluster and group.
   *
   * @param cluster number of the cluster, from 0
   * @param group number of the group with a known total, from 0
   * @param weight sum of their weights
   * @param persons how many they are
   */
  public record Part(int cluster, int group, double weight, long persons) {}

  /**
   * A total.
   *
   * @param persons by calibrated weights
   * @param error standard error; not a number where one cluster was drawn
   * @param degrees degrees of freedom: clusters less strata, of strata that the persons are from
   */
  public record Total(double persons, double error, int degrees) {}

  /**
   * A sample.
   *
   * @param strata stratum of each cluster, in ascending order from 0
   * @param parts all who were asked
   * @param targets known totals of the groups; not a number where it is not known
   */
  public StratifiedJackknife(int[] strata, List<Part> parts, double[] targets) {
    this.strata = collapsed(strata);
    this.targets = targets.clone();
    int count = strata.length == 0 ? 0 : this.strata[strata.length - 1] + 1;
    this.sizes = new int[count];
    for (int h : this.strata) {
      sizes[h]++;
    }
    this.groupWeights = new double[targets.length];
    parts.forEach(part -> groupWeights[part.group()] += part.weight());
    this.clusterWeights = new double[strata.length][];
    this.stratumGroups = groups(parts, count);
    this.stratumWeights = new double[count][];
    for (int h = 0; h < count; h++) {
      stratumWeights[h] = new double[stratumGroups[h].length];
    }
    spread(parts, clusterWeights, stratumWeights);
    this.isWhole = new boolean[count];
    Arrays.fill(isWhole, true);
    for (Part part : parts) {
      double standsFor = factor(part.group()) * part.weight();
      isWhole[this.strata[part.cluster()]] &=
          Math.abs(standsFor - part.persons()) <= NEARLY * part.persons()
              && Math.abs(part.weight() - part.persons()) <= NEARLY * part.persons();
    }
    this.total =
        IntStream.range(0, targets.length).mapToDouble(g -> factor(g) * groupWeights[g]).sum();
  }

  /** All people, by calibrated weights. */
  public double people() {
    return total;
  }

  /** The people of whom parts are a sample. */
  public Total of(List<Part> parts) {
    double[] groupSums = new double[targets.length];
    parts.forEach(part -> groupSums[part.group()] += part.weight());
    double persons = 0;
    for (int g = 0; g < targets.length; g++) {
      persons += factor(g) * groupSums[g];
    }
    double[][] clusterSums = new double[strata.length][];
    double[][] stratumSums = new double[sizes.length][];
    for (int h = 0; h < sizes.length; h++) {
      stratumSums[h] = new double[stratumGroups[h].length];
    }
    spread(parts, clusterSums, stratumSums);
    double variance = 0;
    for (int i = 0; i < strata.length; i++) {
      int h = strata[i];
      if (!isWhole[h]) {
        double change = change(i, groupSums, stratumSums[h], clusterSums[i]);
        variance += (sizes[h] - 1.0) / sizes[h] * change * change;
      }
    }
    boolean isLone = strata.length == 1 && !isWhole[0];
    return new Total(persons, isLone ? Double.NaN : Math.sqrt(variance), degrees(parts));
  }

  private int degrees(List<Part> parts) {
    return parts.stream()
        .mapToInt(part -> strata[part.cluster()])
        .distinct()
        .filter(h -> !isWhole[h])
        .map(h -> sizes[h] - 1)
        .sum();
  }

  /** The total without a cluster, less the total. */
  private double change(int cluster, double[] sums, double[] stratumSums, double[] clusterSums) {
    int h = strata[cluster];
    if (sizes[h] < 2) {
      return 0;
    }
    double others = sizes[h] / (sizes[h] - 1.0);
    double change = 0;
    for (int k = 0; k < stratumGroups[h].length; k++) {
      int g = stratumGroups[h][k];
      double sum = sums[g] + (others - 1) * stratumSums[k] - others * clusterSums[k];
      double weight =
          groupWeights[g]
              + (others - 1) * stratumWeights[h][k]
              - others * clusterWeights[cluster][k];
      double now = Double.isNaN(targets[g]) ? sum : weight > 0 ? targets[g] * sum / weight : 0;
      change += now - factor(g) * sums[g];
    }
    return change;
  }

  private double factor(int group) {
    return Double.isNaN(targets[group]) || groupWeights[group] == 0
        ? 1
        : targets[group] / groupWeights[group];
  }

  /** Sums of weights of each cluster, and of each stratum, by the groups of the stratum. */
  private void spread(List<Part> parts, double[][] ofClusters, double[][] ofStrata) {
    for (int i = 0; i < ofClusters.length; i++) {
      ofClusters[i] = new double[stratumGroups[strata[i]].length];
    }
    for (Part part : parts) {
      int h = strata[part.cluster()];
      int k = Arrays.binarySearch(stratumGroups[h], part.group());
      ofClusters[part.cluster()][k] += part.weight();
      ofStrata[h][k] += part.weight();
    }
  }

  private int[][] groups(List<Part> parts, int count) {
    List<TreeSet<Integer>> groups =
        Stream.generate(() -> new TreeSet<Integer>()).limit(count).toList();
    parts.forEach(part -> groups.get(strata[part.cluster()]).add(part.group()));
    return groups.stream()
        .map(of -> of.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  /** Numbers of strata of two clusters and more. */
  private static int[] collapsed(int[] strata) {
    int[] collapsed = new int[strata.length];
    int number = 0;
    int start = 0;
    for (int i = 0; i < strata.length; i++) {
      boolean ends = i + 1 == strata.length || strata[i + 1] != strata[i];
      collapsed[i] = number;
      if (ends && i > start) {
        number++;
        start = i + 1;
      }
    }
    for (int i = start; i < strata.length; i++) {
      collapsed[i] = Math.max(0, number - 1);
    }
    return collapsed;
  }
}
