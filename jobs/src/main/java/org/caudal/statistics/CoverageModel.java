package org.caudal.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * How likely persons are on a list, by effects of what they are, learnt from an independent count
 * whose persons were looked for on the list, and how many there are.
 *
 * <p>The logit of the chance p is a sum of effects, one of each level that a person has (Alho 1990,
 * Biometrics 46). Linkage finds a share r of those who are on both and takes a share f of the
 * others for somebody on the list, so that π = f + (r - f) p of the count are linked (Ding and
 * Fienberg 1994, Surv. Methodol. 20). The effects are those of the highest likelihood, by scoring
 * with the larger of the expected and the observed information of each group (where more are linked
 * than r says, the expected one alone overshoots), with a normal prior of the standard deviation
 * 2.5, and 10 for the constant (the scales of Gelman and others 2008, Ann. Appl. Stat. 2): it
 * hardly moves an effect that some persons tell, and keeps one finite of which all or none were
 * found.
 *
 * <p>One on the list stands for 1 + E persons. Of few persons the odds (1 - p) / p come out too
 * high, to the second order by the share z = v / 2 - b, with v the variance of the logit and b its
 * own bias (Cox and Snell 1968, J. R. Stat. Soc. B 30): E = (1 - p) / p / (1 + z). Who is on both
 * makes the list longer and the weight smaller; that is given back in parts of E h / p, with h the
 * leverage. With one level for all this is the estimate of Chapman (1951), (x + 1) (n + 1) / (m +
 * 1) - 1, of x on the list, n counted and m of both.
 *
 * <p>Persons are taken to be on the list independently of each other and of the count, and neither
 * to hold anybody who is not of the population.
 */
public final class CoverageModel {
  private static final double PRECISION = 1 / (2.5 * 2.5);
  private static final double OF_CONSTANT = 1.0 / 16;
  private static final int MOST_STEPS = 200;
  private static final double LONGEST_STEP = 3;
  private static final double CONVERGED = 1e-11;

  private final double recall;
  private final double falseShare;
  private final Map<String, Integer> places = new HashMap<>();
  private RealVector effects;
  private RealMatrix covariance;
  private RealVector bias;
  private final double givenBack;
  private final double uncounted;

  /**
   * Persons of the same levels.
   *
   * @param levels one of each characteristic, named so that no two characteristics share a name
   * @param listed persons on the list
   * @param counted persons of the count
   * @param linked those of them who were linked with somebody on the list
   */
  public record Group(List<String> levels, double listed, double counted, double linked) {
    /** Keeps the levels. */
    public Group {
      levels = List.copyOf(levels);
    }
  }

  /**
   * What is said of persons with a logit.
   *
   * @param p chance to be on the list
   * @param linked chance of one who was counted to be linked
   * @param information that one who was counted gives of the logit
   * @param variance of the logit
   * @param odds of not being on the list, without their bias
   */
  private record Chance(
      double p, double linked, double slope, double information, double variance, double odds) {

    double leverage() {
      return information * variance;
    }
  }

  /** The model of groups in some order, with the usual prior. */
  public CoverageModel(List<Group> groups, double recall, double falseShare) {
    this(groups, recall, falseShare, PRECISION);
  }

  /**
   * The model of groups in some order.
   *
   * @param recall of those who are on both, the share that was linked
   * @param falseShare of those who are not on the list, the share that was linked with somebody
   * @param precision of the prior of an effect: one by its variance
   */
  CoverageModel(List<Group> groups, double recall, double falseShare, double precision) {
    this.recall = recall;
    this.falseShare = falseShare;
    groups.stream()
        .flatMap(group -> group.levels().stream())
        .distinct()
        .sorted()
        .forEach(level -> places.put(level, places.size() + 1));
    int size = places.size() + 1;
    this.effects = new ArrayRealVector(size);
    this.bias = new ArrayRealVector(size);
    RealVector priors = new ArrayRealVector(size, precision);
    priors.setEntry(0, precision * OF_CONSTANT);
    this.covariance = new Array2DRowRealMatrix(size, size);
    fit(groups, priors);
    RealVector leaning = new ArrayRealVector(size);
    for (Group group : groups) {
      Chance chance = chance(group.levels());
      add(leaning, group.levels(), group.counted() * chance.leverage() * (chance.p() - 0.5));
    }
    this.bias = covariance.operate(leaning);
    double taken = 0;
    double parts = 0;
    double listed = 0;
    double found = 0;
    for (Group group : groups) {
      Chance chance = chance(group.levels());
      double one = chance.odds() * chance.leverage();
      taken += group.counted() * one;
      parts += group.listed() * one / chance.p();
      listed += group.listed();
      found += (group.linked() - falseShare * group.counted()) / (recall - falseShare);
    }
    this.givenBack = parts > 0 ? taken / parts : 0;
    double counted = listed > 0 ? Math.min(1, Math.max(0, found / listed)) : 1;
    this.uncounted = counted < 1 ? (1 - counted) / (1 - counted * recall) : 0;
  }

  private void fit(List<Group> groups, RealVector priors) {
    double longest = Double.MAX_VALUE;
    for (int step = 0; step < MOST_STEPS && longest > CONVERGED; step++) {
      RealVector score = priors.ebeMultiply(effects).mapMultiply(-1);
      for (Group group : groups) {
        Chance chance = chance(group.levels());
        double off = group.linked() - group.counted() * chance.linked();
        add(score, group.levels(), off * chance.information() / chance.slope());
      }
      RealVector move = inverse(groups, priors, this::steep).operate(score);
      longest = move.getLInfNorm();
      effects = effects.add(move.mapMultiply(Math.min(1, LONGEST_STEP / longest)));
    }
    if (longest > CONVERGED) {
      throw new IllegalStateException(
          "The effects on coverage did not settle in " + MOST_STEPS + " steps.");
    }
    covariance =
        inverse(groups, priors, group -> group.counted() * chance(group.levels()).information());
  }

  private RealMatrix inverse(
      List<Group> groups, RealVector priors, ToDoubleFunction<Group> information) {
    RealMatrix sum = new Array2DRowRealMatrix(priors.getDimension(), priors.getDimension());
    for (int i = 0; i < priors.getDimension(); i++) {
      sum.setEntry(i, i, priors.getEntry(i));
    }
    for (Group group : groups) {
      double own = information.applyAsDouble(group);
      int[] levels = places(group.levels());
      for (int a : levels) {
        for (int b : levels) {
          sum.addToEntry(a, b, own);
        }
      }
    }
    return new CholeskyDecomposition(sum).getSolver().getInverse();
  }

  /** The larger of the expected and the observed information of the logit. */
  private double steep(Group group) {
    Chance chance = chance(group.levels());
    double expected = group.counted() * chance.information();
    double off = group.linked() - group.counted() * chance.linked();
    double spread = chance.linked() * (1 - chance.linked());
    double bend = chance.slope() * (1 - 2 * chance.p());
    double turn =
        (bend * spread - chance.slope() * chance.slope() * (1 - 2 * chance.linked()))
            / (spread * spread);
    return Math.max(expected, expected - off * turn);
  }

  private Chance chance(List<String> levels) {
    int[] places = places(levels);
    double logit = 0;
    double lean = 0;
    double variance = 0;
    for (int a : places) {
      logit += effects.getEntry(a);
      lean += bias.getEntry(a);
      for (int b : places) {
        variance += covariance.getEntry(a, b);
      }
    }
    double p = 1 / (1 + Math.exp(-logit));
    double linked = falseShare + (recall - falseShare) * p;
    double slope = (recall - falseShare) * p * (1 - p);
    double information = slope * slope / (linked * (1 - linked));
    double odds = Math.exp(-logit) / (1 + Math.max(0, variance / 2 - lean));
    return new Chance(p, linked, slope, information, variance, odds);
  }

  /** The constant and the levels. */
  private int[] places(List<String> levels) {
    int[] all = new int[levels.size() + 1];
    for (int i = 0; i < levels.size(); i++) {
      all[i + 1] = Objects.requireNonNull(places.get(levels.get(i)), levels.get(i));
    }
    return all;
  }

  private void add(RealVector sums, List<String> levels, double number) {
    for (int place : places(levels)) {
      sums.addToEntry(place, number);
    }
  }

  /** The share of persons of these levels that is on the list. */
  public double coverage(List<String> levels) {
    return chance(levels).p();
  }

  /** Persons for whom one of these levels on the list stands. */
  public double weight(List<String> levels) {
    Chance chance = chance(levels);
    return 1 + chance.odds() * (1 + givenBack * chance.leverage() / chance.p());
  }

  /**
   * The variance of the persons of a cell, which are those on the list times their weights.
   *
   * <p>With y for who of the cell is on the list, A the sum of x (w - 1) over these, x the levels,
   * w the weights and V the covariance of the effects, the persons are off by the sum of y / p - 1
   * over the cell less that of A'V x s over the count, s the score of a link. So the variance is
   * A'V A, and of those who were counted (1 - p) / p and -2 A'V x i / p, with i the information of
   * one; of others (1 - p) / p, for which those on the list who were not linked stand, less the
   * share of them whose links were missed (false links among them are left out). The links vary as
   * chance has it, within V. For one level in sure links the sum is that of the dual system, x n (x
   * - m) (n - m) / m³.
   *
   * @param cell persons of the cell by levels of the model, those who were counted alone too
   */
  public double variance(List<Group> cell) {
    RealVector own = new ArrayRealVector(effects.getDimension());
    RealVector both = new ArrayRealVector(effects.getDimension());
    double chances = 0;
    for (Group group : cell) {
      Chance chance = chance(group.levels());
      double weight = weight(group.levels());
      add(own, group.levels(), group.listed() * (weight - 1));
      add(both, group.levels(), group.counted() * chance.information() / chance.p());
      chances += group.counted() * (1 / chance.p() - 1);
      chances += uncounted * (group.listed() - group.linked()) * weight * (weight - 1);
    }
    RealVector spread = covariance.operate(own);
    return Math.max(0, chances + spread.dotProduct(own) - 2 * spread.dotProduct(both));
  }
}
