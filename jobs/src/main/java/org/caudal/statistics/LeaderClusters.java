package org.caudal.statistics;

/**
 * Clusters of the sites that a device uses: its meaningful places (Isaacman et al. 2011; Zagatti et
 * al. 2018; Flowminder, FlowKit).
 *
 * <p>Hartigan's leader algorithm: sites are taken by days of use, most first, of equal ones the
 * first given. Each joins the first cluster whose centre is nearer than the radius, and moves the
 * centre to the mean of its sites by days; else it opens a cluster. So the result depends on no
 * order but the one stated.
 */
public final class LeaderClusters {
  private static final double EARTH_KM = 6371.0088; // IUGG mean radius
  private static final int[] WEEKDAY_SCORES = {1, 1, 1, 0, -1, -1, -1}; // Monday first
  private static final int DAWN = 7;
  private static final int WORK = 9;
  private static final int EVENING = 17;
  private static final int NIGHT = 21;

  private LeaderClusters() {}

  /**
   * The cluster of each site, numbered from 0 in the order in which they were opened.
   *
   * @param latitudes of the sites, degrees
   * @param longitudes of the sites, degrees
   * @param days on which each site was used
   * @param radiusKm of a cluster; a site on the radius is outside
   */
  public static int[] of(double[] latitudes, double[] longitudes, long[] days, double radiusKm) {
    int sites = days.length;
    int[] clusters = new int[sites];
    double[] latitude = new double[sites];
    double[] longitude = new double[sites];
    long[] weight = new long[sites];
    int opened = 0;
    for (int site : byDays(days)) {
      int joined = 0;
      while (joined < opened
          && distanceKm(latitudes[site], longitudes[site], latitude[joined], longitude[joined])
              >= radiusKm) {
        joined++;
      }
      opened = Math.max(opened, joined + 1);
      weight[joined] += days[site];
      double part = weight[joined] == 0 ? 0 : (double) days[site] / weight[joined];
      latitude[joined] += (latitudes[site] - latitude[joined]) * part;
      longitude[joined] += (longitudes[site] - longitude[joined]) * part;
      clusters[site] = joined;
    }
    return clusters;
  }

  /** Great-circle distance, haversine formula. */
  static double distanceKm(
      double latitude, double longitude, double otherLatitude, double otherLongitude) {
    double north = StrictMath.sin(StrictMath.toRadians(otherLatitude - latitude) / 2);
    double east = StrictMath.sin(StrictMath.toRadians(otherLongitude - longitude) / 2);
    double half =
        north * north
            + StrictMath.cos(StrictMath.toRadians(latitude))
                * StrictMath.cos(StrictMath.toRadians(otherLatitude))
                * east
                * east;
    return 2 * EARTH_KM * StrictMath.asin(StrictMath.min(1, StrictMath.sqrt(half)));
  }

  /**
   * How much events belong to working hours, from -1 for nights (21 to 6) to 1 for 9 to 16 o'clock;
   * hours between score 0. The mean over events.
   *
   * @param events by hour, 0 to 23
   */
  public static double hourScore(long[] events) {
    long score = 0;
    long total = 0;
    for (int hour = 0; hour < events.length; hour++) {
      int worth = hour < DAWN || hour >= NIGHT ? -1 : hour >= WORK && hour < EVENING ? 1 : 0;
      score += worth * events[hour];
      total += events[hour];
    }
    return total == 0 ? 0 : (double) score / total;
  }

  /**
   * How much events belong to the start of the week: Monday to Wednesday 1, Thursday 0, Friday to
   * Sunday -1. The mean over events.
   *
   * @param events by weekday, Monday first
   */
  public static double dayScore(long[] events) {
    long score = 0;
    long total = 0;
    for (int day = 0; day < events.length; day++) {
      score += WEEKDAY_SCORES[day] * events[day];
      total += events[day];
    }
    return total == 0 ? 0 : (double) score / total;
  }

  /** The sites by days, most first; equal ones in the order given. */
  private static int[] byDays(long[] days) {
    int[] order = new int[days.length];
    for (int i = 0; i < order.length; i++) {
      int place = i;
      while (place > 0 && days[order[place - 1]] < days[i]) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = i;
    }
    return order;
  }
}
