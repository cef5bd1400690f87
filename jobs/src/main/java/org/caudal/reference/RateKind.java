package org.caudal.reference;

import java.util.Locale;

/** Kinds of exchange rate. */
public enum RateKind {
  OFFICIAL,
  PARALLEL;

  /** As tables have it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
