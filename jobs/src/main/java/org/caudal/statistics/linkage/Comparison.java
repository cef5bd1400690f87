package org.caudal.statistics.linkage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How records are compared in one respect.
 *
 * @param name of the comparison
 * @param levels in the order in which they are tried; the first that holds counts
 */
public record Comparison(String name, List<Level> levels) implements Serializable {
  /** What is taken for the share of a level that was never seen. */
  public static final double NEVER_SEEN = 1e-6;

  private static final double FIRST_M = 0.95;

  /** Refuses a comparison without two levels that compare. */
  public Comparison {
    levels = List.copyOf(levels);
    long compared = levels.stream().filter(level -> !level.isNull()).count();
    if (compared < 2 || compared >= 1 << Comparer.BITS) {
      throw new IllegalArgumentException(
          "comparison " + name + " must have 2 to 15 levels besides null, has " + compared);
    }
  }

  /** Levels that compare, by gamma: 0 is the last. */
  public List<Level> byGamma() {
    List<Level> compared =
        new ArrayList<>(levels.stream().filter(level -> !level.isNull()).toList());
    Collections.reverse(compared);
    return compared;
  }

  /** Levels that compare. */
  public int gammas() {
    return (int) levels.stream().filter(level -> !level.isNull()).count();
  }

  /** The names of the fields that are compared. */
  public Set<String> fields() {
    Set<String> fields = new TreeSet<>();
    for (Level level : levels) {
      if (!level.isElse()) {
        fields.addAll(SqlParser.parse(level.condition()).fields());
      }
    }
    return fields;
  }

  /** Whether the level of two records is told to be the same whichever is the left one. */
  boolean isSymmetric() {
    return levels.stream()
        .filter(level -> !level.isElse())
        .allMatch(level -> SqlSymmetry.isSymmetric(SqlParser.parse(level.condition())));
  }

  /** Whether every share m is known. */
  boolean hasM() {
    return byGamma().stream().noneMatch(level -> level.m() == null);
  }

  /** Shares m by gamma; what is not known is where training starts. */
  public double[] m() {
    List<Level> byGamma = byGamma();
    double[] m = new double[byGamma.size()];
    for (int gamma = 0; gamma < m.length; gamma++) {
      Double known = byGamma.get(gamma).m();
      m[gamma] =
          known != null ? known : gamma == m.length - 1 ? FIRST_M : (1 - FIRST_M) / (m.length - 1);
    }
    return m;
  }

  /**
   * Shares u by gamma.
   *
   * @throws IllegalStateException if one is not known
   */
  public double[] u() {
    return byGamma().stream()
        .mapToDouble(
            level -> {
              Double u = level.u();
              if (u == null) {
                throw new IllegalStateException(
                    "the share u of " + name + ": " + level.label() + " is not known");
              }
              return u;
            })
        .toArray();
  }

  /** Weights by gamma: logarithms to base 2 of m / u. */
  public double[] weights() {
    return Weights.of(m(), u());
  }

  /** The same comparison, no share of which is fixed. */
  public Comparison unfixed() {
    return new Comparison(name, levels.stream().map(Level::unfixed).toList());
  }

  /** The same comparison with other shares by gamma; null keeps those it has. */
  public Comparison with(double @Nullable [] m, double @Nullable [] u) {
    List<Level> changed = new ArrayList<>();
    int gamma = gammas();
    for (Level level : levels) {
      if (level.isNull()) {
        changed.add(level);
      } else {
        gamma--;
        changed.add(
            level.with(
                m == null ? level.m() : Double.valueOf(m[gamma]),
                u == null ? level.u() : Double.valueOf(u[gamma])));
      }
    }
    return new Comparison(name, changed);
  }
}
