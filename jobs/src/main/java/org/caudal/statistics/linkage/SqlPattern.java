package org.caudal.statistics.linkage;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A pattern that texts are held against, read once; two that are written alike are equal. */
final class SqlPattern {
  /** The part of a text that a pattern finds. */
  static final String EXTRACT = "regexp_extract";

  private static final int ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private final Pattern pattern;

  private SqlPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * A pattern of LIKE: {@code %} stands for any letters, {@code _} for one.
   *
   * @param escape sign after which both stand for themselves; null for none
   * @throws IllegalArgumentException if it has a backslash and no escape is named
   */
  static SqlPattern like(String text, @Nullable String escape, boolean anyCase) {
    if (escape == null && text.contains("\\")) {
      throw new IllegalArgumentException(
          "LIKE '"
              + text
              + "' has a backslash, which is a letter in DuckDB and an escape in Spark; write ESCAPE and the sign behind the pattern");
    }
    StringBuilder regex = new StringBuilder();
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      String sign = Character.toString(points[i]);
      boolean isEscape = sign.equals(escape) && i + 1 < points.length;
      if (isEscape || !(sign.equals("%") || sign.equals("_"))) {
        regex.append(Pattern.quote(isEscape ? Character.toString(points[++i]) : sign));
      } else {
        regex.append(sign.equals("_") ? "." : ".*");
      }
    }
    return new SqlPattern(
        Pattern.compile(regex.toString(), Pattern.DOTALL | (anyCase ? ANY_CASE : 0)));
  }

  /**
   * What finds a part of a text: with the number of a group, or without where there is no group.
   *
   * @throws IllegalArgumentException if DuckDB and Spark would take two parts, or none can be found
   */
  static Sql.Call extraction(List<Sql> arguments) {
    if (arguments.size() < 2
        || arguments.size() > 3
        || !(arguments.get(1) instanceof Sql.Literal literal)
        || !(literal.value() instanceof String regex)) {
      throw new IllegalArgumentException(
          EXTRACT + " takes a field, a pattern in quotes and the number of a group");
    }
    SqlPattern pattern = new SqlPattern(compiled(regex));
    int groups = pattern.pattern.matcher("").groupCount();
    boolean isGiven = arguments.size() > 2;
    Sql group = isGiven ? arguments.get(2) : new Sql.Literal(0.0);
    if (!isGiven && groups > 0) {
      throw new IllegalArgumentException(
          EXTRACT
              + " of '"
              + regex
              + "' does not say which group it takes, which is 0, the whole, in DuckDB and 1 in Spark; write the number");
    }
    if (!(group instanceof Sql.Literal taken)
        || !(taken.value() instanceof Double number)
        || number < 0
        || number > groups) {
      throw new IllegalArgumentException(
          EXTRACT + " of '" + regex + "' takes the number of a group, 0 to " + groups);
    }
    return new Sql.Call(EXTRACT, List.of(arguments.get(0), new Sql.Literal(pattern), group));
  }

  private static Pattern compiled(String regex) {
    if (regex.contains("[[:")) {
      throw new IllegalArgumentException(
          "pattern '" + regex + "' has a class such as [[:alpha:]]; write \\p{Alpha}");
    }
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "pattern '" + regex + "' cannot be read: " + e.getDescription(), e);
    }
  }

  /** The same for texts in lower case without accents. */
  SqlPattern folded() {
    return new SqlPattern(
        Pattern.compile(Symbols.withoutMarks(pattern.pattern()), pattern.flags() | ANY_CASE));
  }

  /** Whether all of a text is as the pattern says. */
  boolean isOf(String text) {
    return pattern.matcher(text).matches();
  }

  /** A group of the first part that is as the pattern says; empty where there is none. */
  String part(String text, int group) {
    Matcher matcher = pattern.matcher(text);
    String part = matcher.find() ? matcher.group(group) : null;
    return part == null ? "" : part;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SqlPattern that
        && pattern.flags() == that.pattern.flags()
        && pattern.pattern().equals(that.pattern.pattern());
  }

  @Override
  public int hashCode() {
    return pattern.pattern().hashCode();
  }
}
