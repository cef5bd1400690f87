package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.caudal.statistics.linkage.Candidate.OneSided;
import org.caudal.statistics.linkage.Expressions.TwoSided;
import org.caudal.statistics.linkage.Sql.Side;

/** Which pairs are compared: those with one key for which the rest of the rule holds. */
public final class BlockingRule {
  private final String sql;
  private final List<Equality> equalities;
  private final BlockKeys keys;
  private final boolean isWhole;
  private final boolean sharesElements;
  private final TwoSided whole;
  private final Expressions expressions;

  private BlockingRule(
      String sql,
      List<Equality> equalities,
      boolean isWhole,
      boolean sharesElements,
      TwoSided whole,
      Expressions expressions) {
    this.sql = sql;
    this.equalities = equalities;
    keys =
        new BlockKeys(
            equalities.stream().map(Equality::left).toList(),
            equalities.stream().map(Equality::right).toList());
    this.isWhole = isWhole;
    this.sharesElements = sharesElements;
    this.whole = whole;
    this.expressions = expressions;
  }

  static BlockingRule of(String sql, Expressions expressions) {
    Sql parsed = expressions.read(sql);
    List<Equality> equalities = new ArrayList<>();
    boolean isWhole = true;
    boolean sharesElements = false;
    for (Sql part : parsed.conjuncts()) {
      boolean isEquality = part instanceof Sql.Call call && call.name().equals("=");
      List<Sql> sides =
          isEquality ? ((Sql.Call) part).arguments() : elements(SharedElements.lists(part));
      Optional<Equality> equality =
          sides.isEmpty() ? Optional.empty() : equality(sides.get(0), sides.get(1), expressions);
      equality.ifPresent(equalities::add);
      isWhole &= isEquality && equality.isPresent();
      sharesElements |= !isEquality && equality.isPresent();
    }
    return new BlockingRule(
        sql,
        List.copyOf(equalities),
        isWhole,
        sharesElements,
        expressions.compile(parsed),
        expressions);
  }

  /** Something of the left record that is to equal something of the right one. */
  record Equality(OneSided left, OneSided right) {}

  private static List<Sql> elements(List<Sql> lists) {
    return lists.stream()
        .map(list -> (Sql) new Sql.Call(SqlLists.ELEMENTS, List.of(list)))
        .toList();
  }

  /**
   * The equality of something of both records; none where it is not of both, or where what is equal
   * has no one key.
   */
  private static Optional<Equality> equality(Sql first, Sql second, Expressions expressions) {
    if (first.sides().equals(Set.of(Side.RIGHT)) && second.sides().equals(Set.of(Side.LEFT))) {
      return equality(second, first, expressions);
    }
    return first.sides().equals(Set.of(Side.LEFT))
            && second.sides().equals(Set.of(Side.RIGHT))
            && SqlKind.of(first).hasKeyWith(SqlKind.of(second))
        ? Optional.of(
            new Equality(
                expressions.oneSided(key(first, second).sideless()),
                expressions.oneSided(key(second, first).sideless())))
        : Optional.empty();
  }

  /** A text as the number or day with which it is compared, a day as the moment. */
  private static Sql key(Sql sql, Sql other) {
    SqlKind kind = SqlKind.of(sql);
    SqlKind with = SqlKind.of(other);
    boolean isRead = kind == SqlKind.TEXT || with == SqlKind.MOMENT;
    String cast = with.cast();
    return isRead && kind != with && cast != null ? new Sql.Call(cast, List.of(sql)) : sql;
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

  /** Whether a record stands in a block for each element of a list. */
  public boolean sharesElements() {
    return sharesElements;
  }

  /** The blocks in which records stand. */
  public BlockKeys keys() {
    return keys;
  }

  /** Whether the whole rule holds; null does not. */
  public boolean holds(Candidate first, Candidate second) {
    return SqlFunctions.truth(whole.of(expressions.pair(first, second)));
  }
}
