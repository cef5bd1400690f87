package org.caudal.statistics.linkage;

import org.jspecify.annotations.Nullable;

/** A record to be compared: its fields, and what was computed of them, each thing once. */
public final class Candidate {
  private static final Object ABSENT = new Object();

  private final @Nullable String[] values;
  private final @Nullable Object[] computed;
  private final @Nullable Symbols[] symbols;
  private final Symbols.Unit unit;

  Candidate(@Nullable String[] values, int expressions, Symbols.Unit unit) {
    this.values = values;
    this.unit = unit;
    computed = new @Nullable Object[expressions];
    symbols = new @Nullable Symbols[expressions];
  }

  @Nullable String value(int field) {
    return values[field];
  }

  /** The value of an expression over this record. */
  @Nullable Object of(OneSided expression) {
    Object known = computed[expression.slot()];
    if (known == null) {
      Object value = expression.body().of(this);
      known = value == null ? ABSENT : value;
      computed[expression.slot()] = known;
    }
    return known == ABSENT ? null : known;
  }

  /** The symbols of an expression over this record. */
  @Nullable Symbols symbols(OneSided expression) {
    Symbols known = symbols[expression.slot()];
    if (known == null) {
      Object value = of(expression);
      if (value == null) {
        return null;
      }
      known = value instanceof Symbols bits ? bits : Symbols.of(SqlFunctions.text(value), unit);
      symbols[expression.slot()] = known;
    }
    return known;
  }

  /** What computes an expression over one record. */
  interface Body {
    @Nullable Object of(Candidate candidate);
  }

  /** An expression over one record, with the place where its value is kept. */
  record OneSided(int slot, Body body) {}
}
