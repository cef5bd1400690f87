package org.caudal.statistics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How long, and on how many days, a device was seen somewhere. A slot is one hour of one day in
 * which it was seen at least once; hours seen twice count once.
 *
 * @param slots slots of all hours
 * @param nightSlots of them those of nights
 * @param workSlots of them those of working hours on working days
 * @param days days with a slot
 * @param nights nights with a slot; evening and the morning after are one night
 * @param workDays working days with a slot in working hours
 */
public record SlotTally(
    int slots, int nightSlots, int workSlots, int days, int nights, int workDays) {
  private static final int HOURS = 24;
  private static final int WEEK = 7;
  private static final int THURSDAY = 3; // 1970-01-01, Monday being 0
  private static final int SATURDAY = 5;

  /**
   * Which hours are night and work; a day that is neither at the weekend nor a holiday is a working
   * day.
   *
   * @param nightFrom hour at which nights begin
   * @param nightTo hour of the morning at which they are over
   * @param workFrom first working hour
   * @param workTo hour at which work is over
   * @param holidays days since 1970-01-01
   */
  public record Clock(int nightFrom, int nightTo, int workFrom, int workTo, Set<Integer> holidays)
      implements java.io.Serializable {

    /** Copies the holidays; refuses hours that do not exist. */
    public Clock {
      if (nightTo < 0 || nightTo > nightFrom || nightFrom > HOURS) {
        throw new IllegalArgumentException(
            "a night must be over before it begins again, was " + nightFrom + " to " + nightTo);
      }
      if (workFrom < 0 || workFrom >= workTo || workTo > HOURS) {
        throw new IllegalArgumentException(
            "work must begin before it ends, was " + workFrom + " to " + workTo);
      }
      holidays = Set.copyOf(holidays);
    }

    boolean isWorkday(int day) {
      return Math.floorMod(day + THURSDAY, WEEK) < SATURDAY && !holidays.contains(day);
    }
  }

  /**
   * The tally of a set of sightings.
   *
   * @param day of each sighting, since 1970-01-01
   * @param hourBits of each: bit h is set where the device was seen in hour h
   * @param counts which sightings count; all where null is no place
   */
  public static SlotTally of(int[] day, int[] hourBits, boolean[] counts, Clock clock) {
    Map<Integer, Integer> hours = new HashMap<>();
    for (int i = 0; i < day.length; i++) {
      if (counts[i] && hourBits[i] != 0) {
        hours.merge(day[i], hourBits[i], (a, b) -> a | b);
      }
    }
    int evening = bits(clock.nightFrom, HOURS);
    int morning = bits(0, clock.nightTo);
    int work = bits(clock.workFrom, clock.workTo);
    int slots = 0;
    int nightSlots = 0;
    int workSlots = 0;
    int workDays = 0;
    Set<Integer> nights = new HashSet<>();
    for (Map.Entry<Integer, Integer> seen : hours.entrySet()) {
      int bits = seen.getValue();
      slots += Integer.bitCount(bits);
      nightSlots += Integer.bitCount(bits & (evening | morning));
      if ((bits & evening) != 0) {
        nights.add(seen.getKey());
      }
      if ((bits & morning) != 0) {
        nights.add(seen.getKey() - 1);
      }
      if (clock.isWorkday(seen.getKey()) && (bits & work) != 0) {
        workSlots += Integer.bitCount(bits & work);
        workDays++;
      }
    }
    return new SlotTally(slots, nightSlots, workSlots, hours.size(), nights.size(), workDays);
  }

  private static int bits(int from, int to) {
    return (int) ((1L << to) - (1L << from));
  }
}
