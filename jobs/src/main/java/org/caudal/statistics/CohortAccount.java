package org.caudal.statistics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account of one birth cohort over consecutive years, balanced by generalised least squares
 * (Stone, Champernowne and Meade 1942, Rev. Econ. Stud. 9; Byron 1978, J. R. Stat. Soc. A 141).
 *
 * <p>The figures x of an account are, for each year, the population at its start, births, deaths,
 * arrivals and departures, and last the population at the end. Each year must close: population +
 * births − deaths + arrivals − departures = next population, in short A x = 0. Of all figures that
 * close, the balanced ones make Σ (x − observed)² / variance least: x − V A' (A V A')⁻¹ A x, with
 * the variances V − V A' (A V A')⁻¹ A V. A figure of error 0 is exact and stays. A population that
 * was not observed may be anything: it follows from the others.
 *
 * <p>No figure is below zero. Where the formula would have it so, figures are held at 0 and the
 * others solved again, until none is below zero and none held that would rise (active set; Nocedal
 * and Wright 2006, section 16.5). Errors are those before that: rather too large.
 */
public final class CohortAccount {
  /** Figures of a year: population at its start, births, deaths, arrivals, departures. */
  public static final int OF_YEAR = 5;

  /** Below zero by less is zero. */
  private static final double NOISE = 1e-9;

  private static final int TURNS = 1000;

  private final double[] observed;
  private final double[] variances;
  private final int years;

  /** Why an account cannot be balanced. */
  public enum Obstacle {
    /** No population was observed. */
    NO_POPULATION,
    /** Figures without error contradict each other. */
    CONTRADICTION
  }

  /**
   * What lies between two observed populations that follow each other.
   *
   * @param start number of the year at whose start the first is, from 0
   * @param end the same of the second
   * @param discrepancy the second, less what the first and the flows between would make it
   * @param error standard error of the discrepancy
   */
  public record Link(int start, int end, double discrepancy, double error) {
    /** The discrepancy in standard errors; not a number where there is no error. */
    public double z() {
      return error > 0 ? discrepancy / error : Double.NaN;
    }
  }

  /**
   * A balanced account.
   *
   * @param obstacle why there is none; then persons and errors are empty
   * @param persons the figures, in the order of those observed
   * @param errors their standard errors
   * @param links observed populations against flows, before balancing
   * @param chiSquare the discrepancies of all links, weighed by their covariances
   * @param degrees of freedom of it: how many links could have failed to close
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Balance(
      @Nullable Obstacle obstacle,
      double[] persons,
      double[] errors,
      List<Link> links,
      double chiSquare,
      int degrees) {}

  /**
   * An account.
   *
   * @param observed figures: five for each year, and the last population; a population that was not
   *     observed is not a number
   * @param errors their standard errors
   */
  public CohortAccount(double[] observed, double[] errors) {
    if (observed.length != errors.length || observed.length % OF_YEAR != 1) {
      throw new IllegalArgumentException(
          "an account has five figures a year and one more, each with an error; there were "
              + observed.length
              + " and "
              + errors.length);
    }
    this.observed = observed.clone();
    this.variances = new double[observed.length];
    this.years = observed.length / OF_YEAR;
    for (int i = 0; i < observed.length; i++) {
      boolean isFree = isPopulation(i) && Double.isNaN(observed[i]);
      if (!isFree && !(observed[i] >= 0 && errors[i] >= 0 && observed[i] + errors[i] < 1e15)) {
        throw new IllegalArgumentException(
            "figure " + i + " must be 0 or more, was " + observed[i] + " ± " + errors[i]);
      }
      variances[i] = isFree ? 0 : errors[i] * errors[i];
    }
  }

  /** Whether a figure is a population. */
  public static boolean isPopulation(int figure) {
    return figure % OF_YEAR == 0;
  }

  /** 1 for what adds to the population at the end of the year, −1 for what takes away. */
  public static int sign(int figure) {
    int kind = figure % OF_YEAR;
    return kind == 2 || kind == 4 ? -1 : 1;
  }

  /** The account, balanced. */
  public Balance balance() {
    AccountLinks free = links(new boolean[observed.length]);
    if (free.isEmpty()) {
      return without(Obstacle.NO_POPULATION, List.of());
    }
    List<Link> raw = raw(free);
    double @Nullable [] possible = new PossibleAccount(observed, variances).figures();
    if (possible == null) {
      return without(Obstacle.CONTRADICTION, raw);
    }
    AccountLinks.Solution first = free.solve();
    double[] persons = first.figures();
    for (double figure : persons) {
      if (figure < -NOISE) {
        persons = held(possible);
        break;
      }
    }
    for (int i = 0; i < persons.length; i++) {
      persons[i] = Math.max(0, persons[i]);
    }
    return new Balance(null, persons, free.errors(), raw, first.chiSquare(), first.degrees());
  }

  private static Balance without(Obstacle obstacle, List<Link> raw) {
    return new Balance(obstacle, new double[0], new double[0], raw, Double.NaN, 0);
  }

  /** The account with some figures held at 0. */
  private AccountLinks links(boolean[] held) {
    double[] figures = observed.clone();
    double[] spread = variances.clone();
    for (int i = 0; i < figures.length; i++) {
      if (held[i]) {
        figures[i] = 0;
        spread[i] = 0;
      }
    }
    return new AccountLinks(figures, spread);
  }

  private static List<Link> raw(AccountLinks account) {
    List<Link> links = new ArrayList<>();
    for (int link = 0; link < account.count(); link++) {
      links.add(
          new Link(
              account.start(link),
              account.end(link),
              0 - account.surplus(link),
              Math.sqrt(account.variance(link))));
    }
    return links;
  }

  /** The best figures of which none is below zero, from some that are possible. */
  private double[] held(double[] possible) {
    double[] now = possible;
    boolean[] held = new boolean[now.length];
    for (int turn = 0; turn < TURNS * years; turn++) {
      AccountLinks.Solution best = links(held).solve();
      int met = towards(now, best.figures(), held);
      if (met >= 0) {
        held[met] = true;
        now[met] = 0;
        continue;
      }
      int risen = rising(best, held);
      if (risen < 0) {
        return now;
      }
      held[risen] = false;
    }
    throw new IllegalStateException("the account turns in circles");
  }

  /** Moves figures towards others as far as none falls below zero; the one that did, or -1. */
  private int towards(double[] now, double[] best, boolean[] held) {
    double step = 1;
    int met = -1;
    for (int i = 0; i < now.length; i++) {
      if (!held[i] && isMovable(i) && best[i] < -NOISE) {
        double most = now[i] / (now[i] - best[i]);
        if (met < 0 || most < step) {
          step = Math.max(0, most);
          met = i;
        }
      }
    }
    for (int i = 0; i < now.length; i++) {
      now[i] += step * (best[i] - now[i]);
    }
    return met;
  }

  /** The first held figure that would rise if it were let go; -1 where there is none. */
  private int rising(AccountLinks.Solution best, boolean[] held) {
    for (int i = 0; i < held.length; i++) {
      if (held[i]) {
        double price = best.prices()[i];
        double wish = Double.isNaN(observed[i]) ? -price : observed[i] - variances[i] * price;
        if (wish > NOISE) {
          return i;
        }
      }
    }
    return -1;
  }

  private boolean isMovable(int figure) {
    return Double.isNaN(observed[figure]) || variances[figure] > 0;
  }
}
