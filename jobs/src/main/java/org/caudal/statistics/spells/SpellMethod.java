package org.caudal.statistics.spells;

import java.io.Serializable;
import java.util.List;

/** A way to find the spells of a device from its records. */
public interface SpellMethod extends Serializable {

  /**
   * The spells, in order of time.
   *
   * @param day day of each record
   * @param place place of each record
   * @param hours number of hours of each record
   * @param firstDay first day of the span observed
   * @param lastDay last day of it
   */
  List<Spell> find(int[] day, int[] place, int[] hours, int firstDay, int lastDay);
}
