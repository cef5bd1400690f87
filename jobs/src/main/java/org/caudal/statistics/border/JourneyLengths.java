package org.caudal.statistics.border;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How long journeys last: stays, which begin with an entry, and absences, which begin with an exit,
 * by what was before them.
 *
 * <p>From numbers of journeys by bands of days, those that are over and those that are still going
 * on, by the life table (Cutler and Ederer 1958, J. Chronic Dis. 8: who is lost from sight in a
 * band counts for half of it): of those who are still away when a band begins, a share comes back
 * in it. The share of the own group is drawn to that of all as if ten of all were in it; that of
 * all is (ended + 1/2) / (at risk + 1). Within a band each day is alike.
 */
public final class JourneyLengths {
  /** Days with which the bands begin. */
  public static final List<Integer> BANDS =
      List.of(
          0, 1, 2, 3, 4, 5, 6, 7, 10, 14, 18, 22, 28, 35, 45, 60, 75, 91, 122, 153, 184, 244, 305,
          366, 488, 610, 731, 913, 1096, 1461, 1826, 3653);

  /** Days of a journey that is long for the next one. */
  public static final int LONG_DAYS = 91;

  private static final int PRIOR = 10;
  private static final int LAST_BAND_DAYS = 3653;

  /** The journey before. */
  public enum Before {
    /** The traveller was not seen before. */
    NONE,
    /** Shorter than {@link #LONG_DAYS}. */
    SHORT,
    LONG,
    /** A crossing is missing before. */
    UNKNOWN;

    static Before of(int days) {
      return days < LONG_DAYS ? SHORT : LONG;
    }
  }

  /**
   * Journeys of a band.
   *
   * @param isStay whether they begin with an entry
   * @param before what was before them, not unknown
   * @param from first day of the band, of {@link #BANDS}
   * @param ended those that are over
   * @param open those still going on so many days after they began
   */
  public record Count(boolean isStay, Before before, int from, long ended, long open) {}

  /**
   * Two journeys one after the other, between which a crossing is missing.
   *
   * @param isStay whether the first begins with an entry; so does the one that comes after both
   * @param before what was before the first
   * @param days days of both together
   * @param next days of the one after both; fewer than none where they are not known
   * @param isOver whether that is over; else it goes on
   */
  public record Gap(boolean isStay, Before before, int days, int next, boolean isOver) {}

  private final double firstStays;
  private final double firstAbsences;
  private final Map<Before, double[]> stays;
  private final Map<Before, double[]> absences;

  /**
   * The lengths of a group.
   *
   * @param own journeys of the group
   * @param all journeys of all
   */
  public JourneyLengths(List<Count> own, List<Count> all) {
    this.stays = densities(own, all, true);
    this.absences = densities(own, all, false);
    this.firstStays = firsts(own, all, true);
    this.firstAbsences = firsts(own, all, false);
  }

  private static double firsts(List<Count> own, List<Count> all, boolean isStay) {
    double ofAll = (journeys(all, isStay) + 0.5) / (journeys(all, true) + journeys(all, false) + 1);
    return journeys(own, isStay) + PRIOR * ofAll;
  }

  private static long journeys(List<Count> counts, boolean isStay) {
    return counts.stream()
        .filter(count -> count.isStay() == isStay && count.before() == Before.NONE)
        .mapToLong(count -> count.ended() + count.open())
        .sum();
  }

  /** How many are first seen with such a journey, in proportion to those with the other one. */
  public double firsts(boolean isStay) {
    return isStay ? firstStays : firstAbsences;
  }

  /** The share of journeys that last so many days. */
  public double density(boolean isStay, Before before, int days) {
    return (isStay ? stays : absences).getOrDefault(before, new double[0])[band(days)];
  }

  /** The share of journeys that last longer than so many days. */
  public double left(boolean isStay, Before before, int days) {
    double ended = 0;
    for (int band = 0; band < band(days); band++) {
      ended += density(isStay, before, BANDS.get(band)) * days(band);
    }
    int since = Math.min(days + 1 - BANDS.get(band(days)), days(band(days)));
    return 1 - ended - density(isStay, before, days) * since;
  }

  /**
   * Where in a gap the missing crossing lies: of each number of days from 0 that the first of the
   * two journeys may have lasted, the probability, given the length of both and that of the next.
   */
  public double[] split(Gap gap) {
    double[] shares = shares(gap);
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / sum).toArray();
  }

  /** How probable two journeys of such lengths are, and the next one after them. */
  public double likelihood(Gap gap) {
    return Arrays.stream(shares(gap)).sum();
  }

  private double[] shares(Gap gap) {
    double[] shares = new double[gap.days() + 1];
    for (int first = 0; first <= gap.days(); first++) {
      int second = gap.days() - first;
      shares[first] =
          density(gap.isStay(), gap.before(), first)
              * density(!gap.isStay(), Before.of(first), second)
              * next(gap, Before.of(second));
    }
    return shares;
  }

  /** How probable the journey after a gap is, by what was before it. */
  double next(Gap gap, Before before) {
    if (gap.next() < 0) {
      return 1;
    }
    return gap.isOver()
        ? density(gap.isStay(), before, gap.next())
        : left(gap.isStay(), before, gap.next());
  }

  private static Map<Before, double[]> densities(List<Count> own, List<Count> all, boolean isStay) {
    Map<Before, double[]> densities = new EnumMap<>(Before.class);
    for (Before before : Before.values()) {
      densities.put(
          before, density(new LifeTable(own, isStay, before), new LifeTable(all, isStay, before)));
    }
    return densities;
  }

  private static double[] density(LifeTable own, LifeTable all) {
    double[] density = new double[BANDS.size()];
    double left = 1;
    for (int band = 0; band < density.length; band++) {
      double ofAll = (all.ended[band] + 0.5) / (all.atRisk[band] + 1);
      double share = (own.ended[band] + PRIOR * ofAll) / (own.atRisk[band] + PRIOR);
      density[band] = left * share / days(band);
      left *= 1 - share;
    }
    return density;
  }

  private static int days(int band) {
    return band + 1 < BANDS.size() ? BANDS.get(band + 1) - BANDS.get(band) : LAST_BAND_DAYS;
  }

  private static int band(int days) {
    int band = 0;
    while (band + 1 < BANDS.size() && BANDS.get(band + 1) <= days) {
      band++;
    }
    return band;
  }

  /** Journeys that end in each band, and those that could have. */
  private static final class LifeTable {
    private final double[] ended = new double[BANDS.size()];
    private final double[] atRisk = new double[BANDS.size()];

    LifeTable(List<Count> counts, boolean isStay, Before before) {
      double[] open = new double[BANDS.size()];
      for (Count count : counts) {
        if (count.isStay() == isStay && (before == Before.UNKNOWN || count.before() == before)) {
          ended[band(count.from())] += count.ended();
          open[band(count.from())] += count.open();
        }
      }
      double later = 0;
      for (int band = BANDS.size() - 1; band >= 0; band--) {
        atRisk[band] = later + ended[band] + open[band] / 2;
        later += ended[band] + open[band];
      }
    }
  }
}
