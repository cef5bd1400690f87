package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.caudal.statistics.linkage.Sql.Side;
import org.jspecify.annotations.Nullable;

/**
 * Reads the SQL of Splink's settings: conditions of levels ({@code "city_l" = "city_r"}) and
 * blocking rules ({@code l.city = r.city}), in the dialects of DuckDB and Spark.
 */
final class SqlParser {
  private static final List<Set<String>> BINARY =
      List.of(
          Set.of("=", "<>", "!=", "<", "<=", ">", ">="), Set.of("+", "-", "||"), Set.of("*", "/"));

  private static final String PATTERN = "a text in quotes";

  private final String sql;
  private final SqlTokens tokens;
  private final List<String> variables = new ArrayList<>();

  private SqlParser(String sql) {
    this.sql = sql;
    tokens = new SqlTokens(sql);
  }

  /**
   * The expression.
   *
   * @throws IllegalArgumentException if it cannot be read, with the condition and the place
   */
  static Sql parse(String sql) {
    SqlParser parser = new SqlParser(sql);
    Sql parsed = parser.disjunction();
    if (!parser.tokens.isAtEnd()) {
      throw parser.tokens.unexpected("the end");
    }
    try {
      return SqlLists.read(SqlConditions.required(SqlReadings.requireOne(parsed)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("condition " + sql + ": " + e.getMessage(), e);
    }
  }

  private Sql disjunction() {
    List<Sql> parts = new ArrayList<>(List.of(conjunction()));
    while (tokens.takeWord("or")) {
      parts.add(conjunction());
    }
    return joined("or", parts);
  }

  private Sql conjunction() {
    List<Sql> parts = new ArrayList<>(List.of(negation()));
    while (tokens.takeWord("and")) {
      parts.add(negation());
    }
    return joined("and", parts);
  }

  private static Sql joined(String name, List<Sql> parts) {
    return parts.size() == 1 ? parts.get(0) : new Sql.Call(name, parts);
  }

  private Sql negation() {
    return tokens.takeWord("not") ? new Sql.Call("not", List.of(negation())) : comparison();
  }

  private Sql comparison() {
    Sql left = binary(1);
    if (tokens.takeWord("is")) {
      boolean not = tokens.takeWord("not");
      tokens.expectWord("null");
      Sql isNull = new Sql.Call("is null", List.of(left));
      return not ? new Sql.Call("not", List.of(isNull)) : isNull;
    }
    boolean not = tokens.takeWord("not");
    Sql test = test(left);
    if (test != null) {
      return not ? new Sql.Call("not", List.of(test)) : test;
    }
    if (not) {
      throw tokens.unexpected("BETWEEN, IN or LIKE");
    }
    String sign = tokens.takeSign(BINARY.get(0));
    return sign == null ? left : new Sql.Call(sign, List.of(left, binary(1)));
  }

  /** What is said of a value by BETWEEN, IN or LIKE; null where none of them follows. */
  private @Nullable Sql test(Sql value) {
    if (tokens.takeWord("between")) {
      Sql from = new Sql.Call(">=", List.of(value, binary(1)));
      tokens.expectWord("and");
      return new Sql.Call("and", List.of(from, new Sql.Call("<=", List.of(value, binary(1)))));
    }
    if (tokens.takeWord("in")) {
      tokens.expectSign("(");
      List<Sql> values = new ArrayList<>();
      do {
        values.add(new Sql.Call("=", List.of(value, disjunction())));
      } while (tokens.takeSign(Set.of(",")) != null);
      tokens.expectSign(")");
      return joined("or", values);
    }
    boolean anyCase = tokens.takeWord("ilike");
    if (anyCase || tokens.takeWord("like")) {
      String text = tokens.take("text", PATTERN);
      String escape = tokens.takeWord("escape") ? tokens.take("text", PATTERN) : null;
      Sql pattern = new Sql.Literal(SqlPattern.like(text, escape, anyCase));
      return new Sql.Call("like", List.of(value, pattern));
    }
    return null;
  }

  private Sql binary(int level) {
    if (level == BINARY.size()) {
      return unary();
    }
    Sql left = binary(level + 1);
    for (String sign = tokens.takeSign(BINARY.get(level));
        sign != null;
        sign = tokens.takeSign(BINARY.get(level))) {
      left = new Sql.Call(sign, List.of(left, binary(level + 1)));
    }
    return left;
  }

  private Sql unary() {
    if (tokens.takeSign(Set.of("-")) != null) {
      return new Sql.Call("-", List.of(new Sql.Literal(0.0), unary()));
    }
    Sql value = primary();
    while (true) {
      if (tokens.takeSign(Set.of("::")) != null) {
        value = new Sql.Call("cast " + tokens.type(), List.of(value));
      } else if (tokens.takeSign(Set.of("[")) != null) {
        value = new Sql.Call(SqlLists.ELEMENT, List.of(value, disjunction()));
        tokens.expectSign("]");
      } else {
        return value;
      }
    }
  }

  private Sql primary() {
    SqlToken token = tokens.take();
    return switch (token.kind()) {
      case "number" -> new Sql.Literal(Double.valueOf(token.text()));
      case "text" -> new Sql.Literal(token.value());
      case "quoted" -> field(token.value());
      case "word" -> word(token);
      default -> inside(token);
    };
  }

  private Sql inside(SqlToken token) {
    if (token.text().equals("[")) {
      return new Sql.Call(SqlLists.LIST, arguments("]"));
    }
    if (!token.text().equals("(")) {
      throw tokens.insteadOf("a field, a value or a function");
    }
    Sql inside = disjunction();
    tokens.expectSign(")");
    return inside;
  }

  private Sql word(SqlToken token) {
    String word = token.text().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "null" -> new Sql.Literal(null);
      case "true", "false" -> new Sql.Literal(Boolean.valueOf(word));
      case "case" -> cases();
      case "cast", "try_cast" -> cast();
      case "lambda" -> lambda(tokens.take().text(), ":");
      default -> tokens.takeSign(Set.of("(")) == null ? name(token.text()) : call(word);
    };
  }

  private Sql cast() {
    tokens.expectSign("(");
    Sql value = disjunction();
    tokens.expectWord("as");
    String type = tokens.type();
    tokens.expectSign(")");
    return new Sql.Call("cast " + type, List.of(value));
  }

  private Sql call(String name) {
    List<Sql> arguments = arguments(")");
    return switch (name) {
      case SqlPattern.EXTRACT -> SqlPattern.extraction(arguments);
      case SqlDates.DIFFERENCE -> SqlDates.difference(arguments);
      default -> new Sql.Call(name, arguments);
    };
  }

  private List<Sql> arguments(String end) {
    List<Sql> arguments = new ArrayList<>();
    if (tokens.takeSign(Set.of(end)) == null) {
      arguments.add(disjunction());
      while (tokens.takeSign(Set.of(",")) != null) {
        arguments.add(disjunction());
      }
      tokens.expectSign(end);
    }
    return arguments;
  }

  /** {@code x -> body} or, in later versions of DuckDB, {@code lambda x: body}. */
  private Sql lambda(String variable, String sign) {
    tokens.expectSign(sign);
    variables.add(variable);
    Sql body = disjunction();
    variables.remove(variables.size() - 1);
    return new Sql.Call(SqlLists.LAMBDA, List.of(new Sql.Variable(variable), body));
  }

  private Sql name(String name) {
    boolean isLambda = tokens.isNext("->");
    return isLambda
        ? lambda(name, "->")
        : variables.contains(name) ? new Sql.Variable(name) : field(name);
  }

  private Sql cases() {
    List<Sql> parts = new ArrayList<>();
    while (tokens.takeWord("when")) {
      parts.add(disjunction());
      tokens.expectWord("then");
      parts.add(disjunction());
    }
    parts.add(tokens.takeWord("else") ? disjunction() : new Sql.Literal(null));
    tokens.expectWord("end");
    return new Sql.Call("case", parts);
  }

  /** {@code l.name}, {@code "name_l"} or {@code name_l}; both sides are told by their mark. */
  private Sql field(String name) {
    if (tokens.takeSign(Set.of(".")) != null) {
      String column = tokens.take().value();
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "l" -> new Sql.Field(column, Side.LEFT);
        case "r" -> new Sql.Field(column, Side.RIGHT);
        default ->
            throw new IllegalArgumentException(
                "condition " + sql + " names " + name + "." + column + "; write l. or r.");
      };
    }
    if (name.toLowerCase(Locale.ROOT).endsWith("_l")) {
      return new Sql.Field(name.substring(0, name.length() - 2), Side.LEFT);
    }
    if (name.toLowerCase(Locale.ROOT).endsWith("_r")) {
      return new Sql.Field(name.substring(0, name.length() - 2), Side.RIGHT);
    }
    throw new IllegalArgumentException(
        "condition "
            + sql
            + " does not say of which record "
            + name
            + " is; write l. or r., _l or _r");
  }
}
