package org.caudal.statistics.spells;

import java.util.List;
import java.util.stream.IntStream;
import org.caudal.statistics.DayThinning;

/**
 * What is found of a device that is seen nearly every day if it is seen as seldom as others.
 *
 * <p>The days of the device are thinned ({@link DayThinning}) to the share of days on which a
 * device of another class is seen, and its spells are looked for again. The devices seen nearly
 * every day are the marked ones of a capture and recapture: that they moved, or were away for a
 * season, is known, whether the thinned record shows it or not. Moves, or stays of a kind, counted
 * over those made is the rate at which those of the class are counted; wrong ones are among them.
 * It presumes that classes differ in how often they are seen, and not in when in a stay they are
 * silent.
 *
 * @param day day of each record
 * @param place place of each record
 * @param hours number of hours of each record
 * @param firstDay first day of the span observed
 * @param lastDay last day of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SpellReplay(int[] day, int[] place, int[] hours, int firstDay, int lastDay) {

  /** Spells that are found. */
  public List<Spell> spells(SpellMethod method) {
    return day.length == 0 ? List.of() : method.find(day, place, hours, firstDay, lastDay);
  }

  /**
   * The same device with fewer days: a day is kept with all its records or with none.
   *
   * @param kept share of the days to keep
   * @param key key of the device
   */
  public SpellReplay thinned(double kept, long key, long seed) {
    int[] records =
        IntStream.range(0, day.length)
            .filter(record -> DayThinning.isKept(key, day[record], kept, seed))
            .toArray();
    return new SpellReplay(
        taken(day, records), taken(place, records), taken(hours, records), firstDay, lastDay);
  }

  private static int[] taken(int[] values, int[] records) {
    return IntStream.of(records).map(record -> values[record]).toArray();
  }
}
