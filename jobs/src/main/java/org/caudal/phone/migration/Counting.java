package org.caudal.phone.migration;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.caudal.statistics.spells.Spell;

/** What is counted of the spells of a device: moves, or stays of several kinds. */
interface Counting extends Serializable {
  /** One move, of no length, or a stay as one of its kinds. */
  record Counted(String kind, int days) {}

  /** The thresholds as they stand beside every figure. */
  String text();

  /** Least days from the first to the last record of a device that can show one. */
  int leastSpan();

  /** All kinds that there can be. */
  Set<String> kinds();

  /** A stay once for each of its kinds. */
  List<Counted> counted(List<Spell> spells);
}
