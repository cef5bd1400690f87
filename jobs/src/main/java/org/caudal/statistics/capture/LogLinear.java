package org.caudal.statistics.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.special.Gamma;
import org.caudal.statistics.capture.Captures.Pair;

/**
 * A log-linear model of lists, of which some pairs depend on each other.
 *
 * <p>The count of a pattern is Poisson, its log mean the sum of an intercept, an effect of each
 * list in it and one of each pair of the model in it; the mean of those on no list is
 * exp(intercept) (Fienberg 1972, Biometrika 59; Bishop, Fienberg and Holland 1975). Where no person
 * is on both lists of a pair of the model, its effect is minus infinity: its patterns leave the
 * table (Chan, Silverman and Vincent 2021, Stat. Methods Med. Res. 30).
 *
 * <p>Before a model is believed, two questions ({@link #existence}): is there a maximum of the
 * likelihood (Fienberg and Rinaldo 2012, Ann. Stat. 40, by linear programming), and is it the only
 * one, so that the model has no more effects than the table can tell.
 */
final class LogLinear {
  private static final int MOST_STEPS = 200;
  private static final double CONVERGED = 1e-13;
  private static final double POSITIVE = 1e-7;

  private final Captures captures;
  private final List<Pair> estimated = new ArrayList<>();
  private final List<Pair> empty = new ArrayList<>();
  private final int[] patterns;
  private final double[][] design;

  /**
   * A model.
   *
   * @param pairs of lists that depend on each other
   */
  LogLinear(Captures captures, Collection<Pair> pairs) {
    this.captures = captures;
    for (Pair pair : pairs) {
      (captures.overlap(pair) == 0 ? empty : estimated).add(pair);
    }
    this.patterns =
        java.util.stream.IntStream.range(1, captures.counts().length)
            .filter(pattern -> empty.stream().noneMatch(pair -> pair.isIn(pattern)))
            .toArray();
    this.design = Arrays.stream(patterns).mapToObj(this::effects).toArray(double[][]::new);
  }

  /** Whether a model has estimates. */
  enum Existence {
    /** One set of estimates. */
    EXISTS,
    /** The likelihood comes near its bound only with effects without an end. */
    NO_MAXIMUM,
    /** Many sets of estimates are equally likely. */
    NOT_IDENTIFIABLE,
    /** Both. */
    NEITHER
  }

  /** The effects of a pattern: intercept, lists, pairs. */
  private double[] effects(int pattern) {
    int lists = captures.lists().size();
    double[] effects = new double[1 + lists + estimated.size()];
    effects[0] = 1;
    for (int i = 0; i < lists; i++) {
      effects[1 + i] = pattern >> i & 1;
    }
    for (int i = 0; i < estimated.size(); i++) {
      effects[1 + lists + i] = estimated.get(i).isIn(pattern) ? 1 : 0;
    }
    return effects;
  }

  private double count(int cell) {
    return captures.counts()[patterns[cell]];
  }

  /** Pairs without a person on both lists. */
  List<Pair> empty() {
    return List.copyOf(empty);
  }

  /** Effects, those of empty pairs included. */
  int parameters() {
    return 1 + captures.lists().size() + estimated.size() + empty.size();
  }

  /** Whether estimates exist and are the only ones. */
  Existence existence() {
    int effects = 1 + captures.lists().size() + estimated.size();
    boolean isIdentifiable =
        patterns.length >= effects
            && new SingularValueDecomposition(new Array2DRowRealMatrix(design)).getRank()
                == effects;
    if (hasMaximum(effects)) {
      return isIdentifiable ? Existence.EXISTS : Existence.NOT_IDENTIFIABLE;
    }
    return isIdentifiable ? Existence.NO_MAXIMUM : Existence.NEITHER;
  }

  /** Whether some table with all counts above zero has the sums of this one. */
  private boolean hasMaximum(int effects) {
    List<LinearConstraint> sums = new ArrayList<>();
    for (int e = 0; e < effects; e++) {
      double[] row = new double[patterns.length + 1];
      double total = 0;
      for (int cell = 0; cell < patterns.length; cell++) {
        row[cell] = design[cell][e];
        row[patterns.length] += design[cell][e]; // every count is the least one and a rest
        total += design[cell][e] * count(cell);
      }
      sums.add(new LinearConstraint(row, Relationship.EQ, total));
    }
    double[] least = new double[patterns.length + 1];
    least[patterns.length] = 1;
    PointValuePair best =
        new SimplexSolver()
            .optimize(
                new LinearObjectiveFunction(least, 0),
                new LinearConstraintSet(sums),
                GoalType.MAXIMIZE,
                new NonNegativeConstraint(true),
                new MaxIter(100_000));
    return best.getValue() > POSITIVE;
  }

  /**
   * What a model says.
   *
   * @param hidden persons on no list
   * @param logError standard error of their logarithm
   * @param means expected persons by pattern
   * @param deviance from the counts
   * @param minusTwiceLogLikelihood of the counts
   * @param parameters effects
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Fit(
      double hidden,
      double logError,
      double[] means,
      double deviance,
      double minusTwiceLogLikelihood,
      int parameters) {

    double aic() {
      return minusTwiceLogLikelihood + 2.0 * parameters;
    }

    double bic(long observed) {
      return minusTwiceLogLikelihood + parameters * Math.log((double) observed);
    }

    /** Persons expected on both lists. */
    double overlap(Pair pair) {
      double persons = 0;
      for (int pattern = 1; pattern < means.length; pattern++) {
        persons += pair.isIn(pattern) ? means[pattern] : 0;
      }
      return persons;
    }
  }

  /** The estimates, by Newton's method; they must exist. */
  Fit fit() {
    double[] logMeans = new double[patterns.length];
    for (int cell = 0; cell < patterns.length; cell++) {
      logMeans[cell] = Math.log(count(cell) + 0.1);
    }
    double deviance = Double.MAX_VALUE;
    DecompositionSolver solver = null;
    for (int step = 0; step < MOST_STEPS; step++) {
      int effects = design[0].length;
      double[][] information = new double[effects][effects];
      double[] score = new double[effects];
      for (int cell = 0; cell < patterns.length; cell++) {
        double mean = Math.exp(logMeans[cell]);
        double working = mean * logMeans[cell] + count(cell) - mean;
        for (int a = 0; a < effects; a++) {
          if (design[cell][a] != 0) {
            score[a] += working;
            for (int b = 0; b < effects; b++) {
              information[a][b] += mean * design[cell][b];
            }
          }
        }
      }
      solver = solver(information);
      double[] estimates = solver.solve(MatrixUtils.createRealVector(score)).toArray();
      for (int cell = 0; cell < patterns.length; cell++) {
        logMeans[cell] = 0;
        for (int a = 0; a < effects; a++) {
          logMeans[cell] += design[cell][a] * estimates[a];
        }
      }
      double next = deviance(logMeans);
      if (Math.abs(next - deviance) < CONVERGED * (1 + Math.abs(next) + captures.observed())) {
        return fitted(estimates[0], solver, logMeans, next);
      }
      deviance = next;
    }
    throw new ArithmeticException("The model of " + estimated + " does not converge.");
  }

  private static DecompositionSolver solver(double[][] information) {
    Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(information, false);
    try {
      return new CholeskyDecomposition(matrix, 1e-6, 1e-14).getSolver();
    } catch (MathIllegalArgumentException e) {
      throw new ArithmeticException("The model is not identifiable: " + e.getMessage());
    }
  }

  private Fit fitted(
      double intercept, DecompositionSolver solver, double[] logMeans, double deviance) {
    double[] means = new double[captures.counts().length];
    double likelihood = 0;
    for (int cell = 0; cell < patterns.length; cell++) {
      double mean = Math.exp(logMeans[cell]);
      means[patterns[cell]] = mean;
      likelihood += count(cell) * logMeans[cell] - mean - Gamma.logGamma(count(cell) + 1);
    }
    return new Fit(
        Math.exp(intercept),
        Math.sqrt(solver.getInverse().getEntry(0, 0)),
        means,
        deviance,
        -2 * likelihood,
        parameters());
  }

  private double deviance(double[] logMeans) {
    double deviance = 0;
    for (int cell = 0; cell < patterns.length; cell++) {
      double count = count(cell);
      double mean = Math.exp(logMeans[cell]);
      double part = count > 0 ? count * (Math.log(count) - logMeans[cell]) : 0;
      deviance += 2 * (part - (count - mean));
    }
    return deviance;
  }

  /** The pairs of the model in words, in order. */
  String terms() {
    List<Pair> all = new ArrayList<>(estimated);
    all.addAll(empty);
    all.sort(Comparator.naturalOrder());
    return String.join(" ", all.stream().map(captures::name).toList());
  }
}
