package org.caudal.statistics.border;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * How many crossings of a month will turn out to be migrations, when their windows are over, from
 * what became of earlier months that were seen as early.
 *
 * <p>A crossing has a state: what is known of it so many months after its own. Of the crossings in
 * a state so many months after theirs, the share that became migrations is that of the training
 * months. A state is told more and more closely, then by the month of the year, last by the group;
 * each share is drawn to that of the state less closely told as if two crossings more had had that
 * one, fifteen where it is told by month of the year or group, which tell less; and the first to
 * one half as if one had (Jeffreys), to one where the crossings are migrations by what is known,
 * and to nothing where they are none, both of which a missing crossing that shows later can undo.
 * The estimate is the sum of the shares of all crossings, so that groups add up to all of them.
 *
 * <p>The variance is that by chance, larger by the crossings of a state over those that its share
 * is learnt from. Months differ by more than that. Each training month is estimated from the
 * others; the sum of the squared errors over the sum of the variances is the dispersion, at least
 * 1; five migrations that came as expected are added to either, so that small groups do not go
 * astray. The variance of an estimate is multiplied by the dispersion, and by that of Student's t
 * of as many degrees of freedom as there are training months but one. Crossings of a share of one
 * are certain, those of a share of nothing are left out. The interval is these and that of a beta
 * distribution of the share of the others with this mean and variance, rounded outwards.
 *
 * <p>Only what was known on the day is used: training months are those whose windows were over.
 */
public final class ProvisionalCounts {
  /** The group of all crossings. */
  public static final String ALL = "all";

  /** The state of crossings that are migrations by what is known. */
  public static final String MIGRATION = "migration";

  /** The state of crossings that are none by what is known. */
  public static final String NO_MIGRATION = "none";

  private static final double DRAW = 2;
  private static final double CLOSE_DRAW = 15;
  private static final int YEAR = 12;
  private static final double STEADY = 5;
  private static final int NONE = -1;

  private final Settings settings;
  private final int lag;

  /** Index by parent and name; parents come before their children. */
  private final Map<String, Integer> nodes = new HashMap<>();

  private final List<Integer> parents = new ArrayList<>();
  private final List<Double> draws = new ArrayList<>();
  private final List<String> groups = new ArrayList<>(List.of(ALL));
  private final Map<String, Integer> numbers = new HashMap<>(Map.of(ALL, 0));
  private final TreeMap<Integer, List<Leaf>> months = new TreeMap<>();

  private record Leaf(int node, int group, long crossings, double migrations) {}

  /**
   * What is learnt from.
   *
   * @param finalLag months after that of a crossing when all is known of it
   * @param leastMonths fewest training months with a crossing, 4 or more
   * @param mostMonths most training months, the latest
   * @param level of the intervals
   */
  public record Settings(int finalLag, int leastMonths, int mostMonths, double level) {
    /** Refuses too few months for an interval. */
    public Settings {
      if (leastMonths < 4 || mostMonths < leastMonths) {
        throw new IllegalArgumentException(
            "least-training-months must be 4 or more and most-training-months no fewer, were "
                + leastMonths
                + " and "
                + mostMonths);
      }
    }
  }

  /**
   * Crossings that were alike.
   *
   * @param month number of the month of the crossings
   * @param state what is known of them, from the broad to the close
   * @param group to which they belong, for example a nationality
   * @param crossings how many
   * @param migrations how many became migrations, or are expected to have; of no meaning while that
   *     is not known
   */
  public record Cell(
      int month, List<String> state, String group, long crossings, double migrations) {}

  /**
   * The migrations of a month.
   *
   * @param month number of the month
   * @param group of which; {@link #ALL} for all
   * @param migrations estimate
   * @param low lower end of the interval
   * @param high upper end of it
   * @param dispersion variance of months over that by chance
   * @param trainingMonths months that were learnt from
   */
  public record Estimate(
      int month,
      String group,
      double migrations,
      long low,
      long high,
      double dispersion,
      int trainingMonths) {}

  private ProvisionalCounts(Settings settings, int lag) {
    this.settings = settings;
    this.lag = lag;
  }

  /**
   * Estimates of all months for which there are enough training months.
   *
   * @param cells crossings of all months, so many months after theirs
   * @param lag so many months
   */
  public static List<Estimate> of(List<Cell> cells, int lag, Settings settings) {
    ProvisionalCounts counts = new ProvisionalCounts(settings, lag);
    cells.forEach(counts::add);
    List<Estimate> estimates = new ArrayList<>();
    counts.months.forEach((month, leaves) -> estimates.addAll(counts.estimates(month, leaves)));
    return estimates;
  }

  private void add(Cell cell) {
    int node = NONE;
    for (String part : cell.state()) {
      node = node(node, part, node == NONE ? 1 : DRAW);
    }
    node = node(node, "month of the year " + cell.month() % YEAR, CLOSE_DRAW);
    node = node(node, "group " + cell.group(), CLOSE_DRAW);
    int group = numbers.computeIfAbsent(cell.group(), this::group);
    months
        .computeIfAbsent(cell.month(), month -> new ArrayList<>())
        .add(new Leaf(node, group, cell.crossings(), cell.migrations()));
  }

  private int group(String name) {
    groups.add(name);
    return groups.size() - 1;
  }

  private int node(int parent, String name, double draw) {
    return nodes.computeIfAbsent(
        key(parent, name),
        key -> {
          parents.add(parent);
          draws.add(draw);
          return parents.size() - 1;
        });
  }

  private static String key(int parent, String name) {
    return parent + " " + name;
  }

  /** Crossings and migrations of months by node. */
  private final class Counts {
    private final double[] crossings = new double[parents.size()];
    private final double[] migrations = new double[parents.size()];

    private void add(List<Leaf> leaves, int sign) {
      for (Leaf leaf : leaves) {
        for (int node = leaf.node(); node != NONE; node = parents.get(node)) {
          crossings[node] += sign * leaf.crossings();
          migrations[node] += sign * leaf.migrations();
        }
      }
    }

    /** The share of migrations of each node. */
    private double[] shares() {
      double[] shares = new double[crossings.length];
      int migration = nodes.getOrDefault(key(NONE, MIGRATION), NONE);
      int none = nodes.getOrDefault(key(NONE, NO_MIGRATION), NONE);
      for (int i = 0; i < shares.length; i++) {
        int parent = parents.get(i);
        double drawn = parent != NONE ? shares[parent] : i == migration ? 1 : i == none ? 0 : 0.5;
        shares[i] = (migrations[i] + draws.get(i) * drawn) / (crossings[i] + draws.get(i));
      }
      return shares;
    }
  }

  /**
   * By group: migrations expected, with their variance by chance and by how few crossings a share
   * is learnt from; crossings that are none, those that are certain, and those that are open.
   */
  private final class Expected {
    private final double[] mean = new double[groups.size()];
    private final double[] variance = new double[groups.size()];
    private final long[] none = new long[groups.size()];
    private final long[] certain = new long[groups.size()];
    private final long[] open = new long[groups.size()];

    private Expected(List<Leaf> leaves, Counts counts) {
      double[] shares = counts.shares();
      for (Leaf leaf : leaves) {
        double share = shares[leaf.node()];
        double learnt = counts.crossings[leaf.node()] + draws.get(leaf.node());
        double variance = leaf.crossings() * share * (1 - share) * (1 + leaf.crossings() / learnt);
        for (int group : new int[] {0, leaf.group()}) {
          mean[group] += leaf.crossings() * share;
          this.variance[group] += variance;
          (share == 1 ? certain : share == 0 ? none : open)[group] += leaf.crossings();
        }
      }
    }
  }

  private List<Estimate> estimates(int month, List<Leaf> leaves) {
    int last = month + lag - settings.finalLag();
    int first = Math.max(last - settings.mostMonths() + 1, months.firstKey());
    Map<Integer, List<Leaf>> training = first > last ? Map.of() : months.subMap(first, last + 1);
    int trained = training.size();
    if (trained < settings.leastMonths()) {
      return List.of();
    }
    Counts counts = new Counts();
    training.values().forEach(cells -> counts.add(cells, 1));
    double[] dispersion = dispersion(training, counts);
    Expected expected = new Expected(leaves, counts);
    double student = (trained - 1.0) / (trained - 3.0);
    List<Estimate> estimates = new ArrayList<>();
    for (int group = 0; group < groups.size(); group++) {
      long certain = expected.certain[group];
      long open = expected.open[group];
      if (certain + open + expected.none[group] > 0) {
        double mean = expected.mean[group];
        double variance = expected.variance[group] * dispersion[group] * student;
        double[] interval = interval(mean - certain, variance, open);
        estimates.add(
            new Estimate(
                month,
                groups.get(group),
                mean,
                (long) Math.floor(Math.min(certain + interval[0], mean)),
                (long) Math.ceil(Math.max(certain + interval[1], mean)),
                dispersion[group],
                trained));
      }
    }
    return estimates;
  }

  /** By group, from each training month estimated by the others. */
  private double[] dispersion(Map<Integer, List<Leaf>> training, Counts counts) {
    double[] errors = new double[groups.size()];
    double[] variances = new double[groups.size()];
    Arrays.fill(errors, STEADY);
    Arrays.fill(variances, STEADY);
    for (List<Leaf> left : training.values()) {
      counts.add(left, -1);
      Expected expected = new Expected(left, counts);
      counts.add(left, 1);
      double[] error = expected.mean.clone();
      for (Leaf leaf : left) {
        error[0] -= leaf.migrations();
        error[leaf.group()] -= leaf.migrations();
      }
      for (int group = 0; group < error.length; group++) {
        errors[group] += error[group] * error[group];
        variances[group] += expected.variance[group];
      }
    }
    double[] dispersion = new double[groups.size()];
    Arrays.setAll(dispersion, group -> Math.max(1, errors[group] / variances[group]));
    return dispersion;
  }

  private double[] interval(double mean, double variance, long crossings) {
    if (crossings == 0) {
      return new double[2];
    }
    double share = mean / crossings;
    double most = share * (1 - share);
    double spread = Math.min(variance / crossings / crossings, most * 0.99);
    double both = most / spread - 1;
    BetaDistribution beta = new BetaDistribution(null, share * both, (1 - share) * both);
    double tail = (1 - settings.level()) / 2;
    return new double[] {
      crossings * beta.inverseCumulativeProbability(tail),
      crossings * beta.inverseCumulativeProbability(1 - tail)
    };
  }
}
