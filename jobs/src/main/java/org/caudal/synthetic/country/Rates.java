package org.caudal.synthetic.country;

/**
 * How often things happen. Rates are a year unless said otherwise and hold for an adult who is free
 * to decide; where no source is named, the figure is invented.
 */
final class Rates {
  private Rates() {}

  /** Mean people of a resident household on the first day, by which households are counted out. */
  static final double PEOPLE_OF_A_HOUSEHOLD = 2.27;

  /** Age from which people decide for themselves. */
  static final int ADULT = 16;

  /** Age from which the law takes them as adults. */
  static final int OF_AGE = 18;

  static final double TWINS = 0.012; // of deliveries
  static final double BOYS = 0.512; // of births

  /** Moves between towns, times the age pattern. */
  static final double INTERNAL = 0.018;

  /** Departures abroad meant to last, times age pattern and push of the province. */
  static final double EMIGRATION = 0.0090;

  /** Share of departures that end within a year, so that nobody has emigrated. */
  static final double SHORT_EMIGRATION = 0.20;

  /** Share of heads with a family at home who take it along at once. */
  static final double WITH_FAMILY = 0.30;

  /** Emigrants who come back. */
  static final double RETURN = 0.050;

  /** Families that follow one who has been abroad for a year. */
  static final double REUNIFICATION = 0.12;

  /** Emigrants who spend the end of a year at home, of all emigrants. */
  static final double VISIT_HOME = 0.25;

  static final double VISIT_ABROAD = 0.12;
  static final double VISIT_TOWN = 0.80;

  /** Share of adults under 50 in Sierra Alta and Llanos who go to the harvest abroad each year. */
  static final double SEASONAL_MEN = 0.08;

  static final double SEASONAL_WOMEN = 0.03;
  static final int HARVEST_MONTH = 10;

  /** Share of adults under 50 who come and go for months. */
  static final double CIRCULAR = 0.015;

  /** Departures of circular workers from home. */
  static final double CIRCULAR_DEPARTURE = 0.80;

  /** Departures alone of children from 12 to 15 in Costa Norte, Sierra Alta and Llanos. */
  static final double CHILDREN_ALONE = 0.012;

  /** Share of them who are back within a year. */
  static final double CHILDREN_RETURNED = 0.45;

  /** Native households with a member abroad on the first day. */
  static final double MEMBER_ABROAD = 0.30;

  /** Settled or arrived foreigners who leave for good. */
  static final double FOREIGNERS_LEAVING = 0.035;

  /** Arriving households whose head comes first. */
  static final double HEAD_FIRST = 0.35;

  /** Arriving households that go on within a year. */
  static final double GOING_ON = 0.15;

  /** Transit groups that are one child alone. */
  static final double TRANSIT_CHILD = 0.06;

  /** Households of the stricken municipalities that are displaced by the disaster. */
  static final double DISPLACED = 0.35;

  /** Mean days until the displaced return. */
  static final double DISPLACED_DAYS = 75;

  /** Displaced households that never return. */
  static final double DISPLACED_FOR_GOOD = 0.12;

  /** Crossings to and from neighbours by land that no post sees. */
  static final double IRREGULAR_BY_LAND = 0.20;

  /** Departures towards the north by land, of which posts see two in five. */
  static final double IRREGULAR_NORTH = 0.45;

  /** Destinations of emigrants: United States, Spain, Costa Rica, Chile, Mexico, Colombia. */
  static final String[] DESTINATIONS = {"USA", "ESP", "CRI", "CHL", "MEX", "COL"};

  static final double[] DESTINATION_WEIGHTS = {0.50, 0.16, 0.13, 0.09, 0.07, 0.05};

  /** Where foreigners who settle come from. */
  static final String[] ORIGINS = {"VEN", "NIC", "COL", "HTI", "CUB", "HND", "ESP", "USA"};

  static final double[] ORIGIN_WEIGHTS = {0.44, 0.19, 0.15, 0.08, 0.04, 0.05, 0.02, 0.03};

  /** Where those in transit come from. */
  static final String[] TRANSIT_ORIGINS = {"VEN", "HTI", "CUB", "COL"};

  static final double[] TRANSIT_WEIGHTS = {0.62, 0.20, 0.11, 0.07};

  /** Where visitors come from. */
  static final String[] VISITOR_ORIGINS = {"USA", "ESP", "COL", "CRI", "MEX", "CAN", "FRA"};

  static final double[] VISITOR_WEIGHTS = {0.42, 0.10, 0.14, 0.12, 0.10, 0.07, 0.05};
}
