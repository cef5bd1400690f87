package org.caudal.functions;

import java.math.BigDecimal;

/** Shares among parameters. */
public final class Shares {
  private Shares() {}

  /** Refuses what is not between 0 and 1, such as a level of no interval. */
  public static void requireBetween(String key, BigDecimal share) {
    if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException(key + " must be within (0, 1), was " + share);
    }
  }

  /** Refuses what is no share. */
  public static void requireWithin(String key, BigDecimal share) {
    if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(key + " must be within [0, 1], was " + share);
    }
  }
}
