package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word, value or sign of a condition.
 *
 * @param kind number, text, quoted, word or sign
 * @param text as it is written
 */
record SqlToken(String kind, String text) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<number>\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|\\.\\d+)"
              + "|(?<text>'(?:[^']|'')*')"
              + "|(?<quoted>\"(?:[^\"]|\"\")*\"|`[^`]*`)"
              + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)"
              + "|(?<sign><=|>=|<>|!=|\\|\\||::|->|[=<>+\\-*/(),.\\[\\]:]))");

  /**
   * The tokens of a condition.
   *
   * @throws IllegalArgumentException if it has a sign that is not known
   */
  static List<SqlToken> of(String sql) {
    List<SqlToken> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(sql);
    String rest = sql.stripTrailing();
    int at = 0;
    while (at < rest.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException(
            "condition " + sql + " has a sign that is not known: " + rest.substring(at).strip());
      }
      for (String kind : List.of("number", "text", "quoted", "word", "sign")) {
        String text = matcher.group(kind);
        if (text != null) {
          tokens.add(new SqlToken(kind, text));
        }
      }
      at = matcher.end();
    }
    return tokens;
  }

  /** The text without its quotes. */
  String value() {
    if (!kind.equals("text") && !kind.equals("quoted")) {
      return text;
    }
    String quote = text.substring(0, 1);
    return text.substring(1, text.length() - 1).replace(quote + quote, quote);
  }
}
