package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.caudal.statistics.linkage.Candidate.OneSided;
import org.caudal.statistics.linkage.Expressions.TwoSided;
import org.caudal.statistics.linkage.Sql.Side;

/** Which pairs are compared: those with one key for which the rest of the rule holds. */
public final class BlockingRule {
  private static final long PRIME = 0x100000001b3L;
  private static final long START = 0xcbf29ce484222325L;

  private final String sql;
  private final List<Equality> equalities;
  private final List<OneSided> left;
  private final List<OneSided> right;
  private final boolean isWhole;
  private final TwoSided whole;
  private final Expressions expressions;

  private BlockingRule(
      String sql,
      List<Equality> equalities,
      boolean isWhole,
      TwoSided whole,
      Expressions expressions) {
    this.sql = sql;
    this.equalities = equalities;
    left = equalities.stream().map(Equality::left).toList();
    right = equalities.stream().map(Equality::right).toList();
    this.isWhole = isWhole;
    this.whole = whole;
    this.expressions = expressions;
  }

  static BlockingRule of(String sql, Expressions expressions) {
    Sql parsed = expressions.read(sql);
    List<Equality> equalities = new ArrayList<>();
    for (Sql part : parsed.conjuncts()) {
      if (part instanceof Sql.Call call && call.name().equals("=")) {
        Sql first = call.arguments().get(0);
        Sql second = call.arguments().get(1);
        if (first.sides().equals(Set.of(Side.LEFT)) && second.sides().equals(Set.of(Side.RIGHT))) {
          equalities.add(equality(first, second, expressions));
        } else if (first.sides().equals(Set.of(Side.RIGHT))
            && second.sides().equals(Set.of(Side.LEFT))) {
          equalities.add(equality(second, first, expressions));
        }
      }
    }
    return new BlockingRule(
        sql,
        List.copyOf(equalities),
        equalities.size() == parsed.conjuncts().size(),
        expressions.compile(parsed),
        expressions);
  }

  /** Something of the left record that is to equal something of the right one. */
  record Equality(OneSided left, OneSided right) {}

  private static Equality equality(Sql left, Sql right, Expressions expressions) {
    return new Equality(
        expressions.oneSided(left.sideless()), expressions.oneSided(right.sideless()));
  }

  List<Equality> equalities() {
    return equalities;
  }

  /** The rule as it was written. */
  public String sql() {
    return sql;
  }

  /** Whether all pairs of a block are pairs of the rule: it is nothing but equalities. */
  public boolean isWhole() {
    return isWhole;
  }

  /** The key of a record on the left, as a hash; none where a part of it is null. */
  public OptionalLong leftKey(Candidate candidate) {
    return key(left, candidate);
  }

  /** The key of a record on the right, as a hash; none where a part of it is null. */
  public OptionalLong rightKey(Candidate candidate) {
    return key(right, candidate);
  }

  /** Whether the whole rule holds; null does not. */
  public boolean holds(Candidate first, Candidate second) {
    return SqlFunctions.truth(whole.of(expressions.pair(first, second)));
  }

  /** The key of a record; none where a part of it is null. */
  static OptionalLong key(List<OneSided> parts, Candidate candidate) {
    long hash = START;
    for (OneSided part : parts) {
      Object value = candidate.of(part);
      if (value == null) {
        return OptionalLong.empty();
      }
      String text = SqlFunctions.text(value);
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * PRIME;
      }
      hash = (hash ^ Character.MAX_VALUE) * PRIME;
    }
    return OptionalLong.of(hash);
  }
}
