package org.caudal.synthetic.country;

import java.util.Set;

/** How a border is crossed. */
final class Crossing {
  private static final Set<String> NEIGHBOURS = Set.of("CRI", "NIC", "COL", "HND", "VEN");
  private static final Set<String> NORTH = Set.of("USA", "MEX");

  private Crossing() {}

  /** On leaving for a foreign country. */
  static String to(int place, Dice dice) {
    String country = Geography.country(place);
    if (NORTH.contains(country) && dice.chance("by-land", Rates.IRREGULAR_NORTH)) {
      return dice.chance("seen", 0.4) ? "land" : "irregular";
    }
    return NEIGHBOURS.contains(country) ? near(dice) : "air";
  }

  /** On coming from a foreign country. */
  static String from(int place, Dice dice) {
    return NEIGHBOURS.contains(Geography.country(place)) ? near(dice) : "air";
  }

  private static String near(Dice dice) {
    if (dice.chance("unseen", Rates.IRREGULAR_BY_LAND)) {
      return "irregular";
    }
    return dice.pick("way", 0.75, 0.05, 0.20) == 0
        ? "land"
        : dice.pick("way", 0.75, 0.05, 0.20) == 1 ? "sea" : "air";
  }
}
