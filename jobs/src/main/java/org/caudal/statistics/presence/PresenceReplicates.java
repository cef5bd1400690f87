package org.caudal.statistics.presence;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.caudal.statistics.RakedReplicates;

/**
 * Devices and residents present in each area at one time, with standard errors.
 *
 * <p>Devices come in groups of one cell, area of home and stratum. The devices seen stand for all
 * residents: they are raked to the residents of each area of home and to the weight of each stratum
 * ({@link RakedReplicates}), whoever was seen abroad included, and then spread over the areas of
 * their cells as {@link AreaAllocation} finds them in the counts of devices.
 *
 * <p>In a replicate a group counts a Poisson distributed number of devices with its own as the
 * mean: a Poisson bootstrap of devices that differ in nothing else. All is computed again from it.
 * Of the residents only what is not counted varies, as in {@link RakedReplicates}. A device that is
 * in several groups with parts of itself is drawn in each by itself: the error is no smaller than
 * with the device drawn once wherever its cells share areas, as of parts p the sum of p is not
 * below that of p².
 *
 * <p>Where all residents of an area who were seen are at home, no replicate has one elsewhere; and
 * where the most likely amount of an area is zero, it mostly is in all replicates. As if one more
 * device had been seen of each area of home, anywhere where devices are (zone z with probability π,
 * the zone's part of all by direct shares), its variance is added to that of persons. To that of
 * devices is added the variance of one more device, in a cell as the others are, that is in the
 * areas of the cell by direct shares. For few devices that is what is not known of those elsewhere,
 * for many it is nothing.
 */
public final class PresenceReplicates {

  /** A group without a cell of the level, or without residents to stand for. */
  public static final int NONE = -1;

  /**
   * Cells and what they serve. Each operator has areas of its own: what its devices do says nothing
   * of where those of another are.
   *
   * @param cells cells with devices, over areas
   * @param served sum of the shares of all cells in each area
   * @param zones zone of each area, from 0
   * @param zoneCount number of zones
   * @param limits when the allocation stops
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Network(
      List<AreaAllocation.Cell> cells,
      double[] served,
      int[] zones,
      int zoneCount,
      AreaAllocation.Limits limits) {}

  /** How many replicates, and what they are drawn from. */
  public record Draws(int replicates, long seed) {}

  /**
   * Devices that differ in nothing.
   *
   * @param cell index of the cell, or {@link #NONE}
   * @param unit index of area of home and stratum, or {@link #NONE}
   * @param devices how many, parts of devices included
   * @param key what the draws are a hash of
   */
  public record Group(int cell, int unit, double devices, long key) {}

  /**
   * Residents that devices stand for: a unit is an area of home and a stratum.
   *
   * @param rows area of home of each unit, from 0
   * @param columns operator and activity class of each unit, from 0
   * @param weights residents a device of each unit, above 0
   * @param persons persons to a device
   * @param margins residents of each area, weight of each operator and activity class, and
   *     residents of each area by sex and age
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Residents(
      int[] rows,
      int[] columns,
      double[] weights,
      double persons,
      RakedReplicates.Margins margins) {}

  /**
   * Figures by zone.
   *
   * @param direct devices, each cell by its shares
   * @param devices devices, by {@link AreaAllocation}
   * @param devicesError standard error of these
   * @param persons residents present
   * @param personsError standard error of these
   * @param residents devices of residents, before any scaling
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Figures(
      double[] direct,
      double[] devices,
      double[] devicesError,
      double[] persons,
      double[] personsError,
      double[] residents) {}

  private final Network network;
  private final AreaAllocation allocation;
  private final List<Group> groups;
  private final Residents residents;
  private final Draws draws;

  private PresenceReplicates(
      Network network, List<Group> groups, Residents residents, Draws draws) {
    this.network = network;
    this.allocation = new AreaAllocation(network.cells(), network.served(), network.limits());
    this.groups = groups;
    this.residents = residents;
    this.draws = draws;
  }

  /** The figures of one time. */
  public static Figures of(Network network, List<Group> groups, Residents residents, Draws draws) {
    return new PresenceReplicates(network, groups, residents, draws).figures();
  }

  private Figures figures() {
    RakedReplicates.Weights raked = raked();
    double[] counts = counts(0);
    AreaAllocation.Result sample = allocation.allocate(counts);
    double[] direct = byZone(direct(counts));
    double[] devices = byZone(sample.amounts());
    double[] persons = persons(sample, raked, 0);
    double[][] ofDevices = new double[draws.replicates()][];
    double[][] ofPersons = new double[draws.replicates()][];
    for (int r = 1; r <= draws.replicates(); r++) {
      AreaAllocation.Result replicate = allocation.allocate(counts(r));
      ofDevices[r - 1] = byZone(replicate.amounts());
      ofPersons[r - 1] = persons(replicate, raked, r);
    }
    return new Figures(
        direct,
        devices,
        widened(errors(ofDevices, direct.length), byZone(sample.oneMore(counts, network.cells()))),
        persons,
        widened(errors(ofPersons, direct.length), oneMoreOfHomes(sample, raked, direct)),
        byZone(sample.spread(ofResidents(), network.cells())));
  }

  /** Weights of a device of each unit, in the sample and in each replicate. */
  private RakedReplicates.Weights raked() {
    double[][] counts = new double[residents.rows().length][draws.replicates() + 1];
    for (Group group : groups) {
      if (group.unit() != NONE) {
        for (int r = 0; r <= draws.replicates(); r++) {
          counts[group.unit()][r] += drawn(group, r);
        }
      }
    }
    return RakedReplicates.rake(
        new RakedReplicates.Cells(
            residents.rows(),
            residents.columns(),
            residents.weights(),
            residents.persons(),
            counts),
        residents.margins());
  }

  private double drawn(Group group, int replicate) {
    return replicate == 0
        ? group.devices()
        : KeyedPoisson.draw(group.devices(), group.key(), replicate, draws.seed());
  }

  private double[] counts(int replicate) {
    double[] counts = new double[network.cells().size()];
    for (Group group : groups) {
      if (group.cell() != NONE) {
        counts[group.cell()] += drawn(group, replicate);
      }
    }
    return counts;
  }

  private double[] persons(
      AreaAllocation.Result allocated, RakedReplicates.Weights raked, int replicate) {
    double[] ofCells = new double[network.cells().size()];
    for (Group group : groups) {
      if (group.cell() != NONE && group.unit() != NONE) {
        double spread = raked.spreads()[group.unit()];
        double devices = group.devices() + spread * (drawn(group, replicate) - group.devices());
        ofCells[group.cell()] += raked.weights()[group.unit()][replicate] * devices;
      }
    }
    return byZone(allocated.spread(ofCells, network.cells()));
  }

  /**
   * Variance of one more device of each area of home: about the share p of the area's residents in
   * a zone that was found, π (1 - p)² + (1 - π) p².
   */
  private double[] oneMoreOfHomes(
      AreaAllocation.Result allocated, RakedReplicates.Weights raked, double[] direct) {
    double[] seen = new double[residents.margins().rows().length];
    double[] weights = new double[seen.length];
    Map<Integer, double[]> there = new TreeMap<>();
    for (Group group : groups) {
      if (group.unit() != NONE) {
        int home = residents.rows()[group.unit()];
        double weight = raked.weights()[group.unit()][0] * group.devices();
        seen[home] += group.devices();
        weights[home] += weight;
        double[] ofHome = there.computeIfAbsent(home, h -> new double[direct.length]);
        if (group.cell() != NONE) {
          int[] areas = network.cells().get(group.cell()).areas();
          for (int i = 0; i < areas.length; i++) {
            ofHome[network.zones()[areas[i]]] += weight * allocated.parts()[group.cell()][i];
          }
        }
      }
    }
    double all = Math.max(Arrays.stream(direct).sum(), Double.MIN_NORMAL);
    double pairs = Math.max(1, 3 - 2 * residents.persons());
    double[] variances = new double[direct.length];
    there.forEach(
        (home, persons) -> {
          double total = weights[home];
          double unit = total / (seen[home] + 1);
          double spread = total > 0 ? Math.max(0, pairs - seen[home] / total) : 0;
          for (int zone = 0; zone < variances.length; zone++) {
            double any = direct[zone] / all;
            double p = total > 0 ? persons[zone] / total : 0;
            variances[zone] += spread * unit * unit * AreaAllocation.about(any, p);
          }
        });
    return variances;
  }

  private static double[] widened(double[] errors, double[] variances) {
    double[] widened = new double[errors.length];
    for (int zone = 0; zone < errors.length; zone++) {
      widened[zone] = Math.sqrt(errors[zone] * errors[zone] + variances[zone]);
    }
    return widened;
  }

  private double[] ofResidents() {
    double[] ofCells = new double[network.cells().size()];
    for (Group group : groups) {
      if (group.cell() != NONE && group.unit() != NONE) {
        ofCells[group.cell()] += group.devices();
      }
    }
    return ofCells;
  }

  private double[] direct(double[] counts) {
    double[] direct = new double[network.served().length];
    for (int c = 0; c < counts.length; c++) {
      AreaAllocation.Cell cell = network.cells().get(c);
      for (int i = 0; i < cell.areas().length; i++) {
        direct[cell.areas()[i]] += counts[c] * cell.shares()[i];
      }
    }
    return direct;
  }

  private double[] byZone(double[] ofAreas) {
    double[] sums = new double[network.zoneCount()];
    for (int area = 0; area < ofAreas.length; area++) {
      sums[network.zones()[area]] += ofAreas[area];
    }
    return sums;
  }

  /** Standard deviation of the replicates of each zone. */
  private static double[] errors(double[][] replicates, int zones) {
    return IntStream.range(0, zones)
        .mapToDouble(zone -> RakedReplicates.error(replicates.length, r -> replicates[r][zone]))
        .toArray();
  }
}
