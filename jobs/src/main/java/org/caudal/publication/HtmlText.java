package org.caudal.publication;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text that is safe inside HTML elements and quoted attributes. */
final class HtmlText {
  private HtmlText() {}

  /** Escapes what HTML could take for markup; control characters become spaces. */
  static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                  boolean harmless = !Character.isISOControl(c) && !isDirectionOverride(c);
                  safe.appendCodePoint(harmless ? c : ' ');
                }
              }
            });
    return safe.toString();
  }

  /** A paragraph. */
  static String paragraph(String text) {
    return "<p>" + of(text) + "</p>";
  }

  /** A cell of a table. */
  static String cell(String text) {
    return "<td>" + of(text) + "</td>";
  }

  /** A cell with a number. */
  static String number(String text) {
    return "<td class=\"number\">" + of(text) + "</td>";
  }

  /** Cells with a figure and its interval, empty where there is no row. */
  static String figure(@Nullable IndicatorRow row) {
    return row == null ? cell("") + cell("") : number(row.valueText()) + number(row.intervalText());
  }

  /** A number with its sign, none where it is zero with these digits. */
  static String signed(double number, int digits) {
    String text = String.format(Locale.ROOT, "%+." + digits + "f", number);
    boolean isZero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return isZero ? text.substring(1) : text.replace("-", "−");
  }

  /** Characters that turn the direction of the text after them. */
  private static boolean isDirectionOverride(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }
}
