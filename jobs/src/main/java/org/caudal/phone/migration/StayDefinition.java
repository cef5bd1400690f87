package org.caudal.phone.migration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.caudal.statistics.spells.Spell;
import org.caudal.statistics.spells.StayKinds;
import org.caudal.statistics.spells.StayKinds.Kind;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/** What counts as a stay of each kind. */
public record StayDefinition(
    @Doc("Least days of a long-term stay") @Default("365") int longTermDays,
    @Doc("Least days of a short-term stay") @Default("90") int shortTermDays,
    @Doc("Most days of a transit, and of silence before and after it") @Default("30")
        int transitDays,
    @Doc("Least days of absence before a return, more than half of them in spells elsewhere")
        @Default("365")
        int returnDays,
    @Doc("Least seasons with the stay") @Default("2") int seasonalYears,
    @Doc("Least share of the months of the longer of two stays that both cover") @Default("0.5")
        double seasonalOverlap,
    @Doc(
            "Least times the device has come home, or to where it first came from, from the place of a circular stay")
        @Default("2")
        int circularReturns)
    implements Counting {

  /** Refuses thresholds out of order. */
  public StayDefinition {
    if (shortTermDays < 1 || longTermDays <= shortTermDays) {
      throw new IllegalArgumentException("long-term-days must be more than short-term-days");
    }
    if (transitDays < 1 || returnDays < 1 || seasonalYears < 2 || circularReturns < 1) {
      throw new IllegalArgumentException(
          "transit-days, return-days and circular-returns must be 1 or more, seasonal-years 2 or more");
    }
    if (!(seasonalOverlap > 0 && seasonalOverlap <= 1)) {
      throw new IllegalArgumentException(
          "seasonal-overlap must be above 0 and at most 1, was " + seasonalOverlap);
    }
  }

  /** The thresholds as they stand beside every figure. */
  @Override
  public String text() {
    return "long_term "
        + longTermDays
        + ", short_term "
        + shortTermDays
        + ", transit "
        + transitDays
        + ", return "
        + returnDays
        + ", seasons "
        + seasonalYears
        + ", seasonal_overlap "
        + seasonalOverlap
        + ", circular_returns "
        + circularReturns;
  }

  StayKinds.Rule rule() {
    return new StayKinds.Rule(
        longTermDays,
        shortTermDays,
        transitDays,
        returnDays,
        seasonalYears,
        seasonalOverlap,
        circularReturns);
  }

  /** The name of a kind in tables. */
  static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** A season needs two years; here a device counts that can show a stay on the way. */
  @Override
  public int leastSpan() {
    return transitDays;
  }

  @Override
  public Set<String> kinds() {
    return Arrays.stream(Kind.values()).map(StayDefinition::name).collect(Collectors.toSet());
  }

  @Override
  public List<Counted> counted(List<Spell> spells) {
    List<Counted> counted = new ArrayList<>();
    if (!spells.isEmpty()) {
      List<Set<Kind>> kinds = StayKinds.of(spells, StayKinds.home(spells), rule());
      for (int s = 0; s < spells.size(); s++) {
        for (Kind kind : kinds.get(s)) {
          counted.add(new Counted(name(kind), spells.get(s).days()));
        }
      }
    }
    return counted;
  }
}
