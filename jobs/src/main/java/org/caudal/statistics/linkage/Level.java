package org.caudal.statistics.linkage;

import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;
import org.caudal.statistics.linkage.Sql.Side;
import org.jspecify.annotations.Nullable;

/**
 * One degree of agreement of a comparison.
 *
 * @param condition SQL that holds where two records agree so far; {@code ELSE} for all others
 * @param label what a reader calls it
 * @param isNull whether it says that nothing can be compared
 * @param m share of pairs of one person at this level, where known
 * @param u share of pairs of two persons at this level, where known
 * @param fixes which of them training leaves as they are
 * @param frequencies how common values change the weight, if they do
 */
public record Level(
    String condition,
    String label,
    boolean isNull,
    @Nullable Double m,
    @Nullable Double u,
    Fixes fixes,
    @Nullable Frequencies frequencies)
    implements Serializable {

  /** The condition of the level of all pairs that no other level took. */
  static final String ELSE = "ELSE";

  /**
   * How the weight of a level depends on how common the values are.
   *
   * @param field the field whose values are counted
   * @param weight share of the adjustment that is made
   * @param least frequency that is taken for rarer values
   * @param exact whether the share of exact agreement is replaced, rather than that of this level
   */
  public record Frequencies(String field, double weight, double least, boolean exact)
      implements Serializable {}

  /**
   * Which shares of a level keep the value they have.
   *
   * @param m whether m does
   * @param u whether u does
   */
  public record Fixes(boolean m, boolean u) implements Serializable {
    /** Neither. */
    public static final Fixes NONE = new Fixes(false, false);
  }

  /** Refuses a fixed share without a value. */
  public Level {
    if ((fixes.m() && m == null) || (fixes.u() && u == null)) {
      throw new IllegalArgumentException(
          "level "
              + label
              + " has a fixed share without a value: give m_probability or u_probability");
    }
  }

  /** Whether it is the level of all pairs that no other level took. */
  boolean isElse() {
    return condition.equalsIgnoreCase(ELSE);
  }

  /** The fields that are equal, where the level is plain equality of fields, else none. */
  Set<String> equalFields() {
    Set<String> fields = new TreeSet<>();
    if (isElse()) {
      return fields;
    }
    for (Sql part : SqlParser.parse(condition).conjuncts()) {
      if (part instanceof Sql.Call call
          && call.name().equals("=")
          && call.arguments().get(0) instanceof Sql.Field left
          && call.arguments().get(1) instanceof Sql.Field right
          && left.name().equals(right.name())
          && left.side() == Side.LEFT
          && right.side() == Side.RIGHT) {
        fields.add(left.name());
      } else {
        return Set.of();
      }
    }
    return fields;
  }

  /** The same level, no share of which is fixed. */
  Level unfixed() {
    return new Level(condition, label, isNull, m, u, Fixes.NONE, frequencies);
  }

  /** The same level with other shares, save those that are fixed. */
  Level with(@Nullable Double newM, @Nullable Double newU) {
    return new Level(
        condition, label, isNull, fixes.m() ? m : newM, fixes.u() ? u : newU, fixes, frequencies);
  }
}
