package org.caudal.statistics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The meaningful places of one device: clusters of the cells it uses ({@link LeaderClusters}), with
 * the hours and weekdays at which they are used (Isaacman et al. 2011; Zagatti et al. 2018;
 * Flowminder, FlowKit).
 *
 * <p>The scores of a cluster are the means over its cells. FlowKit leaves labels to its user; here
 * a cluster used more at night than in working hours is home, one used more in working hours, and
 * more on the first days of the week than on the last, is work.
 */
public final class MeaningfulPlaces {
  private static final int HOURS = 24;
  private static final int WEEK = 7;
  private static final int THURSDAY = 3; // 1970-01-01, Monday being 0

  private MeaningfulPlaces() {}

  /**
   * A cluster.
   *
   * @param leader its first cell, the one with most days
   * @param cells numbers of its cells
   * @param hourScore from -1, used at night, to 1, used in working hours
   * @param dayScore from -1, used from Friday to Sunday, to 1, used from Monday to Wednesday
   */
  public record Place(int leader, Set<Integer> cells, double hourScore, double dayScore) {

    /** Copies the numbers. */
    public Place {
      cells = Set.copyOf(cells);
    }

    /** home, work or usual. */
    public String label() {
      return hourScore < 0 ? "home" : hourScore > 0 && dayScore > 0 ? "work" : "usual";
    }
  }

  /**
   * The clusters of a device, in the order in which they were opened.
   *
   * @param day of each record, since 1970-01-01; one record a day and cell
   * @param cell of each record, the number of the cell
   * @param hourBits of each record: bit h is set where the device was seen in hour h
   * @param latitudes of the cells, degrees; of cells with as many days the first comes first
   * @param longitudes of the cells, degrees
   * @param radiusKm of a cluster
   * @param leastDays a cluster with fewer days of cells is left out
   */
  public static List<Place> of(
      int[] day,
      int[] cell,
      int[] hourBits,
      double[] latitudes,
      double[] longitudes,
      double radiusKm,
      int leastDays) {
    int cells = latitudes.length;
    long[] days = new long[cells];
    long[][] hours = new long[cells][HOURS];
    long[][] weekdays = new long[cells][WEEK];
    for (int i = 0; i < day.length; i++) {
      days[cell[i]]++;
      for (int hour = 0; hour < HOURS; hour++) {
        if ((hourBits[i] & 1 << hour) != 0) {
          hours[cell[i]][hour]++;
          weekdays[cell[i]][Math.floorMod(day[i] + THURSDAY, WEEK)]++;
        }
      }
    }
    int[] clusters = LeaderClusters.of(latitudes, longitudes, days, radiusKm);
    List<Place> places = new ArrayList<>();
    for (int cluster = 0; cluster < cells; cluster++) {
      Set<Integer> members = new HashSet<>();
      int leader = -1;
      long weight = 0;
      double hourScore = 0;
      double dayScore = 0;
      for (int c = 0; c < cells; c++) {
        if (clusters[c] == cluster) {
          members.add(c);
          leader = leader < 0 || days[c] > days[leader] ? c : leader;
          weight += days[c];
          hourScore += LeaderClusters.hourScore(hours[c]);
          dayScore += LeaderClusters.dayScore(weekdays[c]);
        }
      }
      int size = members.size();
      if (size > 0 && weight >= leastDays) {
        places.add(new Place(leader, members, hourScore / size, dayScore / size));
      }
    }
    return places;
  }
}
