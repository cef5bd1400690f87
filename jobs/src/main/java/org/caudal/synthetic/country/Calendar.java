package org.caudal.synthetic.country;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The days that are simulated and the three shocks in them. Days are numbered as {@link
 * LocalDate#toEpochDay}.
 */
final class Calendar {
  /** Months simulated beyond the end, so that every stay shows whether it lasts twelve months. */
  static final int MONTHS_BEYOND = 13;

  /** Place in {@link Geography#PROVINCES} of the province that the disaster strikes. */
  static final int STRICKEN_PROVINCE = 1;

  /** Municipalities of that province that it strikes. */
  static final int STRICKEN_MUNICIPALITIES = 2;

  private static final int DISASTER_MONTH = 34;

  private final int first;
  private final int end;
  private final int months;
  private final int[] starts; // of months, which lives ask for again and again

  /**
   * The days from one to another.
   *
   * @param first first day
   * @param end day after the last
   */
  Calendar(int first, int end) {
    this.first = first;
    this.end = end;
    LocalDate from = LocalDate.ofEpochDay(first);
    this.months = (int) ChronoUnit.MONTHS.between(from, LocalDate.ofEpochDay(end)) + MONTHS_BEYOND;
    this.starts = new int[Math.max(months, DISASTER_MONTH) + 1];
    for (int n = 0; n < starts.length; n++) {
      starts[n] = (int) from.plusMonths(n).toEpochDay();
    }
  }

  /** First day. */
  int first() {
    return first;
  }

  /** Day after the last. */
  int end() {
    return end;
  }

  /** Months from the first to the last that is simulated. */
  int months() {
    return months;
  }

  /** First day of the n-th month, from 0 to that after the last. */
  int month(int n) {
    return starts[n];
  }

  /** First day on which the borders are closed: after three months. */
  int closure() {
    return month(3);
  }

  /** Day on which they open again, five months later. */
  int reopening() {
    return month(8);
  }

  boolean isClosed(int day) {
    return day >= closure() && day < reopening();
  }

  /** Day on which the caravan reaches the border: two weeks into the second year. */
  int caravan() {
    return month(12) + 14;
  }

  /** Day of the disaster: in the middle of November of the third year. */
  int disaster() {
    return month(DISASTER_MONTH) + 15;
  }

  /** Whether the disaster strikes a town. */
  static boolean isStricken(int place) {
    if (Geography.isAbroad(place)) {
      return false;
    }
    Geography.Town town = Geography.TOWNS.get(place);
    return town.province() == STRICKEN_PROVINCE
        && Integer.parseInt(town.municipalityCode().substring(4)) <= STRICKEN_MUNICIPALITIES;
  }
}
