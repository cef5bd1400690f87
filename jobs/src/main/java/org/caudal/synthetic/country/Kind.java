package org.caudal.synthetic.country;

import java.util.Locale;

/** Kinds of households, with their share among all that are generated. */
enum Kind {
  /** Born and living in the country on the first day; a member may be abroad. */
  NATIVE(0.820),
  /** Born abroad, living in the country on the first day. */
  SETTLED(0.060),
  /** Comes during the simulation to live in the country. */
  ARRIVING(0.050),
  /** Passes through on the way north. */
  TRANSIT(0.045),
  /** Passes through in the caravan. */
  CARAVAN(0.005),
  /** Comes for some days. */
  VISITOR(0.020);

  private final double share;

  Kind(double share) {
    this.share = share;
  }

  double share() {
    return share;
  }

  /** The kind as written in a table. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Kind of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** The kind that a household's dice give it. */
  static Kind drawn(Dice household) {
    double at = household.uniform("kind");
    for (Kind kind : values()) {
      at -= kind.share;
      if (at < 0) {
        return kind;
      }
    }
    return VISITOR;
  }
}
