package org.caudal.statistics.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.caudal.statistics.Normal;
import org.caudal.statistics.capture.Captures.Pair;
import org.caudal.statistics.capture.LogLinear.Existence;
import org.caudal.statistics.capture.LogLinear.Fit;
import org.caudal.statistics.capture.ModelRanking.Ranked;
import org.jspecify.annotations.Nullable;

/**
 * All persons of a hidden population, on lists or not, by several methods, and how far models that
 * fit about as well lie apart.
 *
 * <ul>
 *   <li>{@code independent}: lists do not depend on each other;
 *   <li>{@code all_pairs}: every pair of lists does;
 *   <li>{@code stepwise}: {@link Stepwise}, with the interval of {@link Reselection};
 *   <li>{@code best}: the model with the lowest BIC of all;
 *   <li>{@code averaged}: the median of {@link ModelRanking}, with its quantiles as interval.
 * </ul>
 *
 * <p>Of more than ten million persons on lists the bootstrap is left out. Other intervals: observed
 * + hidden · exp(±z · error of its logarithm).
 */
public final class HiddenPersons {

  /**
   * How to estimate.
   *
   * @param threshold probability below which a pair enters the stepwise model
   * @param window largest difference of BIC from the best of a plausible model
   * @param replicates of the bootstrap
   * @param seed of the bootstrap
   * @param level of the intervals
   */
  public record Settings(double threshold, double window, int replicates, long seed, double level)
      implements java.io.Serializable {}

  /** What became of a method. */
  public enum Status {
    /** There is an estimate. */
    ESTIMATED,
    /** No table with all counts above zero has the sums of this one. */
    NO_MAXIMUM,
    /** The model has more effects than the table can tell. */
    NOT_IDENTIFIABLE,
    /** The search did not converge, or went beyond all reason. */
    NOT_CONVERGED,
    /** Too many lists for all models to be fitted. */
    TOO_MANY_LISTS;

    /** Name in the table. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One method.
   *
   * @param total persons on lists or not; null without an estimate, as all but status and terms
   * @param error standard error, the chance of the count itself included (Rcapture)
   * @param low lower end of the interval
   * @param high upper end; null if it has none
   * @param terms pairs of lists of the model
   */
  public record Estimate(
      String method,
      Status status,
      @Nullable Double total,
      @Nullable Double error,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double deviance,
      @Nullable Double aic,
      @Nullable Double bic,
      @Nullable Integer parameters,
      String terms) {}

  /**
   * All methods.
   *
   * @param models number of models that fit about as well as the best
   * @param lowest estimate of them; null if there is none
   * @param highest estimate of them
   */
  public record Result(
      List<Estimate> estimates, int models, @Nullable Double lowest, @Nullable Double highest) {}

  /** Most lists of which all models are fitted: of six there are 32,768. */
  public static final int MOST_COMPARED = 6;

  private static final double BEYOND = 1e14;
  private static final long MOST_DRAWN = 10_000_000;

  private final Captures captures;
  private final Settings settings;

  private HiddenPersons(Captures captures, Settings settings) {
    this.captures = captures;
    this.settings = settings;
  }

  /** Estimates of a population. */
  public static Result of(Captures captures, Settings settings) {
    return new HiddenPersons(captures, settings).result();
  }

  private Result result() {
    List<Estimate> estimates = new ArrayList<>();
    estimates.add(model("independent", List.of()));
    estimates.add(model("all_pairs", captures.pairs()));
    estimates.add(stepwise());
    try {
      return compared(estimates);
    } catch (ArithmeticException | IllegalStateException e) {
      return uncompared(estimates, Status.NOT_CONVERGED, new double[0]);
    }
  }

  private Result compared(List<Estimate> estimates) {
    if (captures.lists().size() > MOST_COMPARED) {
      return uncompared(estimates, Status.TOO_MANY_LISTS, thresholds());
    }
    ModelRanking ranking = ModelRanking.of(captures, settings.window());
    if (ranking.plausible().isEmpty()) {
      return uncompared(estimates, Status.NO_MAXIMUM, new double[0]);
    }
    Ranked best = ranking.plausible().get(0);
    estimates.add(of("best", best.model(), best.fit()));
    estimates.add(averaged(ranking));
    return ranged(
        estimates,
        ranking.plausible().stream().mapToDouble(ranked -> total(ranked.fit().hidden())).toArray());
  }

  private static Result uncompared(List<Estimate> estimates, Status why, double[] totals) {
    estimates.add(without("best", why, ""));
    estimates.add(without("averaged", why, ""));
    return ranged(estimates, totals);
  }

  private static Result ranged(List<Estimate> estimates, double[] totals) {
    boolean isAny = totals.length > 0;
    return new Result(
        estimates,
        totals.length,
        isAny ? DoubleStream.of(totals).min().getAsDouble() : null,
        isAny ? DoubleStream.of(totals).max().getAsDouble() : null);
  }

  /** Stepwise estimates at thresholds around that asked for, where not all models are fitted. */
  private double[] thresholds() {
    return DoubleStream.of(0.05, settings.threshold(), 0.001)
        .mapToObj(threshold -> Stepwise.of(captures, threshold))
        .filter(java.util.Objects::nonNull)
        .mapToDouble(chosen -> total(chosen.fit().hidden()))
        .distinct()
        .toArray();
  }

  private Estimate model(String method, List<Pair> pairs) {
    LogLinear model = new LogLinear(captures, pairs);
    try {
      return model(method, model);
    } catch (ArithmeticException | IllegalStateException e) {
      return without(method, Status.NOT_CONVERGED, model.terms());
    }
  }

  private Estimate model(String method, LogLinear model) {
    Existence existence = model.existence();
    if (existence == Existence.EXISTS) {
      return of(method, model, model.fit());
    }
    return without(
        method,
        existence == Existence.NO_MAXIMUM ? Status.NO_MAXIMUM : Status.NOT_IDENTIFIABLE,
        model.terms());
  }

  private Estimate stepwise() {
    try {
      return reselected();
    } catch (ArithmeticException | IllegalStateException e) {
      return without("stepwise", Status.NOT_CONVERGED, "");
    }
  }

  private Estimate reselected() {
    Stepwise chosen = Stepwise.of(captures, settings.threshold());
    if (chosen == null) {
      return without("stepwise", Status.NO_MAXIMUM, "");
    }
    Estimate model = of("stepwise", new LogLinear(captures, chosen.pairs()), chosen.fit());
    if (captures.observed() > MOST_DRAWN || model.status() != Status.ESTIMATED) {
      return model;
    }
    Reselection interval =
        Reselection.of(
            captures,
            chosen,
            settings.threshold(),
            settings.replicates(),
            settings.seed(),
            settings.level());
    return between(model, interval.low(), interval.high());
  }

  private Estimate averaged(ModelRanking ranking) {
    double tail = (1 - settings.level()) / 2;
    return new Estimate(
        "averaged",
        Status.ESTIMATED,
        total(ranking.hidden(0.5)),
        null,
        total(ranking.hidden(tail)),
        bounded(total(ranking.hidden(1 - tail))),
        null,
        null,
        null,
        null,
        "");
  }

  private static @Nullable Double bounded(double high) {
    return high > BEYOND ? null : (Double) high;
  }

  private double total(double hidden) {
    return captures.observed() + hidden;
  }

  private Estimate of(String method, LogLinear model, Fit fit) {
    double reach = Math.exp(Normal.twoSided(settings.level()) * fit.logError());
    double error = Math.sqrt(fit.hidden() + Math.pow(fit.hidden() * fit.logError(), 2));
    if (total(fit.hidden()) > BEYOND || error > BEYOND) {
      return without(method, Status.NOT_CONVERGED, model.terms());
    }
    return new Estimate(
        method,
        Status.ESTIMATED,
        total(fit.hidden()),
        error,
        total(fit.hidden() / reach),
        bounded(total(fit.hidden() * reach)),
        fit.deviance(),
        fit.aic(),
        fit.bic(captures.observed()),
        fit.parameters(),
        model.terms());
  }

  private static Estimate between(Estimate e, double low, double high) {
    return new Estimate(
        e.method(),
        e.status(),
        e.total(),
        e.error(),
        low,
        bounded(high),
        e.deviance(),
        e.aic(),
        e.bic(),
        e.parameters(),
        e.terms());
  }

  private static Estimate without(String method, Status status, String terms) {
    return new Estimate(method, status, null, null, null, null, null, null, null, null, terms);
  }
}
