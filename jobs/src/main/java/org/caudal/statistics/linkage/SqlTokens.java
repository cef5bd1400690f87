package org.caudal.statistics.linkage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens of a condition, taken one after the other. */
final class SqlTokens {
  private static final Map<String, String> SAME_SIGN = Map.of("!=", "<>");

  private final String sql;
  private final List<SqlToken> tokens;
  private int next;

  SqlTokens(String sql) {
    this.sql = sql;
    tokens = SqlToken.of(sql);
  }

  boolean isAtEnd() {
    return next == tokens.size();
  }

  /** Whether the next one is this, which is not taken. */
  boolean isNext(String text) {
    return !isAtEnd() && tokens.get(next).text().equals(text);
  }

  SqlToken take() {
    if (isAtEnd()) {
      throw unexpected("more");
    }
    return tokens.get(next++);
  }

  /** The next one, which must be of a kind. */
  String take(String kind, String called) {
    SqlToken token = take();
    if (!token.kind().equals(kind)) {
      throw insteadOf(called);
    }
    return token.value();
  }

  boolean takeWord(String word) {
    boolean is =
        !isAtEnd()
            && tokens.get(next).kind().equals("word")
            && tokens.get(next).text().equalsIgnoreCase(word);
    next += is ? 1 : 0;
    return is;
  }

  @Nullable String takeSign(Set<String> signs) {
    if (!isAtEnd()
        && tokens.get(next).kind().equals("sign")
        && signs.contains(tokens.get(next).text())) {
      String sign = tokens.get(next++).text();
      return SAME_SIGN.getOrDefault(sign, sign);
    }
    return null;
  }

  /** The name of a type. */
  String type() {
    return take("word", "a type").toLowerCase(Locale.ROOT);
  }

  void expectWord(String word) {
    if (!takeWord(word)) {
      throw unexpected(word);
    }
  }

  void expectSign(String sign) {
    if (takeSign(Set.of(sign)) == null) {
      throw unexpected(sign);
    }
  }

  /** What is said where the one that was taken last is not what was expected. */
  IllegalArgumentException insteadOf(String expected) {
    next--;
    return unexpected(expected);
  }

  IllegalArgumentException unexpected(String expected) {
    String found = isAtEnd() ? "the end" : tokens.get(next).text();
    return new IllegalArgumentException(
        "condition " + sql + " has " + found + " where " + expected + " was expected");
  }
}
