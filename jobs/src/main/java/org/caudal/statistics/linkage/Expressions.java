package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.caudal.statistics.linkage.Candidate.OneSided;
import org.caudal.statistics.linkage.Sql.Side;
import org.jspecify.annotations.Nullable;

/**
 * Makes expressions of SQL ready to run over many pairs: what reads one record is computed once a
 * record, a metric once a pair, and distances only as far as any condition looks.
 */
final class Expressions {
  /** Operators of order. */
  static final Set<String> ORDERS = Set.of("<", "<=", ">", ">=");

  /** An expression over a pair. */
  interface TwoSided {
    @Nullable Object of(ComparedPair pair);

    /** The value as a number; NaN where it is none. */
    default double number(ComparedPair pair) {
      return SqlFunctions.asNumber(of(pair));
    }

    /** Whether it holds; null does not. */
    default boolean holds(ComparedPair pair) {
      return SqlFunctions.truth(of(pair));
    }
  }

  /** A number over a pair; NaN for null. */
  private interface Numeric extends TwoSided {
    @Override
    double number(ComparedPair pair);

    @Override
    default @Nullable Object of(ComparedPair pair) {
      double number = number(pair);
      return Double.isNaN(number) ? null : (Object) number;
    }
  }

  private final List<String> fields;
  private final Symbols.Unit unit;
  private final Map<Sql, OneSided> oneSided = new HashMap<>();
  private final Map<Sql, Integer> metrics = new HashMap<>();
  private final Map<Sql, Integer> bounds = new HashMap<>();
  private final Set<String> lists = new HashSet<>();
  private @Nullable ComparedPair pair;

  /**
   * Expressions over records.
   *
   * @param fields names of the fields of a record, in their order
   */
  Expressions(List<String> fields, Symbols.Unit unit) {
    this.fields = List.copyOf(fields);
    this.unit = unit;
  }

  /** A record with all fields; made after every expression was compiled. */
  Candidate candidate(@Nullable String[] values) {
    return new Candidate(values, oneSided.size(), unit);
  }

  /** Two records, until the next two are asked for; made after every expression was compiled. */
  ComparedPair pair(Candidate left, Candidate right) {
    ComparedPair of = pair == null ? new ComparedPair(left, right, metrics.size()) : pair;
    of.set(left, right);
    pair = of;
    return of;
  }

  /** A condition as it is written, its texts folded where fields are. */
  Sql read(String condition) {
    Sql parsed = SqlParser.parse(condition);
    return unit == Symbols.Unit.FOLDED ? parsed.folded() : parsed;
  }

  /** Tells which fields are lists; before anything is compiled. */
  void findLists(Sql condition) {
    if (condition instanceof Sql.Call call) {
      call.arguments().forEach(this::findLists);
      if (SqlLists.READINGS.contains(call.name())
          && call.arguments().get(0) instanceof Sql.Field field) {
        lists.add(field.name());
      }
    }
  }

  /** Both {@link #findLists} and {@link #findBounds}. */
  void measure(Sql condition) {
    findLists(condition);
    findBounds(condition);
  }

  /** Tells how far distances are looked at; before anything is compiled. */
  void findBounds(Sql condition) {
    if (!(condition instanceof Sql.Call call)) {
      return;
    }
    for (Sql argument : call.arguments()) {
      findBounds(argument);
      if (isDistance(argument)) {
        bounds.merge(argument, bound(call), Math::max);
      }
    }
  }

  /** Ready to run. */
  TwoSided compile(Sql sql) {
    if (sql instanceof Sql.Literal literal) {
      return literal.value() instanceof Double number
          ? (Numeric) pair -> number
          : pair -> literal.value();
    }
    Set<Side> sides = sql.sides();
    if (sides.size() < 2) {
      OneSided expression = oneSided(sql.sideless());
      return sides.contains(Side.RIGHT)
          ? pair -> pair.right().of(expression)
          : pair -> pair.left().of(expression);
    }
    Sql.Call call = (Sql.Call) sql;
    if (call.name().equals(PairwiseMetric.NAME)) {
      return PairwiseMetric.of(call, this::oneSided, unit);
    }
    if (Metric.NAMES.contains(call.name())) {
      return metric(call);
    }
    List<TwoSided> arguments = call.arguments().stream().map(this::compile).toList();
    boolean any = call.name().equals("or");
    if (any || call.name().equals("and")) {
      TwoSided[] parts = arguments.toArray(TwoSided[]::new);
      return PairConditions.logical(parts, /* deciding= */ any);
    }
    if (ORDERS.contains(call.name()) && arguments.stream().anyMatch(a -> a instanceof Numeric)) {
      return PairConditions.order(call.name(), arguments.get(0), arguments.get(1));
    }
    if (call.name().equals("-")) {
      return (Numeric) pair -> arguments.get(0).number(pair) - arguments.get(1).number(pair);
    }
    if (call.name().equals("abs")) {
      return (Numeric) pair -> Math.abs(arguments.get(0).number(pair));
    }
    SqlFunctions.Function function = function(call);
    if (call.name().equals("=")) {
      return PairConditions.equality(arguments.get(0), arguments.get(1), function);
    }
    return pair -> {
      @Nullable Object[] values = new @Nullable Object[arguments.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments.get(i).of(pair);
      }
      return function.of(values);
    };
  }

  /** An expression over one record. */
  OneSided oneSided(Sql sql) {
    OneSided known = oneSided.get(sql);
    if (known != null) {
      return known;
    }
    Candidate.Body body = body(sql); // adds what it reads first
    OneSided made = new OneSided(oneSided.size(), body);
    oneSided.put(sql, made);
    return made;
  }

  private Candidate.Body body(Sql sql) {
    if (sql instanceof Sql.Field field) {
      int index = fields.indexOf(field.name());
      if (index < 0) {
        throw new IllegalArgumentException(
            "field " + field.name() + " is not among the fields of the records: " + fields);
      }
      return candidate -> candidate.value(index);
    }
    if (sql instanceof Sql.Literal literal) {
      return candidate -> literal.value();
    }
    Sql.Call call = (Sql.Call) sql;
    List<OneSided> arguments = call.arguments().stream().map(this::oneSided).toList();
    boolean isOfList =
        SqlFunctions.LENGTHS.contains(call.name())
            && !call.arguments().isEmpty()
            && call.arguments().get(0) instanceof Sql.Field field
            && lists.contains(field.name());
    SqlFunctions.Function function =
        function(isOfList ? new Sql.Call(SqlLists.LENGTH, call.arguments()) : call);
    return candidate -> {
      @Nullable Object[] values = new @Nullable Object[arguments.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = candidate.of(arguments.get(i));
      }
      return function.of(values);
    };
  }

  private static SqlFunctions.Function function(Sql.Call call) {
    SqlFunctions.Function function = SqlFunctions.named(call.name());
    if (function == null && Metric.NAMES.contains(call.name())) {
      throw new IllegalArgumentException(
          call.name() + " compares something of the left record with something of the right");
    }
    if (function == null) {
      throw new IllegalArgumentException(
          "function "
              + call.name()
              + " is not known; known are "
              + String.join(", ", Metric.NAMES.stream().sorted().toList())
              + " and "
              + String.join(", ", SqlFunctions.names()));
    }
    return function;
  }

  private TwoSided metric(Sql.Call call) {
    int number = metrics.computeIfAbsent(call, c -> metrics.size());
    Side first = call.arguments().get(0).sides().contains(Side.RIGHT) ? Side.RIGHT : Side.LEFT;
    List<OneSided> sides = new ArrayList<>();
    for (Sql argument : call.arguments()) {
      if (argument.sides().size() != 1) {
        throw new IllegalArgumentException(
            call.name() + " compares something of the left record with something of the right");
      }
      sides.add(oneSided(Metric.read(call.name(), argument.sideless())));
    }
    OneSided ofLeft = sides.get(first == Side.LEFT ? 0 : 1);
    OneSided ofRight = sides.get(first == Side.LEFT ? 1 : 0);
    Metric metric =
        Metric.named(call.name(), bounds.getOrDefault(call, Integer.MAX_VALUE - 1), unit);
    return (Numeric)
        pair -> {
          if (Double.isNaN(pair.metrics()[number])) {
            Symbols left = pair.left().symbols(ofLeft);
            Symbols right = pair.right().symbols(ofRight);
            if (left == null || right == null) {
              return Double.NaN;
            }
            pair.metrics()[number] =
                first == Side.LEFT ? metric.of(left, right) : metric.of(right, left);
          }
          return pair.metrics()[number];
        };
  }

  private static boolean isDistance(Sql sql) {
    return sql instanceof Sql.Call call
        && (call.name().equals("levenshtein") || call.name().equals("damerau_levenshtein"));
  }

  /** How far a comparison with a number looks. */
  private static int bound(Sql.Call comparison) {
    return Set.of("<=", "<", "=").contains(comparison.name())
            && comparison.arguments().get(1) instanceof Sql.Literal literal
            && literal.value() instanceof Double most
        ? most.intValue()
        : Integer.MAX_VALUE - 1;
  }
}
