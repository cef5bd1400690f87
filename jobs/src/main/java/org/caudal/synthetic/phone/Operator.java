package org.caudal.synthetic.phone;

import java.util.List;

/**
 * An invented operator of the fictional country.
 *
 * @param mnc its mobile network code; the country's code is {@link #MCC}
 * @param name its name
 * @param share its share of cells, in millionths of the parameter {@code cells}
 */
record Operator(String mnc, String name, int share) {
  /** Mobile country code of the fictional country; the ITU has not assigned it. */
  static final int MCC = 799;

  /** All operators; only the first covers every town for certain, the last not the smallest. */
  static final List<Operator> ALL =
      List.of(
          new Operator("01", "Marea", 1_000_000),
          new Operator("02", "Océano Móvil", 800_000),
          new Operator("03", "Volcán", 600_000));

  /** Share of the households below which a town counts as small and rural. */
  static final double SMALL_TOWN = 0.0055;
}
