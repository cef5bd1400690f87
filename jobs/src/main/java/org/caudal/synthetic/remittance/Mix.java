package org.caudal.synthetic.remittance;

import java.util.List;

/**
 * Which services the senders of a corridor use.
 *
 * @param name of the mix
 * @param shares of each service of {@link Service#ALL} in the transfers, in millionths
 */
record Mix(String name, List<Integer> shares) {
  /** All ten services. */
  static final Mix WIDE =
      new Mix(
          "wide",
          List.of(
              200_000, 120_000, 140_000, 120_000, 100_000, 60_000, 60_000, 80_000, 60_000, 60_000));

  /** Four services, none rare, so that corridors with few senders see them all. */
  static final Mix NARROW =
      new Mix("narrow", List.of(350_000, 0, 0, 250_000, 250_000, 0, 0, 150_000, 0, 0));

  /** One provider has 94 % of the transfers. */
  static final Mix DOMINATED =
      new Mix("dominated", List.of(600_000, 0, 340_000, 0, 0, 60_000, 0, 0, 0, 0));
}
