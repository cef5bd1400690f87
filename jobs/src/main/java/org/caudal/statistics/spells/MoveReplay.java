package org.caudal.statistics.spells;

import java.util.stream.IntStream;
import org.caudal.statistics.DayThinning;
import org.caudal.statistics.spells.SpellRules.MoveRule;

/**
 * How many moves of a device that is seen nearly every day are still counted if it is seen as
 * seldom as others.
 *
 * <p>The days of the device are thinned ({@link DayThinning}) to the share of days on which a
 * device of another class is seen, and its moves are looked for again. The devices seen nearly
 * every day are the marked ones of a capture and recapture: that they moved is known, whether the
 * thinned record shows it or not. Moves counted over moves made is the rate at which moves of the
 * class are counted; wrong ones are among them. It presumes that classes differ in how often they
 * are seen, and not in when in a stay they are silent.
 *
 * @param day day of each record
 * @param place place of each record
 * @param hours number of hours of each record
 * @param firstDay first day of the span observed
 * @param lastDay last day of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MoveReplay(int[] day, int[] place, int[] hours, int firstDay, int lastDay) {

  /** Moves that are counted. */
  public int moves(SpellMethod method, MoveRule rule) {
    return day.length == 0
        ? 0
        : SpellRules.moves(method.find(day, place, hours, firstDay, lastDay), rule).size();
  }

  /**
   * The same device with fewer days: a day is kept with all its records or with none.
   *
   * @param kept share of the days to keep
   * @param key key of the device
   */
  public MoveReplay thinned(double kept, long key, long seed) {
    int[] records =
        IntStream.range(0, day.length)
            .filter(record -> DayThinning.isKept(key, day[record], kept, seed))
            .toArray();
    return new MoveReplay(
        taken(day, records), taken(place, records), taken(hours, records), firstDay, lastDay);
  }

  private static int[] taken(int[] values, int[] records) {
    return IntStream.of(records).map(record -> values[record]).toArray();
  }
}
