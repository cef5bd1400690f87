package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private static final Map<String, String> SAME_SIGN = Map.of("!=", "<>");

  private final String sql;
  private final List<SqlToken> tokens;
  private final List<String> variables = new ArrayList<>();
  private int next;

  private SqlParser(String sql) {
    this.sql = sql;
    tokens = SqlToken.of(sql);
  }

  /**
   * The expression.
   *
   * @throws IllegalArgumentException if it cannot be read, with the place
   */
  static Sql parse(String sql) {
    SqlParser parser = new SqlParser(sql);
    Sql parsed = parser.disjunction();
    if (parser.next < parser.tokens.size()) {
      throw parser.unexpected("the end");
    }
    return SqlLists.read(parsed);
  }

  private Sql disjunction() {
    List<Sql> parts = new ArrayList<>(List.of(conjunction()));
    while (takeWord("or")) {
      parts.add(conjunction());
    }
    return parts.size() == 1 ? parts.get(0) : new Sql.Call("or", parts);
  }

  private Sql conjunction() {
    List<Sql> parts = new ArrayList<>(List.of(negation()));
    while (takeWord("and")) {
      parts.add(negation());
    }
    return parts.size() == 1 ? parts.get(0) : new Sql.Call("and", parts);
  }

  private Sql negation() {
    return takeWord("not") ? new Sql.Call("not", List.of(negation())) : comparison();
  }

  private Sql comparison() {
    Sql left = binary(1);
    if (takeWord("is")) {
      boolean not = takeWord("not");
      expectWord("null");
      Sql isNull = new Sql.Call("is null", List.of(left));
      return not ? new Sql.Call("not", List.of(isNull)) : isNull;
    }
    String sign = takeSign(BINARY.get(0));
    return sign == null ? left : new Sql.Call(sign, List.of(left, binary(1)));
  }

  private Sql binary(int level) {
    if (level == BINARY.size()) {
      return unary();
    }
    Sql left = binary(level + 1);
    for (String sign = takeSign(BINARY.get(level));
        sign != null;
        sign = takeSign(BINARY.get(level))) {
      left = new Sql.Call(sign, List.of(left, binary(level + 1)));
    }
    return left;
  }

  private Sql unary() {
    if (takeSign(Set.of("-")) != null) {
      return new Sql.Call("-", List.of(new Sql.Literal(0.0), unary()));
    }
    Sql value = primary();
    while (true) {
      if (takeSign(Set.of("::")) != null) {
        value = new Sql.Call("cast " + word(), List.of(value));
      } else if (takeSign(Set.of("[")) != null) {
        value = new Sql.Call(SqlLists.ELEMENT, List.of(value, disjunction()));
        expectSign("]");
      } else {
        return value;
      }
    }
  }

  private Sql primary() {
    SqlToken token = take();
    return switch (token.kind()) {
      case "number" -> new Sql.Literal(Double.valueOf(token.text()));
      case "text" -> new Sql.Literal(unquoted(token.text(), "'"));
      case "quoted" -> field(unquoted(token.text(), token.text().substring(0, 1)));
      case "word" -> word(token);
      default -> inside(token);
    };
  }

  private Sql inside(SqlToken token) {
    if (token.text().equals("[")) {
      return new Sql.Call(SqlLists.LIST, arguments("]"));
    }
    if (!token.text().equals("(")) {
      next--;
      throw unexpected("a field, a value or a function");
    }
    Sql inside = disjunction();
    expectSign(")");
    return inside;
  }

  private Sql word(SqlToken token) {
    String word = token.text().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "null" -> new Sql.Literal(null);
      case "true", "false" -> new Sql.Literal(Boolean.valueOf(word));
      case "case" -> cases();
      case "cast", "try_cast" -> cast();
      case "lambda" -> lambda(take().text(), ":");
      default -> takeSign(Set.of("(")) == null ? name(token.text()) : call(word);
    };
  }

  private Sql cast() {
    expectSign("(");
    Sql value = disjunction();
    expectWord("as");
    String type = word();
    expectSign(")");
    return new Sql.Call("cast " + type, List.of(value));
  }

  private Sql call(String name) {
    return new Sql.Call(name, arguments(")"));
  }

  private List<Sql> arguments(String end) {
    List<Sql> arguments = new ArrayList<>();
    if (takeSign(Set.of(end)) == null) {
      arguments.add(disjunction());
      while (takeSign(Set.of(",")) != null) {
        arguments.add(disjunction());
      }
      expectSign(end);
    }
    return arguments;
  }

  /** {@code x -> body} or, in later versions of DuckDB, {@code lambda x: body}. */
  private Sql lambda(String variable, String sign) {
    expectSign(sign);
    variables.add(variable);
    Sql body = disjunction();
    variables.remove(variables.size() - 1);
    return new Sql.Call(SqlLists.LAMBDA, List.of(new Sql.Variable(variable), body));
  }

  private Sql name(String name) {
    boolean isLambda = next < tokens.size() && tokens.get(next).text().equals("->");
    return isLambda
        ? lambda(name, "->")
        : variables.contains(name) ? new Sql.Variable(name) : field(name);
  }

  private Sql cases() {
    List<Sql> parts = new ArrayList<>();
    while (takeWord("when")) {
      parts.add(disjunction());
      expectWord("then");
      parts.add(disjunction());
    }
    parts.add(takeWord("else") ? disjunction() : new Sql.Literal(null));
    expectWord("end");
    return new Sql.Call("case", parts);
  }

  /** {@code l.name}, {@code "name_l"} or {@code name_l}; both sides are told by their mark. */
  private Sql field(String name) {
    if (takeSign(Set.of(".")) != null) {
      SqlToken token = take();
      String column =
          token.kind().equals("quoted")
              ? unquoted(token.text(), token.text().substring(0, 1))
              : token.text();
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

  private static String unquoted(String text, String quote) {
    return text.substring(1, text.length() - 1).replace(quote + quote, quote);
  }

  private SqlToken take() {
    if (next == tokens.size()) {
      throw unexpected("more");
    }
    return tokens.get(next++);
  }

  private boolean takeWord(String word) {
    boolean is =
        next < tokens.size()
            && tokens.get(next).kind().equals("word")
            && tokens.get(next).text().equalsIgnoreCase(word);
    next += is ? 1 : 0;
    return is;
  }

  private @Nullable String takeSign(Set<String> signs) {
    if (next < tokens.size()
        && tokens.get(next).kind().equals("sign")
        && signs.contains(tokens.get(next).text())) {
      String sign = tokens.get(next++).text();
      return SAME_SIGN.getOrDefault(sign, sign);
    }
    return null;
  }

  private String word() {
    SqlToken token = take();
    if (!token.kind().equals("word")) {
      next--;
      throw unexpected("a type");
    }
    return token.text().toLowerCase(Locale.ROOT);
  }

  private void expectWord(String word) {
    if (!takeWord(word)) {
      throw unexpected(word);
    }
  }

  private void expectSign(String sign) {
    if (takeSign(Set.of(sign)) == null) {
      throw unexpected(sign);
    }
  }

  private IllegalArgumentException unexpected(String expected) {
    String found = next < tokens.size() ? tokens.get(next).text() : "the end";
    return new IllegalArgumentException(
        "condition " + sql + " has " + found + " where " + expected + " was expected");
  }
}
