package org.caudal.phone.migration;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.caudal.statistics.spells.Spell;

/** What is counted of the spells of a device: moves, or stays of several kinds. */
interface Counting extends Serializable {
  /** The thresholds as they stand beside every figure. */
  String text();

  /** Least days from the first to the last record of a device that can show one. */
  int leastSpan();

  /** How many of each kind, those of which there are none too. */
  Map<String, Integer> counts(List<Spell> spells);
}
