package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An expression over the fields of two records, as Splink writes conditions. */
sealed interface Sql {

  /** One of the two records of a pair. */
  enum Side {
    LEFT,
    RIGHT
  }

  /** The sides whose fields are read; none unless there is a field. */
  default Set<Side> sides() {
    return EnumSet.noneOf(Side.class);
  }

  /** The names of the fields that are read. */
  default Set<String> fields() {
    return Set.of();
  }

  /** The same expression, read for either record. */
  default Sql sideless() {
    return this;
  }

  /**
   * A field of a record.
   *
   * @param side null within an expression that is read for either record
   */
  record Field(String name, @Nullable Side side) implements Sql {
    @Override
    public Set<Side> sides() {
      return side == null ? EnumSet.noneOf(Side.class) : EnumSet.of(side);
    }

    @Override
    public Set<String> fields() {
      return Set.of(name);
    }

    @Override
    public Sql sideless() {
      return new Field(name, null);
    }
  }

  /** What a function over lists calls an element. */
  record Variable(String name) implements Sql {}

  /**
   * A fixed value.
   *
   * @param value Double, String, Boolean, SqlPattern or null
   */
  record Literal(@Nullable Object value) implements Sql {}

  /**
   * A function or operator.
   *
   * @param name in lower case; operators by their sign
   */
  record Call(String name, List<Sql> arguments) implements Sql {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public Set<Side> sides() {
      Set<Side> sides = EnumSet.noneOf(Side.class);
      arguments.forEach(argument -> sides.addAll(argument.sides()));
      return sides;
    }

    @Override
    public Set<String> fields() {
      Set<String> names = new TreeSet<>();
      arguments.forEach(argument -> names.addAll(argument.fields()));
      return names;
    }

    @Override
    public Sql sideless() {
      return new Call(name, arguments.stream().map(Sql::sideless).toList());
    }
  }

  /**
   * The same expression for texts in lower case without accents: texts in quotes are so too, save
   * formats of days, and what makes capitals makes small letters.
   */
  default Sql folded() {
    if (this instanceof Literal literal) {
      Object value = literal.value();
      return value instanceof SqlPattern pattern
          ? new Literal(pattern.folded())
          : value instanceof String text ? new Literal(Symbols.folded(text)) : this;
    }
    if (!(this instanceof Call call)) {
      return this;
    }
    List<Sql> folded = new ArrayList<>(call.arguments());
    boolean hasFormat =
        SqlDates.DAYS.contains(call.name()) || SqlDates.SECONDS.contains(call.name());
    folded
        .subList(0, hasFormat ? Math.min(1, folded.size()) : folded.size())
        .replaceAll(Sql::folded);
    return new Call(call.name().equals("upper") ? "lower" : call.name(), folded);
  }

  /** The parts that must all hold, where it is a conjunction, else itself. */
  default List<Sql> conjuncts() {
    return this instanceof Call call && call.name().equals("and")
        ? call.arguments().stream().flatMap(argument -> argument.conjuncts().stream()).toList()
        : List.of(this);
  }
}
